"""Looks at content.db before SQLite does: SQLite reads all of a schema, however large, before it does anything."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from stat import S_ISREG

from kiosk.content.library.connection import schema
from kiosk.content.soundness.columns import unsound

#: The largest content.db, in bytes, as in `kiosk.bundle.names`.
LARGEST = 256 * 1024 * 1024
_PAGE = 4096
# The parts of a database's header and of a b-tree's page: https://www.sqlite.org/fileformat2.html
_HEADER = 100
_INTERIOR, _LEAF = 5, 13


def check_header(path: Path) -> None:
    """Make sure that a file is a database as the compiler makes them, with no more tables than ours.

    Raises:
        BundleError: It is not.
    """
    status = path.lstat()
    if not S_ISREG(status.st_mode) or status.st_size > LARGEST:
        raise unsound("content.db is no file, or too large")
    with path.open("rb") as file:
        first = file.read(_PAGE)
        if len(first) < _PAGE or first[:16] != b"SQLite format 3\0":
            raise unsound("content.db is no database")
        settings = first[16:18], first[18:21], first[56:60]
        if settings != (b"\x10\0", b"\1\1\0", b"\0\0\0\1"):
            raise unsound("content.db is a database of another kind")
        if _number(first, 28, 4) * _PAGE != status.st_size:
            raise unsound("content.db is cut off")
        leaves = [(first, _HEADER)]
        if first[_HEADER] == _INTERIOR:
            leaves = []
            for number in islice(_children(first), len(schema())):
                file.seek((number - 1) * _PAGE)
                leaves.append((file.read(_PAGE), 0))
    _check_leaves(leaves)


def _check_leaves(leaves: list[tuple[bytes, int]]) -> None:
    count = 0
    for page, start in leaves:
        if len(page) < _PAGE or page[start] != _LEAF:
            raise unsound("content.db has other tables than ours")
        count += _number(page, start + 3, 2)
    if count != len(schema()):
        raise unsound("content.db has other tables than ours")


def _children(page: bytes) -> list[int]:
    """Return the numbers of the pages below the first one."""
    count = _number(page, _HEADER + 3, 2)
    cells = [_number(page, _HEADER + 12 + 2 * index, 2) for index in range(count)]
    numbers = [_number(page, cell, 4) for cell in cells] + [_number(page, _HEADER + 8, 4)]
    return [max(1, number) for number in numbers]


def _number(page: bytes, at: int, size: int) -> int:
    return int.from_bytes(page[at : at + size], "big")
