"""Reads the texts of the screens that a source brings for a language, ``languages/CODE/ui.po``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polib

from kiosk.content.files import KIB
from kiosk.content.library.shapes import LONGEST_WORD, MOST_WORDS, word
from kiosk.content.po import NO_LANGUAGE, SaidLanguage, parse, said_language
from kiosk.content.report import Place, Report
from kiosk.content.source.folder import Folder

#: The largest catalogue of the screens' texts, in bytes.
LIMIT = 1024 * KIB


@dataclass(frozen=True)
class ScreenText:
    """A translated text of the screens, in all its plural forms; *fuzzy* if it is not sure. Its line from 1."""

    texts: tuple[str, ...]
    fuzzy: bool
    line: int


@dataclass(frozen=True)
class ScreenTexts:
    """The texts of the screens in one language, by message.

    A message with a context stands behind it and U+0004, as in a compiled catalogue.
    """

    file: str
    said: SaidLanguage = NO_LANGUAGE
    """The language that its header names."""
    entries: Mapping[str, ScreenText] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    """What the bundle gets of it: of a plural the first form stands for the singular, the last for the rest."""


def file_of(code: str) -> str:
    """Return the name of a language's catalogue in the source's folder."""
    return f"languages/{code}/ui.po"


def read_screen_texts(codes: tuple[str, ...], folder: Folder) -> dict[str, ScreenTexts]:
    """Return the texts of the screens for each language that brings them."""
    _refuse_other_names(codes, folder)
    found: dict[str, ScreenTexts] = {}
    for code in codes:
        name = file_of(code)
        text = folder.text(name, LIMIT)
        catalogue = parse(text, name, folder.report) if text is not None else None
        if catalogue is not None:
            found[code] = _texts(catalogue, name, said_language(text or ""), folder.report)
    return found


def _refuse_other_names(codes: tuple[str, ...], folder: Folder) -> None:
    """Note catalogues that nobody reads, as downloads and translators' programs call them."""
    for name in folder.below("languages"):
        stem, _, rest = name.removeprefix("languages/").partition("/")
        code = stem if rest else re.split(r"[. (]", stem, maxsplit=1)[0]
        is_catalogue = re.search(r"\.pot?(?:\.[a-z]+)?$", name.lower()) is not None
        if is_catalogue and name != file_of(code):
            known = code if code in codes else "CODE"
            what_to_do = f"call it {file_of(known)}, in the place of an older one"
            folder.report.error(Place(name), "no file of that name is read", what_to_do)


def key_of(entry: polib.POEntry) -> str:
    """Return what a message is looked up by."""
    return f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid


def _texts(catalogue: polib.POFile, file: str, said: SaidLanguage, report: Report) -> ScreenTexts:
    entries: dict[str, ScreenText] = {}
    shown: dict[str, str] = {}
    for entry in catalogue:
        if entry.obsolete:
            continue
        key, place = key_of(entry), Place(file, entry.linenum or 0)
        if key in entries:
            what = f"the message stands twice (first in line {entries[key].line})"
            report.error(place, what, "delete one of them")
            continue
        forms = tuple(entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)) or (entry.msgstr,)
        entries[key] = ScreenText(forms, entry.fuzzy, place.line)
        if all(forms) and not entry.fuzzy:
            several = {key: forms[0]}
            if entry.msgid_plural:
                several[key.removesuffix(entry.msgid) + entry.msgid_plural] = forms[-1]
            if not all(map(_is_word, (*several, *several.values()))):
                what = f"a text of the screens cannot be shown, or has more than {LONGEST_WORD} characters"
                report.error(place, what, "type it again")
            shown |= several
    if len(shown) > MOST_WORDS:
        what = f"there are {len(shown)} texts of the screens, more than {MOST_WORDS}"
        report.error(Place(file), what, "take out those that translations/kiosk.pot has not")
    return ScreenTexts(file, said, entries, shown)


def _is_word(text: str) -> bool:
    try:
        return word(text) == text
    except ValueError:
        return False
