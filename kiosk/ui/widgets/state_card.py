"""A card that says how something is: a sign, a title and lines below it, with an edge in the sign's colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.ui.look import Look

#: The sign that goes with each role.
SIGNS = {"ok": "circle-check", "warn": "triangle-exclamation", "error": "circle-exclamation", "card": "circle-info"}


class StateCard(Box):
    """Of the role ok, warn, error or card; *large* for what a screen begins with."""

    def __init__(
        self, role: str, title: str, lines: Sequence[str], look: Look, *, sign: str = "", large: bool = False
    ) -> None:
        super().__init__(look, role)
        colours, side = look.role(role), (48 if look.low else 56) if large else 34
        across = QHBoxLayout(self)
        pad = look.px((12 if look.low else 20) if large else 12)
        across.setContentsMargins(look.px(24), pad, look.px(24), pad)
        across.setSpacing(look.px(20))
        pictogram = Pictogram(sign or SIGNS[role], look, colour=colours.icon, box=(side, side))
        across.addWidget(pictogram, 0, Qt.AlignmentFlag.AlignVCenter if large else Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        kind = ("row" if look.low else "heading") if large else "label"
        words.addWidget(Text(title, look, kind, colour=colours.text, shrinks=True))
        for line in lines:
            words.addWidget(Text(line, look, "site-name", colour=colours.muted, shrinks=True))
        across.addLayout(words, 1)
