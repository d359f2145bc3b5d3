"""Creates files and folders with a fixed mode, whatever the umask, and replaces a file as a whole."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: What everybody may read and the owner alone changes.
FILE_MODE, FOLDER_MODE = 0o644, 0o755
#: What nobody but the owner reads: a PIN's hash, private keys.
PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE = 0o600, 0o700
#: What a file is called beside its place until it is whole.
NEW_SUFFIX = ".new"

_ALWAYS = os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
#: Whoever opens a FIFO without it waits for ever.
_NO_WAIT = os.O_NONBLOCK | os.O_NOCTTY
#: What file systems say that know no modes (FAT), and what the system says of a file of another user.
_NO_MODES = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EROFS}


def open_file(path: Path, flags: int, mode: int = FILE_MODE) -> int:
    """Return the handle of a file that is created if it is missing, with this *mode* and no wider one at any moment.

    A link is never followed. Where root writes, the file is given to the owner of its folder.

    Raises:
        OSError: It cannot be opened.
    """
    handle = os.open(path, flags | _ALWAYS, mode)
    try:
        set_mode(handle, mode)
        give_to_owner(handle, path.parent)
    except BaseException:
        os.close(handle)
        raise
    return handle


@contextmanager
def new_file(path: Path, mode: int = FILE_MODE, *, through: bool = True) -> Iterator[int]:
    """Give the handle of a file that did not exist, and write the file *through* to the disk at the end.

    Raises:
        OSError: It exists, or cannot be written.
    """
    handle = open_file(path, os.O_WRONLY | os.O_EXCL, mode)
    try:
        yield handle
        if through:
            os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def replacing(path: Path, mode: int = FILE_MODE, *, through: bool = True, suffix: str = NEW_SUFFIX) -> Iterator[int]:
    """Give the handle of a file that takes the place of another one at the end, as a whole.

    After an error the old one is there. What is not written *through* to the disk survives this process, but no
    power cut. The folder is left to be flushed.

    Raises:
        OSError: It cannot be written.
    """
    beside = path.with_name(f"{path.name}{suffix}")
    beside.unlink(missing_ok=True)
    try:
        with new_file(beside, mode, through=through) as handle:
            yield handle
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def write_all(handle: int, content: bytes) -> None:
    """Write all of the *content*: the system may take less at once."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def make_folder(path: Path, mode: int = FOLDER_MODE, *, through: bool = True) -> None:
    """Make a folder of this *mode*, and those above it that are missing, each written *through* to the disk.

    Raises:
        OSError: It cannot be made.
    """
    if path.is_dir():
        return
    make_folder(path.parent, through=through)
    with suppress(FileExistsError):
        path.mkdir(mode)
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            set_mode(handle, mode)
            give_to_owner(handle, path.parent)
        finally:
            os.close(handle)
        if through:
            flush(path.parent)


def set_mode(handle: int, mode: int) -> None:
    """Give an open file or folder a *mode*, where its file system knows modes."""
    if stat.S_IMODE(os.fstat(handle).st_mode) == mode:
        return
    try:
        os.fchmod(handle, mode)
    except OSError as error:
        if error.errno not in _NO_MODES:
            raise


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


def flush(path: Path) -> None:
    """Write a file, or the names in a folder, through to the disk.

    Raises:
        OSError: The disk failed, or cannot flush that.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
