"""A repository as a kiosk sees it: files by name, none of them believed, none larger than was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from kiosk.errors import KioskError, UntrustedError

#: So much is read at once, in bytes.
CHUNK = 1024 * 1024
_HASH = re.compile(r"(?:targets/)?((?:[^/]+/)*)[0-9a-f]{64}\.")


class UnreachableError(KioskError):
    """A repository cannot be read: it is not there, was pulled out, or its device fails."""


class MissingError(UnreachableError):
    """A repository lacks a file."""


class Repository(Protocol):
    """Where publications come from; what it gives may be changed by an enemy at any time."""

    @property
    def place(self) -> str:
        """Where it is: the whole path of a folder, or an address."""

    def read(self, name: str, length: int, *, exactly: bool) -> AbstractContextManager[Iterator[bytes]]:
        """Give the parts of a file, once, and never more than *length* bytes together.

        Raises:
            MissingError: There is no such file.
            UnreachableError: It cannot be read.
            UntrustedError: It is no plain file, longer than *length* or, where it has to have
                *exactly* that many bytes, shorter.
        """

    def roots(self) -> list[int] | None:
        """Return the versions of the roots that lie there, or None where nobody can tell.

        Raises:
            UnreachableError: They cannot be listed.
        """


def shown(name: str) -> str:
    """Return the name of a file as people know it: without the hash that a repository puts before it."""
    return _HASH.sub(r"\1", name)


def wrong_length(name: str) -> UntrustedError:
    """Return the error for a file that is longer or shorter than was said."""
    return UntrustedError(f"{shown(name)} was changed or is damaged (its length is wrong); copy the content again")


def counted(parts: Iterator[bytes], name: str, length: int, *, exactly: bool) -> Iterator[bytes]:
    """Pass on the parts of a file, and stop when they are more than was said.

    Raises:
        UntrustedError: They are more than *length* bytes or, where *exactly*, fewer.
    """
    rest = length
    for part in parts:
        rest -= len(part)
        if rest < 0:
            raise wrong_length(name)
        yield part
    if exactly and rest:
        raise wrong_length(name)
