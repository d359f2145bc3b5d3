"""Counts how often a generation died before a visit with it ended, so that one that cannot be used is given up."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.bundle import disk
from kiosk.errors import reason_of

logger = logging.getLogger(__name__)

#: So many deaths without a visit that ended, and the generation before takes over.
MOST_DEATHS = 3
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LARGEST_FILE = 64 * 1024


@dataclass
class _Counts:
    """The content of the file: deaths by generation, and which one is *at_risk* now, 0 for none."""

    deaths: dict[int, int] = field(default_factory=dict)
    at_risk: int = 0


class Starts:
    """The deaths of this boot in a file; a store that cannot be written counts nothing.

    A generation is at risk from its start to its first frame, and from the first touch of a visit to the visit's end.
    Whatever ends the process then leaves it at risk, and the next start counts that as a death. A kiosk that stands
    at Start is not at risk, so that no plug, restart or Ctrl+C counts.
    """

    def __init__(self, path: Path, boot_id: Path = _BOOT_ID) -> None:
        self._path, self._boot_id = path, boot_id

    def deaths(self, number: int) -> int:
        """Return how often a generation has died in this boot since a visit with it ended."""
        return self._read().deaths.get(number, 0)

    def begin(self, number: int) -> None:
        """Put a generation at risk."""
        counts = self._read()
        if counts.at_risk != number:
            counts.at_risk = number
            self._write(counts)

    def end(self) -> None:
        """Put no generation at risk; what died before is remembered."""
        counts = self._read()
        if counts.at_risk:
            counts.at_risk = 0
            self._write(counts)

    def count_death(self) -> None:
        """Count as dead what a process before this one has left at risk."""
        counts = self._read()
        if counts.at_risk:
            counts.deaths[counts.at_risk] = counts.deaths.get(counts.at_risk, 0) + 1
            counts.at_risk = 0
            self._write(counts)

    def forget(self, number: int) -> None:
        """Count the deaths of a generation from nothing again; it is not at risk."""
        counts = self._read()
        died, was_at_risk = counts.deaths.pop(number, 0), counts.at_risk == number
        if died or was_at_risk:
            counts.at_risk = 0 if was_at_risk else counts.at_risk
            self._write(counts)

    def _read(self) -> _Counts:
        try:
            with self._path.open("rb") as file:
                raw = json.loads(file.read(_LARGEST_FILE))
            if raw["boot"] != self._boot():
                return _Counts()
            deaths = {int(number): int(deaths) for number, deaths in raw["deaths"].items()}
            return _Counts(deaths, int(raw.get("at_risk", 0)))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return _Counts()

    def _write(self, counts: _Counts) -> None:
        boot = self._boot()
        if not boot:
            return
        deaths = {str(number): many for number, many in counts.deaths.items()}
        content = json.dumps({"boot": boot, "deaths": deaths, "at_risk": counts.at_risk})
        try:
            # A power cut is another boot, so that nothing of this has to survive one.
            disk.replace(self._path, content.encode(), through=False)
            # Its date must not tell when somebody was there.
            os.utime(self._path, (0, 0))
        except OSError as error:
            logger.info("starts are not counted (%s)", reason_of(error))

    def _boot(self) -> str:
        try:
            return self._boot_id.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
