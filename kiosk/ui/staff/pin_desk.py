"""The desk in front of all others: takes the PIN and says who can set it, or how long to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThreadPool, QTimer, Signal
from shiboken6 import Shiboken

from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.pin import DIGITS, PinScreen, PinView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from kiosk.device.pin import Pin
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.staff.premises import Premises

TICK_MS = 500


class PinDesk(Desk):
    """Tries the PIN in another thread, since a slow hash is what makes guessing slow."""

    opened = Signal()
    _tried = Signal(bool)

    def __init__(self, premises: Premises, pin: Pin) -> None:
        super().__init__(premises)
        self._pin = pin
        self._typed, self._trying, self._was_wrong = "", False, False
        self._screen: PinScreen | None = None
        self._wording: Wording | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._tried.connect(self._on_tried, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        self._typed, self._was_wrong = "", False
        self._timer.start()

    def close(self) -> None:
        self._typed, self._was_wrong = "", False
        self._timer.stop()

    def is_busy(self) -> bool:
        return self._trying

    def screen(self, look: Look, wording: Wording) -> PinScreen:
        self._wording = wording
        self._screen = screen = PinScreen(look, wording, self._view(wording), len(self._typed))
        screen.typed.connect(self.type)
        screen.deleted.connect(self.delete)
        screen.cleared.connect(self.clear)
        screen.setProperty("waits", bool(self._pin.wait()))
        screen.destroyed.connect(self._on_destroyed)
        return screen

    def type(self, digit: str) -> None:
        """Take one more digit; the sixth tries them all."""
        if self._trying or self._is_shut() or len(self._typed) >= DIGITS:
            return
        self._typed += digit
        self._show_full()
        if len(self._typed) == DIGITS:
            self._trying = True
            if self._screen is not None and self._wording is not None:
                self._screen.show_line(self._wording.gettext("One moment…"))
            QThreadPool.globalInstance().start(_Try(self._pin, self._typed, self._tried.emit))

    def delete(self) -> None:
        """Forget the last digit."""
        if not self._trying:
            self._typed = self._typed[:-1]
            self._show_full()

    def clear(self) -> None:
        """Forget all digits."""
        if not self._trying:
            self._typed = ""
            self._show_full()

    def take_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.delete()
        elif event.text() in set("0123456789"):
            self.type(event.text())

    def tick(self) -> None:
        """Show how long nobody may try; the pad comes back by itself."""
        if self._screen is None or self._wording is None:
            return
        wait = self._pin.wait()
        if bool(wait) != bool(self._screen.property("waits")):
            self._was_wrong = False
            self.changed.emit()
        elif wait:
            self._screen.show_line(_until(self._wording, wait))

    def _is_shut(self) -> bool:
        return not self._pin.is_set() or bool(self._pin.wait())

    def _view(self, wording: Wording) -> PinView:
        _ = wording.gettext
        if not self._pin.is_set():
            what = _("This kiosk has no staff PIN yet")
            if self._pin.fault():
                what = _("The staff PIN cannot be read")
            ask = _("Ask whoever installed it: the PIN is set on this machine's console, with kiosk device set-pin.")
            return PinView(what, ask, sign="lock")
        if wait := self._pin.wait():
            return PinView(_("Too many wrong PINs"), _until(wording, wait), alarm=True, sign="clock")
        if self._was_wrong:
            return PinView(_("Enter your PIN"), _("That was not the PIN. Try again."), alarm=True)
        return PinView(_("Enter your PIN"), _("After five wrong tries you have to wait."))

    def _show_full(self) -> None:
        if self._screen is not None:
            self._screen.show_full(len(self._typed))

    def _on_tried(self, fits: bool) -> None:  # noqa: FBT001 - from a signal
        self._typed, self._trying, self._was_wrong = "", False, not fits
        if fits:
            self.opened.emit()
        else:
            self.changed.emit()

    def _on_destroyed(self) -> None:
        if self._screen is not None and not Shiboken.isValid(self._screen):
            self._screen = None


class _Try:
    """Compares digits with the PIN; the result comes back to the window's thread."""

    def __init__(self, pin: Pin, digits: str, tell: Callable[[bool], None]) -> None:
        self._pin, self._digits, self._tell = pin, digits, tell

    def __call__(self) -> None:
        self._tell(self._pin.check(self._digits))


def _until(wording: Wording, seconds: int) -> str:
    text = wording.gettext("Try again in {time}.")
    return text.format(time=f"{seconds // 60}:{seconds % 60:02}")
