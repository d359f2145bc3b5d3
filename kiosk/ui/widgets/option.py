"""One of several things to choose from: a pictogram, what it is, and a line below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Offered:
    """What can be chosen: its *title*, a *line* below it, and whether it is the one of now."""

    id: str
    icon: str
    title: str
    line: str = ""
    chosen: bool = False


class Option(Touchable):
    """One of them; the one of now has a strong edge."""

    radius = tokens.RADIUS_CARD - 2

    def __init__(self, offered: Offered, look: Look) -> None:
        super().__init__(look, "selected" if offered.chosen else "row", offered.title)
        self.id = offered.id
        self.setObjectName(f"option-{offered.id}")
        role = self.role()
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(20, 8, 16, 8))
        across.setSpacing(look.px(16))
        if offered.icon:
            across.addWidget(Pictogram(offered.icon, look, colour=role.icon, box=(36, 34)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(offered.title, look, "label", colour=role.text, shrinks=True))
        if offered.line:
            below = Text(offered.line, look, "site-name", colour=role.muted, shrinks=True)
            below.setProperty("muted", True)
            words.addWidget(below)
        words.addStretch(1)
        across.addLayout(words, 1)
        self.setMinimumHeight(look.px(tokens.TARGET if look.low else 88))


class Options(QWidget):
    """Several of them, beside one another where there is room."""

    chosen = Signal(str)

    def __init__(self, offered: Sequence[Offered], look: Look, columns: int = 2) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(10 if look.low else 14))
        most = 1 if look.narrow and look.text_size > 100 else columns
        for number, each in enumerate(offered):
            option = Option(each, look)
            option.clicked.connect(self._on_clicked)
            grid.addWidget(option, *divmod(number, most))
        for column in range(most):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)

    def _on_clicked(self) -> None:
        option = self.sender()
        if isinstance(option, Option):
            self.chosen.emit(option.id)
