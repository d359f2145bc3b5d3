"""The dark bar on top of staff mode: that it is one, how long it stays open, and the way out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.visit import TEXT_SIZES

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


#: The part of the width that the words of all buttons may take; beyond it their pictograms have to do.
MOST_WORDS = 0.3


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
        # Where every line of height counts, the bar leaves the larger text to what is below it.
        self._look = look = replace(look, text_size=TEXT_SIZES[0]) if look.low else look
        self._wording = wording
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
        buttons = [("language", "" if look.narrow or look.low else ways.endonym, ways.endonym, "staff-language")]
        if ways.menu:
            buttons.append(("list-check", _("Menu"), _("Menu"), "staff-menu"))
        icon, word = ("house", _("Back")) if ways.back else ("xmark", _("Close"))
        buttons.append((icon, word, word, "staff-close"))
        said = "".join(word for _icon, word, _name, _object in buttons)
        fits = QFontMetricsF(look.font("label")).horizontalAdvance(said) < look.width * MOST_WORDS
        for icon, word, name, object_name in buttons if ways.endonym else buttons[1:]:
            self._add(across, icon, word if fits else "", name, object_name)
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
