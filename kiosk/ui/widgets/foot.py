"""The foot of a step: the way back at the leading side, the way on at the trailing side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Way:
    """One button: what it is called in the code, its pictogram, its word, and its role."""

    name: str
    icon: str
    word: str
    role: str = "control"


class Foot(QWidget):
    """Buttons of equal width; an empty place stays empty, so that none ever moves."""

    chosen = Signal(str)

    def __init__(self, ways: Sequence[Way | None], look: Look) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(12))
        for number, way in enumerate(ways):
            across.addWidget(self._button(way, look) if way else QWidget())
            across.setStretch(number, 1)

    def _button(self, way: Way, look: Look) -> Button:
        button = Button(way.icon, way.word, look, way.role)
        button.setObjectName(way.name)
        button.setMinimumSize(1, look.px(tokens.TARGET if look.low else 88))
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())
