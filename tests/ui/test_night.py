"""Dark at night when nobody is there; the first touch only wakes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from kiosk.navigation import HOME, START
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.night import AWAKE_SECONDS, Night
from kiosk.ui.shelf import Shelf
from tests.fakes import Clock, Finger, names, touchable, window_on

NIGHT = Settings(night_from="22:00", night_until="05:00")


class Hour:
    """The machine's clock."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 23, 30)  # noqa: DTZ001 - local, as on a wall

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hour() -> Hour:
    return Hour()


@pytest.fixture
def dimmed() -> list[int]:
    return []


@pytest.fixture
def dark_window(shelf: Shelf, clock: Clock) -> Iterator[MainWindow]:
    with window_on(shelf, clock, NIGHT) as window:
        yield window


@pytest.fixture
def night(dark_window: MainWindow, clock: Clock, hour: Hour, dimmed: list[int]) -> Night:
    return Night(dark_window, dimmed.append, hour, clock)


def fall_asleep(night: Night, clock: Clock) -> None:
    clock.pass_(AWAKE_SECONDS)
    night.tick()


def test_the_screen_gets_dark_when_nobody_is_there(
    night: Night, dark_window: MainWindow, clock: Clock, dimmed: list[int]
) -> None:
    night.tick()
    at_once = night.is_dark

    fall_asleep(night, clock)

    assert not at_once, "somebody may just have touched it"
    assert night.is_dark
    assert names(dark_window) == []
    assert dark_window.grab().toImage().pixelColor(300, 300).lightness() == 0
    assert dimmed == [1]


def test_the_first_touch_only_wakes(night: Night, dark_window: MainWindow, clock: Clock, qtbot: QtBot) -> None:
    finger = Finger(dark_window, clock)
    card = touchable(dark_window, "language-es")
    place = card.mapTo(dark_window, card.rect().center())
    fall_asleep(night, clock)

    finger.tap(place)
    qtbot.waitUntil(lambda: not night.is_dark)
    assert dark_window.destination == START

    finger.tap(place)
    assert dark_window.destination == HOME


def test_it_stays_light_during_a_visit(night: Night, dark_window: MainWindow, clock: Clock) -> None:
    dark_window.begin_visit("es")
    fall_asleep(night, clock)

    assert not night.is_dark


def test_it_gets_light_in_the_morning(night: Night, clock: Clock, hour: Hour, dimmed: list[int]) -> None:
    fall_asleep(night, clock)
    hour.now = hour.now.replace(day=25, hour=5, minute=0)
    night.tick()

    assert not night.is_dark
    assert dimmed == [1, 0]


@pytest.mark.parametrize("year", [1970, 2001])
def test_a_clock_that_cannot_be_right_darkens_nothing(night: Night, clock: Clock, hour: Hour, year: int) -> None:
    hour.now = hour.now.replace(year=year)
    fall_asleep(night, clock)

    assert not night.is_dark


def test_a_day_is_not_dark(night: Night, clock: Clock, hour: Hour) -> None:
    hour.now = hour.now.replace(hour=12)
    fall_asleep(night, clock)

    assert not night.is_dark
