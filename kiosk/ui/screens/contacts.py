"""Contacts: the list, and the chosen one in large type with its code."""

from __future__ import annotations

from functools import partial
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

    from kiosk.content.model import Phone, ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


#: Below this many design pixels the list goes under the details, as on a screen of 5 to 4.
SIDE_BY_SIDE = 1250
#: How wide the list is beside the details; what of it is around a name, and where it has arrows, in design pixels.
LIST_WIDTH, ROW_FRAME, ARROWS = 440, 116, 112
#: What the pictogram before a number takes of its line.
ICON = 56
#: From this degree of compactness on, further numbers and the button leave the row of number and code; the last one.
APART, TIGHTEST = 2, 4
#: How far the words are from the edge of the card: where there is room, on low screens, and where there is none.
PADDING, PADDING_LOW, PADDING_LEAST = 30, 18, 6
#: Larger text is no longer set in half the width.
LARGE_TEXT = 110
#: How a contact's name is set, from large to small.
NAMES = ("card-title", "row", "crumb")


class Details(Box):
    """All that is known of one contact; its first number and its code are seen before anybody pages down.

    They stand beside one another at the top. With *compact* the rest leaves their row step by step, for below it:
    the other facts at 1; at 2 further numbers and the button; at 3 what the code is for goes; at 4 the code shrinks
    as far as phones read it, and the name goes below number and code. The name is set smaller where it would push the
    number further down than *room* pixels.
    """

    def __init__(
        self, contact: ShownContact, look: Look, wording: Wording, space: tuple[int, int], compact: int
    ) -> None:
        super().__init__(look, "card")
        self._contact, self._wording = contact, wording
        pad = look.px(PADDING_LOW if look.low else PADDING)
        self._pad = look.px(PADDING_LEAST) if compact == TIGHTEST else pad
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, self._pad, pad, self._pad)
        column.setSpacing(look.px(14))
        self._row = QHBoxLayout()
        self._row.setSpacing(look.px(20))
        facts = QVBoxLayout()
        facts.setSpacing(look.px(14))
        self._row.addLayout(facts, 1)
        column.addLayout(self._row)
        width, room = space
        self._inner = width - 2 * pad
        self.scan = self._add_code(compact) if contact.phones else None
        if compact < TIGHTEST:
            self._add_name(facts, room)
        self._add_numbers(facts, contact.phones[:1] if compact >= APART else contact.phones)
        if compact == TIGHTEST:
            self._add_name(column, room)
        self._add_numbers(column, contact.phones[1:] if compact >= APART else ())
        if self.scan is not None and compact >= APART:
            column.addWidget(self.write)
        self._add_texts(column if compact else facts)
        facts.addStretch(1)

    def height_of_row(self) -> int:
        """Return how far down number and code reach, in pixels."""
        return self._pad + self._row.totalHeightForWidth(self._inner)

    def _add_code(self, compact: int) -> ScanColumn:
        look, wording = self._look, self._wording
        scan = ScanColumn(self._contact, look, wording, ground="card")
        self.write = Button("pencil", wording.gettext("Write it down"), look)
        self.write.setObjectName("write")
        if compact < APART:
            scan.add_below(self.write)
        if compact > APART:
            scan.hide_caption()
        if compact == TIGHTEST:
            scan.shrink_code()
        self._row.addLayout(centred(scan))
        return scan

    def _add_name(self, facts: QVBoxLayout, room: int) -> None:
        contact, look = self._contact, self._look
        width = self._inner - (look.px(20) + self.scan.width() if self.scan is not None else 0)
        number = 0
        if contact.phones:
            first = PhoneText(contact.phones[0], look, self._wording, "number", colour=look.role("number").text)
            number = first.heightForWidth(width - look.px(ICON))
        room -= self._pad + look.px(14) + number
        ink = look.role("card").text
        names = [Text(contact.name.text, look, kind, colour=ink, shrinks=True) for kind in NAMES]
        fitting = (name for name in names if name.heightForWidth(width) <= room and name.least_width() <= width)
        facts.addWidget(next(fitting, names[-1]))

    def _add_numbers(self, facts: QVBoxLayout, phones: Sequence[Phone]) -> None:
        for phone in phones:
            number = PhoneText(phone, self._look, self._wording, "number", colour=self._look.role("number").text)
            facts.addLayout(self._line("phone", number, Qt.AlignmentFlag.AlignVCenter))

    def _add_texts(self, facts: QVBoxLayout) -> None:
        look, ink = self._look, self._look.role("card").text
        for icon, words in self._texts():
            text = Text(words, look, "body", colour=ink, shrinks=True)
            facts.addLayout(self._line(icon, text, Qt.AlignmentFlag.AlignTop))

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
        self._contacts, self._shown = contacts, _selected(contacts, chosen)
        self.contact_to_call = self._shown if self._shown is not None and self._shown.phones else None

    def fit(self, height: int) -> None:
        """Place the list beside the details, or below them."""
        look, contacts, selected = self.look, self._contacts, self._shown
        self._rows: dict[ContactRow, str] = {}
        heading = Heading(self.wording.gettext("Contacts"), look)
        if selected is None:
            self._say_nothing(heading)
            return
        listed = self._list(contacts, selected.id)
        is_small = look.narrow or look.low or look.text_size > 140 or look.design_width < SIDE_BY_SIDE
        stacked = is_small or not _stands_beside(listed, contacts, look)
        width = look.width - 2 * look.margin - look.px(ARROWS if stacked else LIST_WIDTH + 28)
        room = self.height_between_margins(height) - (height_at(heading, width) + look.gap if stacked else 0)
        details = self._details(selected, width, room)
        if details.scan is not None:
            details.scan.code.clicked.connect(self._on_code_clicked)
            details.write.clicked.connect(self._on_write_clicked)
        self._selected = selected.id
        if stacked:
            self.column.addWidget(self.pages(_stacked([details, listed], look), heading))
        else:
            self.column.addLayout(self._side_by_side(heading, listed, details))

    def _details(self, contact: ShownContact, width: int, room: int) -> Details:
        """Return the details, all facts beside the code if all of it is seen at once: else a line would be cut."""
        look = self.look
        make = partial(Details, contact, look, self.wording, (width, room))
        details = make(0)
        if height_at(details, width) <= room and not look.low and look.text_size <= LARGE_TEXT:
            return details
        for compact in range(APART - 1, TIGHTEST + 1):
            details = make(compact)
            if details.height_of_row() <= room:
                break
        return details

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
