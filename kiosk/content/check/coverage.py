"""How far a language is: how many of its texts are translated, stale and missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Coverage:
    """How many messages are translated into a language, stale, and missing.

    *part* tells those of the content from the words of the screens that visitors see.
    """

    language: str
    translated: int
    stale: int
    missing: int
    part: Literal["content", "screens"] = "content"
