"""Tells whether the signs of a typeface are put together from few parts; parts of parts can be without end."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from sys import byteorder

#: How deep signs may be put together from others, and from how many in all: syllables of Hangul take some ten.
DEPTH, PARTS = 8, 256
_TOO_MANY = PARTS + 1, DEPTH + 1
# Flags of a part (OpenType, "glyf"): wide arguments, a scale, another part, two scales, a matrix.
_WORDS, _SCALE, _MORE, _SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


def are_simple(outlines: bytes, places: bytes, count: int, *, is_long: bool) -> bool:
    """Whether all *count* signs are within the *outlines* and are made of few parts."""
    offsets = array("I" if is_long else "H")
    if len(places) < (count + 1) * offsets.itemsize:
        return False
    offsets.frombytes(places[: (count + 1) * offsets.itemsize])
    if byteorder == "little":
        offsets.byteswap()
    unit = 1 if is_long else 2
    signs = _Signs(outlines, [offset * unit for offset in offsets])
    return all(signs.are_few(number) for number in range(count))


class _Signs:
    """Counts of how many parts each sign is made, and in how many storeys; too many where it cannot be told."""

    def __init__(self, outlines: bytes, offsets: list[int]) -> None:
        self._outlines, self._offsets = outlines, offsets
        self._known: dict[int, tuple[int, int]] = {}

    def are_few(self, number: int) -> bool:
        """Tell whether a sign is made of few parts."""
        parts, storeys = self._count(number, 0)
        return parts <= PARTS and storeys <= DEPTH

    def _count(self, number: int, depth: int) -> tuple[int, int]:
        if number in self._known:
            return self._known[number]
        if depth > DEPTH or number >= len(self._offsets) - 1:
            return _TOO_MANY
        begin, end = self._offsets[number], self._offsets[number + 1]
        if not begin <= end <= len(self._outlines):
            return _TOO_MANY
        parts, storeys = 1, 0
        if end - begin >= 2 and self._outlines[begin] & 0x80:  # noqa: PLR2004 - a negative number of contours
            for part in self._of(begin + 10, end):
                more, below = self._count(part, depth + 1)
                parts, storeys = parts + more, max(storeys, below + 1)
                if parts > PARTS or storeys > DEPTH:
                    break
        self._known[number] = parts, storeys
        return parts, storeys

    def _of(self, at: int, end: int) -> Iterator[int]:
        """Yield the numbers of the signs that a sign is made of."""
        flags = _MORE
        while flags & _MORE and at < end:
            flags, number = struct.unpack_from(">HH", self._outlines, at)
            yield number
            at += 8 if flags & _WORDS else 6
            at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
