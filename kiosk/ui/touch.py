"""One finger at a time, acting on release inside; palms, second fingers and long holds change nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent
from shiboken6 import Shiboken

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

MOUSE = -1
#: A contact wider than this many design pixels (28 mm) is a palm.
PALM = 110
#: A hand that has rested this long meant nothing, and stands in nobody's way.
RESTING_SECONDS = 2.0
#: A finger that moved this far (design pixels) drags a column instead of touching what is under it.
DRAG = 18
#: A second touch within this time at the same place is the double tap of somebody used to a mouse.
DOUBLE_SECONDS = 0.35
DOUBLE_PIXELS = 60

_MOUSE_EVENTS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
}
_TOUCH_EVENTS = {QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd}
#: What else a pointer can send, and nothing here wants.
_UNWANTED = {QEvent.Type.ContextMenu, QEvent.Type.Wheel, QEvent.Type.NativeGesture, QEvent.Type.TabletPress}


@dataclass
class Finger:
    """The one finger that acts: where it went down, on what, and since when."""

    number: int
    start: QPoint
    last: QPoint
    since: float
    target: Touchable | None
    pager: Pager | None
    drags: bool = False

    def is_on_what_is_gone(self) -> bool:
        """Whether what it went down on is no more, as a result when somebody types on a real keyboard."""
        return any(part is not None and not Shiboken.isValid(part) for part in (self.target, self.pager))


class Touch(QObject):
    """Reads all pointer events of a window before any widget does.

    *clock* gives seconds and is passed in by tests.
    """

    touched = Signal()
    keyed = Signal()

    def __init__(self, window: QWidget, scale: float, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window, self._scale, self._clock = window, scale, clock
        self._finger: Finger | None = None
        self._last_tap: tuple[float, QPoint] = (-10.0, QPoint())
        self._is_button_down = False
        self.turn: Callable[[QPointF], QPointF] = _as_it_is
        """Turns a point of the glass into one of the window."""

    def set_scale(self, scale: float) -> None:
        """Measure palms and drags at another scale from now on."""
        self._scale = scale

    def cancel(self) -> None:
        """Forget the finger, as when what is under it goes away."""
        finger, self._finger = self._finger, None
        if finger is None or finger.is_on_what_is_gone():
            return
        _set_down(finger.target, down=False)
        if finger.drags and finger.pager:
            finger.pager.drag_end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._finger is not None and self._finger.is_on_what_is_gone():
            self._finger = None
        if kind == QEvent.Type.KeyPress:
            self.keyed.emit()
            return False
        if kind in _MOUSE_EVENTS and isinstance(event, QMouseEvent):
            self._on_mouse(event)
            return True
        if kind in _TOUCH_EVENTS and isinstance(event, QTouchEvent):
            self._window.setCursor(Qt.CursorShape.BlankCursor)
            for point in event.points():
                self._on_point(point)
            event.accept()
            return True
        if kind == QEvent.Type.TouchCancel:
            self.cancel()
            return True
        return kind in _UNWANTED

    def _on_mouse(self, event: QMouseEvent) -> None:
        self._window.unsetCursor()
        place = self.turn(event.position()).toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseMove:
            self._move(MOUSE, place)
        elif left and event.type() == QEvent.Type.MouseButtonRelease:
            self._is_button_down = False
            self._release(MOUSE, place)
        elif left and not (event.type() == QEvent.Type.MouseButtonDblClick and self._is_button_down):
            # Of a quick second press Qt sends a press and then a double click: the same press twice.
            self._is_button_down = True
            self._press(MOUSE, place)

    def _on_point(self, point: QEventPoint) -> None:
        place = self.turn(point.position()).toPoint()
        if point.state() == QEventPoint.State.Pressed:
            if not self._is_palm(point):
                self._press(point.id(), place)
        elif point.state() == QEventPoint.State.Released:
            self._release(point.id(), place)
        else:
            if self._is_palm(point) and self._finger is not None and self._finger.number == point.id():
                self.cancel()
            self._move(point.id(), place)

    def _is_palm(self, point: QEventPoint) -> bool:
        size = point.ellipseDiameters()
        return max(size.width(), size.height()) > PALM * self._scale

    def _press(self, number: int, place: QPoint) -> None:
        self.touched.emit()
        now, target = self._clock(), self._target_at(place)
        if self._finger is not None and _repeats(self._finger.target) and _repeats(target):
            # Two fingers that type: the second goes down before the first is up.
            self._release(self._finger.number, self._finger.last)
        if self._finger is not None:
            if now - self._finger.since < RESTING_SECONDS and self._finger.number != number:
                return
            self.cancel()
        when, where = self._last_tap
        double = not _repeats(target) and now - when < DOUBLE_SECONDS
        if double and (place - where).manhattanLength() < DOUBLE_PIXELS * self._scale:
            return
        pager = self._pager_at(place)
        if target is None and pager is None:
            return
        self._finger = Finger(number, place, place, now, target, pager)
        _set_down(target, down=True)

    def _move(self, number: int, place: QPoint) -> None:
        finger = self._finger
        if finger is None or finger.number != number:
            return
        down = place.y() - finger.start.y()
        if not finger.drags and finger.pager and finger.pager.overflows() and abs(down) > DRAG * self._scale:
            finger.drags = True
            _set_down(finger.target, down=False)
            finger.target = None
        if finger.drags and finger.pager:
            finger.pager.drag_by(place.y() - finger.last.y())
        finger.last = place
        if finger.target is not None:
            _set_down(finger.target, down=self._target_at(place) is finger.target)

    def _release(self, number: int, place: QPoint) -> None:
        finger = self._finger
        if finger is None or finger.number != number:
            return
        self._finger = None
        self.touched.emit()
        if finger.drags and finger.pager:
            finger.pager.drag_end()
        target = finger.target
        if target is None:
            return
        _set_down(target, down=False)
        rested = self._clock() - finger.since > RESTING_SECONDS
        if self._target_at(place) is target and target.isEnabled() and not rested:
            self._last_tap = (self._clock(), place)
            target.click()

    def _target_at(self, place: QPoint) -> Touchable | None:
        """Find what is touched, or what stands just above it: people touch too low."""
        found = self._find(place, Touchable)
        if found is None:
            found = self._find(place - QPoint(0, round(tokens.HIT_BELOW * self._scale)), Touchable)
        return found if isinstance(found, Touchable) and found.isEnabled() else None

    def _pager_at(self, place: QPoint) -> Pager | None:
        found = self._find(place, Pager)
        return found if isinstance(found, Pager) else None

    def _find(self, place: QPoint, kind: type[QWidget]) -> QWidget | None:
        widget = self._window.childAt(QPointF(place))
        while widget is not None and not isinstance(widget, kind):
            widget = widget.parentWidget()
        return widget


def _as_it_is(point: QPointF) -> QPointF:
    return point


def _repeats(target: Touchable | None) -> bool:
    return target is not None and target.repeats


def _set_down(target: Touchable | None, *, down: bool) -> None:
    if target is not None and target.isDown() != down:
        target.setDown(down)
        target.repaint_words()
