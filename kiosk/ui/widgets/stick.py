"""A picture of what to do: the USB stick goes into the screen that shows this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.ui.look import Look

#: The picture's own coordinates.
WIDTH, HEIGHT = 420, 180


class StickPicture(QWidget):
    """A stick, an arrow and a screen, *width* design pixels wide, turned for the reading direction."""

    def __init__(self, look: Look, width: float) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(look.px(width), look.px(width * HEIGHT / WIDTH))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._look.direction == "rtl":
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.scale(self.width() / WIDTH, self.height() / HEIGHT)
        role = self._look.role("ground")
        self._paint_stick(painter, role.icon)
        self._paint_arrow(painter, role.muted)
        self._paint_screen(painter, role.icon)

    def _paint_stick(self, painter: QPainter, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(4, 58, 92, 64), 14, 14)
        painter.setBrush(QColor(self._look.role("ground").fill))
        painter.setPen(_pen(colour, 8))
        painter.drawRect(QRectF(96, 68, 44, 44))
        painter.fillRect(QRectF(114, 78, 10, 8), QColor(colour))
        painter.fillRect(QRectF(114, 94, 10, 8), QColor(colour))

    def _paint_arrow(self, painter: QPainter, colour: str) -> None:
        painter.setPen(_pen(colour, 8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(QPointF(166, 90), QPointF(210, 90))
        painter.drawPolyline(QPolygonF([QPointF(194, 74), QPointF(212, 90), QPointF(194, 106)]))

    def _paint_screen(self, painter: QPainter, colour: str) -> None:
        painter.setPen(_pen(colour, 8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(240, 14, 176, 120), 14, 14)
        painter.drawLine(QPointF(328, 134), QPointF(328, 168))
        painter.drawLine(QPointF(288, 170), QPointF(368, 170))


def _pen(colour: str, width: float) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, cap, join)
