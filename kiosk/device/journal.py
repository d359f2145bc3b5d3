"""What the staff may want to know of the kiosk's own life: when it last started, and its last problem."""

from __future__ import annotations

import json
import logging
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.bundle import disk
from kiosk.storage.state_files import Reset, StateFiles

FILE = "journal.json"
STATE = StateFiles((FILE,), Reset.EVERYTHING)
FORMAT = 1
#: The longest problem, in letters.
LONGEST = 200
#: Seconds between two writes.
PAUSE = 60
_LARGEST_FILE = 16 * 1024
_UNPRINTABLE = re.compile("[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True)
class Chronicle:
    """When the kiosk last started, its last *problem* in one line, and the hour of that; none of it is certain."""

    started: datetime | None = None
    problem: str = ""
    when: datetime | None = None


def read(state: Path) -> Chronicle:
    """Return what is known; nothing if the file is not there or damaged, since it is no fault of the kiosk's."""
    try:
        with (state / FILE).open("rb") as file:
            raw = json.loads(file.read(_LARGEST_FILE))
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            return Chronicle()
        return Chronicle(_moment(raw.get("started")), _line(str(raw.get("problem", ""))), _moment(raw.get("when")))
    except (OSError, ValueError, RecursionError):
        return Chronicle()


def _now() -> datetime:
    return datetime.now().astimezone()


class Journal(logging.Handler):
    """Keeps the last error that the kiosk logs, for the logger ``kiosk``; it writes once a minute and never fails.

    A problem has the hour and not the minute, since its words may name a page that somebody read. *clock* gives
    seconds that only grow.
    """

    def __init__(
        self, state: Path, now: Callable[[], datetime] = _now, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(logging.ERROR)
        self._path, self._now, self._clock = state / FILE, now, clock
        self._known = read(state)
        self._written: float | None = None
        self._is_due = False

    def started(self) -> None:
        """Write down that the kiosk starts now; the last problem stays."""
        self._known = replace(self._known, started=self._now().replace(microsecond=0))
        self._write()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a problem; it is written now, or with the next one, or at the end."""
        try:
            line = _line(record.getMessage())
            hour = self._now().replace(minute=0, second=0, microsecond=0)
        except Exception:  # noqa: BLE001 - whatever was logged, and however wrongly, the kiosk goes on
            return
        self._known = replace(self._known, problem=line, when=hour)
        self._is_due = True
        if self._written is None or self._clock() - self._written >= PAUSE:
            self._written = self._clock()
            self._write()

    def flush(self) -> None:
        """Write what was kept back."""
        if self._is_due:
            self._write()

    def close(self) -> None:
        """Write what was kept back, and stop."""
        self.flush()
        super().close()

    def _write(self) -> None:
        known = self._known
        said = {"format": FORMAT, "started": _text(known.started), "problem": known.problem, "when": _text(known.when)}
        # Nothing is logged of it: that would come back here.
        with suppress(OSError):
            disk.make_folder(self._path.parent)
            disk.replace(self._path, json.dumps(said).encode())
            self._is_due = False
            if known.when is not None:
                hour = known.when.timestamp()
                os.utime(self._path, (hour, hour))


def _line(text: str) -> str:
    line = _UNPRINTABLE.sub(" ", text[: 4 * LONGEST]).strip()
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _text(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def _moment(raw: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(raw))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
