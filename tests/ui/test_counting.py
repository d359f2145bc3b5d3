"""Counting: once a visit, when it has ended; and nothing on the disk tells of any one visit."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.library import Library
from kiosk.device import ledger
from kiosk.device.ledger import Sums
from kiosk.device.usage import TOGETHER, Usage
from kiosk.errors import BundleError
from kiosk.navigation import HOME, SEARCH, START, Destination, Place
from kiosk.settings import Settings
from kiosk.ui.counting import Counting
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.preview import Preview
from kiosk.ui.theme.roles import NORMAL, Role
from kiosk.ui.widgets.cover import Cover
from tests.fakes import Clock, Finger, touchable, window_on

ILL = Destination(Place.PAGE, "health/feel-ill")


class Hall:
    """The window with its counting."""

    def __init__(self, window: MainWindow, state: Path, clock: Clock) -> None:
        self.window, self.state = window, state
        self.finger = Finger(window, clock)
        self.usage = Usage(state)
        self.counting = Counting(window, self.usage)

    def tap(self, *found: str) -> None:
        for name in found:
            self.finger.tap(touchable(self.window, name))

    def types(self, text: str) -> None:
        self.tap(*(f"key-{letter}" for letter in text))

    def others(self) -> None:
        """Let as many people come as are written down together; they look at nothing."""
        for _ in range(TOGETHER - 1):
            self.window.begin_visit("en")
            self.window.end_visit()

    def counted(self) -> Sums:
        return Sums.total(ledger.read(self.state).values())


@pytest.fixture
def hall(shelf: Shelf, state: Path, clock: Clock) -> Iterator[Hall]:
    with window_on(shelf, clock) as window:
        yield Hall(window, state, clock)


def test_a_visit_counts_what_it_saw_each_once(hall: Hall) -> None:
    hall.window.begin_visit("es")
    hall.window.go(Destination(Place.TOPIC, "health"))
    hall.window.go(ILL)
    hall.window.back()
    hall.window.go(ILL)
    hall.window.choose_language("fr")
    hall.window.end_visit()
    hall.others()

    assert hall.counted() == Sums(5, {"health": 1}, {"health/feel-ill": 1}, {"es": 1, "fr": 1, "en": 4}, 0)


def test_what_is_found_by_a_search_belongs_to_its_topic(hall: Hall) -> None:
    hall.window.begin_visit("es")
    hall.window.go(ILL)
    hall.window.end_visit()
    hall.others()

    assert hall.counted().topics == {"health": 1}


def test_a_visit_that_goes_on_is_not_counted_yet(hall: Hall) -> None:
    hall.others()
    hall.window.begin_visit("es")

    hall.usage.flush()

    assert hall.counted().visits == TOGETHER - 1


def test_start_alone_is_no_visit(hall: Hall) -> None:
    for _ in range(TOGETHER):
        hall.window.end_visit()
    hall.counting.stop()

    assert hall.counted() == Sums()


def test_the_end_of_the_program_counts_who_is_there(hall: Hall) -> None:
    hall.window.begin_visit("es")
    hall.counting.stop()

    assert hall.counted().visits == 1


@pytest.mark.parametrize("leave", ["home", "back", "end", "language", "result-contacts-"])
def test_a_search_that_found_nothing_counts_once(hall: Hall, leave: str) -> None:
    hall.window.begin_visit("es")
    hall.tap("search")
    hall.types("xqxqxq")
    if leave == "end":
        hall.window.end_visit()
    elif leave == "language":
        hall.window.go(Destination(Place.LANGUAGE))
        hall.window.choose_language("fr")
    else:
        hall.tap(leave)
    hall.window.end_visit()
    hall.others()

    assert hall.counted().empty_searches == 1


@pytest.mark.parametrize("typed", ["", "xq", "salud"])
def test_a_search_that_found_something_or_was_hardly_one_does_not_count(hall: Hall, typed: str) -> None:
    hall.window.begin_visit("es")
    hall.tap("search")
    hall.types(typed)
    hall.window.end_visit()
    hall.others()

    assert hall.counted().empty_searches == 0


def test_what_was_mended_before_it_was_left_found_something(hall: Hall) -> None:
    hall.window.begin_visit("es")
    hall.tap("search")
    hall.types("xqxqxq")
    hall.tap(*["key-delete"] * 6)
    hall.types("salud")
    hall.window.end_visit()
    hall.others()

    assert hall.counted().empty_searches == 0


def test_coming_back_to_a_search_does_not_count_it_again(hall: Hall) -> None:
    hall.window.begin_visit("es")
    hall.tap("search")
    hall.types("xqxqxq")
    hall.tap("result-contacts-", "back")
    assert hall.window.visit.typed == "xqxqxq"
    hall.window.end_visit()
    hall.others()

    assert hall.counted().empty_searches == 1


def test_another_size_of_the_window_is_no_other_search(hall: Hall) -> None:
    hall.window.begin_visit("es")
    hall.tap("search")
    hall.types("xqx")
    hall.window.resize(1024, 600)
    hall.types("qxq")
    hall.window.end_visit()
    hall.others()

    assert hall.counted().empty_searches == 1


def test_what_cannot_be_shown_was_not_seen(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        hall.window.begin_visit("es")
        hall.window.go(Destination(Place.PAGE, "health/no-such-page"))
        hall.window.end_visit()
    hall.others()

    assert hall.counted().pages == {}


@pytest.mark.logged
def test_a_search_that_cannot_be_repeated_stops_nothing_and_tells_no_words(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hall.window.begin_visit("es")
    hall.tap("search")
    hall.types("xqxqxq")

    def fail(*_: object) -> None:
        raise BundleError("content.db cannot be read")

    monkeypatch.setattr(Library, "search", fail)
    with caplog.at_level(logging.DEBUG):
        hall.tap("home")

    assert hall.window.destination == HOME
    assert "xqx" not in caplog.text


def test_a_preview_is_no_visit(hall: Hall, shelf: Shelf) -> None:
    hall.others()
    preview = Preview(shelf, Settings(), _Staff(hall.window))
    hall.window.put_on(preview)
    preview.begin("es")
    preview.window_shown.go(ILL)
    preview.window_shown.end_visit()
    hall.window.take_off()
    hall.usage.flush()

    assert hall.counted().visits == TOGETHER - 1


def test_what_happens_under_a_cover_is_no_visit(hall: Hall) -> None:
    hall.window.put_on(_Curtain())
    hall.window.begin_visit("es")
    hall.window.end_visit()
    hall.window.take_off()
    hall.counting.stop()

    assert hall.window.destination == START
    assert hall.counted() == Sums()


def test_the_state_folder_tells_nothing_of_a_visit(hall: Hall, state: Path) -> None:
    hall.others()
    hall.window.begin_visit("es")
    hall.window.end_visit()
    before = folder(state)

    hall.window.begin_visit("fr")
    hall.window.go(ILL)
    hall.window.go(SEARCH)
    hall.types("xqxqxq")
    during = folder(state)
    hall.window.end_visit()

    assert before == during == folder(state)
    assert before


def test_the_end_of_the_program_tells_of_one_visit_only_that_it_was(hall: Hall, state: Path) -> None:
    hall.window.begin_visit("fr")
    hall.window.go(ILL)
    hall.window.go(SEARCH)
    hall.types("xqxqxq")
    hall.counting.stop()

    assert hall.counted() == Sums(1)
    assert not any(word in content for content in contents(state) for word in (b"feel-ill", b"fr", b"xqx"))


class _Staff:
    """Those who look at a preview, in Spanish."""

    def __init__(self, window: MainWindow) -> None:
        self.look, self.wording = window.look, window.shelf.wording("es")


class _Curtain(Cover):
    """Covers the window."""

    def ground(self) -> Role:
        return NORMAL.role("night")

    def paintEvent(self, event: object) -> None:
        """Paint nothing."""


def folder(state: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(state)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(state.rglob("*"))
        if path.is_file()
    }


def contents(state: Path) -> list[bytes]:
    return [path.read_bytes() for path in state.rglob("*") if path.is_file()]
