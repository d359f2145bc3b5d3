"""What covers the whole window for a while: staff mode, a preview, the dark screen of the night."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from kiosk.ui.theme.roles import Role
    from kiosk.ui.widgets.pager import Pager


class Cover(QWidget):
    """Fills the window; whatever is below it can be neither seen nor touched."""

    @abstractmethod
    def ground(self) -> Role:
        """The role that it is painted with."""

    def begins_at(self) -> QWidget:
        """The part in which the focus of somebody with keys begins."""
        return self

    def pager(self) -> Pager | None:
        """The column that can be paged, if there is one."""
        return None

    def back(self) -> None:
        """Somebody pressed the key for going back."""

    def take_key(self, event: QKeyEvent) -> None:
        """Take any other key of a real keyboard."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self.ground().fill))
