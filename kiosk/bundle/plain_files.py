"""Reads a repository from a folder, a stick say, without ever following a link or opening what is no file."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.bundle.repository import CHUNK, MissingError, UnreachableError, counted, shown, wrong_length
from kiosk.errors import UntrustedError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
#: Without O_NONBLOCK, opening a FIFO would wait for ever.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_ROOT = re.compile(r"([1-9][0-9]{0,8})\.root\.json")
_NO_SUCH = {errno.ENOENT, errno.ENAMETOOLONG}
_NO_FOLDER = {errno.ELOOP, errno.ENOTDIR}
#: What somebody may have meant for an address: a host with a port, or with two dots.
_ADDRESS = re.compile(r"[^/]*:|[^/.]+(?:\.[^/.]+){2,}(?:/|$)")
#: More names than this in metadata/ are no repository's.
_MOST_NAMES = 100_000


class FolderRepository:
    """A repository in a folder; each read walks from there, one name after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def read(self, name: str, length: int, *, exactly: bool) -> Iterator[Iterator[bytes]]:
        """See `Repository.read`."""
        handle = self._open(name)
        try:
            size = os.fstat(handle).st_size
            if size > length or (exactly and size != length):
                raise wrong_length(name)
            yield counted(_parts(handle, name, length), name, length, exactly=exactly)
        finally:
            os.close(handle)

    def roots(self) -> list[int]:
        """See `Repository.roots`."""
        metadata = self._folder_at(["metadata"])
        try:
            with os.scandir(metadata) as entries:
                names = [entry.name for entry, _ in zip(entries, range(_MOST_NAMES), strict=False)]
        except OSError as error:
            raise _refusal("metadata", error) from error
        finally:
            os.close(metadata)
        return sorted(int(found[1]) for name in names if (found := _ROOT.fullmatch(name)))

    def _open(self, name: str) -> int:
        parts = name.split("/")
        if not all(parts) or {".", ".."} & set(parts) or "\0" in name:
            raise UntrustedError(f"{name!r:.80} is no name of a file in a repository; publish the content again")
        folder = self._folder_at(parts[:-1])
        try:
            return _open_file(parts[-1], folder, shown(name))
        except OSError as error:
            raise _refusal(name, error) from error
        finally:
            os.close(folder)

    def _folder_at(self, parts: list[str]) -> int:
        """Open a folder of the repository, without following a link on the way."""
        handle = self._outermost()
        for number, part in enumerate(parts, 1):
            outer = handle
            try:
                handle = os.open(part, _FOLDER, dir_fd=outer)
            except OSError as error:
                raise _refusal("/".join(parts[:number]), error) from error
            finally:
                os.close(outer)
        return handle

    def _outermost(self) -> int:
        try:
            # What a person names may be a link; what lies in it may not.
            return os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            if error.errno in _NO_SUCH:
                what_to_do = "put in the stick, or name another one"
                if _ADDRESS.match(str(self._folder)):
                    what_to_do = "an address begins with http:// or https://"
                raise UnreachableError(f"there is no folder {self._folder}; {what_to_do}") from error
            if error.errno in _NO_FOLDER:
                what_to_do = "name the one that has metadata and targets in it"
                raise UnreachableError(f"{self._folder} is no folder; {what_to_do}") from error
            raise _refusal(str(self._folder), error) from error


def _open_file(name: str, folder: int, told: str) -> int:
    # Looked at before it is opened, since to open some devices is to start them, and after, since it may have changed.
    if not stat.S_ISREG(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode):
        raise UntrustedError(f"{told} is no plain file; copy the content again")
    handle = os.open(name, _FILE, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UntrustedError(f"{told} is no plain file; copy the content again")
    return handle


def _parts(handle: int, name: str, length: int) -> Iterator[bytes]:
    """Yield what a file holds, one byte beyond *length* at most, so that too much is seen and not taken."""
    rest = length + 1
    while rest > 0:
        try:
            part = os.read(handle, min(CHUNK, rest))
        except OSError as error:
            raise _refusal(name, error) from error
        if not part:
            return
        rest -= len(part)
        yield part


def _refusal(name: str, error: OSError) -> UnreachableError | UntrustedError:
    name = shown(name)
    if error.errno in _NO_SUCH:
        return MissingError(f"{name} is missing; see whether this is the right folder, and copy the content again")
    if error.errno in _NO_FOLDER:
        return UntrustedError(f"{name} is a link or no folder; copy the content again")
    return UnreachableError(f"{name} cannot be read ({error.strerror}); push the stick in again, or copy it anew")
