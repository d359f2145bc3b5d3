"""Code: a contact's QR code as large as the screen allows; another touch leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.code import Code, smallest_side, vcard
from kiosk.ui.widgets.measure import settle
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class CodeScreen(Screen):
    """For a phone held at some distance, or with a poor camera."""

    done = Signal()

    def __init__(self, look: Look, wording: Wording, contact: ShownContact) -> None:
        super().__init__(look, wording)
        self.needs_all_height = look.low
        _ = wording.gettext
        self.contact_to_call = contact if contact.phones else None
        role, centre = look.role("ground"), Qt.AlignmentFlag.AlignHCenter
        self._code = Code(vcard(contact), _("Back to the contact"), look, smallest_side(look))
        self._code.setObjectName("code")
        self._code.clicked.connect(self.done)
        words = QVBoxLayout()
        words.setSpacing(look.px(14))
        align = centre if look.portrait else Qt.AlignmentFlag.AlignLeading
        words.addStretch(1)
        kind = "row" if look.low else "card-title"
        words.addWidget(Text(contact.name.text, look, kind, colour=role.text, align=align, shrinks=True))
        for phone in contact.phones:
            words.addWidget(PhoneText(phone, look, wording, "number", colour=role.text, align=align))
        caption = _("Point the camera of a phone at it. Works without internet.")
        words.addWidget(Text(caption, look, "label", colour=role.muted, align=align, shrinks=True))
        words.addStretch(1)
        around = QVBoxLayout() if look.portrait else QHBoxLayout()
        around.setSpacing(look.px(32))
        around.addWidget(self._code, 0, Qt.AlignmentFlag.AlignCenter)
        around.addLayout(words, 1)
        if look.portrait:
            around.addStretch(2)
        self.column.addLayout(around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        margins = self.column.contentsMargins()
        side = min(self.height() - margins.top() - margins.bottom(), self.width() - 2 * self.look.margin)
        self._code.fit(min(side, self.width() * 3 // 4) if self.look.portrait else side)
        settle(self)
