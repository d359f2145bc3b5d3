"""A contact beside or below a page: name, number in large type, code to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.navigation import Destination, Place
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.scan_column import ScanColumn, centred
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class ContactCard(Touchable):
    """Leads to the contact's details; its code fills the screen when touched."""

    radius = tokens.RADIUS_CARD - 2
    chosen = Signal(Destination)

    def __init__(self, contact: ShownContact, look: Look, wording: Wording, *, wide: bool = False) -> None:
        super().__init__(look, "row", contact.name.text)
        self._contact, self._wording, self._wide = contact, wording, wide
        self.clicked.connect(self._on_clicked)
        outer = QHBoxLayout(self) if wide else QVBoxLayout(self)
        across, down = look.px(20), look.px(12)
        outer.setContentsMargins(across, down, across, down)
        outer.setSpacing(look.px(6))
        outer.addLayout(self._words(look), 1 if wide else 0)
        if contact.phones:
            outer.addLayout(centred(self._code(look, wording)))

    def _words(self, look: Look) -> QVBoxLayout:
        role, contact = look.role("row"), self._contact
        words = QVBoxLayout()
        words.setSpacing(look.px(4))
        if contact.phones:
            words.addWidget(_muted(Text(contact.name.text, look, "crumb", colour=role.muted, shrinks=True)))
            for phone in contact.phones:
                words.addWidget(PhoneText(phone, look, self._wording, "side-number", colour=look.role("number").text))
        else:
            words.addLayout(_name_beside_icon(contact, look, with_note=self._wide))
        if self._wide:
            words.addStretch(1)
        return words

    def _code(self, look: Look, wording: Wording) -> ScanColumn:
        scan = ScanColumn(self._contact, look, wording, ground="row")
        scan.code.clicked.connect(self._on_code_clicked)
        return scan

    def _on_clicked(self) -> None:
        self.chosen.emit(Destination(Place.CONTACTS, self._contact.id))

    def _on_code_clicked(self) -> None:
        self.chosen.emit(Destination(Place.CODE, self._contact.id))


def _name_beside_icon(contact: ShownContact, look: Look, *, with_note: bool) -> QHBoxLayout:
    role = look.role("row")
    line = QHBoxLayout()
    line.setSpacing(look.px(12))
    line.addWidget(Pictogram(contact.icon, look, colour=role.icon, box=(36, 34)))
    words = QVBoxLayout()
    words.setSpacing(look.px(2))
    words.addWidget(Text(contact.name.text, look, "label", colour=role.text, shrinks=True))
    if with_note and contact.note.text:
        words.addWidget(_muted(Text(contact.note.text, look, "crumb", colour=role.muted)))
    line.addLayout(words, 1)
    return line


def _muted(text: Text) -> Text:
    text.setProperty("muted", True)
    return text
