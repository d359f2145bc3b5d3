"""A topic's tile: a pictogram and words on the topic's colour."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box, paint_pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.ui.look import Look
    from kiosk.ui.theme.roles import Role


@dataclass(frozen=True)
class TileShape:
    """How tiles of one grid are built: pictogram size and padding in design pixels, beside or above the words."""

    icon: int
    padding: int
    beside: bool


#: From the roomiest to the tightest; the grid takes the first in which all fits.
SHAPES = (
    TileShape(80, 24, beside=False),
    TileShape(64, 20, beside=False),
    TileShape(52, 16, beside=False),
    TileShape(42, 13, beside=False),
    TileShape(56, 20, beside=True),
    TileShape(44, 14, beside=True),
)


class Tile(Touchable):
    """One large coloured target."""

    radius = tokens.RADIUS_CARD

    def __init__(self, icon: str, word: str, look: Look, role: Role) -> None:
        super().__init__(look, "tile", word)
        self._icon, self._role = icon, role
        self._shape = SHAPES[0]
        self._text = Text(word, look, "tile-low" if look.low else "tile", colour=role.text, shrinks=True)
        self._text.setParent(self)

    def role(self) -> Role:
        """The topic's colours, darker while pressed."""
        return self._role

    def take_shape(self, shape: TileShape) -> None:
        """Be built as the grid has decided."""
        self._shape = shape
        self._place()
        self.update()

    def needed_height(self, width: int, shape: TileShape) -> int:
        """Return the height in pixels that it needs at *width*."""
        pad, icon = self.look.px(shape.padding), self.look.px(shape.icon)
        if shape.beside:
            text = self._text.heightForWidth(max(1, width - 3 * pad - self._icon_width(shape)))
            return max(text, icon) + 2 * pad
        return icon + self.look.px(8) + self._text.heightForWidth(max(1, width - 2 * pad)) + 2 * pad

    def fits_unshrunk(self, width: int, shape: TileShape) -> bool:
        """Whether its longest word fits at full size."""
        pad = self.look.px(shape.padding)
        inner = width - (3 * pad + self._icon_width(shape) if shape.beside else 2 * pad)
        return self._text.longest_at_full_size() <= inner

    def sizeHint(self) -> QSize:
        width = self.look.px(312)
        return QSize(width, self.needed_height(width, self._shape))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the colour and the pictogram."""
        role = self._role
        paint_box(painter, self.rect(), role, self.look, self.radius)
        if self.isDown():
            painter.setOpacity(0.22)
            painter.setBrush(QColor(tokens.BLACK if self.look.theme.coloured else tokens.YELLOW))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect(), self.look.px(self.radius), self.look.px(self.radius))
            painter.setOpacity(1.0)
        rtl = self.look.direction == "rtl"
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        paint_pictogram(painter, self._icon, self._icon_box(), role.icon, self.look, side)

    def repaint_words(self) -> None:
        """Keep the words white: only the ground answers a touch."""

    def _icon_width(self, shape: TileShape) -> int:
        return self.look.px(shape.icon * 1.25)

    def _icon_box(self) -> QRect:
        pad, icon = self.look.px(self._shape.padding), self.look.px(self._shape.icon)
        top = (self.height() - icon) // 2 if self._shape.beside else pad
        return self._mirrored(QRect(pad, top, self._icon_width(self._shape), icon))

    def _place(self) -> None:
        pad = self.look.px(self._shape.padding)
        if self._shape.beside:
            left = 2 * pad + self._icon_width(self._shape)
            width = self.width() - left - pad
            height = min(self._text.heightForWidth(max(1, width)), self.height() - pad)
            box = QRect(left, (self.height() - height) // 2, width, height)
        else:
            width = self.width() - 2 * pad
            height = self._text.heightForWidth(max(1, width))
            box = QRect(pad, self.height() - pad - height, width, height)
        self._text.setGeometry(self._mirrored(box))

    def _mirrored(self, box: QRect) -> QRect:
        if self.look.direction == "ltr":
            return box
        return QRect(self.width() - box.right() - 1, box.top(), box.width(), box.height())


class TileGrid(QWidget):
    """Tiles in rows, built so that all fit without paging whenever they can."""

    def __init__(self, tiles: Sequence[Tile], look: Look) -> None:
        super().__init__()
        self._tiles, self._look = list(tiles), look
        for tile in self._tiles:
            tile.setParent(self)
        self._room = 0

    def set_room(self, height: int) -> None:
        """Say how many pixels of height can be seen at once."""
        self._room = height
        self._place()

    def height_in(self, width: int, room: int) -> int:
        """Return the height that the grid takes at *width* when *room* pixels can be seen."""
        columns, _, needed = self._plan(width, room)
        rows = ceil(len(self._tiles) / columns)
        return max(room, rows * needed + (rows - 1) * self._look.gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _plan(self, width: int, room: int) -> tuple[int, TileShape, int]:
        """Choose columns, shape and the height of a row in pixels: the roomiest that shows the most tiles."""
        gap, count = self._look.gap, len(self._tiles)
        best, most = (1, SHAPES[-1], 1), -1
        for shape in SHAPES:
            for columns in (2, 3) if self._look.portrait else (4, 3, 2):
                across = (width - (columns - 1) * gap) // columns
                if not all(tile.fits_unshrunk(across, shape) for tile in self._tiles):
                    continue
                needed = max((tile.needed_height(across, shape) for tile in self._tiles), default=1)
                rows = (room + gap) // (needed + gap)
                seen = min(count, rows * columns)
                if seen > most:
                    filling = (room + gap) // max(1, min(rows, ceil(count / columns))) - gap
                    best, most = (columns, shape, max(needed, filling) if seen < count else needed), seen
            if most >= count:
                break
        return best if most >= 0 else self._shrunk_plan(width)

    def _shrunk_plan(self, width: int) -> tuple[int, TileShape, int]:
        """Two columns of words that had to shrink, where some word is longer than any tile is wide."""
        across, shape = (width - self._look.gap) // 2, SHAPES[2]
        return 2, shape, max((tile.needed_height(across, shape) for tile in self._tiles), default=1)

    def _place(self) -> None:
        if not self._tiles or not self.width():
            return
        columns, shape, needed = self._plan(self.width(), self._room or self.height())
        gap, rows = self._look.gap, ceil(len(self._tiles) / columns)
        across = (self.width() - (columns - 1) * gap) / columns
        down = max(float(needed), (self.height() - (rows - 1) * gap) / rows)
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, columns)
            left, right = round(column * (across + gap)), round(column * (across + gap) + across)
            top, bottom = round(row * (down + gap)), round(row * (down + gap) + down)
            if self._look.direction == "rtl":
                left, right = self.width() - right, self.width() - left
            tile.setGeometry(left, top, right - left, bottom - top)
            tile.take_shape(shape)
