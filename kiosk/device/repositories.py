"""Finds the repository on a stick among whatever else is there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import nsmallest
from itertools import islice
from pathlib import Path

#: So many folders of a stick are looked at, so many in one folder, and so many names in one folder.
_MOST_FOLDERS, _MOST_IN_ONE, _MOST_NAMES = 2000, 200, 100_000
#: A repository lies at most so many folders below the stick's root.
_DEEPEST = 2
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
#: How the names of waste baskets begin, and of what systems leave on a stick.
_PASSED_OVER = (".", "$")


def repository_on(root: Path) -> Path | None:
    """Return the repository at the root of a stick or in a folder of the first or second level, nearest first.

    No link is followed, and no file opened. What is in a waste basket is none.

    Raises:
        OSError: The stick cannot be read.
    """
    level: list[tuple[str, ...]] = [()]
    rest = _MOST_FOLDERS
    with _opened(root) as handle:
        for depth in range(_DEEPEST + 1):
            below: list[tuple[str, ...]] = []
            for parts in level[:rest]:
                inner = _look(handle, parts, is_last=depth == _DEEPEST)
                if inner is None:
                    return root.joinpath(*parts)
                below += [(*parts, name) for name in inner]
            rest -= len(level)
            level = below
    return None


def _look(handle: int, parts: tuple[str, ...], *, is_last: bool) -> list[str] | None:
    """Return the folders in a folder below an open one, or None if it is a repository."""
    try:
        with _below(handle, parts) as folder:
            if _is_repository(folder):
                return None
            return [] if is_last else _folders(folder)
    except OSError:
        if parts:
            return []
        raise


def _is_repository(folder: int) -> bool:
    try:
        with _opened("metadata", folder) as metadata, _opened("targets", folder):
            return stat.S_ISREG(os.stat("timestamp.json", dir_fd=metadata, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _folders(folder: int) -> list[str]:
    with os.scandir(folder) as entries:
        wanted = (entry for entry in islice(entries, _MOST_NAMES) if not entry.name.startswith(_PASSED_OVER))
        return nsmallest(_MOST_IN_ONE, (entry.name for entry in wanted if entry.is_dir(follow_symlinks=False)))


@contextmanager
def _below(handle: int, parts: tuple[str, ...]) -> Iterator[int]:
    """Open a folder, one name after the other."""
    if not parts:
        yield handle
        return
    with _opened(parts[0], handle) as folder, _below(folder, parts[1:]) as innermost:
        yield innermost


@contextmanager
def _opened(path: Path | str, folder: int | None = None) -> Iterator[int]:
    handle = os.open(path, _FOLDER, dir_fd=folder)
    try:
        yield handle
    finally:
        os.close(handle)
