"""The bar at the bottom: five places of equal width that never move; one without use stays empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Slot
from kiosk.ui.widgets.measure import height_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.ui.look import Look


@dataclass(frozen=True)
class SlotUse:
    """What a place of the bar is used for: *name* is what the bar says was chosen."""

    name: str
    icon: str
    word: str
    role: str = "control"


#: The bar where every line of height counts; longer words are set smaller.
HIGHEST_LOW = 104


class BottomBar(QWidget):
    """Slots side by side; None leaves a place empty."""

    chosen = Signal(str)

    def __init__(self, uses: Sequence[SlotUse | None], look: Look) -> None:
        super().__init__()
        self._look = look
        self._slots: list[Slot | None] = [self._slot(use) for use in uses]

    def height_for(self, width: int) -> int:
        """Return the height in pixels that the words need at *width*."""
        across = round(self._across(width))
        slots = [height_at(slot, across) for slot in self._slots if slot is not None]
        least = self._look.px(88 if self._look.low else tokens.BOTTOM_BAR)
        needed = max([least, *(slot + 2 * self._pad for slot in slots)])
        return min(needed, self._look.px(HIGHEST_LOW)) if self._look.low else needed

    def resizeEvent(self, event: QResizeEvent) -> None:
        across, line = self._across(self.width()), self._look.px(tokens.LINE_WIDTH)
        for number, slot in enumerate(self._slots):
            if slot is None:
                continue
            left = round(self._look.margin + number * (across + self._gap))
            width = round(across)
            if self._look.direction == "rtl":
                left = self.width() - left - width
            top = max(line, (self.height() - self._slot_height()) // 2 + line // 2)
            slot.setGeometry(left, top, width, self._slot_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        role, line = self._look.role("bar"), self._look.px(tokens.LINE_WIDTH)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(role.fill))
        painter.fillRect(0, 0, self.width(), line, QColor(role.edge))

    @property
    def _gap(self) -> int:
        return self._look.px(8 if self._look.narrow else 12)

    @property
    def _pad(self) -> int:
        return self._look.px(4 if self._look.low else 9)

    def _across(self, width: int) -> float:
        count = len(self._slots)
        return (width - 2 * self._look.margin - (count - 1) * self._gap) / count

    def _slot_height(self) -> int:
        return self.height() - 2 * self._pad

    def _slot(self, use: SlotUse | None) -> Slot | None:
        if use is None:
            return None
        slot = Slot(use.icon, use.word, self._look, use.role)
        slot.setParent(self)
        slot.setObjectName(use.name)
        slot.clicked.connect(self._on_slot_clicked)
        return slot

    def _on_slot_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())
