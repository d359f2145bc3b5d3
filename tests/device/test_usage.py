"""What visitors look for is counted in sums, from which nobody learns anything of one visit."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.device import ledger
from kiosk.device.ledger import UNKNOWN, Sums, clear, read
from kiosk.device.usage import TOGETHER, Tally, Usage
from kiosk.device.usage_summary import Cell, cell, months, summary
from kiosk.errors import StoreError
from kiosk.storage import files

DAY = date(2026, 11, 24)
TODAY = DAY.isoformat()


class Calendar:
    """A day that changes when a test turns the page."""

    def __init__(self, day: date = DAY) -> None:
        self.day = day

    def __call__(self) -> date:
        return self.day

    def turn(self, days: int = 1) -> None:
        self.day += timedelta(days=days)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def usage(state: Path, calendar: Calendar) -> Usage:
    return Usage(state, calendar)


def visit(page: str = "health/doctor", language: str = "es", empty_searches: int = 0) -> Tally:
    return Tally({page.split("/", maxsplit=1)[0]}, {page}, {language}, empty_searches)


def count(usage: Usage, times: int = TOGETHER, **seen: Any) -> None:
    for _ in range(times):
        usage.add(visit(**seen))


# ---------------------------------------------------------------- counting


def test_where_nobody_was_nothing_is_kept(usage: Usage, state: Path) -> None:
    usage.flush()

    assert read(state) == {}
    assert not state.exists()


def test_five_visits_are_written_together(usage: Usage, state: Path) -> None:
    count(usage, 4)
    assert not state.exists()

    count(usage, 1, page="rights/asylum", language="fr", empty_searches=2)

    assert read(state) == {
        TODAY: Sums(5, {"health": 4, "rights": 1}, {"health/doctor": 4, "rights/asylum": 1}, {"es": 4, "fr": 1}, 2)
    }


def test_sums_grow_over_days_and_starts_of_the_program(usage: Usage, state: Path, calendar: Calendar) -> None:
    count(usage)
    count(Usage(state, calendar))
    calendar.turn()
    count(usage)

    assert {day: sums.visits for day, sums in read(state).items()} == {TODAY: 10, "2026-11-25": 5}
    assert read(state)[TODAY].pages == {"health/doctor": 10}


def test_when_the_program_ends_the_few_that_are_left_are_a_number_alone(usage: Usage, state: Path) -> None:
    count(usage, 8)

    usage.flush()

    assert read(state) == {TODAY: Sums(8, {"health": 5}, {"health/doctor": 5}, {"es": 5})}


def test_at_the_end_of_a_day_the_few_that_are_left_are_a_number_alone(
    usage: Usage, state: Path, calendar: Calendar
) -> None:
    count(usage, 3)
    calendar.turn()

    count(usage, 1)

    assert read(state) == {TODAY: Sums(3)}


def test_a_visit_counts_each_thing_once() -> None:
    tally = Tally()
    for _ in range(3):
        tally.pages.add("health/doctor")
    tally.empty_searches += 1000

    assert tally.sums() == Sums(1, pages={"health/doctor": 1}, empty_searches=20)


def test_the_file_tells_of_no_moment(usage: Usage, state: Path) -> None:
    count(usage)

    assert (state / "usage.json").stat().st_mtime % 86400 == 0
    assert ":" not in "".join(json.loads((state / "usage.json").read_bytes())["days"])


def test_what_is_older_than_400_days_is_forgotten(usage: Usage, state: Path, calendar: Calendar) -> None:
    count(usage)
    calendar.turn(399)
    count(usage)
    calendar.turn()
    count(usage)
    assert len(read(state)) == 3

    calendar.turn()
    count(usage)

    assert TODAY not in read(state)
    assert len(read(state)) == 3


def test_sums_can_be_forgotten(usage: Usage, state: Path) -> None:
    count(usage, 9)
    (state / "usage.json.damaged").write_bytes(b"{")

    usage.clear()
    usage.flush()

    assert list(state.iterdir()) == []
    clear(state)
    clear(state / "nowhere")


# ---------------------------------------------------------------- a clock that is wrong


@pytest.mark.parametrize("wrong", [date(1970, 1, 1), date(2001, 5, 5), date(2025, 12, 31), date(2099, 1, 1)])
def test_what_is_counted_under_a_wrong_clock_has_no_day_and_costs_none(
    usage: Usage, state: Path, calendar: Calendar, wrong: date
) -> None:
    count(usage)
    calendar.day = wrong
    count(usage)
    calendar.day = DAY
    count(usage)

    assert {day: sums.visits for day, sums in read(state).items()} == {TODAY: 10, UNKNOWN: 5}


def test_a_kiosk_that_stood_in_a_cupboard_for_two_years_is_believed_after_a_week(
    usage: Usage, state: Path, calendar: Calendar
) -> None:
    count(usage)
    calendar.turn(730)
    for _ in range(8):
        count(usage)
        calendar.turn()

    assert {day: sums.visits for day, sums in read(state).items()} == {"2028-11-29": 5, "2028-11-30": 5, UNKNOWN: 30}


def test_a_clock_that_was_wrong_from_the_first_day_on_is_mended(usage: Usage, state: Path, calendar: Calendar) -> None:
    calendar.day = date(2099, 1, 1)
    count(usage)
    calendar.day = DAY
    for _ in range(8):
        count(usage)
        calendar.turn()

    assert {day: sums.visits for day, sums in read(state).items()} == {"2026-11-30": 5, "2026-12-01": 5, UNKNOWN: 35}


# ---------------------------------------------------------------- disks


@pytest.mark.logged
@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 50_000, b'{"format": 2, "days": {}, "doubtful": []}',
    b'{"format": 1}', b'{"format": 1, "days": [], "doubtful": []}', b'{"format": 1, "days": {}, "doubtful": ["x"]}',
    b'{"format": 1, "days": {"2026-02-30": {}}, "doubtful": []}',
    b'{"format": 1, "days": {"today": {}}, "doubtful": []}',
    b'{"format": 1, "days": {"2026-11-24": {"visits": -1}}, "doubtful": []}',
    b'{"format": 1, "days": {"2026-11-24": {"visits": 1, "empty_searches": true}}, "doubtful": []}',
])  # fmt: skip
def test_a_damaged_file_is_set_aside_once_and_counting_begins_anew(
    usage: Usage, state: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    state.mkdir()
    (state / "usage.json").write_bytes(content)
    (state / "usage.json.damaged").write_bytes(b"an older one")

    count(usage, 10)

    assert read(state)[TODAY].visits == 10
    assert (state / "usage.json.damaged").read_bytes() == content
    assert len(caplog.records) == 1
    assert "set aside" in caplog.text


@pytest.mark.logged
def test_a_folder_in_place_of_the_file_is_set_aside(usage: Usage, state: Path) -> None:
    (state / "usage.json").mkdir(parents=True)

    count(usage)

    assert read(state)[TODAY].visits == 5


@pytest.mark.logged
def test_looking_at_a_damaged_file_changes_nothing(state: Path, caplog: pytest.LogCaptureFixture) -> None:
    state.mkdir()
    (state / "usage.json").write_bytes(b"{")

    assert read(state) == {}
    assert [path.name for path in state.iterdir()] == ["usage.json"]
    assert len(caplog.records) == 1


@pytest.mark.logged
def test_what_cannot_be_written_is_told_once_and_written_later(
    usage: Usage, state: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **_named: object) -> Iterator[int]:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(files, "new_file", fail)
        count(usage, 13)
    assert read(state) == {}
    assert len(caplog.records) == 1

    usage.flush()

    assert read(state)[TODAY] == Sums(13, {"health": 10}, {"health/doctor": 10}, {"es": 10})


def test_a_name_that_nobody_could_read_again_is_not_written(usage: Usage, state: Path) -> None:
    count(usage, page="x" * 5000)
    count(usage)

    assert read(state)[TODAY].pages == {"health/doctor": 5}


def test_a_day_keeps_the_names_that_were_seen_most(usage: Usage, state: Path) -> None:
    for number in range(600):
        usage.add(visit(f"health/{number}"))
    count(usage, page="health/often")

    pages = read(state)[TODAY].pages
    assert len(pages) <= 500
    assert sum(read(state)[TODAY].topics.values()) == 605


# ---------------------------------------------------------------- who compares two copies of the file

_NAMES = st.sets(st.sampled_from(["a", "b", "c"]), max_size=3)
_TALLIES = st.builds(Tally, _NAMES, _NAMES, _NAMES, st.integers(0, 3))
_DAYS = st.sampled_from([DAY, DAY + timedelta(days=1), DAY + timedelta(days=700), date(1970, 1, 1)])
_STEPS = st.lists(_TALLIES | _DAYS | st.sampled_from(["end", "full", "room"]), max_size=60)


@pytest.mark.logged
@settings(deadline=None, max_examples=60)
@given(_STEPS)
def test_between_two_copies_of_the_file_lie_five_visits_or_nothing_but_their_number(steps: list[Any]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        calendar = Calendar()
        usage = Usage(Path(folder), calendar)
        before = whole(Path(folder))
        visits = 0
        for step in steps:
            if isinstance(step, Tally):
                usage.add(step)
                visits += 1
            elif isinstance(step, date):
                calendar.day = step
            elif step == "end":
                usage.flush()
                usage = Usage(Path(folder), calendar)
            else:
                patch.setattr(ledger, "_write", refuse if step == "full" else WRITE)
            after = whole(Path(folder))
            assert details(before) == details(after) or after.visits - before.visits >= TOGETHER
            before = after
        assert before.visits <= visits


WRITE = ledger._write  # noqa: SLF001 - a disk that is full, in the one place that writes


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def whole(state: Path) -> Sums:
    return Sums.total(read(state).values())


def details(sums: Sums) -> tuple[object, ...]:
    return dict(sums.topics), dict(sums.pages), dict(sums.languages), sums.empty_searches


# ---------------------------------------------------------------- what the staff see


def test_few_are_shown_as_few() -> None:
    assert [cell(number).text for number in (0, 1, 4, 5, 12)] == ["0", "<5", "<5", "5", "12"]
    assert cell(1) == cell(4)


def test_the_summary_has_every_day_and_what_was_looked_for_most(usage: Usage, state: Path, calendar: Calendar) -> None:
    count(usage, page="rights/asylum", language="fr")
    calendar.turn()
    count(usage, 10, empty_searches=1)
    count(usage, 3, page="health/nurse")

    usage.flush()
    seen = summary(read(state), calendar.day, span=3)

    assert [(day.day, shown.text) for day, shown in seen.days] == [(23, "0"), (24, "5"), (25, "13")]
    assert seen.visits == Cell("18", 18)
    assert seen.pages == (("health/doctor", Cell("10", 10)), ("rights/asylum", Cell("5", 5)))
    assert seen.languages == (("es", Cell("10", 10)), ("fr", Cell("5", 5)))
    assert (seen.empty_searches.text, seen.undated.text) == ("10", "0")


def test_the_order_of_the_few_tells_nothing() -> None:
    days = {TODAY: Sums(5, {"b": 4, "a": 1, "c": 5, "never": 0})}

    assert [name for name, _ in summary(days, DAY).topics] == ["c", "a", "b"]


def test_months_are_listed_the_newest_first() -> None:
    days = {"2026-10-31": Sums(1), "2026-11-01": Sums(1), TODAY: Sums(1), UNKNOWN: Sums(7)}

    assert months(days) == ("2026-11", "2026-10", UNKNOWN)
    assert summary(days, DAY, month="2026-10").visits.text == "<5"
    assert summary(days, DAY, month=UNKNOWN).visits.text == "7"


def test_a_state_folder_that_cannot_be_changed_is_told(state: Path) -> None:
    (state / "usage.json").mkdir(parents=True)

    with pytest.raises(StoreError, match="see who may write there"):
        clear(state)
