"""Shows what is being written and how long it is, with a cursor at its end; what is longer shows its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.content.isolates import isolated
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.ui.look import Look

KIND = "label-line"


class DraftField(QWidget):
    """As many whole lines as there is room for; *hint* stands there until something is written.

    At the end of the line stands how many letters there are, and that *most* can be.
    """

    def __init__(self, hint: str, look: Look, most: int) -> None:
        super().__init__()
        self._look, self._most, self._written = look, most, ""
        self._role = role = look.role("selected")
        self._text = Text(hint, look, KIND, colour=role.text)
        self._hint_text = Text(hint, look, KIND, colour=role.muted, shrinks=True)
        trailing = Qt.AlignmentFlag.AlignTrailing
        # As wide as it can become, so that no line breaks anew when another digit is counted.
        self._count = Text(_count(most, most), look, "site-name", colour=role.muted, align=trailing, one_line=True)
        self._count_width = self._count.sizeHint().width()
        for text in (self._text, self._hint_text, self._count):
            text.centre_vertically().setParent(self)
        self.show_written("", 0, alarm=False)

    def show_written(self, written: str, letters: int, *, alarm: bool) -> None:
        """Show what was written, and how many letters of it count; an *alarm* has all of it stand out."""
        self._written = written
        self._role = role = self._look.role("error" if alarm else "selected")
        self._text.set_colour(role.text)
        self._hint_text.set_colour(role.muted)
        self._count.set_text(_count(letters, self._most))
        self._count.set_colour(role.icon if letters > self._most else role.muted)
        self._text.setVisible(bool(written))
        self._hint_text.setVisible(not written)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), self._role, self._look, tokens.RADIUS)

    def _fit(self) -> None:
        look = self._look
        across, down = look.px(20), look.px(6)
        inner: QRect = self.rect().adjusted(across, down, -across, -down)
        gap = look.px(14)
        width = inner.width() - self._count_width - gap
        if width < 1 or inner.height() < 1:
            return
        count = QRect(inner.left() + width + gap, inner.top(), self._count_width, inner.height())
        if look.direction == "rtl":
            count.moveLeft(inner.left())
            inner.setLeft(count.right() + 1 + gap)
        else:
            inner.setWidth(width)
        self._count.setGeometry(count)
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


def _count(letters: int, most: int) -> str:
    return isolated(f"{letters} / {most}")
