"""Write it down: a contact's number fills the screen, for somebody with pen and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class WriteScreen(Screen):
    """Name, numbers, e-mail; nothing else."""

    def __init__(self, look: Look, wording: Wording, contact: ShownContact) -> None:
        super().__init__(look, wording)
        role, centre = look.role("show"), Qt.AlignmentFlag.AlignHCenter
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8 if look.low else 20))
        column.addStretch(1)
        column.addWidget(Text(contact.name.text, look, "card-title", colour=role.text, align=centre))
        for phone in contact.phones:
            number = PhoneText(phone, look, wording, "huge-number", colour=role.text, align=centre, beside=True)
            column.addWidget(number)
        if contact.email:
            email = Text(isolated(contact.email), look, "card-title", colour=role.text, align=centre, one_line=True)
            column.addWidget(email)
        column.addStretch(1)
        self.ground = "show"
        self.column.addWidget(self.pages(whole))
