"""Tells which characters typefaces have, as the kiosk would paint them."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

#: The typefaces that come with the program, as files: what paints them is none of the author's business.
_SHIPPED = Path(__file__).parents[2] / "ui" / "theme" / "fonts"
#: The family that has no more than digits, for numbers in large type; texts are set in the others.
_NUMBERS = "KioskNumbers"
_LAST = 0x10FFFF
#: Subtables of a character map, best first: platform and encoding (OpenType, "cmap"; FreeType chooses the same).
_ALL_OF_UNICODE, _FIRST_PLANE = ((3, 10), (0, 4), (0, 6)), ((3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
#: Characters that take no ink: blanks, and Unicode's Default_Ignorable_Code_Point; and those that no text may hold.
_WITHOUT_INK = re.compile(
    "[\x00-\x20\x7f-\xa0\u2028\u2029\ufffd\ud800-\udfff\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000"
    "\ufe00-\ufe0f\ufeff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def signs_of(content: bytes) -> frozenset[str] | None:
    """Return the characters that a TrueType or OpenType typeface has; None if it cannot be read."""
    try:
        (count,) = struct.unpack_from(">H", content, 4)
        entries = (struct.unpack_from(">4s4xII", content, 12 + 16 * index) for index in range(count))
        cmap = next((content[offset : offset + length] for tag, offset, length in entries if tag == b"cmap"), b"")
        (tables,) = struct.unpack_from(">H", cmap, 2)
        offsets: dict[tuple[int, int], int] = {}
        for index in range(tables):
            platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * index)
            offsets[platform, encoding] = offset
        chosen = next((offsets[kind] for kind in (*_ALL_OF_UNICODE, *_FIRST_PLANE) if kind in offsets), None)
        return frozenset() if chosen is None else frozenset(map(chr, _codes(cmap[chosen:])))
    except (struct.error, ValueError):
        return None


class FontCoverage:
    """What some typefaces can paint, each of them given by the characters that it has."""

    def __init__(self, typefaces: Iterable[frozenset[str]]) -> None:
        self._typefaces = tuple(typefaces)
        self._known: dict[str, bool] = {}

    def missing(self, text: str) -> list[str]:
        """Return the characters of a text that no typeface has, in order and each once."""
        signs = dict.fromkeys(unicodedata.normalize("NFC", text))
        return [sign for sign in signs if not self._has(sign)]

    def _has(self, sign: str) -> bool:
        if sign not in self._known:
            self._known[sign] = _WITHOUT_INK.match(sign) is not None or self._is_painted(sign)
        return self._known[sign]

    def _is_painted(self, sign: str) -> bool:
        """Whether a typeface has the character, or all the parts that it can be put together from."""
        parts = set(unicodedata.normalize("NFD", sign))
        return any(sign in typeface or parts <= typeface for typeface in self._typefaces)


@cache
def shipped() -> tuple[frozenset[str], ...]:
    """Return what the program's own families have, in their regular as in their bold weight."""
    families: dict[str, frozenset[str]] = {}
    for path in sorted(_SHIPPED.glob("*.ttf")):
        family, signs = path.stem.partition("-")[0], signs_of(path.read_bytes()) or frozenset()
        if family != _NUMBERS:
            families[family] = families.get(family, signs) & signs
    return tuple(families.values())


def _codes(table: bytes) -> Iterator[int]:
    """Yield the code points that a subtable gives a glyph, in one of the forms of Unicode (OpenType, "cmap")."""
    (form,) = struct.unpack_from(">H", table)
    if form == 4:  # noqa: PLR2004 - as the specification counts
        yield from _by_segments(table)
    elif form in (12, 13):
        (groups,) = struct.unpack_from(">I", table, 12)
        for index in range(groups):
            start, end, glyph = struct.unpack_from(">III", table, 16 + 12 * index)
            # Glyph 0 is the box; of form 12 the first of a group may have it, of form 13 all have the same.
            if glyph == 0:
                start = start + 1 if form == 12 else _LAST + 1  # noqa: PLR2004
            yield from range(start, min(end, _LAST) + 1)
    elif form == 6:  # noqa: PLR2004
        start, count = struct.unpack_from(">HH", table, 6)
        glyphs = struct.unpack_from(f">{count}H", table, 10)
        yield from (start + index for index, glyph in enumerate(glyphs) if glyph)


def _by_segments(table: bytes) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", table, place) for place in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    for index in range(count):
        start, end, delta, offset = starts[index], ends[index], deltas[index], offsets[index]
        for code in range(start, min(end + 1, 0xFFFF)):
            if offset:
                place = 16 + 3 * double + 2 * index + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", table, place)
            else:
                glyph = code
            if glyph and (glyph + delta) & 0xFFFF:
                yield code
