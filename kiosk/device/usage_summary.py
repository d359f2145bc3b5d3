"""The sums of use as the staff see them: by day and by month, and no number so small that it speaks of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.device.ledger import UNKNOWN, Sums, dated

#: Smaller counts are shown as fewer than this.
FEWEST = 5


@dataclass(frozen=True)
class Cell:
    """A count that may be shown: its *text*, and its *height* in a chart, the same for all that are few."""

    text: str
    height: int


@dataclass(frozen=True)
class Summary:
    """What was counted: visits by day, the oldest first, and the rest of one *month*, the most frequent first.

    *undated* are the visits of which nobody knows the day, since the clock was wrong.
    """

    days: tuple[tuple[date, Cell], ...]
    month: str
    visits: Cell
    topics: tuple[tuple[str, Cell], ...]
    pages: tuple[tuple[str, Cell], ...]
    languages: tuple[tuple[str, Cell], ...]
    empty_searches: Cell
    undated: Cell


def cell(count: int) -> Cell:
    """Return a count as it may be shown."""
    return Cell(f"<{FEWEST}", FEWEST // 2) if 0 < count < FEWEST else Cell(str(count), count)


def months(days: Mapping[str, Sums]) -> tuple[str, ...]:
    """Return the months in which something was counted, as in ``2026-11``, the newest first; `UNKNOWN` comes last."""
    known = dict.fromkeys(f"{day:%Y-%m}" for day in reversed(dated(days)))
    return (*known, *([UNKNOWN] if UNKNOWN in days else []))


def of_month(days: Mapping[str, Sums], month: str) -> Sums:
    """Return the sums of a month, or of `UNKNOWN`."""
    return Sums.total(sums for day, sums in days.items() if day == month or day[:-3] == month)


def ranked(counts: Mapping[str, int]) -> tuple[tuple[str, Cell], ...]:
    """Return names and counts, the most frequent first; those of the few are in the order of their names."""
    shown = ((name, cell(count)) for name, count in counts.items() if count)
    return tuple(sorted(shown, key=lambda item: (-item[1].height, item[0])))


def summary(days: Mapping[str, Sums], today: date, *, span: int = 14, month: str = "") -> Summary:
    """Return what was counted on the last *span* days, and in *month*, the one of *today* if none is given."""
    month = month or f"{today:%Y-%m}"
    shown = (today - timedelta(days=before) for before in reversed(range(span)))
    sums = of_month(days, month)
    return Summary(
        days=tuple((day, cell(days.get(day.isoformat(), Sums()).visits)) for day in shown),
        month=month,
        visits=cell(sums.visits),
        topics=ranked(sums.topics),
        pages=ranked(sums.pages),
        languages=ranked(sums.languages),
        empty_searches=cell(sums.empty_searches),
        undated=cell(days.get(UNKNOWN, Sums()).visits),
    )
