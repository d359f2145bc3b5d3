"""Language: choose another one and stay where you are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.model import Language
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: How many languages name themselves in the title.
SPOKEN = 3


class LanguageRow(Touchable):
    """One language, with a check mark when it is the visitor's."""

    radius = tokens.RADIUS_CARD - 2

    def __init__(self, language: Language, look: Look, *, current: bool) -> None:
        super().__init__(look, "selected" if current else "row", language.endonym)
        self.code = language.code
        self.setObjectName(f"language-{language.code}")
        self.setLayoutDirection(look.qt_direction)
        role = self.role()
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(26), look.px(16), look.px(26), look.px(16))
        across.setSpacing(look.px(20))
        endonym = Text(language.endonym, look, "card-title", colour=role.text, shrinks=True)
        across.addWidget(endonym.centre_vertically(), 1)
        if current:
            across.addWidget(Pictogram("circle-check", look, colour=role.icon, box=(34, 34)))
        self.setMinimumHeight(look.px(96 if look.low else 124))


class LanguageScreen(Screen):
    """All languages in two columns."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, wording: Wording, languages: Sequence[Language], words: Sequence[str]) -> None:
        """*words* is "Language" in each of *languages*, in their order."""
        super().__init__(look, wording)
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.gap)
        columns = 1 if look.narrow and look.text_size > 140 else 2
        for number, language in enumerate(languages):
            current = language.code == wording.language
            row = LanguageRow(language, look.reading(language.direction), current=current)
            row.clicked.connect(self._on_row_clicked)
            grid.addWidget(row, *divmod(number, columns))
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        title = " · ".join(list(dict.fromkeys(words))[:SPOKEN])
        self.column.addWidget(self.pages(rows, Heading(title, look)))

    def _on_row_clicked(self) -> None:
        self.language_chosen.emit(self.sender().code)  # type: ignore[attr-defined]
