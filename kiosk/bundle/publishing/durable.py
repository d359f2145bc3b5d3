"""Writes files so that a power cut leaves the old one or the new one, on any file system."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

#: What a file is called until it is whole.
PART = ".part"
_COPIED_AT_ONCE = 1024 * 1024
#: What file systems say that cannot flush a folder: some of those behind a network or in user space.
_NO_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS}


def write(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file beside its place, flush it and move it there.

    Raises:
        OSError: It cannot be written; what stood there stands there still.
    """
    _place(path, lambda file: file.write(content), mode)
    settle(path.parent)


def copy(source: Path, path: Path) -> None:
    """Copy a file beside its place, flush it and move it there; the folder is left to be settled.

    Raises:
        OSError: It cannot be copied; what stood there stands there still.
    """
    with source.open("rb") as original:
        _place(path, lambda file: shutil.copyfileobj(original, file, _COPIED_AT_ONCE), 0o644)


def settle(folder: Path) -> None:
    """Flush a folder: what was moved into it or deleted.

    Raises:
        OSError: The disk failed.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDERS:
            raise
    finally:
        os.close(handle)


def _place(path: Path, fill: Callable[[BinaryIO], object], mode: int) -> None:
    part = path.with_name(path.name + PART)
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
