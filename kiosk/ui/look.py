"""One look: scale, text size, theme, typefaces, pictograms and reading direction, shared by all that is painted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QFont

from kiosk.ui.theme import fonts, tokens
from kiosk.ui.theme.pictograms import Pictograms
from kiosk.ui.theme.roles import NORMAL, Role, Theme
from kiosk.visit import TEXT_SIZES

if TYPE_CHECKING:
    from kiosk.content.model import Direction

#: Below this many design pixels the side panel goes under the text and the bars get lower.
NARROW, LOW = 800, 600


@dataclass(frozen=True)
class Look:
    """How everything on one screen looks. *width* and *height* are the window's pixels."""

    width: int
    height: int
    scale: float = 1.0
    text_size: int = 100
    theme: Theme = NORMAL
    direction: Direction = "ltr"
    families: tuple[str, ...] = ()
    pictograms: Pictograms = field(default_factory=Pictograms, compare=False)

    def px(self, design: float) -> int:
        """Return a length in screen pixels."""
        return round(design * self.scale)

    @property
    def design_width(self) -> float:
        """The window's width in design pixels."""
        return self.width / self.scale

    @property
    def design_height(self) -> float:
        """The window's height in design pixels."""
        return self.height / self.scale

    @property
    def low(self) -> bool:
        """Whether every line of height counts."""
        return self.design_height < LOW

    @property
    def narrow(self) -> bool:
        """Whether there is no room beside the text."""
        return self.design_width < NARROW or self.portrait

    @property
    def portrait(self) -> bool:
        """Whether the screen is taller than wide."""
        return self.height > self.width

    @property
    def margin(self) -> int:
        """The screen's margin in pixels."""
        return self.px(tokens.MARGIN_COMPACT if self.low else tokens.MARGIN)

    @property
    def gap(self) -> int:
        """The space between cards in pixels."""
        return self.px(tokens.GAP_COMPACT if self.low else tokens.GAP)

    @property
    def qt_direction(self) -> Qt.LayoutDirection:
        """The reading direction as Qt names it."""
        return Qt.LayoutDirection.RightToLeft if self.direction == "rtl" else Qt.LayoutDirection.LeftToRight

    def margins(self, leading: float, top: float, trailing: float, bottom: float) -> QMargins:
        """Return margins of design pixels in screen pixels, turned for the reading direction."""
        start, end = (leading, trailing) if self.direction == "ltr" else (trailing, leading)
        return QMargins(self.px(start), self.px(top), self.px(end), self.px(bottom))

    def role(self, name: str) -> Role:
        """Return a role of the theme; an unknown one fails."""
        return self.theme.role(name)

    def reading(self, direction: Direction) -> Look:
        """Return this look for another reading direction."""
        return self if direction == self.direction else replace(self, direction=direction)

    def font(self, kind: str) -> QFont:
        """Return the typeface of a kind of text, in pixels; an unknown kind fails."""
        sizes, _, bold = tokens.TYPE[kind]
        font = QFont()
        first = fonts.NUMBERS if kind.endswith("number") else fonts.TEXT
        font.setFamilies([first, fonts.TEXT, *self.families, fonts.ARABIC])
        font.setPixelSize(self.px(sizes[TEXT_SIZES.index(self.text_size)]))
        font.setBold(bold)
        return font

    def forward(self, name: str) -> str:
        """Return the pictogram *name* (``chevron-right``, ``arrow-left``…) turned for the reading direction."""
        if self.direction == "ltr":
            return name
        turned = {"left": "right", "right": "left"}
        stem, _, side = name.rpartition("-")
        return f"{stem}-{turned[side]}" if side in turned else name


def line_height(kind: str) -> float:
    """Return the line height of a kind of text as a multiple of its size."""
    return tokens.TYPE[kind][1]
