"""Restore, power and status: a second touch elsewhere, then it is done and said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from kiosk.device.pin import Pin
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.deeds_desk import DeedsDesk
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.power_desk import PowerDesk
from kiosk.ui.staff.premises import Premises
from kiosk.ui.staff.restore_desk import RestoreDesk
from kiosk.ui.staff.status_desk import StatusDesk
from kiosk.ui.staff.tasks import Task
from kiosk.ui.tour import SIZES
from tests.fakes import Clock, Finger, names, touchable, window_on
from tests.ui.staff.house import PIN, Errands, premises_of, said

DEEDS = {
    "usage": ["usage", "clear"],
    "notices": ["notices", "clear"],
    "content": ["reset", "--content"],
    "everything": ["reset"],
}


class Room:
    """Staff mode, open at one task."""

    def __init__(self, window: MainWindow, state: Path, clock: Clock, task: Task) -> None:
        self.window, self.errands = window, Errands()
        self.finger = Finger(window, clock)
        self.left = 0
        premises = premises_of(window, state, self.errands)
        premises.leave = self._on_left
        kinds: dict[Task, Callable[[Premises], Desk]] = {
            Task.RESTORE: RestoreDesk,
            Task.POWER: PowerDesk,
            Task.STATUS: StatusDesk,
        }
        self.desk = kinds[task](premises)
        self.mode = StaffMode(window, {Task.PIN: PinDesk(premises, Pin(state, PIN)), task: self.desk}, task, clock)
        window.put_on(self.mode)
        self.mode.enter()

    def _on_left(self) -> None:
        self.left += 1

    def tap(self, *found: str) -> None:
        for name in found:
            self.finger.tap(touchable(self.window, name))

    def place(self, name: str) -> QRect:
        part = touchable(self.window, name)
        return QRect(part.mapTo(self.window, QPoint(0, 0)), part.size())


@pytest.fixture
def task() -> Task:
    return Task.RESTORE


@pytest.fixture
def room(shelf: Shelf, state: Path, clock: Clock, task: Task) -> Iterator[Room]:
    with window_on(shelf, clock) as window:
        room = Room(window, state, clock, task)
        yield room
        room.mode.close_mode()
        window.take_off()


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_restored_by_one_touch(room: Room, deed: str) -> None:
    room.tap(f"deed-{deed}")

    assert room.errands.all == []
    assert "confirm" in names(room.window)


@pytest.mark.parametrize("deed", DEEDS)
def test_the_second_touch_does_it_and_the_answer_is_told(room: Room, deed: str) -> None:
    room.tap(f"deed-{deed}", "confirm")
    assert room.errands.last.words == DEEDS[deed]
    assert room.desk.is_busy()

    room.errands.last.answered.emit({"event": "done"})

    assert not room.desk.is_busy()
    assert "confirm" not in names(room.window)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("deed", DEEDS)
def test_the_second_touch_is_elsewhere(room: Room, deed: str, size: tuple[int, int]) -> None:
    room.window.resize(*size)
    first = room.place(f"deed-{deed}")
    room.tap(f"deed-{deed}")

    assert not room.place("confirm").intersects(first)


def test_a_refusal_is_told_and_nothing_else_changes(room: Room) -> None:
    room.tap("deed-content", "confirm")
    room.errands.last.refused.emit("busy", "another installation is running; wait until it has ended")

    assert "another installation is running" in said(room.window)
    assert not room.desk.is_busy()


def test_while_one_is_done_no_other_begins(room: Room) -> None:
    room.tap("deed-usage", "confirm", "deed-notices")

    assert len(room.errands.all) == 1
    assert "confirm" not in names(room.window)


def test_cancelling_does_nothing(room: Room) -> None:
    room.tap("deed-everything", "cancel")

    assert room.errands.all == []
    assert "confirm" not in names(room.window)


@pytest.mark.parametrize("task", [Task.POWER])
def test_without_logind_only_the_program_can_be_restarted(room: Room, qtbot: QtBot) -> None:
    room.errands.last.answered.emit({"event": "power", "allowed": []})
    assert {name for name in names(room.window) if name.startswith("deed-")} == {"deed-program"}

    room.tap("deed-program", "confirm")

    qtbot.waitUntil(lambda: room.left == 1)


def test_each_deed_says_what_it_will_do(room: Room) -> None:
    desk = room.desk
    assert isinstance(desk, DeedsDesk)
    for deed in desk.deeds(room.mode.wording):
        room.tap(f"deed-{deed.id}")
        assert deed.will in said(room.window)


@pytest.mark.parametrize("task", [Task.STATUS])
def test_status_tells_the_worst_first_and_what_to_do(room: Room) -> None:
    findings = [
        {"level": "green", "about": "app", "what": "Version {version}", "values": {"version": "0.1.0"}},
        {"level": "amber", "about": "sound", "what": "There is no sound.", "what_to_do": "Plug in a loudspeaker."},
        {"level": "red", "about": "trust", "what": "Nobody is trusted.", "what_to_do": "Enroll a root."},
    ]
    room.errands.last.answered.emit({"event": "doctor", "findings": findings})

    text = said(room.window)
    assert text.index("Nobody is trusted.") < text.index("There is no sound.") < text.index("Version 0.1.0")
    assert "Enroll a root." in text


@pytest.mark.parametrize("task", [Task.STATUS])
def test_status_says_when_the_kiosk_could_not_look(room: Room) -> None:
    room.errands.last.refused.emit("internal", "something unexpected went wrong")

    assert "something unexpected went wrong" in said(room.window)


@pytest.mark.parametrize("task", [Task.STATUS])
def test_leaving_status_ends_the_look(room: Room) -> None:
    room.mode.go(Task.LANGUAGE)
    room.mode.close_mode()

    assert room.errands.last.is_stopped
