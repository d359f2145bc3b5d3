"""Reads a repository from a folder, a stick say, without ever following a link or opening what is no file."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.bundle.plain_folder import NotPlainError, PlainFolder
from kiosk.bundle.repository import CHUNK, MissingError, UnreachableError, counted, shown, wrong_length
from kiosk.errors import UntrustedError, reason_of

_ROOT = re.compile(r"([1-9][0-9]{0,8})\.root\.json")
_NO_SUCH = {errno.ENOENT, errno.ENAMETOOLONG}
_NO_FOLDER = {errno.ELOOP, errno.ENOTDIR}
#: What somebody may have meant for an address: a host with a port, or with two dots.
_ADDRESS = re.compile(r"[^/]*:|[^/.]+(?:\.[^/.]+){2,}(?:/|$)")


class FolderRepository:
    """A repository in a folder; each read walks from there, one name after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._plain = folder, PlainFolder(folder)

    @property
    def place(self) -> str:
        """See `Repository.place`."""
        return str(self._folder.absolute())

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
        self._see_folder()
        try:
            names = self._plain.names("metadata")
        except (OSError, NotPlainError) as error:
            raise _refusal("metadata", error) from error
        return sorted(int(found[1]) for name in names if (found := _ROOT.fullmatch(name)))

    def _open(self, name: str) -> int:
        parts = name.split("/")
        if not all(parts) or {".", ".."} & set(parts) or "\0" in name:
            raise UntrustedError(f"{name!r:.80} is no name of a file in a repository; publish the content again")
        self._see_folder()
        try:
            return self._plain.open(name)
        except (OSError, NotPlainError) as error:
            raise _refusal(name, error) from error

    def _see_folder(self) -> None:
        """Make sure that the folder itself is there.

        Raises:
            UnreachableError: It is not, or is something else.
        """
        try:
            os.close(os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
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


def _refusal(name: str, error: OSError | NotPlainError) -> UnreachableError | UntrustedError:
    if isinstance(error, NotPlainError):
        what = f"{shown(error.name)} is {'a link or no folder' if error.is_for_folder else 'no plain file'}"
        return UntrustedError(f"{what}; copy the content again")
    # What is missing may be a folder on the way.
    name = shown(error.filename if name.startswith(f"{error.filename}/") else name)
    if error.errno in _NO_SUCH:
        return MissingError(f"{name} is missing; see whether this is the right folder, and copy the content again")
    return UnreachableError(f"{name} cannot be read ({reason_of(error)}); push the stick in again, or copy it anew")
