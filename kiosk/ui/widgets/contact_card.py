"""A contact beside or below a page: name, number in large type, code to scan."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.navigation import Destination, Place
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.measure import discard, height_at, measure_anew
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.scan_column import ScanColumn, centred
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


#: How much smaller a name and several numbers are set where they would push the code off the screen.
SMALLER, SMALLEST = 0.82, 0.7


class ContactCard(Touchable):
    """Leads to the contact's details; its code fills the screen when touched.

    `fit` shortens it, so that the first number and the code are seen at once where there is little room.
    """

    radius = tokens.RADIUS_CARD - 2
    chosen = Signal(Destination)

    def __init__(self, contact: ShownContact, look: Look, wording: Wording, *, wide: bool = False) -> None:
        super().__init__(look, "row", contact.name.text)
        self._contact, self._wording, self._wide = contact, wording, wide
        self._numbers: list[PhoneText] = []
        self._name: Text | None = None
        self._scan: ScanColumn | None = None
        self._steps = self._ways_to_shorten() if contact.phones else []
        self.clicked.connect(self._on_clicked)
        self._outer = outer = QHBoxLayout(self) if wide else QVBoxLayout(self)
        across, down = look.px(20), look.px(12)
        outer.setContentsMargins(across, down, across, down)
        outer.setSpacing(look.px(6))
        outer.addLayout(self._words(look), 1 if wide else 0)
        if contact.phones:
            self._place_code(contact)

    def fit(self, width: int, height: int) -> bool:
        """Shorten it until it is no taller than *height* at *width* pixels; return whether it is now.

        A smaller name is tried first, then the code without what it is for, then both and a code as small as phones
        read it. Of several numbers all get smaller before only the first one is left: the others stand in the
        contact's details, and the code holds those that are shown.
        """
        while self._steps and height_at(self, width) > height:
            self._steps.pop(0)()
            measure_anew(self)
        return height_at(self, width) <= height

    def _ways_to_shorten(self) -> list[Callable[[], None]]:
        return [
            partial(self._limit_name, SMALLER),
            self._hide_caption,
            partial(self._limit_name, SMALLER),
            self._shrink_code,
            partial(self._limit_name, SMALLEST),
            self._shrink_numbers,
            self._keep_first_number,
            self._drop_margins,
        ]

    def code_width(self) -> int:
        """Return the width in pixels that its code needs, 0 without one."""
        return self._scan.width() if self._scan is not None else 0

    def _limit_name(self, factor: float) -> None:
        if self._name is not None:
            self._name.limit_size(factor)

    def _hide_caption(self) -> None:
        self._limit_name(1.0)
        if self._scan is not None:
            self._scan.hide_caption()

    def _shrink_code(self) -> None:
        if self._scan is not None:
            self._scan.shrink_code()

    def _shrink_numbers(self) -> None:
        """Set several numbers smaller, and one with an extension, which then fits its line."""
        if len(self._numbers) > 1 or self._contact.phones[0].extension:
            for number in self._numbers:
                number.limit_size(SMALLEST)

    def _drop_margins(self) -> None:
        across, down = self.look.px(14), self.look.px(4)
        self._outer.setContentsMargins(across, down, across, down)
        self._outer.setSpacing(down)

    def _keep_first_number(self) -> None:
        if self._scan is None or len(self._numbers) <= 1:
            return
        for part in (*self._numbers[1:], self._scan):
            discard(part)
        del self._numbers[1:]
        self._numbers[0].limit_size(1.0)
        self._outer.removeItem(self._around_code)
        self._place_code(replace(self._contact, phones=self._contact.phones[:1]))
        self._scan.hide_caption()
        self._shrink_code()

    def _place_code(self, contact: ShownContact) -> None:
        self._scan = ScanColumn(contact, self.look, self._wording, ground="row")
        self._scan.code.clicked.connect(self._on_code_clicked)
        self._around_code = centred(self._scan)
        self._outer.addLayout(self._around_code)

    def _words(self, look: Look) -> QVBoxLayout:
        role, contact = look.role("row"), self._contact
        words = QVBoxLayout()
        words.setSpacing(look.px(4))
        if contact.phones:
            self._name = _muted(Text(contact.name.text, look, "crumb", colour=role.muted, shrinks=True))
            words.addWidget(self._name)
            ink = look.role("number").text
            self._numbers = [
                PhoneText(phone, look, self._wording, "side-number", colour=ink) for phone in contact.phones
            ]
            for number in self._numbers:
                words.addWidget(number)
        else:
            words.addLayout(_name_beside_icon(contact, look, with_note=self._wide))
        if self._wide:
            words.addStretch(1)
        return words

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
