"""Checks that each catalogue is in the language of its name: its header, and whether it is another one's copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from kiosk.content.messages import Catalogue
from kiosk.content.messages.screens import screen_messages
from kiosk.content.po import SaidLanguage
from kiosk.content.report import Place, Report
from kiosk.content.source.cldr import same_language
from kiosk.content.source.screen_texts import file_of
from kiosk.content.source.tree import SourceTree

#: From how many texts of that length on, and of what share, two catalogues are not alike by chance: names are the same
#: in many languages.
_FEWEST, _LETTERS, _SHARE = 10, 12, 0.8


class _File(NamedTuple):
    """A catalogue, of the content or of the screens: the translation of each text."""

    code: str
    name: str
    said: SaidLanguage
    texts: Mapping[object, str]
    sources: Mapping[object, str]
    written_in: str
    """The language that is translated from."""


def check_languages(tree: SourceTree, catalogues: Mapping[str, Catalogue], report: Report) -> None:
    """Note catalogues whose header names another language, and those that are copies."""
    files = [*_of_content(tree, catalogues), *_of_screens(tree)]
    locales = {language.code: language.locale for language in tree.languages}
    suspect = {file.name for file in files if not _agrees(file, locales[file.code], report)}
    for file in files:
        if _are_alike(file.texts, file.sources) and not same_language(file.code, file.written_in):
            what = f"nearly all translations into {file.code} are the text itself"
            report.warning(Place(file.name), what, "see whether this is the right file")
    _refuse_words_of_screens(catalogues, report)
    for one, other in combinations(files, 2):
        # Of a wrong header was told already.
        if {one.name, other.name} & suspect or same_language(one.code, other.code):
            continue
        if _are_alike(one.texts, other.texts):
            what = f"nearly all translations are the same as in {one.name}"
            report.warning(Place(other.name), what, "see which of the two is the wrong file")


def _refuse_words_of_screens(catalogues: Mapping[str, Catalogue], report: Report) -> None:
    known = {message.text for message in screen_messages()}
    for code, catalogue in catalogues.items():
        if catalogue.entries and all(not context and text in known for context, text in catalogue.entries):
            what = "this is a catalogue of the screens, not of the content"
            what_to_do = f"call it {file_of(code)}, and put the catalogue of the content back"
            report.error(Place(catalogue.file), what, what_to_do)


def _agrees(file: _File, locale: str, report: Report) -> bool:
    """Whether a header names the language of the file's name, or none."""
    if not file.said.code or same_language(file.said.code, file.code) or same_language(file.said.code, locale):
        return True
    what = f'the header names the language "{file.said.code}", and the file is for "{file.code}"'
    what_to_do = f"take the right file, or write Language: {file.code} into the header"
    report.error(Place(file.name, file.said.line), what, what_to_do)
    return False


def _are_alike(one: Mapping[object, str], other: Mapping[object, str]) -> bool:
    both = [key for key in one.keys() & other.keys() if len(one[key]) >= _LETTERS and re.search(r"\s", one[key])]
    return len(both) >= _FEWEST and sum(one[key] == other[key] for key in both) >= _SHARE * len(both)


def _of_content(tree: SourceTree, catalogues: Mapping[str, Catalogue]) -> Iterator[_File]:
    for code, catalogue in catalogues.items():
        texts: dict[object, str] = {key: entry.text for key, entry in catalogue.entries.items() if entry.text}
        sources: dict[object, str] = {key: key[1] for key in catalogue.entries}
        yield _File(code, catalogue.file, catalogue.said, texts, sources, tree.source_language)


def _of_screens(tree: SourceTree) -> Iterator[_File]:
    for code, screens in tree.screen_texts.items():
        texts: dict[object, str] = {text: entry.texts[0] for text, entry in screens.entries.items() if entry.texts[0]}
        sources: dict[object, str] = {text: text for text in screens.entries}
        yield _File(code, screens.file, screens.said, texts, sources, "en")
