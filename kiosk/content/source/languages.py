"""Reads what a source says of its languages: their descriptions, fonts and catalogues."""

from __future__ import annotations

import re
from dataclasses import replace

from kiosk.content.files import FONT_LIMIT
from kiosk.content.model import Language
from kiosk.content.report import Place, place_of, suggest
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
        _, code, *rest = name.split("/")
        if rest and codes and code not in codes:
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
