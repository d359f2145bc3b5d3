"""Everything works from a keypad too, with a focus that is seen while keys are used and never otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.navigation import HOME, SEARCH, Destination, Place
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.pager import Pager
from tests.fakes import Clock, Finger, touchable, touchables, window_on

HEALTH = Destination(Place.TOPIC, "health")
LONG_LIST = Destination(Place.TOPIC, "about")
ARROWS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
NOTHING = QPoint(4, 300)
LEAVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier

Press = Callable[..., None]


@pytest.fixture
def press(finger: Finger) -> Press:
    """Presses one key after another."""

    def press_all(*keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(finger.glass, key)

    return press_all


def focused(window: MainWindow) -> str:
    part = window.focusWidget()
    return part.objectName() if part is not None else ""


def box(window: MainWindow, name: str) -> tuple[int, int]:
    """Where the middle of something stands."""
    part = touchable(window, name)
    middle = part.mapTo(window, part.rect().center())
    return middle.x(), middle.y()


def has_ring(window: MainWindow, name: str) -> bool:
    """Whether the focus ring is painted on something: its bright line is in no other place."""
    picture = touchable(window, name).grab().toImage()
    ring = window.look.role("focus").fill.lower()
    return any(picture.pixelColor(x, 4).name() == ring for x in range(30, picture.width() - 30))


def test_the_tab_key_goes_round_all_that_can_be_touched(window: MainWindow, press: Press) -> None:
    everything = {part.objectName() for part in touchables(window)}

    seen = []
    for _ in range(len(everything)):
        press(Qt.Key.Key_Tab)
        seen.append(focused(window))
    press(Qt.Key.Key_Tab)

    assert set(seen) == everything
    assert len(seen) == len(everything)
    assert focused(window) == seen[0]


def test_the_tab_key_goes_backwards_with_shift(window: MainWindow, press: Press, finger: Finger) -> None:
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    second = focused(window)
    press(Qt.Key.Key_Tab)

    QTest.keyClick(finger.glass, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)

    assert focused(window) == second


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_focused_thing_is_chosen_by_any_usual_key(window: MainWindow, press: Press, key: Qt.Key) -> None:
    press(Qt.Key.Key_Tab)
    touchable(window, "health").setFocus()

    press(key)

    assert window.destination == HEALTH


def test_a_key_that_is_held_chooses_once(window: MainWindow, press: Press, finger: Finger) -> None:
    press(Qt.Key.Key_Tab)
    touchable(window, "health").setFocus()
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True, count=5
    )

    QTest.keyPress(finger.glass, Qt.Key.Key_Return)
    QCoreApplication.sendEvent(finger.glass, repeated)
    QTest.keyRelease(finger.glass, Qt.Key.Key_Return)

    assert window.destination == HEALTH


def test_an_arrow_goes_to_what_lies_that_way(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    touchable(window, "services").setFocus()
    at = {"start": box(window, focused(window))}

    for name, key in (("right", Qt.Key.Key_Right), ("down", Qt.Key.Key_Down), ("left", Qt.Key.Key_Left)):
        press(key)
        at[name] = box(window, focused(window))
    press(Qt.Key.Key_Up)

    assert at["right"][0] > at["start"][0]
    assert at["right"][1] == at["start"][1]
    assert at["down"][1] > at["right"][1]
    assert at["left"][0] < at["down"][0]
    assert focused(window) == "services"


@pytest.mark.parametrize("place", [HOME, LONG_LIST, SEARCH, Destination(Place.PAGE, "protection/private")])
def test_arrows_alone_reach_all_that_can_be_touched(window: MainWindow, press: Press, place: Destination) -> None:
    window.go(place)
    everything = {id(part) for part in touchables(window) if part.isEnabled()}
    press(Qt.Key.Key_Down)
    start = window.focusWidget()
    assert start is not None

    reached, ahead = {id(start)}, [start]
    while ahead:
        part = ahead.pop()
        for key in ARROWS:
            part.setFocus()
            press(key)
            found = window.focusWidget()
            assert found is not None
            if id(found) not in reached:
                reached.add(id(found))
                ahead.append(found)

    assert everything <= reached


def test_an_arrow_at_the_edge_stays(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    touchable(window, "language").setFocus()

    press(Qt.Key.Key_Up, Qt.Key.Key_Up)

    assert focused(window) == "language"


def test_the_page_keys_turn_the_pages(window: MainWindow, press: Press) -> None:
    window.go(LONG_LIST)
    pager = window.findChild(Pager)
    assert pager is not None

    press(Qt.Key.Key_PageDown)
    down = pager.position()
    press(Qt.Key.Key_PageUp)

    assert down > 0
    assert pager.position() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Back])
def test_escape_leads_back_step_by_step_and_stays_at_home(window: MainWindow, press: Press, key: Qt.Key) -> None:
    window.go(HEALTH)
    window.go(Destination(Place.PAGE, "health/feel-ill"))

    press(key)
    first = window.destination
    press(key, key, key)

    assert first == HEALTH
    assert window.destination == HOME


def test_the_ring_is_seen_from_the_first_key_to_the_next_touch(
    window: MainWindow, press: Press, finger: Finger
) -> None:
    touchable(window, "health").setFocus()
    before = has_ring(window, "health")
    press(Qt.Key.Key_Shift)
    with_keys = has_ring(window, "health")
    finger.tap(NOTHING)

    assert not before
    assert with_keys
    assert not has_ring(window, "health")


def test_the_focus_stays_on_the_same_thing_when_the_screen_is_made_anew(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    touchable(window, "health").setFocus()

    window.choose_contrast(True)

    assert focused(window) == "health"


def test_on_a_new_screen_the_focus_stands_on_something_of_it(window: MainWindow, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    touchable(window, "health").setFocus()
    press(Qt.Key.Key_Return)

    assert focused(window).startswith("health/")


# ---------------------------------------------------------------- while the question stands


def test_the_question_takes_the_focus_and_keeps_it(window: MainWindow, clock: Clock, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    clock.pass_(90)
    window.idle.tick()
    first = focused(window)

    seen = set()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, *ARROWS):
        press(key)
        seen.add(focused(window))

    assert first == "stay"
    assert seen == {"stay", "end"}


def test_it_is_answered_by_return_and_the_visit_goes_on(window: MainWindow, clock: Clock, press: Press) -> None:
    press(Qt.Key.Key_Tab)
    clock.pass_(90)
    window.idle.tick()

    press(Qt.Key.Key_Return)

    assert window.question is None
    assert window.destination == HOME


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Escape])
def test_no_key_reaches_what_is_behind_it(
    window: MainWindow, clock: Clock, press: Press, finger: Finger, key: Qt.Key
) -> None:
    """Somebody used keys, then a finger: the focus is not seen any more, but still on a tile."""
    window.go(LONG_LIST)
    press(Qt.Key.Key_Down)
    finger.tap(NOTHING)
    clock.pass_(90)
    window.idle.tick()
    pager = window.findChild(Pager)

    press(key)

    assert pager is not None
    assert pager.position() == 0
    assert window.destination == LONG_LIST


# ---------------------------------------------------------------- leaving


def test_staff_leave_with_three_keys(window: MainWindow, finger: Finger, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.leaving):
        QTest.keyClick(finger.glass, Qt.Key.Key_Q, LEAVE)


def test_staff_leave_also_while_the_question_stands(
    window: MainWindow, clock: Clock, finger: Finger, qtbot: QtBot
) -> None:
    clock.pass_(90)
    window.idle.tick()

    with qtbot.waitSignal(window.leaving):
        QTest.keyClick(finger.glass, Qt.Key.Key_Q, LEAVE)


@pytest.mark.parametrize(
    "modifiers", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_fewer_keys_do_not_leave(
    window: MainWindow, finger: Finger, qtbot: QtBot, modifiers: Qt.KeyboardModifier
) -> None:
    with qtbot.assertNotEmitted(window.leaving):
        QTest.keyClick(finger.glass, Qt.Key.Key_Q, modifiers)


def test_a_locked_kiosk_is_not_left(shelf: Shelf, clock: Clock, qtbot: QtBot) -> None:
    with window_on(shelf, clock, Settings(locked=True)) as window, qtbot.assertNotEmitted(window.leaving):
        QTest.keyClick(Finger(window, clock).glass, Qt.Key.Key_Q, LEAVE)
