"""Stand-ins for people and time: a clock that a test moves, and whatever can touch the glass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QEventPoint, QPointingDevice, QTouchEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kiosk.content.library import Library, load_start
from kiosk.content.model import Shown, ShownContact
from kiosk.content.phones import shown_phone
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.shelf import Shelf
from kiosk.ui.tour import DESIGN_SIZE
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

SHIPPED_SOURCE = Path(__file__).parents[1] / "kiosk" / "content" / "darien"
#: Seconds between two touches of somebody who reads in between.
PAUSE = 1.0


class Clock:
    """Seconds that pass only when a test lets them."""

    def __init__(self) -> None:
        self._now = 1000.0

    def __call__(self) -> float:
        return self._now

    def pass_(self, seconds: float) -> None:
        self._now += seconds


class Pointer:
    """Something that touches a window, at a widget or at a point of the window."""

    def __init__(self, window: QWidget, clock: Clock) -> None:
        self._window, self._clock = window, clock
        self._place = QPoint()

    @property
    def glass(self) -> QWindow:
        handle = self._window.windowHandle()
        assert handle is not None, "the window was never shown"
        return handle

    def tap(self, at: QWidget | QPoint) -> None:
        """Touch as a visitor does: after a moment, and briefly."""
        self._clock.pass_(PAUSE)
        self.press(at)
        self.release()

    def press(self, at: QWidget | QPoint) -> None:
        self._place = self._point(at)
        self._down()

    def slide_to(self, at: QWidget | QPoint) -> None:
        self._place = self._point(at)
        self._moved()

    def slide_by(self, across: int, down: int) -> None:
        self.slide_to(self._place + QPoint(across, down))

    def release(self) -> None:
        self._up()

    def _point(self, at: QWidget | QPoint) -> QPoint:
        if isinstance(at, QPoint):
            return at
        seen = spot(at, self._window)
        return at.mapTo(self._window, at.rect().center()) if seen is None else seen

    def _down(self) -> None:
        raise NotImplementedError

    def _moved(self) -> None:
        raise NotImplementedError

    def _up(self) -> None:
        raise NotImplementedError


class Finger(Pointer):
    """A fingertip; events of the window system, from a touch device. *down* are all fingers on the glass."""

    def __init__(self, window: QWidget, clock: Clock, down: dict[int, QPoint] | None = None) -> None:
        super().__init__(window, clock)
        self._all_down = {} if down is None else down
        self._number = len(self._all_down)

    def another(self) -> Finger:
        """Another finger, to be used while this one touches."""
        return Finger(self._window, self._clock, self._all_down)

    def _down(self) -> None:
        self._report().press(self._number, self._place, self.glass).commit()
        self._all_down[self._number] = self._place

    def _moved(self) -> None:
        self._report().move(self._number, self._place, self.glass).commit()
        self._all_down[self._number] = self._place

    def _up(self) -> None:
        self._report().release(self._number, self._place, self.glass).commit()
        self._all_down.pop(self._number)

    def _report(self) -> QTest.QTouchEventSequence:
        """The next report of the touchscreen, which tells again where the other fingers are."""
        report = QTest.touchEvent(self.glass, touchscreen(), False)
        for number, place in self._all_down.items():
            if number != self._number:
                report.move(number, place, self.glass)
        return report


class Mouse(Pointer):
    """A mouse, for who has one."""

    def __init__(self, window: QWidget, clock: Clock, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        super().__init__(window, clock)
        self._button = button

    def double_click(self, at: QWidget | QPoint) -> None:
        self._place = self._point(at)
        QTest.mouseDClick(self.glass, self._button, Qt.KeyboardModifier.NoModifier, self._place)

    def _down(self) -> None:
        QTest.mousePress(self.glass, self._button, Qt.KeyboardModifier.NoModifier, self._place)

    def _moved(self) -> None:
        QTest.mouseMove(self.glass, self._place)

    def _up(self) -> None:
        QTest.mouseRelease(self.glass, self._button, Qt.KeyboardModifier.NoModifier, self._place)


class _Contact(QEventPoint):
    """Where a hand touches, and how broadly; Qt lets nobody set either from outside."""

    def __init__(self, state: QEventPoint.State, place: QPoint, diameter: float) -> None:
        self.place, self.diameter = QPointF(place), diameter
        super().__init__(7, state, self.place, self.place)

    def position(self) -> QPointF:
        return self.place

    def ellipseDiameters(self) -> QSizeF:
        return QSizeF(self.diameter, self.diameter / 2)


class _Contacts(QTouchEvent):
    def __init__(self, kind: QEvent.Type, contact: _Contact) -> None:
        super().__init__(kind, touchscreen(), Qt.KeyboardModifier.NoModifier, [contact])
        self._contact = contact

    def points(self) -> list[QEventPoint]:
        return [self._contact]


class Hand(Pointer):
    """A hand whose contact is *diameter* pixels wide; it may grow from fingertip to palm."""

    def __init__(self, window: QWidget, clock: Clock, diameter: float) -> None:
        super().__init__(window, clock)
        self.diameter = diameter

    def _down(self) -> None:
        self._send(QEvent.Type.TouchBegin, QEventPoint.State.Pressed)

    def _moved(self) -> None:
        self._send(QEvent.Type.TouchUpdate, QEventPoint.State.Updated)

    def _up(self) -> None:
        self._send(QEvent.Type.TouchEnd, QEventPoint.State.Released)

    def _send(self, kind: QEvent.Type, state: QEventPoint.State) -> None:
        event = _Contacts(kind, _Contact(state, self._place, self.diameter))
        QCoreApplication.sendEvent(self.glass, event)


@cache
def touchscreen() -> QPointingDevice:
    return QTest.createTouchDevice()


@contextmanager
def shelf_of(bundle: Path, site: str = "") -> Iterator[Shelf]:
    """What a compiled bundle has to show."""
    shelf = Shelf(load_start(bundle), bundle, lambda: Library.open(bundle), site)
    try:
        yield shelf
    finally:
        shelf.close()


@contextmanager
def window_on(
    shelf: Shelf,
    clock: Clock,
    settings: Settings | None = None,
    size: tuple[int, int] = DESIGN_SIZE,
    scale_of: Callable[[int, int], float] = scale_by_pixels,
) -> Iterator[MainWindow]:
    """The kiosk's window on the screen, at Start."""
    window = MainWindow(shelf, settings or Settings(), scale_of, clock)
    window.resize(*size)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


def touchables(window: QWidget) -> list[Touchable]:
    """Whatever can be touched now: on the screen, not below the fold, not behind the question."""
    return [part for part in window.findChildren(Touchable) if part.isVisible() and spot(part, window) is not None]


def touchable(window: QWidget, name: str) -> Touchable:
    """The one of them with this object name or accessible name."""
    return next(part for part in touchables(window) if name in (part.objectName(), part.accessibleName()))


def names(window: QWidget) -> list[str]:
    """The object names of whatever can be touched now."""
    return [part.objectName() for part in touchables(window)]


def words(window: QWidget) -> list[str]:
    """All texts on the screen, also those further down in a column."""
    return [part.text() for part in window.findChildren(Text) if part.isVisible()]


def spot(part: QWidget, window: QWidget) -> QPoint | None:
    """Where somebody would touch *part*: its middle, or beside what stands there; None if it cannot be seen."""
    width, height = part.width() - 1, part.height() - 1
    for across, down in ((5, 5), (5, 1), (1, 5), (9, 5), (5, 9)):
        point = part.mapTo(window, QPoint(width * across // 10, height * down // 10))
        found = window.childAt(point)
        while found is not None and not isinstance(found, Touchable) and found is not part:
            found = found.parentWidget()
        if found is part:
            return point
    return None


def contact(name: str, *phones: str, email: str = "") -> ShownContact:
    """A contact with nothing else to tell."""
    nothing = Shown("", "es")
    return ShownContact(
        id="one",
        icon="headset",
        name=Shown(name, "es"),
        note=nothing,
        phones=tuple(map(shown_phone, phones)),
        email=email,
        address=nothing,
        web="",
        social=(),
        hours=nothing,
        languages=nothing,
        id_required=nothing,
        checked=date(2026, 11, 1),
    )
