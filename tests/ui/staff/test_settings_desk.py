"""Settings: each is kept at once, none can lock anybody out, and what cannot be kept is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk import settings as kiosk_settings
from kiosk.device.pin import Pin
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.settings_desk import LARGEST, SMALLEST, SettingsDesk
from kiosk.ui.staff.tasks import Task
from tests.fakes import Clock, Finger, names, touchable, window_on
from tests.ui.staff.house import PIN, Errands, premises_of, said, type_pin


class Room:
    """Staff mode, open at Settings."""

    def __init__(self, window: MainWindow, state: Path, clock: Clock) -> None:
        self.window, self.state = window, state
        self.finger = Finger(window, clock)
        premises = premises_of(window, state, Errands())
        desks = {Task.PIN: PinDesk(premises, Pin(state, PIN)), Task.SETTINGS: SettingsDesk(premises)}
        self.mode = StaffMode(window, desks, Task.SETTINGS, clock)
        window.put_on(self.mode)
        self.mode.enter()

    def tap(self, *found: str) -> None:
        for name in found:
            self.finger.tap(touchable(self.window, name))

    def type_pin(self, qtbot: QtBot, digits: str) -> None:
        """Type six digits, and wait for what the screen says to them."""
        before = said(self.window)
        type_pin(self.window, self.finger, digits)
        qtbot.waitUntil(lambda: said(self.window) != before)

    def kept(self) -> kiosk_settings.Settings:
        return kiosk_settings.load(None, self.state)


@pytest.fixture
def room(shelf: Shelf, state: Path, clock: Clock) -> Iterator[Room]:
    with window_on(shelf, clock) as window:
        room = Room(window, state, clock)
        yield room
        room.mode.close_mode()
        window.take_off()


def test_the_time_without_a_touch_is_kept(room: Room) -> None:
    room.tap("setting-idle", "option-180", "done")

    assert room.kept().idle_seconds == 180
    assert room.window.settings.idle_seconds == 180
    assert "180" in said(room.window)


def test_text_size_and_contrast_hold_for_the_next_visit(room: Room) -> None:
    room.tap("setting-text", "option-133", "done", "setting-contrast", "option-high", "done")
    room.mode.close_mode()
    room.window.take_off()
    room.window.begin_visit("fr")

    assert room.window.visit.text_size == 133
    assert room.window.visit.high_contrast


def test_the_centre_is_one_of_the_contents(room: Room) -> None:
    other = next(site.id for site in room.window.shelf.start.sites if site.id != room.window.shelf.site)
    room.tap("setting-site", f"option-{other}", "done")

    assert room.kept().site == other


def test_nobody_is_loud_beyond_the_loudest(room: Room) -> None:
    room.tap("setting-sound", *["minus-loudest"] * 6, *["plus-volume"] * 2, "done")

    assert room.kept().loudest == 40
    assert room.kept().volume == 40


def test_the_night_begins_and_ends_when_the_staff_say(room: Room) -> None:
    room.tap("setting-night", "option-on", "plus-night_from", "minus-night_until", "done")
    assert (room.kept().night_from, room.kept().night_until) == ("22:30", "04:30")

    room.tap("setting-night", "option-off", "done")
    assert (room.kept().night_from, room.kept().night_until) == ("", "")


def test_a_night_never_ends_when_it_begins(room: Room) -> None:
    room.tap("setting-night", "option-on", *["minus-night_from"] * 48)

    night = room.kept()
    assert night.night_from != night.night_until


def test_a_card_tells_how_large_the_screen_is(room: Room) -> None:
    room.tap("setting-size", *["step-plus"] * 5, "keep")
    assert room.kept().scale == pytest.approx(1.01**5, abs=0.004)

    room.tap("setting-size", "automatic")
    assert room.kept().scale == 0


@pytest.mark.parametrize("step", ["step-plus", "step-minus"])
def test_no_size_is_so_wrong_that_nobody_finds_the_way_back(room: Room, step: str) -> None:
    room.tap("setting-size", *[step] * 120, "keep")

    guess = scale_by_pixels(room.window.width(), room.window.height())
    assert guess * SMALLEST <= room.kept().scale <= guess * LARGEST
    assert "setting-size" in names(room.window)


def test_cancelling_the_card_changes_nothing(room: Room) -> None:
    room.tap("setting-size", "step-plus", "cancel")

    assert room.kept().scale == 0


def test_the_pin_changes_when_it_was_typed_twice(room: Room, qtbot: QtBot) -> None:
    room.tap("setting-pin")
    for _ in range(2):
        room.type_pin(qtbot, "730581")

    assert Pin(room.state, PIN).check("730581")
    assert not Pin(room.state, PIN).check(PIN)


def test_two_different_pins_leave_the_one_before(room: Room, qtbot: QtBot) -> None:
    room.tap("setting-pin")
    for typed in ("730581", "730591"):
        room.type_pin(qtbot, typed)

    assert Pin(room.state, PIN).check(PIN)
    assert "pad-1" in names(room.window)


def test_a_weak_pin_is_refused_before_it_is_typed_again(room: Room, qtbot: QtBot) -> None:
    room.tap("staff-language", "language-en", "setting-pin")
    assert "Six digits that make neither a pattern nor a date." in said(room.window)

    room.type_pin(qtbot, "123456")
    assert "Too easy to guess: it counts in equal steps." in said(room.window)
    assert "The same PIN once more" not in said(room.window)

    for _ in range(2):
        room.type_pin(qtbot, "730581")
    assert Pin(room.state, PIN).check("730581")


def test_what_cannot_be_kept_is_said_and_the_old_holds(room: Room) -> None:
    room.state.parent.mkdir(parents=True, exist_ok=True)
    room.state.write_text("a file where the folder should be")
    room.tap("setting-idle", "option-180")

    assert room.window.settings.idle_seconds == 90
    assert str(room.state) in said(room.window)


def test_the_list_shows_no_brightness_where_there_is_none(room: Room) -> None:
    assert "setting-brightness" not in names(room.window)
