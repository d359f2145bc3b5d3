"""Examples of the staff's screens for usage, with the longest titles that the content has."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.device.ledger import Sums
from kiosk.device.usage_summary import months, summary
from kiosk.ui.drives import Stick
from kiosk.ui.staff import usage_export as exports
from kiosk.ui.staff import usage_words
from kiosk.ui.staff.sample import Sample
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.usage import UsageScreen
from kiosk.ui.staff.usage_export import ExportScreen

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.shelf import Shelf

_TODAY = date(2026, 11, 24)
_VISITS = (31, 44, 27, 0, 3, 52, 61, 38, 40, 112, 29, 35, 47, 22)


def _days(shelf: Shelf, language: str) -> dict[str, Sums]:
    topics = shelf.library.topics(language)
    pages = [page for topic in topics for page in shelf.library.pages(topic.id, language)]
    pages.sort(key=lambda page: len(page.title.text), reverse=True)
    days = {"2026-10-09": Sums(21), "unknown": Sums(7)}
    for before, visits in enumerate(reversed(_VISITS)):
        days[(_TODAY - timedelta(days=before)).isoformat()] = Sums(
            visits,
            {topic.id: visits // number for number, topic in enumerate(topics, 1)},
            {page.id: visits // number for number, page in enumerate(pages, 1)},
            {each.code: visits // number for number, each in enumerate(shelf.languages(), 1)},
            visits // 20,
        )
    return days


def _usage(look: Look, wording: Wording, shelf: Shelf) -> UsageScreen:
    days = _days(shelf, wording.language)
    return UsageScreen(look, wording, usage_words.view(summary(days, _TODAY), months(days), shelf, wording))


def _none(look: Look, wording: Wording, _shelf: Shelf) -> UsageScreen:
    return UsageScreen(look, wording, None)


def _sticks(count: int, *, writable: bool) -> list[Stick]:

    folder = Path("/media")
    return [Stick(folder / str(number), f"KINGSTON DATATRAVELER {number}", writable) for number in range(count)]


def _plug(look: Look, wording: Wording, _shelf: Shelf) -> ExportScreen:
    return ExportScreen(look, wording, exports.which([], wording))


def _which(look: Look, wording: Wording, _shelf: Shelf) -> ExportScreen:
    return ExportScreen(look, wording, exports.which(_sticks(3, writable=True), wording))


def _locked(look: Look, wording: Wording, _shelf: Shelf) -> ExportScreen:
    return ExportScreen(look, wording, exports.which(_sticks(1, writable=False), wording))


def _writing(look: Look, wording: Wording, _shelf: Shelf) -> ExportScreen:
    return ExportScreen(look, wording, exports.writing(wording))


def _done(look: Look, wording: Wording, _shelf: Shelf) -> ExportScreen:
    name = "kiosk-usage-estacion-de-recepcion-migratoria-darien-2.csv"
    return ExportScreen(look, wording, exports.done(name, wording))


def _full(look: Look, wording: Wording, _shelf: Shelf) -> ExportScreen:
    return ExportScreen(look, wording, exports.failed("no-space", wording))


def _failed(look: Look, wording: Wording, _shelf: Shelf) -> ExportScreen:
    return ExportScreen(look, wording, exports.failed("store", wording))


SAMPLES = tuple(
    Sample(name, Task.USAGE, make)
    for name, make in {
        "staff-usage": _usage,
        "staff-usage-none": _none,
        "staff-usage-plug": _plug,
        "staff-usage-which": _which,
        "staff-usage-locked": _locked,
        "staff-usage-writing": _writing,
        "staff-usage-done": _done,
        "staff-usage-full": _full,
        "staff-usage-failed": _failed,
    }.items()
)
