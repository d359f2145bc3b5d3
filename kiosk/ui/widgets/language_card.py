"""A card on Start: a language in its own words; a touch begins the visit in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kiosk.content.model import Language
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

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
