"""Finds the letters that no typeface has, neither the kiosk's nor the language's own: a screen would show boxes."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from kiosk.content.messages import Catalogue, Message
from kiosk.content.model import Language
from kiosk.content.report import Place, Report, place_of
from kiosk.content.source.tree import SourceTree

#: The typefaces that come with the program, as files: what paints them is none of the author's business.
_SHIPPED = Path(__file__).parents[2] / "ui" / "theme" / "fonts"
#: How many of the letters are told.
_TOLD = 3
_LAST = 0x10FFFF


def check_letters(
    tree: SourceTree, found: Sequence[Message], catalogues: Mapping[str, Catalogue], report: Report
) -> None:
    """Note each language with letters that could not be painted."""
    for index, language in enumerate(tree.languages):
        texts = _texts(language.code, tree, found, catalogues)
        letters = {sign for text in (language.endonym, language.greeting, *texts) for sign in text if _is_letter(sign)}
        own = _own(language, tree)
        missing = sorted(letters - _shipped() - own) if own is not None else []
        if missing:
            file = f"languages/{language.code}/language.yaml"
            described = f"language:{language.code}" in tree.places
            place = Place(file) if described else place_of(tree.places, f"bundle#languages/{index}")
            told = " ".join(missing[:_TOLD]) + (" …" if len(missing) > _TOLD else "")
            what = f'no typeface has {len(missing)} of the letters of "{language.code}" ({told})'
            what_to_do = f"put a font that has them beside {file} and name it there, as in font: own.ttf"
            report.warning(place, what, what_to_do)


def signs_of(content: bytes) -> frozenset[str] | None:
    """Return the characters that a TrueType or OpenType typeface has; None if it cannot be read."""
    try:
        (count,) = struct.unpack_from(">H", content, 4)
        entries = (struct.unpack_from(">4s4xII", content, 12 + 16 * index) for index in range(count))
        cmap = next((content[offset : offset + length] for tag, offset, length in entries if tag == b"cmap"), b"")
        (tables,) = struct.unpack_from(">H", cmap, 2)
        offsets = {struct.unpack_from(">4xI", cmap, 4 + 8 * index)[0] for index in range(tables)}
        return frozenset(chr(code) for offset in sorted(offsets) for code in _codes(cmap[offset:]))
    except (struct.error, ValueError):
        return None


def _codes(table: bytes) -> Iterator[int]:
    """Yield the code points of a subtable in one of the two forms that all typefaces have (OpenType, cmap)."""
    (form,) = struct.unpack_from(">H", table)
    if form == 4:  # noqa: PLR2004 - as the specification counts
        (double,) = struct.unpack_from(">H", table, 6)
        ends = struct.unpack_from(f">{double // 2}H", table, 14)
        starts = struct.unpack_from(f">{double // 2}H", table, 16 + double)
        for start, end in zip(starts, ends, strict=True):
            yield from range(start, min(end + 1, 0xFFFF))
    elif form == 12:  # noqa: PLR2004 - as the specification counts
        (groups,) = struct.unpack_from(">I", table, 12)
        for index in range(groups):
            start, end = struct.unpack_from(">II", table, 16 + 12 * index)
            yield from range(start, min(end, _LAST) + 1)


@cache
def _shipped() -> frozenset[str]:
    found = (signs_of(path.read_bytes()) for path in sorted(_SHIPPED.glob("*.ttf")))
    return frozenset().union(*(signs for signs in found if signs))


def _own(language: Language, tree: SourceTree) -> frozenset[str] | None:
    """Return the characters of a language's own typeface, none without one; None if it cannot be read."""
    file = tree.media.get(language.font)
    return signs_of((tree.folder / file).read_bytes()) if file else frozenset()


def _texts(code: str, tree: SourceTree, found: Sequence[Message], catalogues: Mapping[str, Catalogue]) -> Iterator[str]:
    yield from tree.ui_texts.get(code, {}).values()
    yield from (key for row in tree.keyboards.get(code, ()) for key in row)
    if code == tree.source_language:
        yield from (message.text for message in found)
    elif code in catalogues:
        yield from (entry.text for entry in catalogues[code].entries.values())


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"
