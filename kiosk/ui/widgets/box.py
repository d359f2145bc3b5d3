"""A rounded ground behind words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box, paint_leading_edge

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.ui.look import Look


class Box(QWidget):
    """A card in a role's colours, with a coloured leading edge when *edge* is a colour."""

    def __init__(self, look: Look, role: str, edge: str = "") -> None:
        super().__init__()
        self._look, self._role, self._edge = look, role, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = tokens.RADIUS if self._edge else tokens.RADIUS_CARD
        paint_box(painter, self.rect(), self._look.role(self._role), self._look, radius)
        if self._edge:
            paint_leading_edge(painter, self.rect(), self._edge, self._look, radius)
