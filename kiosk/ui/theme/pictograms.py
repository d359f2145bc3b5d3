"""Pictograms painted in any colour and size: the kiosk's own, and those of opened content."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kiosk import icons
from kiosk.errors import BundleError

logger = logging.getLogger(__name__)

#: What stands for a pictogram that the content names and nobody drew.
UNKNOWN = "circle-info"
#: No pictogram is painted higher, in pixels: two and a half times the largest one on the largest screen.
LARGEST = 1024


def _nothing(_name: str) -> None:
    """Return no drawing."""


class Pictograms:
    """The pictograms that can be painted while one bundle is open: the kiosk's own, then those of its content.

    *svg* returns a drawing of the content, None if it has none of that name; it may raise BundleError.
    """

    def __init__(self, svg: Callable[[str], str | None] = _nothing) -> None:
        self._svg = svg
        self._drawings: dict[str, str] = {}
        self._painted = lru_cache(maxsize=256)(self._paint)

    def pixmap(self, name: str, height: int, colour: str) -> QPixmap:
        """Return pictogram *name*, *height* pixels high and as wide as it is drawn, in *colour*."""
        return self._painted(name, min(height, LARGEST), colour)

    def _paint(self, name: str, height: int, colour: str) -> QPixmap:
        renderer = QSvgRenderer(QByteArray(self._drawing(name).encode()))
        size = renderer.viewBoxF()
        width = max(1, round(height * size.width() / size.height()))
        picture = QPixmap(width, height)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, width, height))
        # Only where it is drawn counts, in whatever colours that was.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), QColor(colour))
        painter.end()
        return picture

    def _drawing(self, name: str) -> str:
        """Return a drawing, each of the content's read once; the general sign's if it cannot be read."""
        if name in icons.names():
            return icons.svg(name)
        if name not in self._drawings:
            self._drawings[name] = self._read(name) or icons.svg(UNKNOWN)
        return self._drawings[name]

    def _read(self, name: str) -> str | None:
        try:
            text = self._svg(name)
        except BundleError as error:
            logger.warning("%s", error)
            return None
        if text is not None and QSvgRenderer(QByteArray(text.encode())).viewBoxF().isEmpty():
            logger.warning("the pictogram %s of the content cannot be painted", name)
            return None
        return text
