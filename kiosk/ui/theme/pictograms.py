"""Pictograms painted in any colour and size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kiosk import icons

#: What stands for a pictogram that the content names and nobody drew.
UNKNOWN = "circle-info"


@lru_cache(maxsize=256)
def pixmap(name: str, height: int, colour: str) -> QPixmap:
    """Return pictogram *name*, *height* pixels high and as wide as it is drawn, in *colour*."""
    text = icons.svg(name if name in icons.names() else UNKNOWN)
    coloured = text.replace("<svg ", f'<svg fill="{colour}" ', 1)
    renderer = QSvgRenderer(QByteArray(coloured.encode()))
    size = renderer.defaultSize()
    width = max(1, round(height * size.width() / size.height()))
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return picture
