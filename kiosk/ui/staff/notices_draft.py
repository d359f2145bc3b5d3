"""A notice that is being written, the steps that it takes, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from kiosk.device.ledger import FIRST_DAY
from kiosk.device.notices import CLOCK_SLACK, Notice
from kiosk.ui.notices import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.shelf import Shelf

#: Nobody can read a notice that stands for less than this.
SHORTEST_STAY = timedelta(minutes=30)
_LAST_MINUTE = time(23, 59)
#: From when, and until when if it is not one moment.
Span: TypeAlias = tuple[time, time | None]


class Step(StrEnum):
    """The screens on the way to a notice."""

    KIND = "kind"
    TIME = "time"
    PLACE = "place"
    ANOTHER_PLACE = "another-place"
    TEXT = "text"
    UNTIL = "until"
    PREVIEW = "preview"


@dataclass(frozen=True)
class Draft:
    """What is known by now of a notice; *old* is the one that it shall replace."""

    template: str = ""
    time: str = ""
    place: str = ""
    text: str = ""
    language: str = ""
    until: datetime | None = None
    old: Notice | None = None

    @classmethod
    def of(cls, notice: Notice) -> Draft:
        """Return the draft that begins as *notice* is."""
        return cls(notice.template, notice.time, notice.place, notice.text, notice.language, notice.until, notice)

    def notice(self, now: datetime) -> Notice | None:
        """Return what would be posted at *now*, None if anything is missing or its time is over."""
        if self.until is None or self.until <= now or not (self.template or self.text):
            return None
        since = now.astimezone(UTC)
        if self.text:
            return Notice(since, self.until, text=self.text, language=self.language)
        return Notice(since, self.until, template=self.template, time=self.time, place=self.place)

    def steps(self, words: str) -> tuple[Step, ...]:
        """Return the steps in their order, for a template with these *words*."""
        first = () if self.old is not None else (Step.KIND,)
        if not self.template:
            return (*first, Step.TEXT, Step.UNTIL, Step.PREVIEW)
        asked = ((Step.TIME, "{time}"), (Step.PLACE, "{place}"))
        return (*first, *(step for step, name in asked if name in words), Step.UNTIL, Step.PREVIEW)


@dataclass(frozen=True)
class Reading:
    """How a notice reads in one language: its *endonym*, the words, and the language that they are really in."""

    code: str
    endonym: str
    text: str
    real: str


def template_words(shelf: Shelf, template: str, language: str) -> str:
    """Return a template's words with their placeholders, nothing if the content has it no more."""
    found = (each.text.text for each in shelf.library.notice_templates(language) if each.id == template)
    return next(found, "")


def in_language(notice: Notice, shelf: Shelf, code: str, now: datetime) -> str:
    """Return *notice* as a visitor of a language reads it; nothing if none does."""
    templates = {each.id: each.text.text for each in shelf.library.notice_templates(code)}
    return next(iter(told([notice], templates, shelf.wording(code), now)), "")


def readings(notice: Notice, shelf: Shelf, now: datetime) -> tuple[Reading, ...]:
    """Return how *notice* reads in each language in which it is shown."""
    found = []
    for language in shelf.languages():
        text = in_language(notice, shelf, language.code, now)
        real = {each.id: each.text.language for each in shelf.library.notice_templates(language.code)}
        if text:
            found.append(Reading(language.code, language.endonym, text, real.get(notice.template, language.code)))
    return tuple(found)


def is_clock_wrong(now: datetime, posted: Sequence[Notice]) -> bool:
    """Whether the clock says a time that cannot be: before this kiosk was made, or before a notice was posted."""
    return now.date() < FIRST_DAY or any(notice.since - CLOCK_SLACK > now for notice in posted)


def ends(now: datetime) -> dict[str, datetime]:
    """Return until when a notice may stand, by name; *now* is local."""
    last = {
        name: _end_of_day(now, days) for name, days in (("today", 0), ("tomorrow", 1), ("days-3", 3), ("days-7", 7))
    }
    hours = {f"hours-{count}": _whole_minute(now + timedelta(hours=count)) for count in (2, 4, 8)}
    offered = {"today": last.pop("today"), **hours, **last}
    return {name: moment for name, moment in offered.items() if moment - now >= SHORTEST_STAY}


def moment_words(moment: datetime, now: datetime, wording: Wording) -> str:
    """Return a day and a time in words; both are local."""
    _, clock = wording.gettext, wording.time(f"{moment:%H:%M}")
    days = (moment.date() - now.date()).days
    if days == 0:
        return _("today, {time}").format(time=clock)
    if days == 1:
        return _("tomorrow, {time}").format(time=clock)
    return _("{day}, {time}").format(day=wording.date(moment.date()), time=clock)


def next_hour(now: datetime) -> time:
    """Return the next full hour, at which a time picker begins."""
    return time((now.hour + 1) % 24)


def span_of(text: str) -> Span | None:
    """Return the beginning and, if there is one, the end of a time as a notice has it; None for other words."""
    try:
        begin, *rest = (time.fromisoformat(part.strip().zfill(5)) for part in text.split("-"))
    except ValueError:
        return None
    return (begin, rest[0] if rest else None)


def span_text(begin: time, end: time | None) -> str:
    """Return it as a notice has it."""
    return f"{begin:%H:%M}" if end is None or end == begin else f"{begin:%H:%M}-{end:%H:%M}"


def _end_of_day(now: datetime, days: int) -> datetime:
    # Through the naive time: a day on which the clocks change is not 24 hours long.
    return datetime.combine(now.date() + timedelta(days=days), _LAST_MINUTE).astimezone()


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
