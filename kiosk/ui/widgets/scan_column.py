"""A contact's code, and below it what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.widgets.code import Code, smallest_side, vcard
from kiosk.ui.widgets.measure import discard
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


def centred(widget: QWidget) -> QHBoxLayout:
    """Return a line with *widget* in its middle, at its own width."""
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(widget)
    line.addStretch(1)
    return line


class ScanColumn(QWidget):
    """Takes the width of its code and a little more; *ground* is the role that it stands on."""

    def __init__(self, contact: ShownContact, look: Look, wording: Wording, *, ground: str) -> None:
        super().__init__()
        _ = wording.gettext
        self.code = Code(vcard(contact), _("Show the code large"), look, smallest_side(look))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        column.addLayout(centred(self.code))
        caption = _("Scan to save it. Works without internet.")
        colour = look.role(ground).text
        self._caption = Text(caption, look, "foot", colour=colour, align=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._caption)
        column.addStretch(1)
        self._look = look
        self._fix_width()

    def hide_caption(self) -> None:
        """Leave out what the code is for, where the code itself would not be seen otherwise."""
        discard(self._caption)

    def shrink_code(self) -> None:
        """Show the code as small as a phone still reads."""
        self.code.fit_smallest()
        self._fix_width()

    def _fix_width(self) -> None:
        self.setFixedWidth(max(self.code.width(), self._look.px(282)))

    def add_below(self, widget: QWidget) -> None:
        """Put something below the caption."""
        self._column.insertSpacing(self._column.count() - 1, 12)
        self._column.insertWidget(self._column.count() - 1, widget)
