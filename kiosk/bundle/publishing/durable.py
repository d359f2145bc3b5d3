"""Writes files so that a power cut leaves the old one or the new one, on any file system."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from kiosk.storage import files

#: What a file is called until it is whole.
PART = ".part"
_COPIED_AT_ONCE = 1024 * 1024
#: What file systems say that cannot flush a folder: some of those behind a network or in user space.
_NO_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS}


def write(path: Path, content: bytes, mode: int = files.FILE_MODE) -> None:
    """Write a file beside its place, flush it and move it there; nobody reads more of it at any moment than later.

    Raises:
        OSError: It cannot be written; what stood there stands there still.
    """
    with files.replacing(path, mode, suffix=PART) as handle:
        files.write_all(handle, content)
    settle(path.parent)


def copy(source: Path, path: Path) -> None:
    """Copy a file beside its place, flush it and move it there; the folder is left to be settled.

    Raises:
        OSError: It cannot be copied; what stood there stands there still.
    """
    with source.open("rb") as original, files.replacing(path, suffix=PART) as handle:
        while content := original.read(_COPIED_AT_ONCE):
            files.write_all(handle, content)


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
