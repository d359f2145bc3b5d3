"""A chart of a number by day: a bar and its number for each, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.ui.look import Look

#: The height of the tallest bar, in design pixels.
TALLEST, TALLEST_LOW = 120, 84


@dataclass(frozen=True)
class Bar:
    """One day: its *label*, the number as it is *shown*, and its *height* in any unit."""

    label: str
    shown: str
    height: int


class DayChart(QWidget):
    """Bars with a number above and a label below; the days go in the reading direction."""

    def __init__(self, bars: Sequence[Bar], look: Look) -> None:
        super().__init__()
        self._bars, self._look = tuple(bars), look
        self.setProperty("whole", True)
        self._most = max([1, *(bar.height for bar in bars)])
        role, centre = look.role("chart"), Qt.AlignmentFlag.AlignHCenter
        self._numbers = [self._small(bar.shown if bar.height else "", role.text, centre) for bar in self._bars]
        self._labels = [self._small(bar.label, role.muted, centre) for bar in self._bars]
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFixedHeight(self._tallest + 2 * self._line)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(400), self._tallest + 2 * self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for number, (above, below) in enumerate(zip(self._numbers, self._labels, strict=True)):
            place = self._place(number)
            left, width = round(place.left()), int(place.width())
            above.setGeometry(left, round(self._bar(number).top()) - self._line, width, self._line)
            below.setGeometry(left, self.height() - self._line, width, self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, role = QPainter(self), self._look.role("chart")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(role.icon))
        radius = self._look.px(4)
        for number, bar in enumerate(self._bars):
            if bar.height:
                painter.drawRoundedRect(self._bar(number), radius, radius)
        painter.setBrush(QColor(role.fill))
        floor = self.height() - self._line
        painter.drawRect(QRectF(0, floor, self.width(), self._look.px(3)))

    @property
    def _tallest(self) -> int:
        return self._look.px(TALLEST_LOW if self._look.low else TALLEST)

    @property
    def _line(self) -> int:
        return self._look.px((34, 40, 49)[(100, 133, 167).index(self._look.text_size)])

    def _place(self, number: int) -> QRectF:
        """Return the part of the width that belongs to a day."""
        width = self.width() / max(1, len(self._bars))
        place = number if self._look.direction == "ltr" else len(self._bars) - 1 - number
        return QRectF(place * width, 0, width, self.height())

    def _bar(self, number: int) -> QRectF:
        place = self._place(number)
        height = self._tallest * self._bars[number].height / self._most
        if self._bars[number].height:
            height = max(height, self._look.px(6))
        inset = place.width() * 0.18
        floor = self.height() - self._line
        return QRectF(place.left() + inset, floor - height, place.width() - 2 * inset, height)

    def _small(self, word: str, colour: str, align: Qt.AlignmentFlag) -> Text:
        text = Text(word, self._look, "summary-number", colour=colour, align=align, one_line=True)
        text.centre_vertically().setParent(self)
        # Until it is placed it must not seem to stand somewhere else in the column.
        text.resize(1, 1)
        return text
