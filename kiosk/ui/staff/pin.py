"""The PIN: six digits on a pad, tried by the sixth; or who can set one, where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.pad import Dots, Pad
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: How many digits a PIN has.
DIGITS = 6


@dataclass(frozen=True)
class PinView:
    """What the screen shows: a *title*, a line below it, and the pad unless nobody may type now.

    *alarm* has the line stand out, *sign* stands in the place of the pad.
    """

    title: str
    line: str
    alarm: bool = False
    sign: str = ""


class PinScreen(Screen):
    """Words and dots beside the pad, above it where the screen is narrow."""

    typed = Signal(str)
    deleted = Signal()
    cleared = Signal()

    def __init__(self, look: Look, wording: Wording, view: PinView, full: int = 0) -> None:
        super().__init__(look, wording)
        self._dots = Dots(DIGITS, look)
        self._dots.show_full(full)
        across: QBoxLayout = QVBoxLayout() if look.portrait else QHBoxLayout()
        across.setSpacing(look.px(48 if look.portrait else 64 if not look.low else 28))
        across.addStretch(1)
        across.addWidget(self._words(view), 3 if not look.portrait else 0)
        if view.sign:
            sign = Pictogram(view.sign, look, colour=look.role("ground").muted, box=(160, 160))
            across.addWidget(sign, 0, Qt.AlignmentFlag.AlignCenter)
        else:
            pad = Pad(look, wording)
            pad.typed.connect(self.typed)
            pad.deleted.connect(self.deleted)
            pad.cleared.connect(self.cleared)
            across.addWidget(pad, 0, Qt.AlignmentFlag.AlignCenter)
        across.addStretch(1)
        self.column.addLayout(across, 1)

    def show_full(self, full: int) -> None:
        """Show that *full* digits were typed."""
        self._dots.show_full(full)

    def show_line(self, text: str) -> None:
        """Say something else below the dots, as the time that is left."""
        self._line.set_text(text)

    def _words(self, view: PinView) -> QWidget:
        look, role = self.look, self.look.role("ground")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(14 if look.low else 26))
        column.addStretch(1)
        title = "card-title" if look.low else "title"
        column.addWidget(Text(view.title, look, title, colour=role.text, shrinks=True))
        if not view.sign:
            column.addWidget(self._dots, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            self._dots.setParent(words)
            self._dots.hide()
        colour = look.role("error").icon if view.alarm else role.muted
        self._line = Text(view.line, look, "label-line", colour=colour, shrinks=True)
        column.addWidget(self._line)
        column.addStretch(1)
        return words
