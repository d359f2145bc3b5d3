"""Only one finger that goes down and up on the same thing acts; whatever else touches the glass does nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.navigation import HOME, Destination, Place
from kiosk.ui.main_window import MainWindow
from kiosk.ui.widgets.pager import Pager
from tests.fakes import Clock, Finger, Hand, Mouse, Pointer, touchable, touchables, touchscreen

HEALTH = Destination(Place.TOPIC, "health")
RIGHTS = Destination(Place.TOPIC, "rights")
LONG_LIST = Destination(Place.TOPIC, "about")
#: A design pixel is a quarter of a millimetre: a palm is wider than 28 mm, a tremble less than 4.5 mm.
PALM, DRAG = 111, 19
RESTING_SECONDS, DOUBLE_SECONDS = 2.0, 0.35
#: Between the bars, left of all tiles.
NOTHING = QPoint(4, 300)


@pytest.fixture(params=[Finger, Mouse])
def pointer(request: pytest.FixtureRequest, window: MainWindow, clock: Clock) -> Pointer:
    made: Pointer = request.param(window, clock)
    return made


@pytest.fixture
def column(window: MainWindow) -> Pager:
    """A list that is longer than the screen."""
    window.go(LONG_LIST)
    return pager_of(window)


def pager_of(window: MainWindow) -> Pager:
    pager = window.stage.pager() if window.stage else None
    assert pager is not None
    assert pager.overflows()
    return pager


def test_releasing_inside_acts_and_pressing_alone_does_not(window: MainWindow, pointer: Pointer) -> None:
    tile = touchable(window, "health")

    pointer.press(tile)
    pressed, before = tile.isDown(), window.destination
    pointer.release()

    assert pressed
    assert before == HOME
    assert window.destination == HEALTH


def test_sliding_off_cancels_also_onto_a_neighbour(window: MainWindow, pointer: Pointer) -> None:
    tile = touchable(window, "health")

    pointer.press(tile)
    pointer.slide_to(touchable(window, "rights"))
    down = tile.isDown()
    pointer.release()

    assert not down
    assert window.destination == HOME


def test_sliding_off_and_back_on_acts(window: MainWindow, pointer: Pointer) -> None:
    tile = touchable(window, "health")

    pointer.press(tile)
    pointer.slide_to(NOTHING)
    pointer.slide_to(tile)
    down = tile.isDown()
    pointer.release()

    assert down
    assert window.destination == HEALTH


def test_going_down_beside_everything_and_sliding_onto_a_tile_does_nothing(
    window: MainWindow, pointer: Pointer
) -> None:
    pointer.press(NOTHING)
    pointer.slide_to(touchable(window, "health"))
    pointer.release()

    assert window.destination == HOME


def test_a_second_finger_neither_acts_nor_cancels(window: MainWindow, finger: Finger) -> None:
    tile, other_tile = touchable(window, "health"), touchable(window, "rights")

    finger.press(tile)
    other = finger.another()
    other.press(other_tile)
    both_down = tile.isDown(), other_tile.isDown()
    other.release()
    between = window.destination
    finger.release()

    assert both_down == (True, False)
    assert between == HOME
    assert window.destination == HEALTH


def test_a_palm_does_nothing_and_blocks_nothing(window: MainWindow, clock: Clock, finger: Finger) -> None:
    palm = Hand(window, clock, PALM)
    tile = touchable(window, "rights")

    palm.press(tile)
    down = tile.isDown()
    finger.tap(touchable(window, "health"))
    palm.slide_by(2, 2)
    palm.release()

    assert not down
    assert window.destination == HEALTH


def test_a_broad_finger_is_no_palm(window: MainWindow, clock: Clock) -> None:
    Hand(window, clock, PALM - 2).tap(touchable(window, "health"))

    assert window.destination == HEALTH


def test_a_palm_is_measured_in_millimetres_not_in_pixels(window: MainWindow, clock: Clock) -> None:
    window.touch.set_scale(2.0)

    Hand(window, clock, 2 * PALM - 3).tap(touchable(window, "health"))

    assert window.destination == HEALTH


def test_a_finger_that_becomes_a_palm_cancels(window: MainWindow, clock: Clock) -> None:
    hand = Hand(window, clock, 40)
    tile = touchable(window, "health")

    hand.press(tile)
    hand.diameter = PALM
    hand.slide_by(3, 0)
    down = tile.isDown()
    hand.release()

    assert not down
    assert window.destination == HOME


def test_a_resting_finger_does_nothing_and_lets_another_act(window: MainWindow, clock: Clock, finger: Finger) -> None:
    tile = touchable(window, "health")

    finger.press(tile)
    clock.pass_(RESTING_SECONDS + 0.1)
    finger.another().tap(touchable(window, "rights"))
    finger.release()

    assert window.destination == RIGHTS


def test_a_finger_that_has_rested_does_not_act_when_it_leaves(
    window: MainWindow, clock: Clock, pointer: Pointer
) -> None:
    pointer.press(touchable(window, "health"))
    clock.pass_(RESTING_SECONDS + 0.1)
    pointer.release()

    assert window.destination == HOME


def test_a_long_press_is_a_press(window: MainWindow, clock: Clock, pointer: Pointer) -> None:
    pointer.press(touchable(window, "health"))
    clock.pass_(RESTING_SECONDS - 0.1)
    QApplication.processEvents()
    meanwhile = window.destination, QApplication.activePopupWidget()
    pointer.release()

    assert meanwhile == (HOME, None)
    assert window.destination == HEALTH


def test_a_double_tap_does_not_act_on_the_next_screen(window: MainWindow, clock: Clock, pointer: Pointer) -> None:
    tile = touchable(window, "about")
    place = tile.mapTo(window, tile.rect().center())

    pointer.tap(place)
    clock.pass_(DOUBLE_SECONDS / 2)
    pointer.press(place)
    pointer.release()
    after_two = window.destination
    pointer.tap(place)

    assert after_two == LONG_LIST
    assert window.destination.place == Place.PAGE, "there was something to touch at that place"


def test_a_double_click_acts_once(window: MainWindow, clock: Clock) -> None:
    Mouse(window, clock).double_click(touchable(window, "about"))

    assert window.destination == LONG_LIST


def test_two_quick_touches_at_two_places_both_act(window: MainWindow, clock: Clock, pointer: Pointer) -> None:
    pointer.tap(touchable(window, "about"))
    clock.pass_(DOUBLE_SECONDS / 2)
    pointer.press(touchable(window, "home"))
    pointer.release()

    assert window.destination == HOME


@pytest.mark.parametrize("below, acts", [(1, True), (11, True), (14, False)])
def test_touching_just_below_a_target_counts(window: MainWindow, pointer: Pointer, below: int, acts: bool) -> None:
    tile = touchable(window, "services")

    pointer.tap(tile.mapTo(window, QPoint(60, tile.height() - 1 + below)))

    assert (window.destination != HOME) == acts


def test_what_is_touched_itself_wins_over_what_is_above_it(window: MainWindow, pointer: Pointer) -> None:
    tiles = [part for part in touchables(window) if part.parent() is touchable(window, "services").parent()]
    lower = next(tile for tile in tiles if tile.y() > 0)
    topic = lower.objectName()

    pointer.tap(lower.mapTo(window, QPoint(60, 1)))

    assert window.destination == Destination(Place.TOPIC, topic)


def test_dragging_scrolls_and_does_not_choose(window: MainWindow, column: Pager, pointer: Pointer) -> None:
    row = touchables(column)[2]

    pointer.press(row)
    pointer.slide_by(0, -DRAG)
    pointer.slide_by(0, -150)
    down, followed = row.isDown(), column.position()
    pointer.release()

    assert not down
    assert followed == DRAG + 150
    assert column.position() >= followed
    assert column.cut_lines() == []
    assert window.destination == LONG_LIST


def test_dragging_stops_at_both_ends(window: MainWindow, column: Pager, pointer: Pointer) -> None:
    top, bottom = QPoint(400, 250), QPoint(400, 620)

    drag(pointer, top, bottom)
    at_the_top = column.position()
    drag(pointer, bottom, top, times=40)
    at_the_bottom = column.position()
    drag(pointer, bottom, top)

    assert at_the_top == 0
    assert at_the_bottom > 0
    assert column.position() == at_the_bottom
    assert column.cut_lines() == []


def drag(pointer: Pointer, start: QPoint, end: QPoint, times: int = 1) -> None:
    for _ in range(times):
        pointer.press(start)
        pointer.slide_to(end)
        pointer.release()


def test_a_trembling_finger_still_chooses(window: MainWindow, column: Pager, pointer: Pointer) -> None:
    row = touchables(column)[1]
    page = row.objectName()

    pointer.press(row)
    pointer.slide_by(6, DRAG - 2)
    pointer.slide_by(-3, -4)
    at = column.position()
    pointer.release()

    assert at == 0
    assert window.destination == Destination(Place.PAGE, page)


def test_a_drag_that_is_broken_off_leaves_nothing_cut(window: MainWindow, column: Pager, finger: Finger) -> None:
    finger.press(touchables(column)[2])
    finger.slide_by(0, -DRAG - 40)
    cut_on_the_way = column.cut_lines()

    cancel = QTouchEvent(QEvent.Type.TouchCancel, touchscreen())
    QCoreApplication.sendEvent(finger.glass, cancel)

    assert cut_on_the_way
    assert column.cut_lines() == []


def test_what_fits_the_screen_cannot_be_dragged(window: MainWindow, pointer: Pointer) -> None:
    pager = window.stage.pager() if window.stage else None
    assert pager is not None

    pointer.press(touchable(window, "health"))
    pointer.slide_by(0, 40)
    pointer.release()

    assert pager.position() == 0
    assert window.destination == HEALTH


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_mouse_buttons_do_nothing(window: MainWindow, clock: Clock, button: Qt.MouseButton) -> None:
    tile = touchable(window, "health")
    mouse = Mouse(window, clock, button)

    mouse.press(tile)
    down = tile.isDown()
    mouse.release()

    assert not down
    assert window.destination == HOME


def test_another_button_does_not_end_a_press(window: MainWindow, clock: Clock) -> None:
    tile = touchable(window, "health")
    left, right = Mouse(window, clock), Mouse(window, clock, Qt.MouseButton.RightButton)

    left.press(tile)
    right.press(tile)
    right.release()
    between = window.destination
    left.release()

    assert between == HOME
    assert window.destination == HEALTH


class Spy(QObject):
    """Notes what reaches a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen: list[QEvent.Type] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen.append(event.type())
        return False


def test_no_widget_hears_of_wheel_or_mouse(window: MainWindow, column: Pager, clock: Clock) -> None:
    spies = [Spy(window), Spy(touchables(column)[2])]
    mouse = Mouse(window, clock, Qt.MouseButton.RightButton)

    QTest.wheelEvent(mouse.glass, QPoint(400, 400), QPoint(0, -240))
    mouse.tap(touchables(column)[2])

    heard = {kind for spy in spies for kind in spy.seen}
    unwanted = {QEvent.Type.Wheel, QEvent.Type.ContextMenu, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove}
    assert heard & unwanted == set()
    assert column.position() == 0


def test_a_context_menu_is_not_even_asked_for(window: MainWindow, column: Pager, finger: Finger) -> None:
    spy = Spy(window)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(400, 400), QPoint(400, 400))

    QCoreApplication.sendEvent(finger.glass, event)
    QTest.keyClick(finger.glass, Qt.Key.Key_Menu)

    assert QEvent.Type.ContextMenu not in spy.seen
    assert QApplication.activePopupWidget() is None


def test_an_arrow_with_nowhere_to_go_does_nothing(window: MainWindow, column: Pager, pointer: Pointer) -> None:
    up = touchable(window, "Más arriba")

    pointer.press(up)
    down = up.isDown()
    pointer.release()

    assert not up.isEnabled()
    assert not down
    assert column.position() == 0


def test_a_touch_hides_the_pointer_and_a_mouse_shows_it(window: MainWindow, clock: Clock, finger: Finger) -> None:
    finger.tap(NOTHING)
    after_touch = window.cursor().shape()
    Mouse(window, clock).slide_to(NOTHING)

    assert after_touch == Qt.CursorShape.BlankCursor
    assert window.cursor().shape() != Qt.CursorShape.BlankCursor


def test_a_screen_that_goes_away_takes_the_press_with_it(window: MainWindow, finger: Finger) -> None:
    finger.press(touchable(window, "health"))
    window.end_visit()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finger.release()

    assert window.destination.place == Place.START
