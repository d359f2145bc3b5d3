"""Buttons: a pictogram and a word, beside or above one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box, paint_pictogram
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from kiosk.ui.look import Look


class Button(Touchable):
    """A pictogram beside a word, as in the top bar and in dialogs."""

    def __init__(self, icon: str, word: str, look: Look, role: str = "control") -> None:
        super().__init__(look, role, word)
        colours = look.role(role)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(22), look.px(8), look.px(22), look.px(8))
        row.setSpacing(look.px(16))
        row.addStretch(1)
        if icon:
            row.addWidget(Pictogram(icon, look, colour=colours.icon, box=(34, 30)))
        if word:
            row.addWidget(Text(word, look, "label", colour=colours.text, shrinks=True).centre_vertically(), 0)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class Slot(Touchable):
    """A pictogram above a word, as in the bottom bar; beside it where every line of height counts."""

    def __init__(self, icon: str, word: str, look: Look, role: str = "control") -> None:
        super().__init__(look, role, word)
        colours, centre = look.role(role), Qt.AlignmentFlag.AlignHCenter
        pictogram = Pictogram(icon, look, colour=colours.icon, box=(30, 28) if look.low else (44, 32))
        align = Qt.AlignmentFlag.AlignLeading if look.low else centre
        text = Text(word, look, "slot", colour=colours.text, align=align, shrinks=True)
        line: QBoxLayout = QHBoxLayout(self) if look.low else QVBoxLayout(self)
        pad = look.px(6)
        line.setContentsMargins(pad, pad, pad, pad)
        line.setSpacing(look.px(7 if look.low else 2))
        line.addStretch(1)
        line.addWidget(pictogram, 0, Qt.AlignmentFlag.AlignCenter)
        line.addWidget(text.centre_vertically() if look.low else text)
        line.addStretch(1)
        self.setMinimumHeight(look.px(tokens.TARGET if look.low else tokens.SLOT))


class Choice(Touchable):
    """One of a row of choices; the chosen one is filled."""

    def __init__(self, word: str, look: Look, kind: str = "label") -> None:
        super().__init__(look, "control", word)
        self._word = word
        self.setCheckable(True)
        row: QBoxLayout = QHBoxLayout(self)
        row.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        centre = Qt.AlignmentFlag.AlignHCenter
        text = Text(word, look, kind, colour=look.role("control").text, align=centre, shrinks=True)
        row.addWidget(text.centre_vertically())

    def choose(self, chosen: bool) -> None:  # noqa: FBT001 - a state, as in setChecked
        """Be the chosen one, or not."""
        self.setChecked(chosen)
        self.set_role("chosen" if chosen else "control")


class Arrow(Touchable):
    """A paging button: only an arrow, since everybody reads it beside the indicator."""

    def __init__(self, icon: str, name: str, look: Look) -> None:
        super().__init__(look, "primary", name)
        self._icon = icon
        self.setFixedSize(look.px(88), look.px(80))

    def set_useful(self, useful: bool) -> None:  # noqa: FBT001 - a state, as in setEnabled
        """Be painted strong, or pale when there is nothing further that way."""
        self.setEnabled(useful)
        self.set_role("primary" if useful else "control")

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the box and the arrow."""
        paint_box(painter, self.rect(), self.role(), self.look, self.radius)
        side = min(self.width(), self.height()) // 3
        box = QRect(QPoint(0, 0), QSize(side, side))
        box.moveCenter(self.rect().center())
        paint_pictogram(painter, self._icon, box, self.role().icon, self.look)
