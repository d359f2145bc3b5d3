"""What a search found: a few at a time, with arrows to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.navigation import Destination
from kiosk.ui.widgets.button import Arrow
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.ui.look import Look

#: The height of one result where there is room, with the largest text, and where every line counts.
TALL, TALLEST, SHORT = 98, 112, 80
#: Below this many design pixels only two results stand beside one another.
THREE_BESIDE = 1250
#: No more stand above one another.
MOST_ROWS = 5


@dataclass(frozen=True)
class Entry:
    """One thing to go to; *colour* is its topic's, empty for none."""

    icon: str
    title: str
    destination: Destination
    colour: str = ""


class Result(Touchable):
    """One entry as a card."""

    types = True

    def __init__(self, entry: Entry, look: Look) -> None:
        super().__init__(look, "row", entry.title)
        self.destination = entry.destination
        self.setObjectName(f"result-{entry.destination.place}-{entry.destination.id}")
        role = look.role("row")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(18, 6, 14, 6))
        across.setSpacing(look.px(14))
        pictogram = Pictogram(entry.icon, look, colour=entry.colour or role.icon, box=(44, 40))
        pictogram.setProperty("own_colour", True)
        across.addWidget(pictogram)
        kind = "result" if look.portrait or not look.low else "result-low"
        across.addWidget(Text(entry.title, look, kind, colour=role.text, shrinks=True).centre_vertically(), 1)


class Results(QWidget):
    """Lays out entries in the place it is given: beside one another, in portrait above one another.

    *says* is a line of text before them, as when nothing was found.
    """

    chosen = Signal(Destination)

    def __init__(self, entries: Sequence[Entry], look: Look, names: tuple[str, str], says: str = "") -> None:
        super().__init__()
        self._entries, self._look, self._first = tuple(entries), look, 0
        self._says: Text | None = None
        if says:
            self._says = Text(says, look, "label-line", colour=look.role("ground").text, shrinks=True)
            self._says.centre_vertically().setParent(self)
        self._shown: list[Result] = []
        icons = ("chevron-up", "chevron-down") if look.portrait else ("chevron-left", "chevron-right")
        self._before = self._arrow(look.forward(icons[0]), names[0], "results-before")
        self._after = self._arrow(look.forward(icons[1]), names[1], "results-after")
        self._before.clicked.connect(self._on_before_clicked)
        self._after.clicked.connect(self._on_after_clicked)

    def rows_in(self, room: int) -> int:
        """Return how many rows of results go into *room* pixels."""
        if not self._look.portrait:
            return 1
        return max(1, min(MOST_ROWS, (room + self._gap) // (self._row + self._gap)))

    def height_of(self, rows: int) -> int:
        """Return the height of so many rows."""
        return rows * self._row + (rows - 1) * self._gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show()

    @property
    def _gap(self) -> int:
        return self._look.px(6 if self._look.low else 12)

    @property
    def _row(self) -> int:
        if self._look.low:
            return self._look.px(SHORT)
        return self._look.px(TALLEST if self._look.text_size > 140 else TALL)

    @property
    def _count(self) -> int:
        """How many cells there are."""
        if self._look.portrait:
            return self.rows_in(self.height())
        return 3 if self._look.design_width >= THREE_BESIDE and not self._look.low else 2

    def _show(self) -> None:
        for part in self._shown:
            part.hide()
            part.deleteLater()
        said = 1 if self._says is not None else 0
        room = self._count - said
        pages = len(self._entries) > room
        area = self._beside_arrows(shown=pages)
        cells = [self._cell(area, number) for number in range(self._count)]
        if self._says is not None:
            self._put(self._says, cells[0])
        self._shown = []
        for entry, cell in zip(self._entries[self._first : self._first + room], cells[said:], strict=False):
            result = Result(entry, self._look)
            result.setParent(self)
            result.clicked.connect(self._on_result_clicked)
            self._put(result, cell)
            result.show()
            self._shown.append(result)

    def _beside_arrows(self, *, shown: bool) -> QRect:
        """Place the arrows and return what is left; an arrow stays where it is while it is used."""
        area = self.rect()
        self._before.setVisible(shown)
        self._after.setVisible(shown)
        if not shown:
            return area
        across, gap = self._before.width(), self._gap
        if self._look.portrait:
            left = area.right() + 1 - across
            self._put(self._before, QRect(left, area.top(), across, self._before.height()))
            self._put(self._after, QRect(left, area.bottom() + 1 - self._after.height(), across, self._after.height()))
            area.adjust(0, 0, -across - gap, 0)
        else:
            self._put(self._before, QRect(area.left(), area.top(), across, area.height()))
            self._put(self._after, QRect(area.right() + 1 - across, area.top(), across, area.height()))
            area.adjust(across + gap, 0, -across - gap, 0)
        self._before.set_useful(self._first > 0)
        self._after.set_useful(self._first + self._count < len(self._entries))
        return area

    def _cell(self, area: QRect, number: int) -> QRect:
        if self._look.portrait:
            return QRect(area.left(), area.top() + number * (self._row + self._gap), area.width(), self._row)
        across = (area.width() - (self._count - 1) * self._gap) / self._count
        left = round(number * (across + self._gap))
        return QRect(area.left() + left, area.top(), round(across), area.height())

    def _put(self, part: QWidget, box: QRect) -> None:
        if self._look.direction == "rtl":
            box.moveLeft(self.width() - box.right() - 1)
        part.setGeometry(box)

    def _arrow(self, icon: str, name: str, label: str) -> Arrow:
        arrow = Arrow(icon, name, self._look)
        arrow.setParent(self)
        arrow.setObjectName(label)
        if not self._look.portrait:
            arrow.setFixedSize(self._look.px(80), self._row)
        arrow.repeats = True
        return arrow

    def _on_before_clicked(self) -> None:
        self._first = max(0, self._first - self._count)
        self._show()

    def _on_after_clicked(self) -> None:
        self._first += self._count
        self._show()

    def _on_result_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Result):
            self.chosen.emit(sender.destination)
