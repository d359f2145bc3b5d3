"""Usage: sums by day and month, none so small that it tells of anybody; and all of it onto a stick."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.content.isolates import bare
from kiosk.device import ledger
from kiosk.device.ledger import Sums
from kiosk.device.pin import Pin
from kiosk.i18n import Tongue, Wording
from kiosk.ui.audit import faults
from kiosk.ui.drives import Stick
from kiosk.ui.errand import Errand
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.usage_desk import Export, UsageDesk
from kiosk.ui.staff.usage_words import month_words
from kiosk.ui.widgets.day_chart import DayChart
from tests.fakes import Clock, Finger, names, touchable, window_on, words
from tests.ui.staff.house import NOW, PIN, Errands, premises_of

TODAY = NOW.astimezone().date()
SEEN = Sums(40, {"health": 30, "rights": 3}, {"health/feel-ill": 12}, {"es": 35, "fr": 4}, 9)


class Counter:
    """Staff mode, open at Usage."""

    def __init__(self, window: MainWindow, state: Path, clock: Clock) -> None:
        self.window, self.state, self.errands = window, state, Errands()
        self.finger = Finger(window, clock)
        self.premises = premises_of(window, state, self.errands)
        self.desk = UsageDesk(self.premises)
        desks = {Task.PIN: PinDesk(self.premises, Pin(state, PIN)), Task.USAGE: self.desk}
        self.mode = StaffMode(window, desks, Task.USAGE, clock)
        window.put_on(self.mode)
        self.mode.enter()

    def tap(self, *found: str) -> None:
        for name in found:
            pager = self.mode.pager()
            for _ in range(20):
                if name in names(self.window) or pager is None or not pager.overflows():
                    break
                pager.page_down()
            self.finger.tap(touchable(self.window, name))

    def counted(self, **days: Sums) -> None:
        """What was counted so many days ago, as in ``ago_3``."""
        news = {TODAY - timedelta(days=int(name.partition("_")[2])): sums for name, sums in days.items()}
        for day, sums in sorted(news.items()):
            ledger.add(self.state, {day: sums})
        self.mode.renew()

    def plug(self, *sticks: Stick) -> None:
        self.premises.drives.take(sticks)

    def said(self) -> str:
        return bare(" | ".join(words(self.window))).replace("\u00a0", " ")


def stick(path: Path, *, writable: bool = True) -> Stick:
    path.mkdir(exist_ok=True)
    return Stick(path, path.name, writable)


@pytest.fixture
def counter(shelf: Shelf, state: Path, clock: Clock) -> Iterator[Counter]:
    with window_on(shelf, clock) as window:
        counter = Counter(window, state, clock)
        yield counter
        counter.mode.close_mode()
        window.take_off()


def test_what_people_looked_for_has_its_titles(counter: Counter, shelf: Shelf) -> None:
    counter.counted(ago_0=SEEN)

    said = counter.said()
    assert shelf.library.topic("health", "es").title.text in said
    assert shelf.library.page("health/feel-ill", "es").summary.title.text in said
    assert "Español" in said
    assert "40" in said


def test_few_are_never_told_exactly(counter: Counter) -> None:
    counter.counted(ago_0=Sums(4, {"rights": 3}, {}, {"fr": 2}, 1))

    said = counter.said().split(" | ")
    assert said.count("<5") == 5
    assert not {"1", "2", "3", "4"} & set(said[: said.index("<5")])


def test_before_anything_is_counted_the_screen_says_so(counter: Counter) -> None:
    assert counter.window.findChild(DayChart) is None
    assert "export" in names(counter.window)
    assert len(words(counter.window)) > 3


@pytest.mark.logged
def test_a_damaged_file_shows_nothing_and_stops_nothing(counter: Counter) -> None:
    counter.state.mkdir(parents=True, exist_ok=True)
    (counter.state / ledger.FILE).write_text("{")
    counter.mode.renew()

    assert "export" in names(counter.window)


def test_names_that_the_content_has_no_more_are_shown_by_their_id(counter: Counter) -> None:
    counter.counted(ago_0=Sums(9, {"gone": 9}, {"gone/page": 8}, {"xx": 7}))

    assert all(name in counter.said() for name in ("gone", "gone/page", "xx"))


def test_another_month_is_one_touch_away_and_back(counter: Counter) -> None:
    counter.counted(ago_40=Sums(77), ago_0=Sums(33))
    now = counter.said()
    counter.tap("month-earlier")
    before = counter.said()
    counter.tap("month-later")

    assert "77" not in now
    assert "77" in before
    assert "octubre" in before
    assert counter.said() == now


def test_there_is_no_month_before_the_first_and_after_the_last(counter: Counter) -> None:
    counter.counted(ago_40=Sums(77), ago_0=Sums(33))
    later = touchable(counter.window, "month-later").isEnabled()
    counter.tap("month-earlier")
    earlier = touchable(counter.window, "month-earlier").isEnabled()

    assert (later, earlier) == (False, False)


def test_this_month_is_shown_before_anybody_came_in_it(counter: Counter) -> None:
    counter.counted(ago_40=Sums(77))

    assert "noviembre" in counter.said()
    counter.tap("month-earlier")
    assert "77" in counter.said()


def test_what_was_counted_under_a_wrong_clock_has_a_place_of_its_own(counter: Counter) -> None:
    ledger.add(counter.state, {date(2020, 1, 1): Sums(66)})
    counter.mode.renew()
    counter.tap("month-earlier")

    assert "66" in counter.said()


@pytest.mark.parametrize("language, locale, month", [
    ("es", "es", "noviembre de 2026"),
    ("fr", "fr", "novembre 2026"),
    ("en", "en", "November 2026"),
    ("es", "fr", "noviembre 2026"),
    ("es", "no such locale", "noviembre 2026"),
])  # fmt: skip
def test_months_have_the_names_of_the_language(shelf: Shelf, language: str, locale: str, month: str) -> None:
    assert month_words("2026-11", locale, shelf.wording(language)) == month


def test_a_month_without_a_name_is_a_number() -> None:
    assert month_words("2026-11", "no such locale", Wording("xx", Tongue())) == "11/2026"


def test_without_a_stick_one_is_asked_for_and_used_as_soon_as_it_is_in(counter: Counter, tmp_path: Path) -> None:
    counter.tap("export")
    waits = counter.desk.stage
    counter.plug(stick(tmp_path / "KEY"))

    assert waits == Export.STICK
    assert counter.desk.stage == Export.WRITING
    assert counter.errands.last.words[:3] == ["usage", "export", str(tmp_path / "KEY")]
    assert counter.errands.last.is_started


def test_a_stick_that_is_in_already_is_used_at_once(counter: Counter, tmp_path: Path) -> None:
    counter.plug(stick(tmp_path / "KEY"))
    counter.tap("export")
    counter.errands.last.answered.emit({"event": "exported", "path": str(tmp_path / "KEY" / "kiosk-usage.csv")})

    assert counter.desk.stage == Export.DONE
    assert "kiosk-usage.csv" in counter.said()


def test_a_stick_is_never_written_on_unasked(counter: Counter, tmp_path: Path) -> None:
    counter.plug(stick(tmp_path / "KEY"))

    assert counter.errands.all == []


def test_of_two_sticks_one_is_chosen(counter: Counter, tmp_path: Path) -> None:
    counter.plug(stick(tmp_path / "ONE"), stick(tmp_path / "TWO"), stick(tmp_path / "LOCKED", writable=False))
    counter.tap("export")
    asked = counter.said()
    counter.tap("option-1")

    assert "ONE" in asked
    assert "LOCKED" not in asked
    assert counter.errands.last.words[2] == str(tmp_path / "TWO")


@pytest.mark.parametrize("fault", ["", "silent"])
def test_a_stick_that_takes_nothing_is_not_used(counter: Counter, tmp_path: Path, fault: str) -> None:
    counter.plug(replace(stick(tmp_path / "KEY", writable=bool(fault)), fault=fault))
    counter.tap("export")

    assert counter.errands.all == []
    assert counter.desk.stage == Export.STICK


@pytest.mark.parametrize("reason", ["no-space", "store", "internal"])
def test_each_failure_says_what_to_do_and_can_be_tried_again(counter: Counter, tmp_path: Path, reason: str) -> None:
    counter.plug(stick(tmp_path / "KEY"))
    counter.tap("export")
    counter.errands.last.refused.emit(reason, "…")
    said = counter.said()
    counter.tap("again")

    assert said != counter.said()
    assert len(counter.errands.all) == 2
    assert counter.desk.stage == Export.WRITING


def test_a_full_stick_and_one_that_is_gone_read_differently(counter: Counter, tmp_path: Path) -> None:
    counter.plug(stick(tmp_path / "KEY"))
    said: list[str] = []
    for reason in ("no-space", "store"):
        counter.tap("export" if not said else "again")
        counter.errands.last.refused.emit(reason, "…")
        said.append(counter.said())

    assert said[0] != said[1]


def test_staff_mode_stays_open_while_it_writes(counter: Counter, tmp_path: Path) -> None:
    counter.plug(stick(tmp_path / "KEY"))
    counter.tap("export")

    assert counter.desk.is_busy()


def test_going_back_ends_the_writing(counter: Counter, tmp_path: Path) -> None:
    counter.plug(stick(tmp_path / "KEY"))
    counter.tap("export", "back")

    assert counter.errands.last.is_stopped
    assert "export" in names(counter.window)


def test_leaving_ends_the_writing_too(counter: Counter, tmp_path: Path) -> None:
    counter.plug(stick(tmp_path / "KEY"))
    counter.tap("export")
    counter.mode.close_mode()

    assert counter.errands.last.is_stopped


def test_the_table_comes_to_the_stick(counter: Counter, tmp_path: Path, qtbot: QtBot) -> None:
    counter.counted(ago_0=SEEN)
    counter.desk.premises.errand = lambda words: Errand([*words, "--state", str(counter.state)])
    counter.plug(stick(tmp_path / "KEY"))
    counter.tap("export")
    qtbot.waitUntil(lambda: counter.desk.stage != Export.WRITING, timeout=60_000)

    assert counter.desk.stage == Export.DONE, sys.executable
    (file,) = (tmp_path / "KEY").iterdir()
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert file.name in counter.said()
    assert rows[1][0].startswith("#")
    assert any("health" in row for row in rows)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1080, 1920)])
def test_every_number_can_be_read(counter: Counter, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    counter.counted(**{f"ago_{ago}": replace(SEEN, visits=ago * 97) for ago in range(14)})

    assert faults(counter.window, counter.mode.look) == []


def test_the_days_of_the_chart_end_today(counter: Counter) -> None:
    counter.counted(ago_0=SEEN)

    days = [datetime.combine(TODAY, datetime.min.time()) - timedelta(days=ago) for ago in range(14)]
    said = counter.said().split(" | ")
    labels = [str(day.day) for day in reversed(days)]
    assert any(said[at : at + 14] == labels for at in range(len(said)))
