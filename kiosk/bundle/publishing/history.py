"""What KEYS remembers of past publications: their number, and what the last one said to people."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from kiosk.bundle.facts import Facts
from kiosk.errors import PublishError

_FORMAT = 1
_LABEL = re.compile(r"(\d{4}\.\d{2})\.(\d+)")


@dataclass(frozen=True)
class History:
    """The publications made with these keys, or caught up with.

    *taken* is the highest number that was ever begun; *published* has the hash of each
    V.targets.json that is known, by number; *label* and *facts* are those of the last one.
    """

    taken: int = 0
    label: str = ""
    published: Mapping[int, str] = field(default_factory=dict)
    facts: Facts | None = None

    def begun(self, number: int, targets_hash: str) -> History:
        """Return this history with a publication that may get out or not: its number is taken."""
        return replace(self, taken=max(number, self.taken), published={**self.published, number: targets_hash})

    def done(self, number: int, targets_hash: str, label: str, facts: Facts) -> History:
        """Return this history with a publication that is out."""
        return replace(self.begun(number, targets_hash), label=label, facts=facts)

    def next_label(self, day: date) -> str:
        """Return the version for people: the month, and how many there were in it."""
        month = f"{day:%Y.%m}"
        found = _LABEL.fullmatch(self.label)
        number = int(found[2]) + 1 if found and found[1] == month else 1
        return f"{month}.{number}"

    def to_bytes(self) -> bytes:
        """Return the file."""
        facts = asdict(self.facts) if self.facts else None
        raw = {"format": _FORMAT, "taken": self.taken, "label": self.label, "published": self.published, "facts": facts}
        return json.dumps(raw, ensure_ascii=False, indent=1).encode()

    @classmethod
    def of(cls, content: bytes) -> History:
        """Return what a file says.

        Raises:
            PublishError: It is damaged.
        """
        try:
            raw: dict[str, Any] = json.loads(content)
            if raw["format"] != _FORMAT:
                raise PublishError("these keys were used by a later program; bring this one up to date")
            published = {int(number): str(found) for number, found in raw["published"].items()}
            facts = Facts.of(raw["facts"]) if raw["facts"] else None
            return cls(int(raw["taken"]), str(raw["label"]), published, facts)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise PublishError("the history of the publications is damaged") from error
