"""A card that says how something stands: a sign in its colour, and words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.ui.look import Look


class Verdict(Box):
    """A box in a role's colours, as ``ok`` or ``error``, with the pictogram *icon* or none."""

    def __init__(self, look: Look, role: str, icon: str = "") -> None:
        super().__init__(look, role)
        self.look, self.colours = look, look.role(role)
        across = QHBoxLayout(self)
        side, down = (16, 6) if look.low else (24, 16)
        across.setContentsMargins(look.margins(side, down, side, down))
        across.setSpacing(look.px(16 if look.narrow else 24))
        if icon:
            box = (44, 40) if look.narrow or look.low else (60, 52)
            sign = Pictogram(icon, look, colour=self.colours.icon, box=box)
            # Where a card may be divided between two screenfuls, the sign holds no more together than it must.
            is_tall = look.low and look.text_size > 100
            across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop if is_tall else Qt.AlignmentFlag.AlignVCenter)
        self._words = QVBoxLayout()
        self._words.setSpacing(look.px(4 if look.low else 6))
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addStretch(1)
        middle.addLayout(self._words)
        middle.addStretch(1)
        across.addLayout(middle, 1)

    def say(self, text: str, kind: str, colour: str = "") -> Verdict:
        """Add a line of words, in the box's own colour unless another is given."""
        if text:
            self._words.addWidget(Text(text, self.look, kind, colour=colour or self.colours.text, shrinks=True))
        return self

    def add(self, part: QWidget) -> Verdict:
        """Add anything else below the words."""
        self._words.addWidget(part)
        return self
