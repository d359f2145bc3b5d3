"""Picks a time of the day by large minus and plus keys, for hours and for minutes."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.ui.widgets.painting import paint_box, paint_pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: Minutes go by so many.
MINUTES = 5
#: The width of the two digits and of a key, in design pixels.
DIGITS, KEY = 72, 92


class StepKey(Touchable):
    """A minus or a plus."""

    repeats = True

    def __init__(self, icon: str, name: str, object_name: str, look: Look) -> None:
        super().__init__(look, "control", name)
        self._icon = icon
        self.setObjectName(object_name)
        self.setFixedSize(look.px(KEY), look.px(84))

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the box and the sign."""
        paint_box(painter, self.rect(), self.role(), self.look, self.radius)
        side = self.height() * 36 // 100
        box = self.rect()
        box.setSize(box.size().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio))
        box.moveCenter(self.rect().center())
        paint_pictogram(painter, self._icon, box, self.role().icon, self.look)


class TimePicker(QWidget):
    """Shows hours and minutes as on a clock of 24 hours, always from left to right."""

    picked = Signal(time)

    def __init__(self, value: time, look: Look, wording: Wording, name: str) -> None:
        super().__init__()
        _ = wording.gettext
        self._value = value
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(6))
        role = look.role("ground")
        self._texts = {
            part: Text("", look, "side-number", colour=role.text, align=Qt.AlignmentFlag.AlignHCenter, one_line=True)
            for part in ("hours", "minutes")
        }
        words = {
            "hours": (_("An hour earlier"), _("An hour later")),
            "minutes": (_("Minutes earlier"), _("Minutes later")),
        }
        for part, text in self._texts.items():
            if part == "minutes":
                across.addSpacing(look.px(14))
            less, more = words[part]
            across.addWidget(self._key("minus", less, f"{name}-{part}-less", look))
            text.setFixedWidth(look.px(DIGITS))
            across.addWidget(text.centre_vertically())
            across.addWidget(self._key("plus", more, f"{name}-{part}-more", look))
        self._show()

    @property
    def value(self) -> time:
        """What it shows."""
        return self._value

    def _key(self, icon: str, word: str, object_name: str, look: Look) -> StepKey:
        key = StepKey(icon, word, object_name, look)
        key.clicked.connect(self._on_clicked)
        return key

    def _show(self) -> None:
        self._texts["hours"].set_text(f"{self._value:%H}")
        self._texts["minutes"].set_text(f"{self._value:%M}")

    def _on_clicked(self) -> None:
        _, part, way = self.sender().objectName().split("-")
        hour, minute = self._value.hour, self._value.minute
        if part == "hours":
            hour = (hour + (1 if way == "more" else -1)) % 24
        else:
            minute = (minute // MINUTES * MINUTES + (MINUTES if way == "more" else -MINUTES)) % 60
        self._value = time(hour, minute)
        self._show()
        self.picked.emit(self._value)
