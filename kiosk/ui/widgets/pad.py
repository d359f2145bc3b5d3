"""A pad of digits, as on a telephone, and the dots that show how many were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kiosk.ui.widgets.painting import paint_box, paint_pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: A key's size in design pixels, and on low screens.
KEY, KEY_LOW = (150, 100), (130, 84)
DOT, DOT_GAP = 38, 18
CLEAR, DELETE = "clear", "delete"


class PadKey(Touchable):
    """A digit, or a pictogram for what clears."""

    repeats = True

    def __init__(self, name: str, word: str, look: Look, icon: str = "") -> None:
        super().__init__(look, "control", word)
        self.name, self._icon = name, icon
        self.setObjectName(f"pad-{name}")
        width, height = KEY_LOW if look.low else KEY
        self.setFixedSize(look.px(width), look.px(height))
        self._text: Text | None = None
        if not icon:
            centre = Qt.AlignmentFlag.AlignHCenter
            self._text = Text(word, look, "side-number", colour=look.role("control").text, align=centre)
            self._text.centre_vertically().setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._text is not None:
            self._text.setGeometry(self.rect())

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the box and the pictogram."""
        paint_box(painter, self.rect(), self.role(), self.look, self.radius)
        if self._icon:
            inset = self.height() * 35 // 100
            box = self.rect().adjusted(inset, inset, -inset, -inset)
            paint_pictogram(painter, self._icon, box, self.role().icon, self.look)


class Pad(QWidget):
    """Twelve keys, always from left to right."""

    typed = Signal(str)
    deleted = Signal()
    cleared = Signal()

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        _ = wording.gettext
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(8 if look.low else 14))
        keys = [PadKey(digit, digit, look) for digit in "123456789"]
        keys.append(PadKey(CLEAR, _("Clear all"), look, "xmark"))
        keys.append(PadKey("0", "0", look))
        keys.append(PadKey(DELETE, _("Delete"), look, "delete-left"))
        for number, key in enumerate(keys):
            key.clicked.connect(self._on_key_clicked)
            grid.addWidget(key, *divmod(number, 3))

    def _on_key_clicked(self) -> None:
        key = self.sender()
        if not isinstance(key, PadKey):
            return
        if key.name == CLEAR:
            self.cleared.emit()
        elif key.name == DELETE:
            self.deleted.emit()
        else:
            self.typed.emit(key.name)


class Dots(QWidget):
    """As many rings as there are digits to type; those that were typed are full."""

    def __init__(self, count: int, look: Look) -> None:
        super().__init__()
        self._count, self._look, self._full = count, look, 0
        self.setFixedSize(look.px(count * DOT + (count - 1) * DOT_GAP), look.px(DOT))

    def show_full(self, full: int) -> None:
        """Show that *full* digits were typed."""
        self._full = full
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(look.role("ground").text)
        line = look.px(3)
        painter.setPen(QPen(ink, line))
        radius = look.px(DOT) / 2 - line / 2
        for number in range(self._count):
            place = number if look.direction == "ltr" else self._count - 1 - number
            left = place * look.px(DOT + DOT_GAP)
            painter.setBrush(ink if number < self._full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + look.px(DOT) / 2, look.px(DOT) / 2), radius, radius)
