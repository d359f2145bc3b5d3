"""Counts how often a generation died before its first frame, so that one that cannot start is given up."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from kiosk.bundle import disk

logger = logging.getLogger(__name__)

#: So many starts without a first frame, and the generation before takes over.
MOST_DEATHS = 3
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LARGEST_FILE = 64 * 1024


class Starts:
    """The deaths of this boot in a file; a store that cannot be written counts nothing."""

    def __init__(self, path: Path, boot_id: Path = _BOOT_ID) -> None:
        self._path, self._boot_id = path, boot_id

    def deaths(self, number: int) -> int:
        """Return how often a generation was started in this boot and never showed anything."""
        return self._read().get(number, 0)

    def count(self, number: int) -> None:
        """Count a start as a death until it is forgotten."""
        deaths = self._read()
        self._write(deaths | {number: deaths.get(number, 0) + 1})

    def forget(self, number: int) -> None:
        """Count the deaths of a generation from nothing again."""
        deaths = self._read()
        if deaths.pop(number, None) is not None:
            self._write(deaths)

    def _read(self) -> dict[int, int]:
        try:
            with self._path.open("rb") as file:
                raw = json.loads(file.read(_LARGEST_FILE))
            if raw["boot"] != self._boot():
                return {}
            return {int(number): int(deaths) for number, deaths in raw["deaths"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}

    def _write(self, deaths: dict[int, int]) -> None:
        boot = self._boot()
        if not boot:
            return
        content = json.dumps({"boot": boot, "deaths": {str(number): many for number, many in deaths.items()}})
        try:
            # A power cut is another boot, so that nothing of this has to survive one.
            disk.replace(self._path, content.encode(), through=False)
        except OSError as error:
            logger.info("starts are not counted (%s)", error.strerror)

    def _boot(self) -> str:
        try:
            return self._boot_id.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""
