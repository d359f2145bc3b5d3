"""The errors that the kiosk's packages raise, each saying what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass


class KioskError(Exception):
    """Root of everything that the kiosk refuses; its text is one line for a person."""


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
