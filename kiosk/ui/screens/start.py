"""Start: nobody is there; one large card per language, each in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.measure import settle
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.content.model import Language
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.widgets.top_bar import Sign

#: More languages than this say only their first three in the lines around the cards.
SPOKEN = 3
#: Up to so many cards are large; more than some are crowded where the screen is wide.
LARGE_CARDS, SOME_CARDS = 4, 6
#: The type of endonym and greeting on large cards, on smaller ones and on crowded ones.
TYPES = (("endonym", "greeting"), ("endonym-small", "greeting-small"), ("card-title", "crumb"))


@dataclass(frozen=True)
class Offer:
    """A language on offer, and the screens' words in it."""

    language: Language
    wording: Wording


class LanguageCard(Touchable):
    """Begins the visit in its language; laid out in that language's direction."""

    radius = tokens.RADIUS_CARD + 2
    picked = Signal(str)

    def __init__(self, offer: Offer, look: Look, *, large: bool, crowded: bool) -> None:
        super().__init__(look, "language", offer.language.endonym)
        self._code = offer.language.code
        self.setObjectName(f"language-{self._code}")
        self.setLayoutDirection(look.qt_direction)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        role = look.role("language")
        endonym, greeting = TYPES[2 if crowded or (look.low and not large) else int(look.low or not large)]
        self._from_top = large and not look.portrait
        self._pad = look.px((20 if look.low else 36) if large else 10 if look.low or crowded else 18)
        self._endonym = Text(offer.language.endonym, look, endonym, colour=role.text, shrinks=True)
        words = offer.language.greeting or offer.wording.own("Do you need information?")
        self._greeting = Text(words, look, greeting, colour=role.muted, shrinks=True)
        self._greeting.setProperty("muted", True)
        self._greets = bool(words)
        for text in (self._endonym, self._greeting):
            text.setParent(self)
        self.clicked.connect(self._on_clicked)

    def fits(self) -> bool:
        """Whether there is room for its greeting."""
        return self._height(greets=self._greets) <= self.height() - 2 * self._pad

    def greet(self, *, greets: bool) -> None:
        """Show the greeting, if it has one, or leave it out."""
        self._greeting.setVisible(greets and self._greets)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _height(self, *, greets: bool) -> int:
        """Return the height of its words in pixels."""
        across, height = self.width() - 2 * self._pad, 0
        for text, counts in ((self._endonym, True), (self._greeting, greets)):
            height += text.heightForWidth(max(1, across)) if counts else 0
        return height + (self.look.px(6) if greets else 0)

    def _place(self) -> None:
        greets = self._greeting.isVisibleTo(self)
        across, room = max(1, self.width() - 2 * self._pad), self.height() - 2 * self._pad
        top = self._pad if self._from_top else max(self._pad, (self.height() - self._height(greets=greets)) // 2)
        first = min(self._endonym.heightForWidth(across), room)
        self._endonym.setGeometry(self._pad, top, across, first)
        top += first + self.look.px(6)
        rest = min(self._greeting.heightForWidth(across), max(1, self.height() - self._pad - top))
        self._greeting.setGeometry(self._pad, top, across, rest)

    def _on_clicked(self) -> None:
        self.picked.emit(self._code)


class StartScreen(QWidget):
    """Fills the window; a touch on a language begins the visit."""

    language_chosen = Signal(str)

    def __init__(self, offers: Sequence[Offer], sign: Sign, look: Look) -> None:
        super().__init__()
        self._look, self._offers = look, list(offers)
        column = QVBoxLayout(self)
        side = look.px(24 if look.low else 56) if not look.portrait else look.margin
        column.setContentsMargins(side, look.px(16 if look.low else 44), side, look.px(12 if look.low else 28))
        column.setSpacing(look.px(14 if look.low else 28))
        column.addLayout(self._head(sign))
        column.addLayout(self._cards(), 1)
        column.addWidget(self._privacy())

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
