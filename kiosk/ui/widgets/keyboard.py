"""The on-screen keyboard: letters from a layout, space and delete; no key hides another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box, paint_pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: Widths of the space and delete keys in letters; they share the last row if it leaves that much.
SPACE, LEAST_SPACE, DELETE = 4.0, 1.8, 1.5
#: From this many design pixels on there is room for wider gaps.
WIDE = 1000


class Key(Touchable):
    """One key; *adds* is what it types, empty for delete."""

    smallest = (tokens.KEY_NARROWEST, tokens.KEY_LOWEST)
    repeats = True
    types = True

    def __init__(self, adds: str, word: str, look: Look, icon: str = "") -> None:
        super().__init__(look, "control", word)
        self.adds, self._icon = adds, icon
        self.setMinimumSize(1, 1)
        self.setObjectName(f"key-{adds or 'delete'}")
        self._text: Text | None = None
        if not icon:
            kind = "key" if adds.strip() else "slot"
            align = Qt.AlignmentFlag.AlignHCenter
            self._text = Text(word, look, kind, colour=look.role("control").text, align=align, shrinks=True)
            self._text.centre_vertically().setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._text is not None:
            self._text.setGeometry(self.rect().adjusted(3, 2, -3, -2))

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the box and, for delete, the pictogram."""
        paint_box(painter, self.rect(), self.role(), self.look, tokens.RADIUS - 2)
        if self._icon:
            inset = self.height() * 3 // 10
            box = self.rect().adjusted(inset, inset, -inset, -inset)
            paint_pictogram(painter, self._icon, box, self.role().icon, self.look)


class Keyboard(QWidget):
    """Rows of keys, always from left to right as on the keyboards that people know.

    A row too long for the width is folded into several.
    """

    typed = Signal(str)
    deleted = Signal()

    def __init__(self, rows: Sequence[Sequence[str]], look: Look, wording: Wording) -> None:
        super().__init__()
        _ = wording.gettext
        self._look = look
        self._letters = [[self._key(letter, letter) for letter in row] for row in rows if row]
        self._space = self._key(" ", _("space"))
        self._delete = self._key("", _("Delete"), "delete-left")

    def height_in(self, width: int, room: int) -> int:
        """Return the height that it takes at a width where *room* pixels are free."""
        return min(room, self._height(width, tokens.KEY_TALLEST))

    def height_at_least(self, width: int) -> int:
        """Return the least height at which every key can be hit."""
        return self._height(width, tokens.KEY_TALLEST if self._look.portrait else tokens.KEY_LOWEST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        rows, gap = self._rows(self.width()), self._gap
        down = (self.height() - (len(rows) - 1) * gap) / len(rows)
        widest = max(sum(units for _, units in row) for row in rows)
        unit = min(float(self._look.px(tokens.KEY_WIDEST)), (self.width() + gap) / widest - gap)
        for number, row in enumerate(rows):
            self._place_row(row, round(number * (down + gap)), round(down), unit)

    @property
    def _gap(self) -> int:
        return self._look.px(6 if self._look.low or self._look.design_width < WIDE else 10)

    def _height(self, width: int, key: float) -> int:
        rows = len(self._rows(width))
        return rows * self._look.px(key) + (rows - 1) * self._gap

    def _rows(self, width: int) -> list[list[tuple[Key, float]]]:
        """Return the keys of each row at a width, with their widths in letters."""
        most = max(1, int((width + self._gap) // (self._look.px(tokens.KEY_NARROWEST) + self._gap)))
        rows: list[list[tuple[Key, float]]] = []
        for letters in self._letters:
            parts = -(-len(letters) // most)
            each = -(-len(letters) // parts)
            rows += [[(key, 1.0) for key in letters[at : at + each]] for at in range(0, len(letters), each)]
        units = max((len(row) for row in rows), default=most)
        left = min(units, most) - len(rows[-1]) - DELETE if rows else 0.0
        last = rows.pop() if left >= LEAST_SPACE else []
        return [*rows, [*last, (self._space, min(left, SPACE) if last else SPACE), (self._delete, DELETE)]]

    def _place_row(self, row: list[tuple[Key, float]], top: int, height: int, unit: float) -> None:
        gap = self._gap
        length = sum(units * (unit + gap) for _, units in row) - gap
        left = (self.width() - length) / 2
        for key, units in row:
            width = units * (unit + gap) - gap
            key.setGeometry(QRect(round(left), top, round(width), height))
            left += width + gap

    def _key(self, adds: str, word: str, icon: str = "") -> Key:
        key = Key(adds, word, self._look, icon)
        key.setParent(self)
        key.clicked.connect(self._on_key_clicked)
        return key

    def _on_key_clicked(self) -> None:
        key = self.sender()
        if isinstance(key, Key) and key.adds:
            self.typed.emit(key.adds)
        else:
            self.deleted.emit()
