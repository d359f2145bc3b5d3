"""Posts notices, changes them and takes them down; none leads anywhere or can be dialled."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kiosk.bundle import disk
from kiosk.content.literals import literals
from kiosk.device.notices import CLOCK_SLACK, FILE, FORMAT, MOST, STATE, Notice, read
from kiosk.errors import KioskError

#: From so many digits on, a number is one that somebody may dial.
FEWEST_DIALLED = 5
#: A time of the day, which is no number to dial.
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])(?::| ?[hH] ?)[0-5]\d(?!\d)")
#: What stands between the digits of a number; a comma with a blank lists numbers.
_NUMBER = re.compile(r"\d(?:(?!, )[\W_]{0,3}\d)+")
_AT = re.compile(r"\w*\s?@\s?\w*")


class NoticeError(KioskError):
    """A notice cannot be posted; the text says why and what can be."""


def post(state: Path, notice: Notice, now: datetime | None = None) -> None:
    """Put up a notice, below those that are up.

    Raises:
        NoticeError: Five are up, or there is something in it that a visitor could dial or follow.
        NoSpaceError: The disk is full; the notices are as they were.
        StoreError: The state folder cannot be written; the notices are as they were.
    """
    _refuse(notice)
    up = still_up(read(state), now)
    if len(up) >= MOST:
        raise NoticeError("five notices are up; take one down first")
    _write(state, (*up, notice))


def change(state: Path, old: Notice | int, new: Notice, now: datetime | None = None) -> None:
    """Put *new* in the place of the *old* one, or of the one with that number, counted from 0 as they are read.

    Raises:
        NoticeError: It is not up, or there is something in the new one that a visitor could dial or follow.
        NoSpaceError: The disk is full; the notices are as they were.
        StoreError: The state folder cannot be written; the notices are as they were.
    """
    _refuse(new)
    up = read(state)
    place = _place(up, old)
    others = still_up(up, now)
    kept = (number for number, item in enumerate(up) if number == place or item in others)
    _write(state, [new if number == place else up[number] for number in kept])


def remove(state: Path, notice: Notice | int, now: datetime | None = None) -> None:
    """Take down a notice, or the one with that number, counted from 0 as they are read.

    Raises:
        NoticeError: It is not up.
        NoSpaceError: The disk is full; the notices are as they were.
        StoreError: The state folder cannot be written; the notices are as they were.
    """
    up = list(read(state))
    del up[_place(up, notice)]
    _write(state, still_up(up, now))


def clear(state: Path) -> None:
    """Take down all notices, and what was damaged, too.

    Raises:
        StoreError: The state folder cannot be changed.
    """
    with disk.told_as_store_error(state / FILE):
        STATE.clear(state)


def still_up(notices: Sequence[Notice], now: datetime | None = None) -> tuple[Notice, ...]:
    """Return the notices that have not ended, all of them if the clock cannot be believed: it was later already."""
    moment = now or datetime.now(UTC)
    if any(notice.since - CLOCK_SLACK > moment for notice in notices):
        return tuple(notices)
    return tuple(notice for notice in notices if moment < notice.until)


def refuse_links(text: str) -> None:
    """Make sure that *text* has nothing that a visitor could dial, write to or follow: nobody checked it.

    Raises:
        NoticeError: It has; the text says what.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = next(_suspicious(plain), "")
    if found:
        what_to_do = "point to the contacts of this kiosk, or to a person here"
        raise NoticeError(f"a notice holds no numbers to dial and no addresses: {found}; {what_to_do}")


def _suspicious(text: str) -> Iterator[str]:
    for flaw in literals(text):
        yield flaw.what
    yield from (f'"{found[0]}"' for found in _AT.finditer(text))
    # A letter in the place of each time, so that those before and after it do not become one number.
    for found in _NUMBER.finditer(_CLOCK.sub("x", text)):
        if sum(sign.isdecimal() for sign in found[0]) >= FEWEST_DIALLED:
            yield f'"{found[0]}"'


def _refuse(notice: Notice) -> None:
    for text in (notice.text, notice.time, notice.place):
        refuse_links(text)


def _place(up: Sequence[Notice], wanted: Notice | int) -> int:
    places = range(len(up)) if isinstance(wanted, int) else [place for place, item in enumerate(up) if item == wanted]
    place = wanted if isinstance(wanted, int) else next(iter(places), -1)
    if place not in places:
        raise NoticeError("this notice is not up any more; look at those that are")
    return place


def _write(state: Path, notices: Iterable[Notice]) -> None:
    content = json.dumps({"format": FORMAT, "notices": [_to_json(notice) for notice in notices]}, indent=1)
    with disk.told_as_store_error(state / FILE):
        disk.make_folder(state)
        disk.replace(state / FILE, content.encode())


def _to_json(notice: Notice) -> dict[str, str]:
    texts = {name: getattr(notice, name) for name in ("template", "time", "place", "text", "language")}
    filled = {name: text for name, text in texts.items() if text}
    return {**filled, "since": notice.since.isoformat(), "until": notice.until.isoformat()}
