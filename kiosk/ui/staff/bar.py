"""The dark bar on top of staff mode: that it is one, how long it stays open, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Ways:
    """Which buttons the bar has: to the menu, to another language (by its *endonym*), and out; *back* to Start."""

    menu: bool = False
    endonym: str = ""
    back: bool = False


class StaffBar(QWidget):
    """Looks like no bar that a visitor sees."""

    left = Signal()
    menu_chosen = Signal()
    language_chosen = Signal()

    def __init__(self, look: Look, wording: Wording, ways: Ways) -> None:
        super().__init__()
        self._look, self._wording = look, wording
        _, role = wording.gettext, look.role("staff-bar")
        across = QHBoxLayout(self)
        pad = look.px(4 if look.low else 8)
        across.setContentsMargins(look.margin, pad, look.margin, pad)
        across.setSpacing(look.px(14))
        across.addWidget(Pictogram("user-shield", look, colour=role.icon, box=(48, 42)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(_("Staff mode"), look, "site", colour=role.text, shrinks=True))
        self._below = Text(_("Only for the staff of the centre"), look, "site-name", colour=role.muted, shrinks=True)
        words.addWidget(self._below)
        words.addStretch(1)
        across.addLayout(words, 1)
        if ways.endonym:
            self._add(across, "language", "" if look.narrow else ways.endonym, ways.endonym, "staff-language")
        if ways.menu:
            self._add(across, "list-check", _("Menu"), _("Menu"), "staff-menu")
        icon, word = ("house", _("Back")) if ways.back else ("xmark", _("Close"))
        self._add(across, icon, word, word, "staff-close")
        self.setMinimumHeight(look.px(88 if look.low else tokens.TOP_BAR))

    def show_left(self, seconds: int) -> None:
        """Say how long it stays open."""
        text = self._wording.gettext("Closes by itself in {time}")
        self._below.set_text(text.format(time=f"{seconds // 60}:{seconds % 60:02}"))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._look.role("staff-bar").fill))

    def _add(self, across: QHBoxLayout, icon: str, word: str, name: str, object_name: str) -> None:
        button = Button(icon, word, self._look)
        button.setAccessibleName(name)
        button.setObjectName(object_name)
        button.clicked.connect(self._on_clicked)
        across.addWidget(button)

    def _on_clicked(self) -> None:
        signals = {
            "staff-language": self.language_chosen,
            "staff-menu": self.menu_chosen,
            "staff-close": self.left,
        }
        signals[self.sender().objectName()].emit()
