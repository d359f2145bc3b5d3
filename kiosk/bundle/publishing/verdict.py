"""What was found in a repository: why kiosks would refuse it, and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.bundle.about import About
from kiosk.bundle.manifest import Fact
from kiosk.bundle.words import words_of


@dataclass
class Verdict:
    """What was found, as far as it could be read.

    *problems* make every kiosk refuse it, *gaps* those that have not come far enough; *remarks* make none.
    """

    problems: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    number: int = 0
    facts: Mapping[str, Fact] = field(default_factory=dict)
    about: About | None = None

    @property
    def words(self) -> str:
        """The fingerprint of the newest root."""
        return words_of(self.roots[max(self.roots)]) if self.roots else ""

    @property
    def is_good(self) -> bool:
        """Whether all was looked into, and no kiosk has a reason to refuse it."""
        return self.about is not None and not self.problems and not self.gaps

    @property
    def size(self) -> int:
        """How many bytes all files have together."""
        return sum(fact.length for fact in self.facts.values())
