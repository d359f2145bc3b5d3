"""Contacts: the list, and the chosen one in large type with its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.content.model import Span
from kiosk.navigation import Destination, Place
from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.measure import height_at
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.row import ContactRow
from kiosk.ui.widgets.scan_column import ScanColumn, centred
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.typesetting import longest_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


#: Below this many design pixels the list goes under the details, as on a screen of 5 to 4.
SIDE_BY_SIDE = 1250
#: How wide the list is beside the details; what of it is around a name, and where it has arrows, in design pixels.
LIST_WIDTH, ROW_FRAME, ARROWS = 440, 116, 112
#: What bars and margins leave less than the height of the window for the details.
AROUND = 252


class Details(Box):
    """All that is known of one contact."""

    def __init__(self, contact: ShownContact, look: Look, wording: Wording, *, beside: bool) -> None:
        super().__init__(look, "card")
        self._contact, self._wording = contact, wording
        across = QHBoxLayout(self) if beside else QVBoxLayout(self)
        pad = look.px(18 if look.low else 30)
        across.setContentsMargins(pad, pad, pad, pad)
        across.setSpacing(look.px(20))
        across.addLayout(self._facts(), 1)
        self.scan: ScanColumn | None = None
        if contact.phones:
            self.scan = ScanColumn(contact, look, wording, ground="card")
            self.write = Button("pencil", wording.gettext("Write it down"), look)
            self.write.setObjectName("write")
            self.scan.add_below(self.write)
            across.addLayout(centred(self.scan))

    def _facts(self) -> QVBoxLayout:
        contact, look = self._contact, self._look
        facts = QVBoxLayout()
        facts.setSpacing(look.px(14))
        facts.addWidget(Text(contact.name.text, look, "card-title", colour=look.role("card").text, shrinks=True))
        for phone in contact.phones:
            number = PhoneText(phone, look, self._wording, "number", colour=look.role("number").text)
            facts.addLayout(self._line("phone", number, Qt.AlignmentFlag.AlignVCenter))
        ink = look.role("card").text
        for icon, words in self._texts():
            text = Text(words, look, "body", colour=ink, shrinks=True)
            facts.addLayout(self._line(icon, text, Qt.AlignmentFlag.AlignTop))
        facts.addStretch(1)
        return facts

    def _texts(self) -> list[tuple[str, str]]:
        contact, _ = self._contact, self._wording.gettext
        lines = [
            ("circle-info", contact.note.text),
            ("envelope", isolated(contact.email)),
            ("location-dot", contact.address.text),
            ("clock", contact.hours.text),
            ("language", contact.languages.text),
            ("id-card", contact.id_required.text),
            ("globe", isolated(contact.web)),
            *(("at", isolated(account)) for account in contact.social),
        ]
        if not contact.phones and not contact.address.text:
            lines.append(("hand", _("Look for them in this centre, or ask anybody who works here.")))
        return [(icon, text) for icon, text in lines if text]

    def _line(self, icon: str, text: Text, side: Qt.AlignmentFlag) -> QHBoxLayout:
        look = self._look
        line = QHBoxLayout()
        line.setSpacing(look.px(16))
        pictogram = Pictogram(icon, look, colour=look.role("card").icon, box=(40, 36))
        line.addWidget(pictogram, 0, side)
        line.addWidget(text, 1)
        return line


class ContactsScreen(Screen):
    """List at the leading side, details at the trailing side; below one another where it is narrow."""

    def __init__(self, look: Look, wording: Wording, contacts: Sequence[ShownContact], chosen: str = "") -> None:
        super().__init__(look, wording)
        self._rows: dict[ContactRow, str] = {}
        selected = _selected(contacts, chosen)
        heading = Heading(wording.gettext("Contacts"), look)
        if selected is None:
            self._say_nothing(heading)
            return
        listed = self._list(contacts, selected.id)
        details = self._details(selected)
        if details.scan is not None:
            details.scan.code.clicked.connect(self._on_code_clicked)
            details.write.clicked.connect(self._on_write_clicked)
        self._selected = selected.id
        is_small = look.narrow or look.low or look.text_size > 140 or look.design_width < SIDE_BY_SIDE
        if is_small or not _stands_beside(listed, contacts, look):
            self.column.addWidget(self.pages(_stacked([details, listed], look), heading))
        else:
            self.column.addLayout(self._side_by_side(heading, listed, details))

    def _details(self, contact: ShownContact) -> Details:
        """Return the details, their code beside them if all of it is seen at once: else a line would be cut."""
        look = self.look
        if look.narrow or look.low or look.text_size > 110:
            return Details(contact, look, self.wording, beside=False)
        details = Details(contact, look, self.wording, beside=True)
        width = look.width - 2 * look.margin - look.px(LIST_WIDTH + 28)
        if height_at(details, width) <= look.height - look.px(AROUND):
            return details
        return Details(contact, look, self.wording, beside=False)

    def _list(self, contacts: Sequence[ShownContact], selected: str) -> QWidget:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.px(14))
        for contact in contacts:
            row = ContactRow(contact, self.look, self.wording)
            row.setObjectName(f"contact-{contact.id}")
            row.select(contact.id == selected)
            row.clicked.connect(self._on_row_clicked)
            self._rows[row] = contact.id
            column.addWidget(row)
        column.addStretch(1)
        return listed

    def _side_by_side(self, heading: Heading, listed: QWidget, details: Details) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(self.look.px(28))
        leading = self.pages(listed, heading)
        leading.setFixedWidth(self.look.px(LIST_WIDTH))
        across.addWidget(leading)
        across.addWidget(self.pages(_filled(details)), 1)
        return across

    def _say_nothing(self, heading: Heading) -> None:
        nothing = self.wording.gettext("There is nothing here yet. Ask the staff.")
        text = Text(nothing, self.look, "body", colour=self.look.role("ground").text)
        self.column.addWidget(self.pages(_stacked([text], self.look), heading))

    def _on_row_clicked(self) -> None:
        self.chosen.emit(Destination(Place.CONTACTS, self._rows[self.sender()]))  # type: ignore[index]

    def _on_code_clicked(self) -> None:
        self.chosen.emit(Destination(Place.CODE, self._selected))

    def _on_write_clicked(self) -> None:
        self.chosen.emit(Destination(Place.WRITE, self._selected))


def _stacked(parts: Sequence[QWidget], look: Look) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.gap)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole


def _filled(part: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(part)
    return whole


def _stands_beside(listed: QWidget, contacts: Sequence[ShownContact], look: Look) -> bool:
    """Whether a list of contacts can stand beside the details without a word of a name being broken."""
    font = look.font("row")
    longest = max((longest_word((Span(contact.name.text),), font) for contact in contacts), default=0.0)
    has_arrows = height_at(listed, look.px(LIST_WIDTH)) > look.height // 2
    return longest <= look.px(LIST_WIDTH - ROW_FRAME - (ARROWS if has_arrows else 0))


def _selected(contacts: Sequence[ShownContact], chosen: str) -> ShownContact | None:
    """Return the chosen contact, else the first that can be called, else the first."""
    wanted = [contact for contact in contacts if contact.id == chosen]
    callable_ones = [contact for contact in contacts if contact.phones]
    return next(iter([*wanted, *callable_ones, *contacts]), None)
