"""Boxes and pictograms painted in a role's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kiosk.ui.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from kiosk.ui.look import Look
    from kiosk.ui.theme.roles import Role

CENTRE = Qt.AlignmentFlag.AlignHCenter


def paint_box(painter: QPainter, rect: QRect, role: Role, look: Look, radius: float) -> None:
    """Fill *rect* and draw its edge inside it; *radius* in design pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = look.px(role.width) if role.edge else 0
    inset = width / 2
    box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.setBrush(QColor(role.fill) if role.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(role.edge), width) if role.edge else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, look.px(radius), look.px(radius))


def paint_focus(painter: QPainter, rect: QRect, look: Look, radius: float) -> None:
    """Draw the focus ring just inside *rect*: a bright line within a dark one, seen on any ground."""
    ring = look.role("focus")
    outer, inner = look.px(2), look.px(tokens.FOCUS_RING)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width, inset in ((ring.text, outer, outer / 2), (ring.fill, inner, outer + inner / 2)):
        painter.setPen(QPen(QColor(colour), width))
        box = QRectF(rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, look.px(radius), look.px(radius))


def paint_leading_edge(painter: QPainter, rect: QRect, colour: str, look: Look, radius: float) -> None:
    """Colour the leading 14 design pixels of a rounded box."""
    band = look.px(14)
    left = rect.left() if look.direction == "ltr" else rect.right() + 1 - band
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), look.px(radius), look.px(radius))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(left, rect.top(), band, rect.height()))
    painter.fillPath(path, QColor(colour))
    painter.restore()


def paint_pictogram(
    painter: QPainter, name: str, rect: QRect, colour: str, look: Look, align: Qt.AlignmentFlag = CENTRE
) -> None:
    """Paint a pictogram as high as *rect*, smaller if it is too wide, at the given side of it."""
    pixmap = look.pictograms.pixmap
    picture = pixmap(name, rect.height(), colour)
    if picture.width() > rect.width():
        picture = pixmap(name, rect.height() * rect.width() // picture.width(), colour)
    left = rect.left() + (rect.width() - picture.width()) // 2
    if align & Qt.AlignmentFlag.AlignLeft:
        left = rect.left()
    elif align & Qt.AlignmentFlag.AlignRight:
        left = rect.right() + 1 - picture.width()
    painter.drawPixmap(left, rect.top() + (rect.height() - picture.height()) // 2, picture)
