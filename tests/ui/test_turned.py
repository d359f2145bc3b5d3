"""A kiosk on an upright screen: what is touched is what is seen there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.navigation import HOME, START
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.shelf import Shelf
from kiosk.ui.turned import Turned
from tests.fakes import touchable


@pytest.fixture(params=[90, 180, 270])
def turned(request: pytest.FixtureRequest, qtbot: QtBot, shelf: Shelf) -> Iterator[tuple[Turned, MainWindow, int]]:
    window = MainWindow(shelf, Settings(), scale_by_pixels)
    glass = Turned(window, request.param)
    qtbot.addWidget(glass)
    glass.resize(1366, 768)
    glass.show()
    QApplication.processEvents()
    yield glass, window, request.param
    glass.close()


def seen_at(window: MainWindow, place: QPoint, degrees: int) -> QPoint:
    """Where on the glass a point of the window is seen."""
    turn = QTransform().rotate(degrees)
    corner = turn.mapRect(window.rect()).topLeft()
    return (turn.map(QPointF(place)) - QPointF(corner)).toPoint()


def test_an_upright_screen_gets_an_upright_layout(turned: tuple[Turned, MainWindow, int]) -> None:
    _, window, degrees = turned

    assert (window.width(), window.height()) == ((768, 1366) if degrees % 180 else (1366, 768))


def test_a_touch_acts_on_what_is_seen_there(turned: tuple[Turned, MainWindow, int]) -> None:
    glass, window, degrees = turned
    card = touchable(window, "language-es")
    place = seen_at(window, card.mapTo(window, card.rect().center()), degrees)

    handle = glass.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    assert window.destination == HOME


def test_a_touch_beside_it_does_not(turned: tuple[Turned, MainWindow, int]) -> None:
    glass, window, degrees = turned
    place = seen_at(window, QPoint(3, 3), degrees)

    QTest.mouseClick(glass.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    assert window.destination == START


def test_the_picture_is_the_windows_picture_turned(turned: tuple[Turned, MainWindow, int]) -> None:
    glass, window, degrees = turned

    picture = glass.grab().toImage()
    straight = window.grab().toImage()

    for place in (QPoint(10, 10), QPoint(window.width() - 10, window.height() - 10), QPoint(200, 300)):
        found = picture.pixelColor(seen_at(window, place, degrees))
        wanted = straight.pixelColor(place)
        assert abs(found.lightness() - wanted.lightness()) < 24


def test_keys_of_a_keypad_reach_the_window(turned: tuple[Turned, MainWindow, int]) -> None:
    glass, window, _ = turned

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(glass.windowHandle(), key)

    assert window.destination == HOME
