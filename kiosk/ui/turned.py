"""Shows the window turned, for a screen that hangs upright or upside down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from kiosk.ui.main_window import MainWindow


class Turned(QGraphicsView):
    """The glass that *window* is shown on, turned clockwise by *degrees*: 90, 180 or 270.

    Whatever touches the glass reaches the window's own `Touch`, in the window's coordinates.
    """

    def __init__(self, window: MainWindow, degrees: int) -> None:
        super().__init__()
        self._window, self._degrees = window, degrees
        self._scene = QGraphicsScene(self)
        self._proxy = self._scene.addWidget(window)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for switch_off in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            switch_off(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        window.touch.turn = self._to_window

    def showEvent(self, event: QShowEvent) -> None:
        glass = self.windowHandle()
        if glass is not None:
            glass.removeEventFilter(self._window.touch)
            glass.installEventFilter(self._window.touch)
        self._proxy.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = self.width(), self.height()
        if self._degrees % 180:
            width, height = height, width
        self._window.resize(width, height)
        self._proxy.setGeometry(QRectF(0, 0, width, height))
        self.setSceneRect(QRectF(0, 0, width, height))
        self.setTransform(QTransform().rotate(self._degrees))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._window.close()

    def _to_window(self, point: QPointF) -> QPointF:
        turned = QTransform().rotate(self._degrees)
        seen = turned.mapRect(QRectF(0, 0, self._window.width(), self._window.height()))
        inverted, _ = turned.inverted()
        return inverted.map(point + seen.topLeft())
