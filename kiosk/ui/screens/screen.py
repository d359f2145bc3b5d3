"""What all screens have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.navigation import Destination
from kiosk.ui.widgets.pager import Pager

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class Screen(QWidget):
    """One screen between the bars, made for one destination, language and look.

    A change of any of them makes a new screen, so that none can be out of date.
    """

    chosen = Signal(Destination)
    ground = "ground"
    """The role that the screen is painted with."""
    needs_all_height = False
    """Whether the bar on top has to go, so that there is room."""
    contact_to_call: ShownContact | None = None
    """The contact whose first number and code have to be seen before anybody pages down."""

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        self.look, self.wording = look, wording
        self.column = QVBoxLayout(self)
        pad = look.px(12 if look.low else 24)
        self.column.setContentsMargins(look.margin, pad, look.margin, pad)
        self.column.setSpacing(look.gap)

    def fit(self, height: int) -> None:
        """Be laid out between bars that leave *height* pixels; called once, before it is shown."""

    def height_between_margins(self, height: int) -> int:
        """Return what the margins leave of *height* pixels."""
        margins = self.column.contentsMargins()
        return height - margins.top() - margins.bottom()

    def pager(self) -> Pager | None:
        """The column that can be paged, if the screen has one."""
        return self.findChild(Pager)

    def pages(self, content: QWidget, header: QWidget | None = None) -> Pager:
        """Return a pager for *content* with its arrows named in the visitor's language."""
        _ = self.wording.gettext
        return Pager(content, self.look, (_("Further up"), _("Further down")), header)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self.look.role(self.ground).fill))
