"""Counts wrong PINs, and how long nobody may try another one: over restarts, and whatever the clock says."""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.bundle import disk
from kiosk.errors import KioskError, NoSpaceError, StoreError, plainly
from kiosk.storage.state_files import Reset, StateFiles

logger = logging.getLogger(__name__)

FILE = "pin-tries.json"
STATE = StateFiles((FILE,), Reset.EVERYTHING)
FORMAT = 1
#: So many wrong ones may follow one another before the first wait.
FREE_TRIES = 5
#: Seconds: the first wait, doubled by each further wrong PIN, and the longest.
FIRST_WAIT, LONGEST_WAIT = 60, 3600
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LARGEST_FILE = 4096
#: More need not be told apart, nor be counted beyond.
_MOST = 1_000_000


def seconds_of_boot() -> float:
    """Return the seconds since the machine was started, suspended ones too; no setting of the clock changes them."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def boot_id() -> str:
    """Return what tells this start of the machine from every other."""
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def wait_after(wrong: int) -> int:
    """Return how many seconds nobody may try after so many wrong PINs in a row: 0, then 60, 120, 240 … 3600."""
    if wrong < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT, FIRST_WAIT << min(wrong - FREE_TRIES, LONGEST_WAIT.bit_length()))


@dataclass(frozen=True)
class _Count:
    """So many wrong ones; nobody may try until that second of that boot."""

    wrong: int = 0
    boot: str = ""
    until: float = 0.0


#: A file that nobody can read was changed by somebody, or by a disk that dies.
_DAMAGED = _Count(FREE_TRIES, until=math.inf)


class Tries:
    """The wrong tries in *state*; where it cannot be written they are counted in memory."""

    def __init__(
        self, state: Path, clock: Callable[[], float] = seconds_of_boot, boot: Callable[[], str] = boot_id
    ) -> None:
        self._path, self._clock, self._boot = state / FILE, clock, boot
        self._unwritten: _Count | None = None

    def wait(self) -> int:
        """Return the seconds until the next try, 0 if one may try now.

        After another start of the machine nobody knows how much of a wait has passed: it begins anew, once.
        """
        count, now = self._read(), self._clock()
        longest = wait_after(count.wrong)
        if not longest:
            return 0
        if count.boot != self._boot() or count.until - now > longest:
            count = self._begin(count.wrong)
        return max(0, math.ceil(count.until - now))

    def count(self) -> None:
        """Count a try as a wrong one until it is forgotten, durably, so that pulling the plug gains nothing."""
        self._begin(min(self._read().wrong + 1, _MOST))

    def forget(self) -> None:
        """Forget all of them."""
        try:
            with disk.told_as_store_error(self._path):
                if self._path.exists() or self._path.is_symlink():
                    self._path.unlink()
                    disk.flush(self._path.parent)
        except (NoSpaceError, StoreError) as error:
            self._keep(_Count(), error)
        else:
            self._unwritten = None

    def _begin(self, wrong: int) -> _Count:
        """Write a count, and begin the wait that belongs to it."""
        count = _Count(wrong, self._boot(), self._clock() + wait_after(wrong))
        said = {"format": FORMAT, "wrong": count.wrong, "boot": count.boot, "until": count.until}
        try:
            with disk.told_as_store_error(self._path):
                disk.make_folder(self._path.parent)
                disk.replace(self._path, json.dumps(said).encode())
        except (NoSpaceError, StoreError) as error:
            self._keep(count, error)
        else:
            self._unwritten = None
        return count

    def _keep(self, count: _Count, error: KioskError) -> None:
        if self._unwritten is None:
            logger.warning("wrong PINs are counted in memory alone (%s)", plainly(error))
        self._unwritten = count

    def _read(self) -> _Count:
        if self._unwritten is not None:
            return self._unwritten
        try:
            with self._path.open("rb") as file:
                return _count(json.loads(file.read(_LARGEST_FILE)))
        except (FileNotFoundError, NotADirectoryError):
            return _Count()
        except (OSError, ValueError, RecursionError):
            return _DAMAGED


def _count(raw: object) -> _Count:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError("another format")
    wrong, boot, until = raw.get("wrong"), raw.get("boot"), raw.get("until")
    if type(wrong) is not int or not 0 <= wrong <= _MOST:
        raise ValueError("no count")
    if not isinstance(boot, str) or not isinstance(until, int | float) or not math.isfinite(until):
        raise ValueError("no end of a wait")
    return _Count(wrong, boot, float(until))
