"""A column taller than the screen: big arrows, an indicator, dragging; no line is ever cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Arrow
from kiosk.ui.widgets.folds import Folds
from kiosk.ui.widgets.measure import height_at, settle
from kiosk.ui.widgets.pictogram import Badge, Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.tile import TileGrid
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.ui.look import Look

#: A paragraph shorter than this part of a screenful is not divided between two.
KEPT_WHOLE = 0.4


class Indicator(QWidget):
    """Shows how much there is, and which part of it is seen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._part = (0.0, 1.0)

    def show_part(self, start: float, end: float) -> None:
        """Show the part from *start* to *end*, each 0 to 1."""
        self._part = (start, end)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role, radius = self._look.role("trough"), self._look.px(10)
        box = QRectF(self.rect())
        painter.setBrush(QColor(role.fill))
        painter.drawRoundedRect(box, radius, radius)
        start, end = self._part
        thumb = QRectF(0, box.height() * start, box.width(), max(2.0 * radius, box.height() * (end - start)))
        painter.setBrush(QColor(role.icon))
        painter.drawRoundedRect(thumb & box, radius, radius)


class Pager(QWidget):
    """Shows *content* from its top, in screenfuls if it has to.

    A *header* stays above it, beside the arrows. Content is a widget whose height follows from its
    width, or a `TileGrid`.
    """

    moved = Signal()

    def __init__(self, content: QWidget, look: Look, names: tuple[str, str], header: QWidget | None = None) -> None:
        super().__init__()
        self._content, self._look, self._header = content, look, header
        self._view = QWidget(self)
        content.setParent(self._view)
        if header is not None:
            header.setParent(self)
        self._up = Arrow("chevron-up", names[0], look)
        self._down = Arrow("chevron-down", names[1], look)
        self._indicator = Indicator(look)
        for part in (self._up, self._down, self._indicator):
            part.setParent(self)
        self._up.clicked.connect(self.page_up)
        self._down.clicked.connect(self.page_down)
        self._folds = Folds((), 0)
        self._top, self._room, self._dragged = 0, 0, False
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def overflows(self) -> bool:
        """Whether there is more than can be seen at once."""
        return self._folds.height > self._room

    def holds(self, part: QWidget) -> bool:
        """Whether *part* belongs to the column that is paged."""
        return self._content.isAncestorOf(part)

    def cut_lines(self) -> list[str]:
        """Return the words of lines that are seen in part, unless one alone is taller than the screenful."""
        seen = QRect(0, self._top, self._content.width(), self._view.height())
        cut = []
        for text in self._content.findChildren(Text):
            top = text.mapTo(self._content, QPoint(0, 0))
            boxes = [line.translated(top) for line in text.line_boxes()]
            if any(line.intersects(seen) and not seen.contains(line) and line.height() < self._room for line in boxes):
                cut.append(text.text())
        return cut

    def is_on_first_screen(self, part: QWidget) -> bool:
        """Whether all of *part* is seen before anybody pages down."""
        box = QRect(part.mapTo(self._content, QPoint(0, 0)), part.size())
        bottom = self._folds.visible_bottom(self._folds.head, self._room)
        return self._folds.head <= box.top() and box.bottom() < bottom

    def position(self) -> int:
        """How many pixels of the content are above what is seen."""
        return self._top

    def move_to(self, top: int) -> None:
        """Show the content from *top* pixels on, or from the nearest place that cuts nothing."""
        self._top = max(0, min(self._folds.snapped(top), self._folds.last(self._room)))
        self._show()

    def page_down(self) -> None:
        """Show the next screenful."""
        self._top = min(self._folds.after(self._top, self._room), self._folds.last(self._room))
        self._show()

    def page_up(self) -> None:
        """Show the screenful before."""
        self._top = self._folds.before(self._top, self._room)
        self._show()

    def drag_by(self, pixels: int) -> None:
        """Follow a finger: positive moves the content down."""
        if not self.overflows():
            return
        self._dragged = True
        self._top = max(0, min(self._top - pixels, self._folds.last(self._room)))
        self._show()

    def drag_end(self) -> None:
        """Come to rest where nothing is cut."""
        if self._dragged:
            self._dragged = False
            self.move_to(self._top)

    def height_needed(self, width: int) -> int:
        """Return the height in pixels at which nothing has to be paged."""
        header = self._header_height(width)
        return header + _height_of(self._content, width, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _header_height(self, width: int) -> int:
        if self._header is None:
            return 0
        return height_at(self._header, width) + self._look.gap

    def _arrange(self) -> None:
        width = self.width()
        fits = _height_of(self._content, width, self._room_at(width)) <= self._room_at(width)
        if not fits:
            width -= self._up.width() + self._look.px(24)
        self._place_header(width)
        self._room = self._room_at(width)
        height = _height_of(self._content, width, self._room)
        self._content.resize(width, max(height, 1) if not fits else self._room)
        if isinstance(self._content, TileGrid):
            self._content.set_room(self._room)
        settle(self._content)
        self._folds = Folds.of(self._boxes(), self._content.height(), self._room)
        self._place_column(shown=not fits)
        self.move_to(self._top)

    def _room_at(self, width: int) -> int:
        return max(1, self.height() - self._header_height(width))

    def _place_header(self, width: int) -> None:
        if self._header is not None:
            left = self._mirrored(0, width)
            self._header.setGeometry(left, 0, width, height_at(self._header, width))

    def _place_column(self, *, shown: bool) -> None:
        for part in (self._up, self._down, self._indicator):
            part.setVisible(shown)
        if not shown:
            return
        across, gap = self._up.width(), self._look.px(14)
        low = self.height() < 2 * self._up.height() + 4 * gap
        top = 0
        left = self._mirrored(self.width() - across, across)
        self._up.move(left, top)
        self._down.move(left, self.height() - self._down.height())
        bar = self._look.px(28)
        space = QRect(
            left + (across - bar) // 2,
            self._up.height() + gap,
            bar,
            self.height() - 2 * self._up.height() - 2 * gap,
        )
        self._indicator.setGeometry(space)
        self._indicator.setVisible(not low)

    def _mirrored(self, left: int, width: int) -> int:
        return left if self._look.direction == "ltr" else self.width() - left - width

    def _boxes(self) -> list[tuple[int, int]]:
        boxes: list[tuple[int, int]] = []
        for part in self._content.findChildren(QWidget):
            top = part.mapTo(self._content, QPoint(0, 0)).y()
            if isinstance(part, Text) and part.height() > self._room * KEPT_WHOLE:
                boxes += [(top + line.top(), top + line.bottom() + 1) for line in part.line_boxes()]
            elif _is_kept_whole(part) and part.height() <= self._room:
                boxes.append((top, top + part.height()))
        return boxes

    def _show(self) -> None:
        bottom = self._folds.visible_bottom(self._top, self._room)
        height = self._room if self._dragged else bottom - self._top
        width = self._content.width()
        self._view.setGeometry(self._mirrored(0, width), self.height() - self._room, width, max(1, height))
        self._content.move(0, -self._top)
        total = max(1, self._folds.height)
        self._indicator.show_part(self._top / total, bottom / total)
        self._up.set_useful(self._top > self._folds.head)
        self._down.set_useful(self._top < self._folds.last(self._room) and bottom < total)
        self.moved.emit()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._content.isAncestorOf(now) or not self.window().property("keys"):
            return
        top = now.mapTo(self._content, QPoint(0, 0)).y()
        if top < self._top or top + now.height() > self._top + self._view.height():
            self.move_to(top)


def _is_kept_whole(part: QWidget) -> bool:
    """Whether no fold may go through a part; others than these say so by their property *whole*."""
    return isinstance(part, (Text, Touchable, Pictogram, Badge, Box)) or bool(part.property("whole"))


def _height_of(content: QWidget, width: int, room: int) -> int:
    return content.height_in(width, room) if isinstance(content, TileGrid) else height_at(content, width)
