"""Start: nobody is there; one large card per language, each in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from kiosk.content.model import Language
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.widgets.top_bar import Sign

#: More languages than this say only their first three in the lines around the cards.
SPOKEN = 3
LARGE_CARDS = 4


@dataclass(frozen=True)
class Offer:
    """A language on offer, and the screens' words in it."""

    language: Language
    wording: Wording


class LanguageCard(Touchable):
    """Begins the visit in its language; laid out in that language's direction."""

    radius = tokens.RADIUS_CARD + 2
    picked = Signal(str)

    def __init__(self, offer: Offer, look: Look, *, large: bool) -> None:
        super().__init__(look, "language", offer.language.endonym)
        self._code = offer.language.code
        self.setObjectName(f"language-{self._code}")
        self.setLayoutDirection(look.qt_direction)
        role = look.role("language")
        column = QVBoxLayout(self)
        pad = look.px((20 if look.low else 36) if large else 18)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.px(6))
        kind = "" if large and not look.low else "-small"
        if not large or look.portrait:
            column.addStretch(1)
        column.addWidget(Text(offer.language.endonym, look, f"endonym{kind}", colour=role.text, shrinks=True))
        if greeting := offer.language.greeting or offer.wording.own("Do you need information?"):
            below = Text(greeting, look, f"greeting{kind}", colour=role.muted, shrinks=True)
            below.setProperty("muted", True)
            column.addWidget(below)
        column.addStretch(1)
        self.clicked.connect(self._on_clicked)

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
        large = count <= LARGE_CARDS
        grid = QGridLayout()
        grid.setSpacing(look.px(12 if look.low else 20))
        for number, offer in enumerate(self._offers):
            card = LanguageCard(offer, look.reading(offer.language.direction), large=large)
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
