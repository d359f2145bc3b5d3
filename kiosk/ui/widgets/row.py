"""Rows of lists: a pictogram, a title, a line below it, and an arrow where it leads on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box, paint_leading_edge
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from kiosk.content.model import ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class Row(Touchable):
    """One line of a topic's list, with the topic's colour at its leading edge."""

    radius = tokens.RADIUS_CARD - 2

    def __init__(self, icon: str, title: str, summary: str, look: Look, *, accent: str) -> None:
        super().__init__(look, "row", title)
        self._accent = accent
        line = QHBoxLayout(self)
        line.setContentsMargins(look.margins(34, 9, 24, 9))
        line.setSpacing(look.px(20))
        pictogram = Pictogram(icon, look, colour=accent, box=(64, 48))
        pictogram.setProperty("own_colour", True)
        line.addWidget(pictogram)
        line.addLayout(self._words(title, summary, look), 1)
        muted = look.role("row").muted
        arrow = Pictogram(look.forward("chevron-right"), look, colour=muted, box=(20, 28))
        arrow.setProperty("own_colour", True)
        line.addWidget(arrow)
        self.setMinimumHeight(look.px(88))

    def _words(self, title: str, summary: str, look: Look) -> QVBoxLayout:
        role = look.role("row")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(title, look, "row", colour=role.text))
        if summary:
            below = Text(summary, look, "summary", colour=role.muted)
            below.setProperty("muted", True)
            words.addWidget(below)
        words.addStretch(1)
        return words

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the card and its coloured edge."""
        paint_leading_edge(painter, self.rect(), self._accent, self.look, self.radius)
        inner = self.rect().adjusted(self.look.px(14), 0, 0, 0)
        if self.look.direction == "rtl":
            inner = self.rect().adjusted(0, 0, -self.look.px(14), 0)
        role = self.role()
        painter.save()
        painter.setClipRect(inner)
        paint_box(painter, self.rect(), role, self.look, self.radius)
        painter.restore()
        _paint_outline(painter, self)


def _paint_outline(painter: QPainter, row: Row) -> None:
    outline = replace(row.role(), fill="")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    paint_box(painter, row.rect(), outline, row.look, row.radius)


class ContactRow(Touchable):
    """One contact in the list of contacts, with its first number; the selected one has a strong edge."""

    def __init__(self, contact: ShownContact, look: Look, wording: Wording) -> None:
        super().__init__(look, "row", contact.name.text)
        role = look.role("row")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(24, 14, 20, 14))
        across.setSpacing(look.px(20))
        across.addWidget(Pictogram(contact.icon, look, colour=role.icon, box=(52, 42)))
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addStretch(1)
        words.addWidget(Text(contact.name.text, look, "row", colour=role.text, shrinks=True))
        if contact.phones or contact.note.text:
            below = self._below(contact, wording)
            below.setProperty("muted", True)
            words.addWidget(below)
        words.addStretch(1)
        across.addLayout(words, 1)
        self.setMinimumHeight(look.px(96))

    def _below(self, contact: ShownContact, wording: Wording) -> Text:
        muted = self.role().muted
        if contact.phones:
            return PhoneText(contact.phones[0], self.look, wording, "summary-number", colour=muted)
        return Text(contact.note.text, self.look, "summary", colour=muted)

    def select(self, selected: bool) -> None:  # noqa: FBT001 - a state, as in setChecked
        """Be the one whose details are shown, or not."""
        self.set_role("selected" if selected else "row")
