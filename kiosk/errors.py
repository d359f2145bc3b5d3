"""The errors that the kiosk's packages raise, each saying what is wrong and what to do."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import Final

#: What the operating system's errors mean, in plain words.
_REASONS: Final = {
    errno.ENOENT: "it is missing",
    errno.ENOTDIR: "there is a file where a folder has to be",
    errno.EISDIR: "it is a folder",
    errno.EEXIST: "it exists already",
    errno.ENOTEMPTY: "that folder is not empty",
    errno.EACCES: "this user may not",
    errno.EPERM: "this user may not",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EFBIG: "the file is too large for that disk",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk or stick fails",
    errno.ENODEV: "the disk or stick was pulled out",
    errno.ENXIO: "the disk or stick was pulled out",
    errno.ELOOP: "a symbolic link leads to itself, or links are not allowed here",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EINVAL: "that disk cannot do it",
    errno.ETXTBSY: "it is in use",
    errno.EBUSY: "it is in use",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOMEM: "there is too little memory",
}


def reason_of(error: OSError) -> str:
    """Return why the operating system refused something, in plain words for a message."""
    known = _REASONS.get(error.errno or 0)
    return known or error.strerror or "the system refuses it"


def advice_on(error: OSError) -> str:
    """Return what to do where the operating system refused a file or folder that somebody may have named."""
    if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError):
        return "name another one"
    return "see whether that disk is full, and who may read and write there"


class KioskError(Exception):
    """Root of everything that the kiosk refuses; its text is one line for a person."""


def plainly(error: Exception) -> str:
    """Return why something could not be read or written, in plain words for a line of the log."""
    if isinstance(error, KioskError):
        return str(error)
    return reason_of(error) if isinstance(error, OSError) else "it is damaged"


class SettingsError(KioskError):
    """A settings file cannot be used."""


class BundleError(KioskError):
    """A compiled bundle is missing, damaged or of another format."""


class NotFoundError(KioskError):
    """A page, topic or contact that was asked for is not in the bundle."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an editor has to look at: where it is, what it is and what to do.

    *file* is relative to the source's folder; *line* counts from 1, 0 means the
    whole file.
    """

    file: str
    line: int
    what: str
    what_to_do: str
    is_error: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        kind = "" if self.is_error else "warning: "
        return f"{place}: {kind}{self.what}; {self.what_to_do}"


class SourceError(KioskError):
    """A source folder cannot be read or compiled; carries every problem found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UntrustedError(KioskError):
    """What was offered is not signed by those whom this kiosk trusts, or was changed since."""


class OlderError(KioskError):
    """What was offered is older than what this kiosk has had already."""


class NoSpaceError(KioskError):
    """There is too little room on the disk; the text says how much is missing."""


class StoreError(KioskError):
    """The state folder cannot be read or written."""


class PublishError(KioskError):
    """Keys, repository or source do not allow to publish."""
