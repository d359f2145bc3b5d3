"""Notices that the staff post: today's food, talks, closed doors; each ends by itself.

They stand in ``STATE/notices.json``::

    {"format": 1, "notices": [
      {"template": "food", "time": "12:00", "place": "Carpa 3",
       "since": "2026-11-24T08:00:00-05:00", "until": "2026-11-24T14:00:00-05:00"},
      {"text": "…", "language": "es", "since": "…", "until": "…"}]}

A template is filled in and read in every language; a text of one's own stands in its language alone.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kiosk.errors import plainly
from kiosk.storage.state_files import Reset, StateFiles

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

logger = logging.getLogger(__name__)

FILE = "notices.json"
STATE = StateFiles((FILE,), Reset.FACTORY)
FORMAT = 1
#: No more stand on the screen at once.
MOST = 5
#: The longest place, time or text, in letters.
LONGEST_VALUE, LONGEST_TEXT = 60, 200
#: A notice that claims to hold longer than this was made under a wrong clock.
LONGEST_STAY = timedelta(days=31)
#: A clock that is this far behind a notice's beginning is wrong, so that nobody knows whether it still holds.
CLOCK_SLACK = timedelta(hours=1)
_LARGEST_FILE = 64 * 1024
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Notice:
    """One notice: a *template* with *time* and *place* to fill in, or a *text* in its *language*.

    *time* is ``HH:MM``, ``HH:MM-HH:MM`` or any words. *since* and *until* carry a time zone.
    """

    since: datetime
    until: datetime
    template: str = ""
    time: str = ""
    place: str = ""
    text: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        if bool(self.template) == bool(self.text):
            raise ValueError("a notice has a template or a text")
        if self.text and not self.language:
            raise ValueError("a text has no language")
        for name, value, most in self._limited():
            if len(value) > most:
                raise ValueError(f"the {name} has {len(value)} letters, {most} fit")
        if _UNREADABLE.search(f"{self.text}{self.time}{self.place}"):
            raise ValueError("a text has signs that cannot be read")
        if self.since.tzinfo is None or self.until.tzinfo is None:
            raise ValueError("a time has no time zone")
        if not timedelta() < self.until - self.since <= LONGEST_STAY:
            raise ValueError(f"it holds for less than nothing or for more than {LONGEST_STAY.days} days")

    def _limited(self) -> tuple[tuple[str, str, int], ...]:
        return (
            ("text", self.text, LONGEST_TEXT),
            ("time", self.time, LONGEST_VALUE),
            ("place", self.place, LONGEST_VALUE),
        )

    def stands(self, now: datetime) -> bool:
        """Whether it holds at *now*, as far as the clock can be believed."""
        return self.since - CLOCK_SLACK <= now < self.until


def read(state: Path) -> tuple[Notice, ...]:
    """Return what was posted and can be read, in its order; what is damaged is logged and passed over."""
    path = state / FILE
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            raise ValueError("it is too large")
        entries = _entries(json.loads(content))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        logger.warning("%s cannot be read (%s); no notice is shown", path, plainly(error))
        return ()
    return tuple(_readable(entries, path))


def standing(notices: Iterable[Notice], now: datetime | None = None) -> tuple[Notice, ...]:
    """Return the notices that hold at *now*, at most five, in their order."""
    moment = now or datetime.now(UTC)
    return tuple(notice for notice in notices if notice.stands(moment))[:MOST]


def _entries(document: Any) -> list[Any]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ValueError("it has another format")
    entries = document.get("notices")
    if not isinstance(entries, list):
        raise ValueError("it holds no list")  # noqa: TRY004 - a damaged file, whatever is in it
    return entries


def _readable(entries: list[Any], path: Path) -> Iterable[Notice]:
    for number, entry in enumerate(entries, 1):
        try:
            yield _notice(entry)
        except (ValueError, OverflowError) as error:
            logger.warning("%s: notice %d is passed over (%s)", path, number, plainly(error))


def _notice(entry: Any) -> Notice:
    if not isinstance(entry, dict):
        raise ValueError("it has no fields")  # noqa: TRY004 - a damaged file, whatever is in it
    texts = {key: _text(entry, key) for key in ("template", "time", "place", "text", "language")}
    since, until = (datetime.fromisoformat(_text(entry, key)) for key in ("since", "until"))
    return Notice(since=since, until=until, **texts)


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is no text')  # noqa: TRY004 - a damaged file, whatever is in it
    return value
