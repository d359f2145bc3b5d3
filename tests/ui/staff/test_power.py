"""Power: another process speaks to the system, and the screen can be touched meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.device.pin import Pin
from kiosk.ui.errand import Errand
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.power_desk import PowerDesk
from kiosk.ui.staff.tasks import Task
from tests.device.conftest import Logind, logind, no_bus  # noqa: F401 - fixtures
from tests.fakes import Clock, Finger, names, touchable, window_on
from tests.ui.staff.house import PIN, Errands, premises_of, said

ALL = {"deed-program", "deed-reboot", "deed-power-off"}


@pytest.fixture
def window(shelf: Shelf, clock: Clock) -> Iterator[MainWindow]:
    with window_on(shelf, clock) as window:
        yield window
        window.take_off()


@pytest.fixture
def open_power(window: MainWindow, state: Path, clock: Clock) -> Iterator[Callable[..., Finger]]:
    """Opens staff mode at Power, with a maker of processes, and gives a finger for it."""
    opened: list[StaffMode] = []

    def open_power(processes: Callable[[Sequence[str]], object]) -> Finger:
        premises = premises_of(window, state, processes)
        desks = {Task.PIN: PinDesk(premises, Pin(state, PIN)), Task.POWER: PowerDesk(premises)}
        mode = StaffMode(window, desks, Task.POWER, clock)
        opened.append(mode)
        window.put_on(mode)
        mode.enter()
        return Finger(window, clock)

    yield open_power
    for mode in opened:
        mode.close_mode()


def offered(window: MainWindow) -> set[str]:
    return {name for name in names(window) if name.startswith("deed-")}


def test_a_logind_that_never_answers_leaves_the_screen_alive(
    window: MainWindow,
    state: Path,
    open_power: Callable[..., Finger],
    logind: Callable[..., Logind],  # noqa: F811 - the fixture
    qtbot: QtBot,
) -> None:
    fake = logind(CanReboot="silence", CanPowerOff="silence")
    finger = open_power(lambda words: Errand([*words, "--state", str(state)]))
    assert offered(window) == {"deed-program"}
    waiting = said(window)

    # It was asked, and until it has to have answered the window goes on.
    fake.heard()
    finger.tap(touchable(window, "deed-program"))
    assert "confirm" in names(window)
    finger.tap(touchable(window, "cancel"))
    assert said(window) == waiting
    assert not window.grab().isNull()

    qtbot.waitUntil(lambda: said(window) != waiting, timeout=20_000)
    assert "botón" in said(window)
    assert offered(window) == {"deed-program"}


def test_what_the_system_allows_is_offered_when_it_has_answered(
    window: MainWindow, open_power: Callable[..., Finger]
) -> None:
    processes = Errands()
    open_power(processes)
    assert offered(window) == {"deed-program"}

    processes.last.answered.emit({"event": "power", "allowed": ["power-off", "reboot"]})

    assert offered(window) == ALL


@pytest.mark.parametrize("deed, command", [("reboot", "restart"), ("power-off", "shut-down")])
def test_a_machine_that_refuses_says_what_to_use_instead(
    window: MainWindow, open_power: Callable[..., Finger], deed: str, command: str
) -> None:
    processes = Errands()
    finger = open_power(processes)
    processes.last.answered.emit({"event": "power", "allowed": ["power-off", "reboot"]})
    finger.tap(touchable(window, f"deed-{deed}"))
    finger.tap(touchable(window, "confirm"))
    assert processes.last.words == ["power", command]
    waiting = said(window)

    processes.last.refused.emit("refused", "this system does not answer; use the machine's own switches")

    assert said(window) != waiting
    assert "botón" in said(window)
    assert offered(window) == ALL


def leave(window: MainWindow) -> None:
    assert isinstance(window.cover, StaffMode)
    window.cover.close_mode()


def test_leaving_ends_the_question(window: MainWindow, open_power: Callable[..., Finger]) -> None:
    processes = Errands()
    open_power(processes)

    leave(window)

    assert processes.last.is_stopped


def test_leaving_does_not_end_what_was_confirmed(window: MainWindow, open_power: Callable[..., Finger]) -> None:
    processes = Errands()
    finger = open_power(processes)
    finger.tap(touchable(window, "deed-program"))
    processes.last.answered.emit({"event": "power", "allowed": ["reboot"]})
    assert "confirm" in names(window), "the answer leaves what was chosen"

    finger.tap(touchable(window, "deed-reboot"))
    finger.tap(touchable(window, "confirm"))
    leave(window)

    assert processes.last.words == ["power", "restart"]
    assert not processes.last.is_stopped
