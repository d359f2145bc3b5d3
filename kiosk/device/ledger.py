"""The sums of use that a kiosk keeps, by day: of visits, topics, pages, languages and searches that found nothing.

They stand in ``STATE/usage.json``::

    {"format": 1, "days": {"2026-11-24": {"visits": 12, "topics": {"health": 7}, "pages": {"health/doctor": 6},
                                          "languages": {"es": 9, "fr": 3}, "empty_searches": 2}}, "doubtful": []}
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from kiosk.bundle import disk
from kiosk.errors import plainly
from kiosk.storage.state_files import Reset, StateFiles

logger = logging.getLogger(__name__)

FILE, DAMAGED = "usage.json", "usage.json.damaged"
STATE = StateFiles((FILE, DAMAGED), Reset.FACTORY)
FORMAT = 1
#: The day of what was counted while the clock was wrong.
UNKNOWN = "unknown"
KEPT = timedelta(days=400)
#: No kiosk was used before this day; a clock that says so is wrong.
FIRST_DAY = date(2026, 1, 1)
#: A day that is further from the newest one is doubted, until there were so many of them: nobody can tell a wrong
#: clock from a kiosk that stood in a cupboard for two years.
JUMP, BELIEVED = KEPT, 7
#: So many names of a kind are counted on one day, those that were seen most.
_MOST_NAMES, _LONGEST_NAME, _MOST = 500, 300, 1_000_000_000
#: What every file system can have as the date of a file.
_FIRST_DATE, _LAST_DATE = date(1970, 1, 2), date(2037, 12, 31)
_LARGEST_FILE = 32 * 1024 * 1024
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KINDS = ("topics", "pages", "languages")


@dataclass(frozen=True)
class Sums:
    """What was counted in some time: for each name the visits that saw it, and *empty_searches* found nothing."""

    visits: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    empty_searches: int = 0

    def __add__(self, other: Sums) -> Sums:
        names = {kind: dict(Counter(getattr(self, kind)) + Counter(getattr(other, kind))) for kind in _KINDS}
        return Sums(self.visits + other.visits, empty_searches=self.empty_searches + other.empty_searches, **names)

    @classmethod
    def total(cls, several: Iterable[Sums]) -> Sums:
        """Return the sum of several."""
        return sum(several, cls())

    def to_json(self) -> dict[str, object]:
        """Return what the file holds of it."""
        names = {kind: _most(getattr(self, kind)) for kind in _KINDS}
        return {"visits": self.visits, **names, "empty_searches": self.empty_searches}


def read(state: Path) -> dict[str, Sums]:
    """Return what was counted, by day as in ISO 8601 or `UNKNOWN`; what is damaged is logged and counts as nothing."""
    try:
        return _load(state / FILE)[0]
    except (OSError, ValueError, RecursionError) as error:
        logger.warning("%s cannot be read (%s); nothing is shown of it", state / FILE, plainly(error))
        return {}


def add(state: Path, news: Mapping[date, Sums]) -> None:
    """Add what was counted to the file; a damaged one is set aside, and counting begins anew.

    Raises:
        NoSpaceError: The disk is full; nothing was added.
        StoreError: The state folder cannot be read or written; nothing was added.
    """
    path = state / FILE
    with disk.told_as_store_error(path):
        disk.make_folder(state)
        try:
            days, doubtful = _load(path)
        except (ValueError, RecursionError):
            logger.warning("%s is damaged; it is set aside as %s, and counting begins anew", path, DAMAGED)
            path.replace(state / DAMAGED)
            days, doubtful = {}, set()
        for day, sums in sorted(news.items()):
            name, doubtful = _place(day, days, doubtful)
            days[name] = days.get(name, Sums()) + sums
            if name != UNKNOWN:
                days = _kept(days, day)
        _write(path, days, doubtful, max(news))


def clear(state: Path) -> None:
    """Forget all that was counted.

    Raises:
        StoreError: The state folder cannot be changed.
    """
    with disk.told_as_store_error(state / FILE):
        STATE.clear(state)


def dated(days: Iterable[str]) -> list[date]:
    """Return the days that are known, in their order."""
    return sorted(date.fromisoformat(day) for day in days if day != UNKNOWN)


def _place(day: date, days: Mapping[str, Sums], doubtful: set[date]) -> tuple[str, set[date]]:
    """Return under which name a day is counted, and which days are doubted from now on."""
    if day < FIRST_DAY:
        return UNKNOWN, doubtful
    newest = max(dated(days), default=day)
    if abs(day - newest) <= JUMP:
        return day.isoformat(), set()
    doubtful = doubtful | {day}
    return (UNKNOWN, doubtful) if len(doubtful) < BELIEVED else (day.isoformat(), set())


def _kept(days: Mapping[str, Sums], today: date) -> dict[str, Sums]:
    """Return what is kept on a day: nothing that is too old, and nothing with the date of a day far ahead."""
    kept = {day: sums for day, sums in days.items() if day == UNKNOWN or abs(date.fromisoformat(day) - today) <= KEPT}
    ahead = [days[day.isoformat()] for day in dated(days) if day - today > KEPT]
    if ahead:
        kept[UNKNOWN] = Sums.total([kept.get(UNKNOWN, Sums()), *ahead])
    return kept


def _write(path: Path, days: Mapping[str, Sums], doubtful: Iterable[date], today: date) -> None:
    """Write the file through to the disk; its date is the day's midnight, so that it tells of no moment."""
    said = {
        "format": FORMAT,
        "days": {day: days[day].to_json() for day in sorted(days)},
        "doubtful": [day.isoformat() for day in sorted(doubtful)],
    }
    midnight = datetime.combine(min(max(today, _FIRST_DATE), _LAST_DATE), time(), UTC).timestamp()
    with disk.replacing(path) as handle:
        disk.write_all(handle, json.dumps(said).encode())
        os.utime(handle, (midnight, midnight))
    # It is there: what cannot be flushed is no reason to count it again.
    with suppress(OSError):
        disk.flush(path.parent)


def _load(path: Path) -> tuple[dict[str, Sums], set[date]]:
    """Return the days in the file, and those that were doubted.

    Raises:
        OSError: It cannot be read.
        ValueError: It is damaged.
        RecursionError: So is one that is nested without end.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}, set()
    except IsADirectoryError:
        raise ValueError("it is a folder") from None
    raw = json.loads(content)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ValueError("it has another format")
    days, doubtful = raw.get("days"), raw.get("doubtful")
    if not isinstance(days, dict) or not isinstance(doubtful, list):
        raise ValueError("it holds no days")  # noqa: TRY004 - a damaged file, whatever is in it
    return {_day(day): _sums(entry) for day, entry in days.items()}, {date.fromisoformat(str(day)) for day in doubtful}


def _most(counts: Mapping[str, int]) -> dict[str, int]:
    short = Counter({name: number for name, number in counts.items() if len(name) <= _LONGEST_NAME})
    return dict(sorted(short.most_common(_MOST_NAMES)))


def _day(name: str) -> str:
    if name != UNKNOWN and (not _DAY.fullmatch(name) or not date.fromisoformat(name)):
        raise ValueError("it holds no day")
    return name


def _sums(raw: Any) -> Sums:
    if not isinstance(raw, dict):
        raise ValueError("it holds no sums")  # noqa: TRY004 - a damaged file, whatever is in it
    visits, empty = (_number(raw.get(name)) for name in ("visits", "empty_searches"))
    return Sums(visits, empty_searches=empty, **{kind: _counts(raw.get(kind)) for kind in _KINDS})


def _counts(raw: Any) -> dict[str, int]:
    if not isinstance(raw, dict) or any(len(name) > _LONGEST_NAME for name in raw):
        raise ValueError("it holds no names")
    return {name: _number(number) for name, number in raw.items()}


def _number(raw: Any) -> int:
    if type(raw) is not int or not 0 <= raw <= _MOST:
        raise ValueError("it holds no number")
    return raw
