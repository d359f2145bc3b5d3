"""Tells whether a typeface is one, and none that makes a screen of a letter or work without end of a sign."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from kiosk.content.soundness.glyphs import are_simple

# https://learn.microsoft.com/typography/opentype/spec/otff: the header, and a table's entry in the directory.
_HEADER, _ENTRY = struct.Struct(">4sHHHH"), struct.Struct(">4sIII")
_KINDS = {b"\0\1\0\0", b"true", b"OTTO"}
_REQUIRED = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"}
#: How many tables there may be: some thirty are known.
_TABLES = 64
#: Units in an em: fewer make letters that are many screens wide, since their width is counted in units.
_UNITS = range(256, 16385)
#: How tall lines and how large letters may be, in ems: Nastaliq's lines have some three, a basmala in one sign twenty.
_LINE, _LETTER = 6, 64

Tables = Mapping[bytes, bytes]


def is_typeface(content: bytes) -> bool:
    """Whether this is one TrueType or OpenType typeface of sizes that can be shown."""
    try:
        tables = _tables(content)
        return tables is not None and _has_sane_sizes(tables) and _has_all_letters(tables)
    except (struct.error, IndexError):
        return False


def _tables(content: bytes) -> Tables | None:
    kind, count, *_ = _HEADER.unpack_from(content)
    if kind not in _KINDS or not 0 < count <= _TABLES:
        return None
    begin = _HEADER.size + count * _ENTRY.size
    tables: dict[bytes, bytes] = {}
    for index in range(count):
        tag, _, offset, length = _ENTRY.unpack_from(content, _HEADER.size + index * _ENTRY.size)
        if tag in tables or not begin <= offset <= offset + length <= len(content):
            return None
        tables[tag] = content[offset : offset + length]
    if sum(map(len, tables.values())) > len(content):
        return None
    return tables if tables.keys() >= _REQUIRED else None


def _has_sane_sizes(tables: Tables) -> bool:
    units, *box = struct.unpack_from(">H16xhhhh", tables[b"head"], 18)
    above, below, gap = struct.unpack_from(">hhh", tables[b"hhea"], 4)
    lines = [above, below, gap]
    if system := tables.get(b"OS/2"):
        lines += struct.unpack_from(">hhhHH", system, 68)
    return (
        units in _UNITS
        and all(abs(length) <= _LINE * units for length in lines)
        and all(abs(length) <= _LETTER * units for length in box)
    )


def _has_all_letters(tables: Tables) -> bool:
    (count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (wide,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    if not 0 < wide <= count or len(tables[b"hmtx"]) < 4 * wide + 2 * (count - wide):
        return False
    if b"CFF " in tables or b"CFF2" in tables:
        return True
    (is_long,) = struct.unpack_from(">h", tables[b"head"], 50)
    return are_simple(tables.get(b"glyf", b""), tables.get(b"loca", b""), count, is_long=bool(is_long))
