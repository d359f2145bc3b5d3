"""Problem: something cannot be shown; what to do instead, without alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class ProblemScreen(Screen):
    """Home and urgent help stay where they are, in the bar below."""

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        role, centre = look.role("ground"), Qt.AlignmentFlag.AlignHCenter
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(18))
        column.addStretch(1)
        column.addWidget(Pictogram("hand", look, colour=role.icon, box=(96, 96)), 0, centre)
        column.addWidget(Text(_("This cannot be shown now"), look, "title", colour=role.text, align=centre))
        what_to_do = _("Choose something else, or ask the staff of this centre.")
        column.addWidget(Text(what_to_do, look, "body", colour=role.text, align=centre))
        column.addStretch(1)
        self.column.addWidget(self.pages(whole))
