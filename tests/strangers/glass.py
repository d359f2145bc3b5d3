"""A kiosk's surface with whatever touches it at the moment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt

from kiosk.ui.main_window import MainWindow
from tests.fakes import Clock, Finger, Hand, Mouse

FINGERS = 5
BUTTONS = {
    "left": Qt.MouseButton.LeftButton,
    "right": Qt.MouseButton.RightButton,
    "middle": Qt.MouseButton.MiddleButton,
    "back": Qt.MouseButton.BackButton,
}


class Fingertip(Finger):
    """One of several fingers that come and go in any order."""

    def __init__(self, window: MainWindow, clock: Clock, down: dict[int, QPoint], number: int) -> None:
        super().__init__(window, clock, down)
        self._number = number

    @property
    def touches(self) -> bool:
        return self._number in self._all_down

    def release_at(self, place: QPoint) -> None:
        """Be lifted elsewhere than it was last felt, as quick fingers are."""
        self._place = place
        self.release()


class Glass:
    """What is not there cannot be lifted off it, so that any part of a story can be told alone."""

    def __init__(self, window: MainWindow, clock: Clock) -> None:
        self.window, self.clock = window, clock
        down: dict[int, QPoint] = {}
        self.fingers = [Fingertip(window, clock, down, number) for number in range(FINGERS)]
        self.mice = {name: Mouse(window, clock, button) for name, button in BUTTONS.items()}
        self.buttons_down: set[str] = set()
        self.hand = Hand(window, clock, 0.0)
        self.hand_is_down = False

    @property
    def is_free(self) -> bool:
        """Whether nothing touches it."""
        return not (any(finger.touches for finger in self.fingers) or self.buttons_down or self.hand_is_down)

    def let_pass(self, seconds: float) -> None:
        self.clock.pass_(seconds)
        self.window.idle.tick()

    def settle(self) -> None:
        """Have the kiosk do all that it has to: paint, and take away what it needs no more."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def clear(self) -> None:
        """Lift everything, so that the next window meets nothing of it."""
        for finger in self.fingers:
            if finger.touches:
                finger.release()
        for button in sorted(self.buttons_down):
            self.mice[button].release()
        self.buttons_down.clear()
        if self.hand_is_down:
            self.hand.release()
            self.hand_is_down = False
