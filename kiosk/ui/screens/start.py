"""Start: nobody is there; one large card per language, each in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.language_card import LanguageCard, Offer
from kiosk.ui.widgets.measure import settle
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.ui.look import Look
    from kiosk.ui.widgets.top_bar import Sign

#: More languages than this say only their first three in the lines around the cards.
SPOKEN = 3
#: Up to so many cards are large; more than some are crowded where the screen is wide.
LARGE_CARDS, SOME_CARDS = 4, 6


@dataclass(frozen=True)
class StaffWords:
    """What the staff read in their own *look*.

    The word on their door, that new content is there, and what is wrong with the kiosk; the last two are empty if not.
    """

    door: str
    news: str
    look: Look
    alarm: str = ""


class StaffDoor(Touchable):
    """A pictogram and a word without a box, as large as all that can be touched and quieter than all of it."""

    def __init__(self, staff: StaffWords) -> None:
        look = staff.look
        super().__init__(look, "door", staff.door)
        self.setObjectName("staff")
        self.setLayoutDirection(look.qt_direction)
        role = look.role("door")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addWidget(Pictogram("user-shield", look, colour=role.icon, box=(30, 26)))
        row.addWidget(Text(staff.door, look, "crumb", colour=role.text).centre_vertically())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class StartScreen(QWidget):
    """Fills the window; a touch on a language begins the visit."""

    language_chosen = Signal(str)
    staff_chosen = Signal(bool)
    """The staff's door was touched; true if it was the word that new content is there."""

    def __init__(self, offers: Sequence[Offer], sign: Sign, look: Look, staff: StaffWords | None = None) -> None:
        super().__init__()
        self._look, self._offers = look, list(offers)
        column = QVBoxLayout(self)
        side = look.px(24 if look.low else 56) if not look.portrait else look.margin
        foot = (2 if look.low else 6) if staff else 12 if look.low else 28
        column.setContentsMargins(side, look.px(16 if look.low else 44), side, look.px(foot))
        column.setSpacing(0)
        gap = look.px(14 if look.low else 28)
        column.addLayout(self._head(sign))
        column.addSpacing(gap)
        column.addLayout(self._cards(), 1)
        for button in self._lines_for_staff(staff) if staff else ():
            column.addSpacing(look.px(8 if look.low else 16))
            column.addWidget(button)
        column.addSpacing(look.px(2 if look.low else 6) if staff else gap)
        column.addLayout(self._foot(staff))

    def resizeEvent(self, event: QResizeEvent) -> None:
        settle(self)
        cards = self.findChildren(LanguageCard)
        greets = all(card.fits() for card in cards)
        for card in cards:
            card.greet(greets=greets)

    def paintEvent(self, event: QPaintEvent) -> None:
        role = self._look.role("start")
        gradient = QLinearGradient(QPointF(0, 0), QPointF(self.width() * 0.4, self.height()))
        gradient.setColorAt(0, QColor(role.fill))
        gradient.setColorAt(1, QColor(role.edge))
        QPainter(self).fillRect(self.rect(), gradient)

    def _head(self, sign: Sign) -> QHBoxLayout:
        look, role = self._look, self._look.role("start")
        head = QHBoxLayout()
        head.setSpacing(look.px(28))
        head.addWidget(Pictogram("hand-pointer", look, colour=role.icon, box=(92, 76)))
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addStretch(1)
        calls = self._said("Touch your language")
        words.addWidget(Text(calls[0], look, "start-small" if look.low else "start", colour=role.text, shrinks=True))
        if others := " · ".join(calls[1:]):
            words.addWidget(Text(others, look, "start-line", colour=role.text, shrinks=True))
        words.addStretch(1)
        head.addLayout(words, 1)
        if not look.portrait:
            head.addLayout(self._sign(sign))
        return head

    def _sign(self, sign: Sign) -> QVBoxLayout:
        look, role = self._look, self._look.role("start")
        lines = QVBoxLayout()
        lines.setSpacing(look.px(4))
        lines.addStretch(1)
        trailing = Qt.AlignmentFlag.AlignTrailing
        kind, widest = ("site-name", look.width // 3) if look.low else ("summary", look.width * 2 // 5)
        for text in dict.fromkeys((sign.title, sign.name)):
            if text:
                line = Text(text, look, kind, colour=role.text, align=trailing, shrinks=True)
                line.setFixedWidth(min(line.sizeHint().width(), widest))
                lines.addWidget(line, 0, trailing)
        lines.addStretch(1)
        return lines

    def _cards(self) -> QGridLayout:
        look, count = self._look, len(self._offers)
        columns = _columns(count, portrait=look.portrait)
        large, crowded = count <= LARGE_CARDS, count > SOME_CARDS and not look.portrait
        grid = QGridLayout()
        grid.setSpacing(look.px(12 if look.low else 20))
        for number, offer in enumerate(self._offers):
            card = LanguageCard(offer, look.reading(offer.language.direction), large=large, crowded=crowded)
            card.picked.connect(self.language_chosen)
            grid.addWidget(card, *divmod(number, columns))
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        for row in range(ceil(count / columns)):
            grid.setRowStretch(row, 1)
        return grid

    def _lines_for_staff(self, staff: StaffWords) -> list[Button]:
        """Return what stands below the languages: what is wrong first, on low screens alone."""
        found = []
        if staff.alarm:
            found.append(Button("triangle-exclamation", staff.alarm, staff.look, "notice"))
            found[-1].setObjectName("alarm")
            found[-1].clicked.connect(self._on_door_clicked)
        if staff.news and not (staff.alarm and staff.look.low):
            found.append(Button("download", staff.news, staff.look, "notice"))
            found[-1].setObjectName("news")
            found[-1].clicked.connect(self._on_news_clicked)
        for button in found:
            button.setLayoutDirection(staff.look.qt_direction)
        return found

    def _foot(self, staff: StaffWords | None) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(self._look.px(24))
        foot.addWidget(self._privacy().centre_vertically(), 1)
        if staff:
            door = StaffDoor(staff)
            door.clicked.connect(self._on_door_clicked)
            foot.addWidget(door)
        return foot

    def _on_door_clicked(self) -> None:
        self.staff_chosen.emit(False)

    def _on_news_clicked(self) -> None:
        self.staff_chosen.emit(True)

    def _privacy(self) -> Text:
        text = " · ".join(self._said("We keep no names and no history"))
        return Text(text, self._look, "crumb", colour=self._look.role("start").text)

    def _said(self, message: str) -> list[str]:
        """Return *message* in the own words of the first languages that have some, each kept in its order."""
        offers = [offer for offer in self._offers if offer.wording.own(message)][:SPOKEN]
        if not offers:
            return [self._offers[0].wording.gettext(message)]
        said = {offer.wording.own(message): offer.language.direction for offer in reversed(offers)}
        own = self._look.direction
        return [text if said[text] == own else isolated(text, said[text]) for text in reversed(said)]


def _columns(count: int, *, portrait: bool) -> int:
    if portrait:
        return 1 if count <= LARGE_CARDS else 2
    if count <= 3:
        return count
    return 2 if count == LARGE_CARDS else 3 if count <= 6 else 4
