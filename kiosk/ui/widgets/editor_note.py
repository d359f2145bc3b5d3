"""What an editor has to mend, over the kiosk that follows the folder; a visitor never sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout

from kiosk.ui.widgets.bottom_bar import BottomBar
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.measure import height_at
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.errors import Problem
    from kiosk.ui.look import Look

#: As many as fit beside what is shown; the command line tells all.
SHOWN = 4


class EditorNote(Box):
    """A warning at the foot of the window with file and line of each problem; what is touched is what lies below it."""

    def __init__(self, problems: Sequence[Problem], look: Look) -> None:
        role = look.role("warning")
        super().__init__(look, "warning", role.edge)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margins(30, 14, 20, 14))
        column.setSpacing(look.px(6))
        for problem in problems[:SHOWN]:
            column.addWidget(Text(str(problem), look, "site-name", colour=role.text))
        if len(problems) > SHOWN:
            more = f"… and {len(problems) - SHOWN} more; kiosk author check lists them all"
            column.addWidget(Text(more, look, "site-name", colour=role.text))

    def stand_at_the_foot(self, look: Look) -> None:
        """Take the width of the window and the height that the words need, above the bar if there is one."""
        width, foot = look.width - 2 * look.margin, look.height - look.margin
        window = self.window()
        for bar in window.findChildren(BottomBar):
            foot = bar.mapTo(window, QPoint(0, 0)).y() - look.px(6)
        height = min(height_at(self, width), foot - look.margin)
        self.setGeometry(look.margin, foot - height, width, height)
