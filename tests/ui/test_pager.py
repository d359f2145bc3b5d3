"""A column taller than the screen is seen in screenfuls, with arrows that say where there is more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.navigation import Destination, Place
from kiosk.ui.look import Look
from kiosk.ui.main_window import MainWindow
from kiosk.ui.theme.tokens import BLACK
from kiosk.ui.tour import DESIGN_SIZE
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable
from tests.fakes import Clock, Finger, touchable, touchables

LONG_LIST = Destination(Place.TOPIC, "about")
UP, DOWN = "Más arriba", "Más abajo"


@pytest.fixture
def column(window: MainWindow) -> Pager:
    """A list that is longer than the screen."""
    window.go(LONG_LIST)
    pager = window.stage.pager() if window.stage else None
    assert pager is not None
    return pager


def rows_in_view(pager: Pager) -> list[str]:
    return [part.objectName() for part in touchables(pager) if "/" in part.objectName()]


def screenfuls(pager: Pager, finger: Finger, arrow: Touchable) -> Iterator[int]:
    """Touch an arrow until the column moves no more."""
    before = -1
    while pager.position() != before:
        before = pager.position()
        finger.tap(arrow)
        yield pager.position()


def test_paging_down_by_touch_shows_every_row_and_up_leads_back(
    window: MainWindow, column: Pager, finger: Finger
) -> None:
    listed = [part.objectName() for part in column.findChildren(Touchable) if "/" in part.objectName()]
    first, seen = rows_in_view(column), rows_in_view(column)

    for _ in screenfuls(column, finger, touchable(window, DOWN)):
        assert column.cut_lines() == []
        seen += [row for row in rows_in_view(column) if row not in seen]
    for _ in screenfuls(column, finger, touchable(window, UP)):
        assert column.cut_lines() == []

    assert len(listed) > 5
    assert seen == listed
    assert column.position() == 0
    assert rows_in_view(column) == first


def test_an_arrow_is_pale_where_there_is_nothing_more(window: MainWindow, column: Pager, finger: Finger) -> None:
    up, down = touchable(window, UP), touchable(window, DOWN)

    at_the_top = up.isEnabled(), down.isEnabled()
    finger.tap(down)
    between = up.isEnabled(), down.isEnabled()
    _ = list(screenfuls(column, finger, down))
    at_the_end = up.isEnabled(), down.isEnabled()

    assert at_the_top == (False, True)
    assert between == (True, True)
    assert at_the_end == (True, False)


def test_what_fits_shows_no_arrows(window: MainWindow) -> None:
    pager = window.stage.pager() if window.stage else None

    assert pager is not None
    assert not pager.overflows()
    assert [part for part in touchables(window) if part.accessibleName() in (UP, DOWN)] == []


def test_a_row_below_the_fold_cannot_be_touched(window: MainWindow, column: Pager, clock: Clock) -> None:
    rows = [part for part in column.findChildren(Touchable) if "/" in part.objectName()]

    Finger(window, clock).tap(rows[-1].mapTo(window, QPoint(100, 20)))

    assert not rows_in_view(column).count(rows[-1].objectName())
    assert window.destination == LONG_LIST


def test_the_heading_stays_while_the_list_moves(window: MainWindow, column: Pager) -> None:
    title = next(text for text in column.findChildren(Text) if not column.holds(text))
    before = title.mapTo(window, QPoint(0, 0))

    column.page_down()

    assert column.position() > 0
    assert title.mapTo(window, QPoint(0, 0)) == before


def test_the_focus_takes_the_column_along(window: MainWindow, column: Pager, finger: Finger) -> None:
    for _ in range(60):
        QTest.keyClick(finger.glass, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        if column.holds(focused):
            assert focused in touchables(window), focused.objectName()

    assert column.position() > 0


# ---------------------------------------------------------------- with a column of its own


@pytest.fixture
def ground() -> Iterator[QWidget]:
    ground = QWidget()
    ground.resize(*DESIGN_SIZE)
    yield ground
    ground.deleteLater()


def pager_of(ground: QWidget, *texts: str, direction: str = "ltr") -> Pager:
    """A pager over the whole ground with one paragraph below another."""
    look = Look(*DESIGN_SIZE, direction="rtl" if direction == "rtl" else "ltr")
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    for text in texts:
        column.addWidget(Text(text, look, "body", colour=BLACK))
    column.addStretch(1)
    pager = Pager(content, look, ("up", "down"))
    pager.setParent(ground)
    pager.resize(ground.size())
    ground.show()
    return pager


def test_one_paragraph_taller_than_the_screen_is_cut_between_its_lines(ground: QWidget) -> None:
    pager = pager_of(ground, "Una frase que se repite muchas veces. " * 150)

    tops = []
    for _ in range(20):
        pager.page_down()
        tops.append(pager.position())
        assert pager.cut_lines() == []

    assert len(set(tops)) > 2
    assert tops == sorted(tops)
    assert not touchable(ground, "down").isEnabled()


def test_a_short_paragraph_is_not_divided(ground: QWidget) -> None:
    pager = pager_of(ground, *["Una frase que se repite varias veces. " * 8] * 9)

    pager.page_down()
    tops = [text.mapTo(pager, QPoint(0, 0)).y() for text in pager.findChildren(Text)]

    assert tops[0] < 0
    assert 0 in tops


def test_moving_to_a_place_within_a_line_shows_from_the_next_one(ground: QWidget) -> None:
    pager = pager_of(ground, "Una frase que se repite muchas veces. " * 150)

    pager.move_to(10)

    assert 10 < pager.position() < 60
    assert pager.cut_lines() == []


def test_moving_past_the_end_shows_the_end(ground: QWidget) -> None:
    pager = pager_of(ground, "Una frase que se repite muchas veces. " * 150)

    pager.move_to(10**6)

    assert not touchable(ground, "down").isEnabled()
    assert pager.cut_lines() == []


def test_the_arrows_stand_at_the_trailing_side(ground: QWidget) -> None:
    long_text = "Una frase que se repite muchas veces. " * 150
    straight = pager_of(ground, long_text)
    mirrored = pager_of(ground, long_text, direction="rtl")

    at_the_right = [arrow.geometry().right() + 1 for arrow in straight.findChildren(Touchable)]
    at_the_left = [arrow.x() for arrow in mirrored.findChildren(Touchable)]

    assert at_the_right == [ground.width()] * 2
    assert at_the_left == [0, 0]


def test_a_column_that_fits_after_growing_loses_its_arrows(ground: QWidget) -> None:
    pager = pager_of(ground, "Una frase que se repite varias veces. " * 60)
    pager.resize(600, 300)
    pager.page_down()
    narrow = pager.overflows(), pager.position() > 0

    pager.resize(1366, 3000)

    assert narrow == (True, True)
    assert not pager.overflows()
    assert pager.position() == 0
