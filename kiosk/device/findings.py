"""What was found to be well or wrong with this kiosk, in words that a screen can translate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["red", "amber", "green"]
#: The worst first.
LEVELS: tuple[Level, ...] = ("red", "amber", "green")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Return a message as it is, marked to be translated where it is shown."""
    return message


@dataclass(frozen=True)
class Finding:
    """One thing that somebody looked at.

    *what* and *what_to_do* are messages with ``{placeholders}`` for *values*; *what_to_do* is empty where
    all is well. *about* is a word for programs.
    """

    level: Level
    about: str
    what: str
    what_to_do: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        said = " ".join(filter(None, (self.what, self.what_to_do)))
        return f"{self.level}: {said.format(**self.values)}"
