"""Show: a sentence for the staff in their language, large, and below it in the visitor's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class ShowScreen(Screen):
    """To be held out: *said* is what the staff read, *meant* what the visitor chose, empty if it is the same.

    *request* asks to show the screen, in both languages.
    """

    def __init__(self, look: Look, wording: Wording, request: str, said: str, meant: str) -> None:
        super().__init__(look, wording)
        role, centre = look.role("show"), Qt.AlignmentFlag.AlignHCenter
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(look.margins(48, 0, 48, 0) if not look.narrow else look.margins(0, 0, 0, 0))
        column.setSpacing(look.px(16 if look.low else 28))
        column.addStretch(1)
        column.addWidget(Text(request, look, "label-line", colour=role.muted, align=centre))
        column.addWidget(
            Text(said, look, "start-small" if look.low else "show", colour=role.text, align=centre, shrinks=True)
        )
        if meant:
            column.addWidget(
                Text(meant, look, "label-line" if look.low else "show-below", colour=role.icon, align=centre)
            )
        column.addStretch(1)
        self.ground = "show"
        self.column.addWidget(self.pages(whole))
