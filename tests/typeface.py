"""Typefaces made for a test: the shapes of a shipped one, with other signs and another name."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from babel import Locale
from babel.dates import format_date

import kiosk
from kiosk.content.check.font_coverage import FontCoverage, shipped
from kiosk.content.source.cldr import endonym

FONTS = Path(kiosk.__file__).parent / "ui" / "theme" / "fonts"
LATIN, ARABIC = FONTS / "AtkinsonHyperlegible-Regular.ttf", FONTS / "KioskArabic-Regular.ttf"
#: The files of a source that hold texts.
_WRITTEN = {".yaml", ".md", ".po"}
_HEADER, _ENTRY = struct.Struct(">4sHHHH"), struct.Struct(">4sIII")


def typeface(family: str, signs: Iterable[str], glyph: int | None = None) -> bytes:
    """Return a typeface in which each of the *signs* has the same *glyph*, by default one as wide as tall."""
    glyph = _square() if glyph is None else glyph
    return with_tables(LATIN.read_bytes(), {b"cmap": cmap(signs, glyph), b"name": _name(family)})


def give_font(source: Path, code: str) -> None:
    """Give a language of a source a typeface with all that the source and CLDR write and the kiosk's have not."""
    read = "".join(path.read_text(encoding="utf-8") for path in source.rglob("*") if path.suffix in _WRITTEN)
    dates = "".join(format_date(date(2022, month, 1), "long", locale=code) for month in range(1, 13))
    names = "".join(Locale.parse(code).languages.values())
    signs = FontCoverage(shipped()).missing(read + endonym(code) + dates + names)
    folder = source / "languages" / code
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.ttf").write_bytes(typeface(f"Own {code}", signs))
    with (folder / "language.yaml").open("a", encoding="utf-8") as file:
        file.write("font: own.ttf\n")


def cmap(signs: Iterable[str], glyph: int) -> bytes:
    """Return a character map (format 12) of signs that share a glyph."""
    codes = sorted(ord(sign) for sign in signs)
    groups = b"".join(struct.pack(">III", code, code, glyph) for code in codes)
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def with_tables(content: bytes, other: Mapping[bytes, bytes]) -> bytes:
    """Return a typeface with *other* tables in the place of its own, and without those that lay out its signs."""
    kind, _, *rest = _HEADER.unpack_from(content)
    tables = {tag: body for tag, body in _tables(content).items() if tag not in {b"GSUB", b"GPOS", b"GDEF"}}
    tables |= other
    place = _HEADER.size + len(tables) * _ENTRY.size
    entries, bodies = b"", b""
    for tag, body in sorted(tables.items()):
        padded = body + bytes(-len(body) % 4)
        entries += _ENTRY.pack(tag, 0, place + len(bodies), len(body))
        bodies += padded
    return _HEADER.pack(kind, len(tables), *rest) + entries + bodies


def _tables(content: bytes) -> dict[bytes, bytes]:
    tables: dict[bytes, bytes] = {}
    for index in range(_HEADER.unpack_from(content)[1]):
        tag, _, offset, length = _ENTRY.unpack_from(content, _HEADER.size + index * _ENTRY.size)
        tables[tag] = content[offset : offset + length]
    return tables


def _square() -> int:
    """Return the glyph whose width is nearest to its height, as those of Chinese are."""
    tables = _tables(LATIN.read_bytes())
    (units,) = struct.unpack_from(">H", tables[b"head"], 18)
    (count,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    widths = [width for width, _ in struct.iter_unpack(">Hh", tables[b"hmtx"][: 4 * count])]
    return min(range(1, count), key=lambda glyph: abs(widths[glyph] - units))


def _name(family: str) -> bytes:
    texts = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    records, strings = b"", b""
    for number, text in texts.items():
        written = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(written), len(strings))
        strings += written
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings
