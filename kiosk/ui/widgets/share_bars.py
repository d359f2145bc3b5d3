"""Names with a number each, and a bar below each name as long as its number is large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Share:
    """One line: a *name*, its number as it is *shown*, and its *length* in any unit."""

    name: str
    shown: str
    length: int


class ShareBar(QWidget):
    """The bar of one line; *part* is 0 to 1."""

    def __init__(self, part: float, look: Look) -> None:
        super().__init__()
        self._part, self._look = part, look
        self.setFixedHeight(look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, role = QPainter(self), self._look.role("chart")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius, whole = self.height() / 2, QRectF(self.rect())
        painter.setBrush(QColor(role.fill))
        painter.drawRoundedRect(whole, radius, radius)
        width = max(whole.height(), whole.width() * self._part)
        left = 0.0 if self._look.direction == "ltr" else whole.width() - width
        painter.setBrush(QColor(role.icon))
        painter.drawRoundedRect(QRectF(left, 0, width, whole.height()), radius, radius)


class ShareBars(Box):
    """A card with a *title* and its lines."""

    def __init__(self, title: str, shares: Sequence[Share], look: Look) -> None:
        super().__init__(look, "card")
        role = look.role("card")
        column = QVBoxLayout(self)
        pad = look.px(14 if look.low else 20)
        column.setContentsMargins(look.px(24), pad, look.px(24), pad)
        column.setSpacing(look.px(4))
        column.addWidget(Text(title, look, "label", colour=role.text, shrinks=True))
        most = max([1, *(share.length for share in shares)])
        for share in shares:
            column.addSpacing(look.px(6))
            line = QHBoxLayout()
            line.setSpacing(look.px(16))
            line.addWidget(Text(share.name, look, "site-name", colour=role.text), 1)
            line.addWidget(Text(share.shown, look, "summary-number", colour=role.text, one_line=True))
            column.addLayout(line)
            column.addWidget(ShareBar(share.length / most, look))
        column.addStretch(1)
