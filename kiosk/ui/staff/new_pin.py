"""A new PIN for the staff: refused at once if it is weak, else typed twice on the pad and kept if both are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.device.pin import Pin, WeakPinError, refuse_weak
from kiosk.device.weak_pins import Weakness
from kiosk.errors import KioskError
from kiosk.ui.staff.pin import DIGITS, PinScreen, PinView

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class NewPin(QObject):
    """The steps: the new one, the same again, and what came of it."""

    changed = Signal()

    def __init__(self, state: Path) -> None:
        super().__init__()
        self._pin = Pin(state)
        self._typed = self._first = ""
        self._said: str | Weakness = ""
        self._screen: PinScreen | None = None

    def begin(self) -> None:
        """Forget what was typed."""
        self._typed = self._first = ""
        self._said = ""
        self._screen = None

    def screen(self, look: Look, wording: Wording) -> PinScreen:
        """Return the screen of the step."""
        view = new_pin_view(wording, self._said, repeats=bool(self._first))
        self._screen = screen = PinScreen(look, wording, view, len(self._typed))
        screen.typed.connect(self.type)
        screen.deleted.connect(self.delete)
        screen.cleared.connect(self.clear)
        return screen

    def take_key(self, event: QKeyEvent) -> None:
        """Take a key of a real keyboard."""
        if event.key() == Qt.Key.Key_Backspace:
            self.delete()
        elif event.text() in set("0123456789"):
            self.type(event.text())

    def type(self, digit: str) -> None:
        """Take one more digit; the sixth ends the step."""
        if self._said == "kept" or len(self._typed) >= DIGITS:
            return
        self._typed += digit
        self._show_full()
        if len(self._typed) == DIGITS:
            # After the sixth dot was seen.
            QTimer.singleShot(0, self._step)

    def delete(self) -> None:
        """Forget the last digit."""
        self._typed = self._typed[:-1]
        self._show_full()

    def clear(self) -> None:
        """Begin with the first step again."""
        if self._first and not self._typed:
            self._first = ""
            self.changed.emit()
        self._typed = ""
        self._show_full()

    def _step(self) -> None:
        typed, self._typed, self._said = self._typed, "", ""
        if len(typed) < DIGITS:
            return
        if not self._first:
            self._said = _weakness(typed)
            self._first = "" if self._said else typed
        elif typed != self._first:
            self._first, self._said = "", "different"
        else:
            self._first = ""
            self._said = self._keep(typed)
        self.changed.emit()

    def _keep(self, digits: str) -> str:
        try:
            self._pin.set(digits)
        except KioskError as error:
            return str(error)
        return "kept"

    def _show_full(self) -> None:
        if self._screen is not None:
            self._screen.show_full(len(self._typed))


def new_pin_view(wording: Wording, said: str | Weakness = "", *, repeats: bool = False) -> PinView:
    """Return what the screen says: *said* is kept, different, a weakness or an error; *repeats* at the second time."""
    _ = wording.gettext
    if said == "kept":
        return PinView(_("The new PIN holds"), _("Tell it only to those who look after the kiosk."), sign="check")
    if repeats:
        return PinView(_("The same PIN once more"), _("So that no slip locks you out."))
    if isinstance(said, Weakness):
        return PinView(_("The new PIN"), _refusal(wording, said), alarm=True)
    lines = {
        "": _("Six digits that make neither a pattern nor a date."),
        "different": _("These were two different PINs; the one from before still holds. Begin again."),
    }
    return PinView(_("The new PIN"), lines.get(said, said), alarm=bool(said))


def _refusal(wording: Wording, reason: Weakness) -> str:
    _ = wording.gettext
    return {
        Weakness.FEW_DIGITS: _("Too easy to guess: only one or two different digits. Choose another."),
        Weakness.REPEATED: _("Too easy to guess: it repeats itself. Choose another."),
        Weakness.STEPS: _("Too easy to guess: it counts in equal steps. Choose another."),
        Weakness.KEYPAD: _("Too easy to guess: a pattern on the keypad. Choose another."),
        Weakness.DATE: _("Too easy to guess: a date or a year. Choose another."),
        Weakness.FAMOUS: _("Too easy to guess: many people know it. Choose another."),
    }[reason]


def _weakness(digits: str) -> Weakness | str:
    """Return why digits may be no PIN, nothing of others."""
    try:
        refuse_weak(digits)
    except WeakPinError as error:
        return error.reason
    return ""
