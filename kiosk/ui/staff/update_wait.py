"""What stands on the screen while a stick is read, content installed, or the kiosk goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.ui.staff.update_stack import StackScreen
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.question import Progress
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class WaitScreen(StackScreen):
    """A title, how far it is where that is known, and what to leave alone; nothing can be touched."""

    def __init__(self, look: Look, wording: Wording, icon: str, title: str, line: str) -> None:
        super().__init__(look, wording)
        role, centre = look.role("ground"), Qt.AlignmentFlag.AlignHCenter
        sign, bar = QWidget(), QWidget()
        bar.setVisible(False)
        self._bar = bar
        middle = QHBoxLayout(sign)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(Pictogram(icon, look, colour=role.icon, box=(96, 72 if look.low else 96)), 0, centre)
        self._progress = Progress(look)
        self._progress.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        across = QHBoxLayout(bar)
        across.setContentsMargins(0, look.px(8), 0, look.px(8))
        across.addStretch(1)
        across.addWidget(self._progress, 4)
        across.addStretch(1)
        kind = "row" if look.low else "card-title"
        parts = [
            sign,
            Text(title, look, kind, colour=role.text, align=centre, shrinks=True),
            bar,
            Text(line, look, "label-line", colour=role.muted, align=centre, shrinks=True),
        ]
        self.stack(parts, fills=True)

    def show_part(self, part: float) -> None:
        """Show that *part* of it is done, 0 to 1."""
        self._bar.setVisible(True)
        self._progress.show_part(part)
