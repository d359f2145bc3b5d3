"""Buttons in a row below what they are about, as wide as they are important."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button

if TYPE_CHECKING:
    from kiosk.ui.look import Look


class Actions(QWidget):
    """Each button keeps its place, whatever the others say; where there is none, a gap stays."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))

    def add(self, button: Button, share: int, name: str) -> Button:
        """Add a button that takes *share* parts of the width, known as *name*."""
        button.setObjectName(name)
        button.setMinimumHeight(self._look.px(tokens.TARGET if self._look.low else 92))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)
        self._row.addWidget(button, share)
        return button

    def leave(self, share: int) -> None:
        """Leave *share* parts of the width empty."""
        self._row.addStretch(share)
