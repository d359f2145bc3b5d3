"""A text that holds no more: struck through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

#: Where the line goes through a line of text, as a part of its height from the top.
_HEIGHT = 0.56


class Struck(Text):
    """Paints a line through every line of the words."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colour), self._look.px(2)))
        layout = self.setting().layout
        for number in range(layout.lineCount()):
            box = layout.lineAt(number).naturalTextRect()
            across = self._top() + box.top() + box.height() * _HEIGHT
            painter.drawLine(QPointF(box.left(), across), QPointF(box.right(), across))
