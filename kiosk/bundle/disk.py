"""Changes files in such an order that a power cut leaves what was there or what was meant."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import logging
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import NoSpaceError, StoreError, reason_of
from kiosk.storage.files import (
    FILE_MODE,
    FOLDER_MODE,
    PRIVATE_FILE_MODE,
    flush,
    give_all_to_owner,
    give_to_owner,
    make_folder,
    new_file,
    open_file,
    replacing,
    write_all,
)

__all__ = [
    "DEAD",
    "FILE_MODE",
    "FOLDER_MODE",
    "PRIVATE_FILE_MODE",
    "BusyError",
    "delete_folder",
    "flush",
    "flush_folders",
    "free_bytes",
    "give_all_to_owner",
    "give_to_owner",
    "locked",
    "make_folder",
    "megabytes",
    "move",
    "new_file",
    "open_file",
    "replace",
    "replacing",
    "settle_files",
    "told_as_store_error",
    "write",
    "write_all",
    "write_out",
]

logger = logging.getLogger(__name__)

#: The end of a name that is as good as deleted.
DEAD = ".dead"

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_MIB = 1024 * 1024
#: The largest note in a lock, in bytes.
_LONGEST_NOTE = 4096


class BusyError(StoreError):
    """Another process is changing the store."""


@contextmanager
def told_as_store_error(place: Path) -> Iterator[None]:
    """Turn what the system says of the disk below *place* into one line for the staff.

    Raises:
        NoSpaceError: The disk is full.
        StoreError: It cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise NoSpaceError("the disk is full; delete something, or reset the kiosk, and try again") from error
        reason = reason_of(error)
        what = f"{error.filename or place}: cannot be read or written ({reason})"
        raise StoreError(f"{what}; see who may write there and whether the disk is all right") from error


def write(path: Path, content: bytes) -> None:
    """Write a new file through to the disk; its folder is not flushed."""
    with new_file(path) as handle:
        write_all(handle, content)


def replace(path: Path, content: bytes, mode: int = FILE_MODE, *, through: bool = True) -> None:
    """Put *content* in the place of a file, so that always the old or the new one is there.

    After an error it is the old one. What is not written *through* to the disk survives this process, but no power cut.
    """
    with replacing(path, mode, through=through) as handle:
        write_all(handle, content)
    if through:
        _flush_names(path.parent)


def flush_folders(folder: Path) -> None:
    """Write the names in a folder and in all below it through to the disk, the innermost first."""
    for place, _, _ in os.walk(folder, topdown=False):
        flush(Path(place))


def settle_files(folder: Path) -> None:
    """Give the files in a folder and below it the kiosk's mode, and write each through to the disk."""
    files = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    for path in files:
        # One that has it already would only have to be written again.
        if stat.S_IMODE(path.stat().st_mode) != FILE_MODE:
            path.chmod(FILE_MODE)
    write_out(folder)
    for path in files:
        flush(path)


def write_out(folder: Path) -> None:
    """Let the system write all that it holds for the disk of a folder in one go, where it can.

    Whether it did is told by `flush`, which then has nothing left to write: thousands of files take as many
    rounds to the disk otherwise.
    """
    syncfs = getattr(ctypes.CDLL(None), "syncfs", None)
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if syncfs is not None:
            syncfs(handle)
    finally:
        os.close(handle)


def move(old: Path, new: Path) -> None:
    """Give a folder another name, and write that through to the disk; after an error it has the old one."""
    old.rename(new)
    _flush_names(*dict.fromkeys((new.parent, old.parent)))


def _flush_names(*folders: Path) -> None:
    """Write the names in folders through to the disk after a change that holds already.

    To answer with an error would say that nothing was changed. What a disk cannot flush may be lost in a power cut.
    """
    for folder in folders:
        try:
            flush(folder)
        except OSError as error:
            what_to_do = "see whether the disk is all right"
            logger.error("%s cannot be flushed (%s); %s", folder, reason_of(error), what_to_do)  # noqa: TRY400


def delete_folder(path: Path) -> None:
    """Delete a folder; one that is half deleted has a dead name, so that nobody takes it for whole."""
    dead = path if path.name.endswith(DEAD) else path.with_name(f"{path.name}{DEAD}")
    if dead != path:
        shutil.rmtree(dead, ignore_errors=True)
        move(path, dead)
    shutil.rmtree(dead)


def free_bytes(place: Path) -> int:
    """Return how much room there is on the disk of a folder, or of the nearest one above it."""
    while not place.exists():
        place = place.parent
    disk = os.statvfs(place)
    return disk.f_bavail * disk.f_frsize


def megabytes(count: int) -> str:
    """Return a number of bytes as a person reads it, rounded up."""
    return f"{max(1, -(-count // _MIB))} MB"


@contextmanager
def locked(path: Path, reading: str = "") -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends.

    What is *reading*, a folder or an address, is written into it for those who find it held.

    Raises:
        BusyError: Another process holds it.
    """
    handle = open_file(path, os.O_RDWR)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy(os.pread(handle, _LONGEST_NOTE, 0).decode("utf-8", "replace")) from None
        _note(handle, reading)
        yield
        _note(handle, "")
    finally:
        os.close(handle)


def _note(handle: int, reading: str) -> None:
    # What cannot be written, on a full disk say, is not said.
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, reading.encode("utf-8", "replace")[:_LONGEST_NOTE], 0)


def _busy(reading: str) -> BusyError:
    if reading.startswith("/"):
        what_to_do = "wait until it has ended, or pull out the stick that it reads, and try again"
        return BusyError(f"another installation is running, from {reading}; {what_to_do}")
    source = f", from {reading}" if reading else ""
    return BusyError(f"another installation is running{source}; wait until it has ended")
