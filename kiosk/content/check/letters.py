"""Finds the characters that no typeface has, neither the kiosk's nor the content's own: a screen would show boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kiosk.content.check.font_coverage import FontCoverage, shipped, signs_of
from kiosk.content.messages import Catalogue, Message
from kiosk.content.model import Language
from kiosk.content.report import Place, Report, place_of
from kiosk.content.soundness.typefaces import is_typeface
from kiosk.content.source.tree import SourceTree

#: How many characters are named in one message.
_TOLD = 3
#: From how many letters that are missing on a language is told that it needs a font, instead of each text.
_SCRIPT = 8
#: Categories of Unicode that a script consists of: letters, marks, numbers and punctuation.
_OF_A_SCRIPT = "LMNP"


class _Text(NamedTuple):
    """A text that is shown, the language that it is written in, and where it stands."""

    language: str
    place: Place
    text: str
    name: str = ""
    """What a translation is of, as its translator finds it."""


def check_letters(
    tree: SourceTree, found: Sequence[Message], catalogues: Mapping[str, Catalogue], report: Report
) -> None:
    """Note each text with characters that could not be painted, and each language that lacks a whole font."""
    coverage = _coverage(tree)
    if coverage is None:
        return
    bad = [(text, missing) for text in _texts(tree, found, catalogues) if (missing := coverage.missing(text.text))]
    for language in tree.languages:
        of_language = [(text, missing) for text, missing in bad if text.language == language.code]
        letters = sorted({sign for _, missing in of_language for sign in missing if _is_of_a_script(sign)})
        needs_a_font = len(letters) >= _SCRIPT
        if needs_a_font:
            _tell_language(language, letters, tree, report)
        for text, missing in of_language:
            # What is left are arrows and emoji, which the font would not have either.
            left = [sign for sign in missing if not (needs_a_font and _is_of_a_script(sign))]
            if left:
                _tell_text(text, left, language, report)


def _coverage(tree: SourceTree) -> FontCoverage | None:
    """Return what can be painted; None while a font cannot be read, which is told elsewhere."""
    own: list[frozenset[str]] = []
    for name in dict.fromkeys(language.font for language in tree.languages if language.font):
        file = tree.media.get(name)
        content = (tree.folder / file).read_bytes() if file else b""
        if not is_typeface(content):
            return None
        own.append(signs_of(content) or frozenset())
    return FontCoverage([*shipped(), *own])


def _tell_language(language: Language, letters: Sequence[str], tree: SourceTree, report: Report) -> None:
    file = f"languages/{language.code}/language.yaml"
    position = [each.code for each in tree.languages].index(language.code)
    described = f"language:{language.code}" in tree.places
    place = Place(file) if described else place_of(tree.places, f"bundle#languages/{position}")
    told = " ".join(letters[:_TOLD]) + (" …" if len(letters) > _TOLD else "")
    what = f'no typeface has {len(letters)} of the letters of "{language.code}" ({told})'
    what_to_do = f"put a font that has them beside {file} and name it there, as in font: own.ttf"
    report.error(place, what, what_to_do)


def _tell_text(text: _Text, missing: Sequence[str], language: Language, report: Report) -> None:
    told = ", ".join(map(_described, missing[:_TOLD])) + (" …" if len(missing) > _TOLD else "")
    what_to_do = "delete it or write it in words"
    if all(unicodedata.category(sign)[0] in "LMN" for sign in missing):
        what_to_do = f"write it in other letters, or put a font that has it into languages/{language.code}"
    report.error(text.place, f"{text.name}no typeface has {told}", what_to_do)


def _described(sign: str) -> str:
    """Return a character as an editor finds it: itself, its number, and its name if that says more."""
    number, name = f"{ord(sign):04X}", unicodedata.name(sign, "").lower()
    about = f"U+{number}" if name.endswith(number.lower()) or not name else f"U+{number}, {name}"
    if sign.isprintable() and not unicodedata.category(sign).startswith("M"):
        return f'"{sign}" ({about})'
    return about.replace(", ", " (") + (")" if ", " in about else "")


def _is_of_a_script(sign: str) -> bool:
    return unicodedata.category(sign)[0] in _OF_A_SCRIPT


def _texts(tree: SourceTree, found: Sequence[Message], catalogues: Mapping[str, Catalogue]) -> Iterator[_Text]:
    """Yield all that a screen may show; keywords are only searched."""
    shown = [message for message in found if not message.context.endswith("#keywords")]
    yield from (_Text(tree.source_language, tree.place(message.key), message.text) for message in shown)
    for code, catalogue in catalogues.items():
        for message in shown:
            if entry := catalogue.get(message.context, message.text):
                yield _Text(code, Place(catalogue.file, entry.line), entry.text, f"{message.context}: ")
    yield from _of_languages(tree)
    yield from (_Text(tree.source_language, tree.place(key), text) for key, text in _untranslated(tree))


def _of_languages(tree: SourceTree) -> Iterator[_Text]:
    for language in tree.languages:
        owner = f"language:{language.code}"
        described = owner in tree.places
        for field, text in (("endonym", language.endonym), ("greeting", language.greeting)):
            index = tree.codes().index(language.code)
            place = tree.place(f"{owner}#{field}") if described else tree.place(f"bundle#languages/{index}")
            yield _Text(language.code, place, text)
        if f"keyboard:{language.code}#rows" in tree.places:
            for index, row in enumerate(tree.keyboards.get(language.code, ())):
                yield _Text(language.code, tree.place(f"keyboard:{language.code}#rows/{index}"), " ".join(row))
        if (screens := tree.screen_texts.get(language.code)) is not None:
            for entry in screens.entries.values():
                yield _Text(language.code, Place(screens.file, entry.line), "".join(entry.texts))


def _untranslated(tree: SourceTree) -> Iterator[tuple[str, str]]:
    """Yield what is shown as it is in every language, each with its field."""
    for source in tree.sources:
        yield f"source:{source.id}#publisher", source.publisher
        yield f"source:{source.id}#year", source.year
    for contact in tree.contacts:
        owner = f"contact:{contact.id}"
        yield f"{owner}#email", contact.email
        yield f"{owner}#web", contact.web
        for field, several in (("phones", contact.phones), ("social", contact.social)):
            yield from ((f"{owner}#{field}/{index}", text) for index, text in enumerate(several))
