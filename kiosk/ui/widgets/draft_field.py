"""Shows what is being written, with a cursor at its end; what is longer than the field shows its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.ui.look import Look

KIND = "label-line"


class DraftField(QWidget):
    """As many whole lines as there is room for; *hint* stands there until something is written."""

    def __init__(self, hint: str, look: Look, *, alarm: bool = False) -> None:
        super().__init__()
        self._look, self._hint, self._written = look, hint, ""
        self._role = look.role("error" if alarm else "selected")
        self._text = Text(hint, look, KIND, colour=self._role.text)
        self._hint_text = Text(hint, look, KIND, colour=self._role.muted, shrinks=True)
        for text in (self._text, self._hint_text):
            text.centre_vertically().setParent(self)
        self.show_written("")

    def show_written(self, written: str) -> None:
        """Show what was written."""
        self._written = written
        self._text.setVisible(bool(written))
        self._hint_text.setVisible(not written)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), self._role, self._look, tokens.RADIUS)

    def _fit(self) -> None:
        look = self._look
        across, down = look.px(20), look.px(6)
        inner: QRect = self.rect().adjusted(across, down, -across, -down)
        if inner.width() < 1 or inner.height() < 1:
            return
        self._hint_text.setGeometry(inner)
        self._text.setGeometry(inner)
        end = self._written
        self._say(end)
        while end and not self._fits(inner):
            end = end.partition(" ")[2] or end[len(end) // 2 + 1 :]
            self._say(end)

    def _fits(self, inner: QRect) -> bool:
        width = inner.width()
        return self._text.longest_at_full_size() <= width and self._text.heightForWidth(width) <= inner.height()

    def _say(self, end: str) -> None:
        # A blank at the end is seen only if it cannot fall away.
        self._text.set_text(f"{end[:-1]}\u00a0|" if end.endswith(" ") else f"{end}|")
