"""Reads what a source says of its languages: their descriptions, fonts, words and catalogues."""

from __future__ import annotations

import re
from dataclasses import replace

import polib

from kiosk.content.files import FONT_LIMIT, KIB
from kiosk.content.library.shapes import LONGEST_WORD, MOST_WORDS, word
from kiosk.content.model import Language
from kiosk.content.po import parse
from kiosk.content.report import Place, Report, place_of, suggest
from kiosk.content.source.cldr import (
    CODE,
    EVERYWHERE,
    direction,
    endonym,
    is_language,
    locale_names,
    parsed,
)
from kiosk.content.source.fields import Fields
from kiosk.content.source.folder import Folder

#: The largest catalogue of the screens' words, in bytes.
_WORDS_LIMIT = 1024 * KIB


def read_languages(codes: tuple[str, ...], folder: Folder) -> tuple[Language, ...]:
    """Return the languages on offer and note the codes of none."""
    for index, code in enumerate(codes):
        place = place_of(folder.notes.places, f"bundle#languages/{index}")
        if not CODE.fullmatch(code):
            what_to_do = "write two or three letters, as in es"
            folder.report.error(place, f'"{code}" is no language code', what_to_do)
        elif not is_language(code) and _description(code) not in folder:
            what_to_do = f"correct it, or describe it in {_description(code)}"
            folder.report.error(place, f'CLDR knows no language "{code}"', what_to_do)
    for name in folder.below("languages"):
        code = name.split("/")[1]
        if codes and code not in codes:
            what = f'bundle.yaml does not offer the language "{code}"'
            folder.report.warning(Place(name), what, suggest(code, codes, "add it there"))
    return tuple(_language(code, folder) for code in codes)


def read_catalogues(codes: tuple[str, ...], source: str, folder: Folder) -> dict[str, str]:
    """Return the name of the catalogue of each language that has one."""
    wanted = {code.replace("-", "_"): code for code in codes if code != source}
    found: dict[str, str] = {}
    for name in folder.below("translations", ".po"):
        stem = name.removeprefix("translations/").removesuffix(".po").replace("-", "_")
        if wanted.get(stem) in found:
            first = found[wanted[stem]]
            folder.report.error(Place(name), f"{first} is in the same language", "make one of the two")
        elif stem in wanted:
            found[wanted[stem]] = name
        elif codes:
            what = f'bundle.yaml offers no translation into "{stem}"'
            # What a browser makes of a second download: fr (1).po.
            meant = wanted.get(re.split(r"[ (]", stem, maxsplit=1)[0])
            what_to_do = f"call it {meant}.po, in the place of the older one" if meant else ""
            folder.report.warning(Place(name), what, what_to_do or suggest(stem, wanted, "add the language"))
    return found


def read_words(codes: tuple[str, ...], folder: Folder) -> dict[str, dict[str, str]]:
    """Return the screens' words of each language that brings them."""
    found: dict[str, dict[str, str]] = {}
    for code in codes:
        name = f"languages/{code}/ui.po"
        text = folder.text(name, _WORDS_LIMIT)
        catalogue = parse(text, name, folder.report) if text is not None else None
        if catalogue is not None:
            found[code] = _words(catalogue, name, folder.report)
    return found


def _description(code: str) -> str:
    return f"languages/{code}/language.yaml"


def _language(code: str, folder: Folder) -> Language:
    locale = parsed(code)
    name = str(locale) if locale else EVERYWHERE
    known = Language(code, endonym(code), "", name, direction(code, locale))
    file = _description(code)
    mapping = folder.mapping(file, 'write "endonym: …" into it') if file in folder else None
    if mapping is None:
        return known
    return _described(known, Fields(mapping, file, f"language:{code}", folder.notes), folder)


def _described(known: Language, fields: Fields, folder: Folder) -> Language:
    name = fields.text("locale")
    locale = parsed(name) if name else None
    if name and not locale:
        what_to_do = suggest(name, locale_names(), "write one as in es or pt_BR")
        fields.refuse("locale", f'CLDR knows no locale "{name}"', what_to_do)
    described = replace(
        known,
        endonym=fields.text("endonym", known.endonym),
        greeting=fields.text("greeting"),
        locale=str(locale) if locale else known.locale,
        direction=direction(known.code, locale) if locale else known.direction,
        font=_font(known.code, fields, folder),
    )
    fields.text("voice")
    fields.unknown()
    return described


def _font(code: str, fields: Fields, folder: Folder) -> str:
    wanted = fields.text("font")
    if not wanted:
        return ""
    start = f"languages/{code}"
    fonts = {name.rpartition("/")[2]: name for name in (*folder.below(start, ".ttf"), *folder.below(start, ".otf"))}
    if wanted not in fonts:
        what_to_do = suggest(wanted, fonts, "put a .ttf or .otf file there")
        fields.refuse("font", f'there is no font "{wanted}" in {start}', what_to_do)
        return ""
    name = f"fonts/{code.lower()}.{wanted.rpartition('.')[2].lower()}"
    if folder.fits(fonts[wanted], FONT_LIMIT):
        folder.media[name] = fonts[wanted]
    return name


def _words(catalogue: polib.POFile, file: str, report: Report) -> dict[str, str]:
    """Return the finished messages of a catalogue of the screens' words.

    A message with a context stands behind it and U+0004, as in a compiled catalogue; of a
    plural the first form stands for the singular, the last for the rest.
    """
    words: dict[str, str] = {}
    for entry in catalogue.translated_entries():
        context = f"{entry.msgctxt}\x04" if entry.msgctxt else ""
        forms = [entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)]
        several = {context + entry.msgid: forms[0] if forms else entry.msgstr}
        if forms:
            several[context + entry.msgid_plural] = forms[-1]
        if not all(map(_is_word, (*several, *several.values()))):
            what = f"a text of the screens cannot be shown, or has more than {LONGEST_WORD} characters"
            report.error(Place(file, entry.linenum or 0), what, "type it again")
        words |= several
    if len(words) > MOST_WORDS:
        what = f"there are {len(words)} texts of the screens, more than {MOST_WORDS}"
        report.error(Place(file), what, "take out those that translations/kiosk.pot has not")
    return words


def _is_word(text: str) -> bool:
    try:
        return word(text) == text
    except ValueError:
        return False
