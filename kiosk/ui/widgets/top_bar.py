"""The bar at the top: where this screen stands, and the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.navigation import LANGUAGE, SEARCH, Destination
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.pictogram import Badge
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.ui.look import Look


#: The part of the width that the words of both buttons may take.
MOST_WORDS = 0.26


@dataclass(frozen=True)
class Sign:
    """What the bar says of the place: the kiosk's *title* and the centre's *name*."""

    title: str
    name: str


class TopBar(QWidget):
    """Sign at the leading side, language at the trailing side."""

    chosen = Signal(Destination)

    def __init__(self, sign: Sign, search: str, endonym: str, look: Look) -> None:
        """*search* is the word for it, *endonym* the visitor's language."""
        super().__init__()
        self._look = look
        across = QHBoxLayout(self)
        pad = look.px(4 if look.low else 7)
        across.setContentsMargins(look.margin, pad, look.margin, pad + look.px(tokens.LINE_WIDTH))
        across.setSpacing(look.px(16))
        across.addWidget(Badge("person-shelter", look, look.role("logo"), side=60, is_round=True))
        across.addLayout(self._words(sign), 1)
        # Where the words would leave too little room for the sign, the pictogram has to do.
        words = QFontMetricsF(look.font("label")).horizontalAdvance(f"{search}{endonym}")
        find = Button("magnifying-glass", search if words < look.width * MOST_WORDS else "", look)
        find.setAccessibleName(search)
        find.setObjectName("search")
        find.clicked.connect(self._on_search_clicked)
        across.addWidget(find)
        language = Button("language", endonym, look)
        language.setObjectName("language")
        language.clicked.connect(self._on_language_clicked)
        across.addWidget(language)
        self.setMinimumHeight(look.px(88 if look.low else tokens.TOP_BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        role, line = self._look.role("bar"), self._look.px(tokens.LINE_WIDTH)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(role.fill))
        painter.fillRect(0, self.height() - line, self.width(), line, QColor(role.edge))

    def _words(self, sign: Sign) -> QVBoxLayout:
        role = self._look.role("bar")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(sign.title, self._look, "site", colour=role.text, shrinks=True))
        if sign.name and sign.name != sign.title:
            words.addWidget(Text(sign.name, self._look, "site-name", colour=role.muted, shrinks=True))
        words.addStretch(1)
        return words

    def _on_search_clicked(self) -> None:
        self.chosen.emit(SEARCH)

    def _on_language_clicked(self) -> None:
        self.chosen.emit(LANGUAGE)
