"""The notices of the day: as many as leave room for the rest, and a way to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.content.model import Span
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.measure import height_at
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: The part of a screen that notices may take before the others have to be asked for.
MOST_OF_HEIGHT = 0.34


class NoticeBox(Box):
    """One notice with the sign for it; *title* stands before it."""

    def __init__(self, title: str, text: str, look: Look, kind: str = "summary") -> None:
        super().__init__(look, "notice")
        role = look.role("notice")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(24, 10, 20, 10))
        across.setSpacing(look.px(20))
        across.addWidget(Pictogram("bullhorn", look, colour=role.icon, box=(34, 34)))
        spans = [Span(f"{title} ", strong=True), Span(text)] if title else [Span(text)]
        across.addWidget(Text(spans, look, kind, colour=role.text).centre_vertically(), 1)
        self.setMinimumHeight(look.px(52 if look.low else 64))


class NoticeBoard(QWidget):
    """Fits notices into *room* pixels of height at *width*; where not all fit, a button leads to the others."""

    all_chosen = Signal()

    def __init__(self, notices: Sequence[str], look: Look, wording: Wording, width: int, room: int) -> None:
        super().__init__()
        _ = wording.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        limit = round(room * MOST_OF_HEIGHT)
        boxes = [NoticeBox(_("Notice of today:"), notice, look) for notice in notices]
        heights = [height_at(box, width) for box in boxes]
        shown = _count_within(heights, limit, column.spacing())
        if shown < len(boxes):
            button = Button("bullhorn", f"{_('Notices of today')} ({len(notices)})", look, "notice")
            button.setObjectName("notices")
            button.clicked.connect(self.all_chosen)
            shown = _count_within(heights, limit - height_at(button, width) - column.spacing(), column.spacing())
        for box in boxes[:shown]:
            column.addWidget(box)
        for box in boxes[shown:]:
            box.deleteLater()
        if shown < len(boxes):
            column.addWidget(button)


def _count_within(heights: Sequence[int], limit: int, gap: int) -> int:
    """Return how many boxes from the first on go into a height."""
    used = 0
    for count, height in enumerate(heights):
        used += height + (gap if count else 0)
        if used > limit:
            return count
    return len(heights)
