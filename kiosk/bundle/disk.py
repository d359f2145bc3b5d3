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

from kiosk.errors import NoSpaceError, StoreError

logger = logging.getLogger(__name__)

#: What the kiosk writes can be read by all and changed by its owner alone, whatever the umask.
FILE_MODE, FOLDER_MODE = 0o644, 0o755
#: The end of a name that is as good as deleted.
DEAD = ".dead"

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
#: Whoever opens a FIFO without it waits for ever.
_NO_WAIT = os.O_NONBLOCK | os.O_NOCTTY
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_MIB = 1024 * 1024


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
        reason = error.strerror or type(error).__name__
        what = f"{error.filename or place}: cannot be read or written ({reason})"
        raise StoreError(f"{what}; see who may write there and whether the disk is all right") from error


def make_folder(path: Path, *, through: bool = True) -> None:
    """Make a folder and those above it that are missing, each of them written *through* to the disk."""
    if path.is_dir():
        return
    make_folder(path.parent, through=through)
    with suppress(FileExistsError):
        path.mkdir()
        path.chmod(FOLDER_MODE)
        give_to_owner(path, path.parent)
        if through:
            flush(path.parent)


def write(path: Path, content: bytes) -> None:
    """Write a new file through to the disk; its folder is not flushed."""
    with new_file(path) as handle:
        write_all(handle, content)


@contextmanager
def new_file(path: Path, *, through: bool = True) -> Iterator[int]:
    """Give the handle of a new file, and write the file *through* to the disk at the end."""
    handle = os.open(path, _NEW_FILE, FILE_MODE)
    try:
        os.fchmod(handle, FILE_MODE)
        give_to_owner(handle, path.parent)
        yield handle
        if through:
            os.fsync(handle)
    finally:
        os.close(handle)


def give_to_owner(what: int | Path, folder: Path) -> None:
    """Give a file or folder to the owner of the *folder* that it belongs to, where root has written it.

    The kiosk's user changes what somebody has set up with ``sudo``. What is open already is named by its handle.
    """
    if os.geteuid() != 0:
        return
    with suppress(OSError):
        owner = folder.stat()
        handle = what if isinstance(what, int) else os.open(what, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | _NO_WAIT)
        try:
            if os.fstat(handle).st_uid == 0 != owner.st_uid:
                os.fchown(handle, owner.st_uid, owner.st_gid)
        finally:
            if handle != what:
                os.close(handle)


def give_all_to_owner(folder: Path, owned_like: Path) -> None:
    """Give a folder and all in it to the owner of another one, where root has written it."""
    if os.geteuid() == 0:
        for place, _, names in os.walk(folder):
            for path in (Path(place), *(Path(place, name) for name in names)):
                give_to_owner(path, owned_like)


def write_all(handle: int, content: bytes) -> None:
    """Write all of the *content*: the system may take less at once."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def replace(path: Path, content: bytes, *, through: bool = True) -> None:
    """Put *content* in the place of a file, so that always the old or the new one is there.

    After an error it is the old one. What is not written *through* to the disk survives this process, but no power cut.
    """
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, _NEW_FILE, FILE_MODE)
    try:
        give_to_owner(handle, path.parent)
        write_all(handle, content)
        if through:
            os.fsync(handle)
    finally:
        os.close(handle)
    beside.replace(path)
    if through:
        _flush_names(path.parent)


def flush(path: Path) -> None:
    """Write a file, or the names in a folder, through to the disk."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
            logger.error("%s cannot be flushed (%s); %s", folder, error.strerror, what_to_do)  # noqa: TRY400


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
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends.

    Raises:
        BusyError: Another process holds it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
    try:
        give_to_owner(handle, path.parent)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError("another installation is running; wait until it has ended") from None
        yield
    finally:
        os.close(handle)
