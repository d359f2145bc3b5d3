"""Reads and changes what lies below a folder, without ever following a link or opening what is no plain file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kiosk.errors import UntrustedError
from kiosk.storage.files import FILE_MODE, FOLDER_MODE, give_to_owner, make_folder, set_mode

#: What a file is called until it is whole.
PART = ".part"
#: More names than this in one folder are listed by nobody.
MOST_NAMES = 100_000

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
#: Without O_NONBLOCK, opening a FIFO would wait for ever.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
#: O_EXCL, since a file that is there may be the same one as a file elsewhere.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_FOLDER = {errno.ELOOP, errno.ENOTDIR}
#: What file systems say that cannot flush a folder: some of those behind a network or in user space.
_NO_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS}
_CHUNK = 1024 * 1024
#: No repository has folders in folders as deep as this.
_DEEPEST = 8
_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder and no file"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISREG, "a file and no folder"),
)


class NotPlainError(UntrustedError):
    """A link, a pipe or a device lies where a plain file or folder has to be; *name* is relative to the folder."""

    def __init__(self, text: str, name: str, *, is_for_folder: bool) -> None:
        super().__init__(text)
        self.name, self.is_for_folder = name, is_for_folder


class PlainFolder:
    """A folder below which only plain files and folders are read, written and deleted.

    The *path* itself may lead over links, since a person names it. Names are relative to it, with ``/`` between their
    parts, and each of these is opened from the one before: what lies outside is never touched, even if somebody
    changes the folder meanwhile. *what_to_do* ends the text of each `NotPlainError`.

    Every method raises `NotPlainError`, and OSError where the disk does not do what is asked.
    """

    def __init__(self, path: Path, what_to_do: str = "delete it and try again") -> None:
        self.path, self._what_to_do = path, what_to_do

    def open(self, name: str, *, make: bool = False) -> int:
        """Return a handle for reading a file, to be closed by the caller; an empty one is made first if so wished."""
        with self._parent(name) as (parent, last):
            if make:
                with suppress(FileExistsError):
                    new = os.open(last, _NEW_FILE, FILE_MODE, dir_fd=parent)
                    try:
                        self._settle_mode(new, FILE_MODE)
                    finally:
                        os.close(new)
            # Looked at before it is opened, since to open some devices is to start them, and after, since it may have
            # changed.
            self._check(name, os.stat(last, dir_fd=parent, follow_symlinks=False))
            try:
                handle = os.open(last, _FILE, dir_fd=parent)
            except OSError as error:
                if error.errno in _NO_FOLDER:
                    raise self._not_plain(name, "a link") from error
                raise
            try:
                self._check(name, os.fstat(handle))
            except NotPlainError:
                os.close(handle)
                raise
            return handle

    def read(self, name: str, most: int) -> bytes:
        """Return what a file holds, up to *most* bytes of it."""
        with os.fdopen(self.open(name), "rb") as file:
            return file.read(most)

    def has_file(self, name: str) -> bool:
        """Whether there is such a file."""
        try:
            with self._parent(name) as (parent, last):
                self._check(name, os.stat(last, dir_fd=parent, follow_symlinks=False))
        except FileNotFoundError:
            return False
        return True

    def names(self, folder: str = "") -> list[str]:
        """Return the names in a folder, in order."""
        with self._opened(folder) as handle, os.scandir(handle) as entries:
            return sorted(entry.name for entry, _ in zip(entries, range(MOST_NAMES), strict=False))

    def walk(self, folder: str) -> Iterator[tuple[str, bool]]:
        """Yield all that lies below a folder, and whether it is a folder; what lies in it comes before it.

        Raises:
            NotPlainError: There is something that is neither a plain file nor a folder.
        """
        for last in self.names(folder):
            name = f"{folder}/{last}"
            with self._parent(name) as (parent, _):
                found = os.stat(last, dir_fd=parent, follow_symlinks=False)
            is_folder = stat.S_ISDIR(found.st_mode)
            if not is_folder:
                self._check(name, found)
            elif name.count("/") < _DEEPEST:
                yield from self.walk(name)
            yield name, is_folder

    def make(self, folder: str = "") -> None:
        """Make a folder, and those above it that are missing, the named one too."""
        make_folder(self.path, through=False)
        with self._opened(folder, make=True):
            pass

    def write(self, name: str, content: bytes, mode: int = FILE_MODE) -> None:
        """Write a file beside its place, flush it and move it there; a cut leaves the old one or the new one."""
        with self._placed(name, mode) as file:
            file.write(content)
        self.settle(name.rpartition("/")[0])

    def copy(self, name: str, source: Path) -> None:
        """Copy a file from elsewhere beside its place, flush it and move it there; its folder is left to be settled."""
        with source.open("rb") as original, self._placed(name, FILE_MODE) as file:
            while part := original.read(_CHUNK):
                file.write(part)

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        with suppress(FileNotFoundError), self._parent(name) as (parent, last):
            self._check(name, os.stat(last, dir_fd=parent, follow_symlinks=False))
            os.unlink(last, dir_fd=parent)

    def delete_empty(self, folder: str) -> None:
        """Delete a folder that is empty."""
        with self._parent(folder) as (parent, last):
            os.rmdir(last, dir_fd=parent)

    def settle(self, folder: str = "") -> None:
        """Flush a folder: what was moved into it or deleted."""
        with self._opened(folder) as handle:
            try:
                os.fsync(handle)
            except OSError as error:
                if error.errno not in _NO_FLUSH:
                    raise

    def free_bytes(self) -> int:
        """Return how much room there is."""
        found = os.statvfs(self.path)
        return found.f_bavail * found.f_frsize

    @contextmanager
    def _placed(self, name: str, mode: int) -> Iterator[BinaryIO]:
        """Give a new file that takes the place of another one once it is whole."""
        with self._parent(name, make=True) as (parent, last):
            part = last + PART
            try:
                with suppress(FileNotFoundError):
                    os.unlink(part, dir_fd=parent)
                with os.fdopen(os.open(part, _NEW_FILE, mode, dir_fd=parent), "wb") as file:
                    self._settle_mode(file.fileno(), mode)
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(part, last, src_dir_fd=parent, dst_dir_fd=parent)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(part, dir_fd=parent)
                raise

    @contextmanager
    def _parent(self, name: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
        """Give the folder in which a file or folder lies, and the last part of its name."""
        folder, _, last = name.rpartition("/")
        if last in ("", ".", "..") or "\0" in name:
            raise self._not_plain(name, "no name of a file")
        with self._opened(folder, make=make) as handle:
            yield handle, last

    @contextmanager
    def _opened(self, folder: str, *, make: bool = False) -> Iterator[int]:
        # What a person names may be a link; what lies in it may not.
        handle = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            parts = folder.split("/") if folder else []
            for number, part in enumerate(parts, 1):
                inner = self._step(handle, part, "/".join(parts[:number]), make=make)
                os.close(handle)
                handle = inner
            yield handle
        finally:
            os.close(handle)

    def _step(self, outer: int, part: str, name: str, *, make: bool) -> int:
        if part in ("", ".", "..") or "\0" in part:
            raise self._not_plain(name, "no name of a folder", is_for_folder=True)
        try:
            return os.open(part, _FOLDER, dir_fd=outer)
        except FileNotFoundError as error:
            if not make:
                raise FileNotFoundError(error.errno, error.strerror, name) from error
            os.mkdir(part, FOLDER_MODE, dir_fd=outer)
            handle = os.open(part, _FOLDER, dir_fd=outer)
            self._settle_mode(handle, FOLDER_MODE)
            return handle
        except OSError as error:
            if error.errno not in _NO_FOLDER:
                raise
            found = os.stat(part, dir_fd=outer, follow_symlinks=False)
            raise self._not_plain(name, _kind(found), is_for_folder=True) from error

    def _settle_mode(self, handle: int, mode: int) -> None:
        """Give what is new its mode, whatever the umask, and to the owner of the folder where root writes."""
        set_mode(handle, mode)
        give_to_owner(handle, self.path)

    def _check(self, name: str, found: os.stat_result) -> None:
        if not stat.S_ISREG(found.st_mode):
            raise self._not_plain(name, _kind(found))

    def _not_plain(self, name: str, kind: str, *, is_for_folder: bool = False) -> NotPlainError:
        text = f"{self.path / name} is {kind}; {self._what_to_do}"
        return NotPlainError(text, name, is_for_folder=is_for_folder)


def _kind(found: os.stat_result) -> str:
    return next((words for is_one, words in _KINDS if is_one(found.st_mode)), "a device")
