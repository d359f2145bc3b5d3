"""Pictograms painted in any colour and size."""

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


def bring(svg: Callable[[str], str | None]) -> None:
    """Take the pictograms that this kiosk has not from the content on show.

    *svg* returns a drawing, None if the content has none of that name; it may raise BundleError.
    As with a typeface there is one set of them for all that is painted.
    """
    _brought.svg = svg
    _brought.known.clear()
    pixmap.cache_clear()


@lru_cache(maxsize=256)
def pixmap(name: str, height: int, colour: str) -> QPixmap:
    """Return pictogram *name*, *height* pixels high and as wide as it is drawn, in *colour*."""
    renderer = QSvgRenderer(QByteArray(_svg(name).encode()))
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


class _Brought:
    """The drawings of the content on show, each read once."""

    def __init__(self) -> None:
        self.svg: Callable[[str], str | None] = _nothing
        self.known: dict[str, str] = {}

    def drawing(self, name: str) -> str:
        """Return a drawing, the general sign's if there is none to be had."""
        if name not in self.known:
            self.known[name] = self._read(name) or icons.svg(UNKNOWN)
        return self.known[name]

    def _read(self, name: str) -> str | None:
        try:
            text = self.svg(name)
        except BundleError as error:
            logger.warning("%s", error)
            return None
        if text is not None and QSvgRenderer(QByteArray(text.encode())).viewBoxF().isEmpty():
            logger.warning("the pictogram %s of the content cannot be painted", name)
            return None
        return text


def _nothing(_name: str) -> None:
    """Bring no drawing."""


def _svg(name: str) -> str:
    return icons.svg(name) if name in icons.names() else _brought.drawing(name)


_brought = _Brought()
