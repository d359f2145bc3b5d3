"""What strangers do to a kiosk, each deed as plain data that can be printed and done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTouchEvent
from PySide6.QtTest import QTest

from tests.fakes import touchscreen
from tests.strangers.glass import Glass

MODIFIERS = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Meta": Qt.KeyboardModifier.MetaModifier,
    "Keypad": Qt.KeyboardModifier.KeypadModifier,
    "AltGr": Qt.KeyboardModifier.GroupSwitchModifier,
}


@dataclass(frozen=True)
class Event:
    """A deed, *after* so many seconds without any."""

    after: float
    completes: ClassVar[bool] = False
    """Whether it may change where a visitor is or what was chosen; the others are but the beginning of a touch."""

    def happen(self, glass: Glass) -> None:
        """Let the time pass, do it, and have the kiosk do all that follows."""
        glass.let_pass(self.after)
        self.do(glass)
        glass.settle()

    def do(self, glass: Glass) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Nothing(Event):
    def do(self, glass: Glass) -> None:
        """Time has passed, which is all."""


@dataclass(frozen=True)
class FingerDown(Event):
    finger: int
    x: int
    y: int

    def do(self, glass: Glass) -> None:
        if not glass.fingers[self.finger].touches:
            glass.fingers[self.finger].press(QPoint(self.x, self.y))


@dataclass(frozen=True)
class FingerMoves(Event):
    finger: int
    x: int
    y: int

    def do(self, glass: Glass) -> None:
        if glass.fingers[self.finger].touches:
            glass.fingers[self.finger].slide_to(QPoint(self.x, self.y))


@dataclass(frozen=True)
class FingerUp(Event):
    finger: int
    x: int
    y: int
    completes: ClassVar[bool] = True

    def do(self, glass: Glass) -> None:
        if glass.fingers[self.finger].touches:
            glass.fingers[self.finger].release_at(QPoint(self.x, self.y))


@dataclass(frozen=True)
class TouchLost(Event):
    """The touchscreen takes back all it told, as when its cable is loose."""

    def do(self, glass: Glass) -> None:
        QCoreApplication.sendEvent(glass.hand.glass, QTouchEvent(QEvent.Type.TouchCancel, touchscreen()))


@dataclass(frozen=True)
class HandDown(Event):
    """A hand whose contact is *diameter* pixels wide."""

    x: int
    y: int
    diameter: int

    def do(self, glass: Glass) -> None:
        if not glass.hand_is_down:
            glass.hand_is_down, glass.hand.diameter = True, self.diameter
            glass.hand.press(QPoint(self.x, self.y))


@dataclass(frozen=True)
class HandMoves(Event):
    x: int
    y: int
    diameter: int

    def do(self, glass: Glass) -> None:
        if glass.hand_is_down:
            glass.hand.diameter = self.diameter
            glass.hand.slide_to(QPoint(self.x, self.y))


@dataclass(frozen=True)
class HandUp(Event):
    completes: ClassVar[bool] = True

    def do(self, glass: Glass) -> None:
        if glass.hand_is_down:
            glass.hand_is_down = False
            glass.hand.release()


@dataclass(frozen=True)
class MouseDown(Event):
    x: int
    y: int
    button: str = "left"

    def do(self, glass: Glass) -> None:
        glass.buttons_down.add(self.button)
        glass.mice[self.button].press(QPoint(self.x, self.y))


@dataclass(frozen=True)
class MouseDouble(Event):
    """The second press of a double click, as the window system tells it."""

    x: int
    y: int
    button: str = "left"
    completes: ClassVar[bool] = True

    def do(self, glass: Glass) -> None:
        glass.mice[self.button].double_click(QPoint(self.x, self.y))


@dataclass(frozen=True)
class MouseMoves(Event):
    x: int
    y: int

    def do(self, glass: Glass) -> None:
        glass.mice["left"].slide_to(QPoint(self.x, self.y))


@dataclass(frozen=True)
class MouseUp(Event):
    button: str = "left"
    completes: ClassVar[bool] = True

    def do(self, glass: Glass) -> None:
        if self.button in glass.buttons_down:
            glass.buttons_down.remove(self.button)
            glass.mice[self.button].release()


@dataclass(frozen=True)
class Wheel(Event):
    x: int
    y: int
    turns: int

    def do(self, glass: Glass) -> None:
        QTest.wheelEvent(glass.hand.glass, QPoint(self.x, self.y), QPoint(0, 120 * self.turns))


@dataclass(frozen=True)
class Menu(Event):
    """A long press or a right click, as some window systems tell it."""

    x: int
    y: int

    def do(self, glass: Glass) -> None:
        place = QPoint(self.x, self.y)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(glass.hand.glass, event)


@dataclass(frozen=True)
class KeyDown(Event):
    """*name* is Qt's without its Key_, *held* are modifiers joined by +, *text* is what the key types."""

    name: str
    held: str = ""
    text: str = ""
    again: bool = False
    completes: ClassVar[bool] = True

    def do(self, glass: Glass) -> None:
        code, held = Qt.Key[f"Key_{self.name}"], modifiers(self.held)
        QTest.simulateEvent(glass.hand.glass, True, code, held, self.text, self.again)


@dataclass(frozen=True)
class KeyUp(Event):
    name: str
    held: str = ""
    text: str = ""
    completes: ClassVar[bool] = True

    def do(self, glass: Glass) -> None:
        code, held = Qt.Key[f"Key_{self.name}"], modifiers(self.held)
        QTest.simulateEvent(glass.hand.glass, False, code, held, self.text, False)


def modifiers(held: str) -> Qt.KeyboardModifier:
    found = Qt.KeyboardModifier.NoModifier
    for name in held.split("+") if held else ():
        found |= MODIFIERS[name]
    return found
