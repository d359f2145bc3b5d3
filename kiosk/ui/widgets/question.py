"""The question whether somebody is still there, with the time that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.measure import height_at
from kiosk.ui.widgets.painting import paint_box
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class Progress(QWidget):
    """A bar that fills while time passes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._part = look, 0.0
        self.setFixedHeight(look.px(14))

    def show_part(self, part: float) -> None:
        """Show *part* of the time as gone, 0 to 1."""
        self._part = min(1.0, max(0.0, part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role, box, radius = self._look.role("progress"), QRectF(self.rect()), self.height() / 2
        painter.setBrush(QColor(role.fill))
        painter.drawRoundedRect(box, radius, radius)
        width = box.width() * self._part
        left = 0.0 if self._look.direction == "ltr" else box.width() - width
        painter.setBrush(QColor(role.icon))
        painter.drawRoundedRect(QRectF(left, 0, width, box.height()), radius, radius)


class Question(QWidget):
    """Covers the window; on sensitive pages nothing of the page shows through."""

    stays = Signal()
    ends = Signal()

    def __init__(self, look: Look, wording: Wording, *, opaque: bool) -> None:
        super().__init__()
        self._look, self._opaque = look, opaque
        self._card = QWidget(self)
        self._number = Text(
            "", look, "row" if look.low else "title", colour=look.role("card").text, align=Qt.AlignmentFlag.AlignHCenter
        )
        self._progress = Progress(look)
        self._fill(wording)
        self.setAccessibleName(wording.gettext("Are you still there?"))

    def show_left(self, seconds: int, part: float) -> None:
        """Show that *seconds* are left and *part* of the time is gone."""
        self._number.set_text(str(seconds))
        self._progress.show_part(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        look = self._look
        width = min(look.px(800), self.width() - 2 * look.margin)
        height = height_at(self._card, width)
        self._card.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self._look.role("veil").fill)
        if self._opaque:
            veil.setAlpha(255)
        painter.fillRect(self.rect(), veil)
        paint_box(painter, self._card.geometry(), self._look.role("card"), self._look, tokens.RADIUS_CARD)

    def _fill(self, wording: Wording) -> None:
        _, look = wording.gettext, self._look
        centre, ink = Qt.AlignmentFlag.AlignHCenter, look.role("card").text
        column = QVBoxLayout(self._card)
        pad = look.px(20 if look.low else 40)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.px(10 if look.low else 16))
        title, body = ("row", "label") if look.low else ("title", "body")
        column.addWidget(Text(_("Are you still there?"), look, title, colour=ink, align=centre))
        reason = _("To protect your privacy, this screen goes back to the start when the time is up.")
        column.addWidget(Text(reason, look, body, colour=ink, align=centre))
        column.addWidget(self._number)
        column.addWidget(self._progress)
        column.addSpacing(look.px(8))
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(16))
        end = Button("xmark", _("End"), look)
        end.setObjectName("end")
        end.clicked.connect(self.ends)
        stay = Button("hand", _("I am here"), look, "primary")
        stay.setObjectName("stay")
        stay.clicked.connect(self.stays)
        for button, share in ((end, 5), (stay, 9)):
            button.setMinimumHeight(look.px(tokens.TARGET if look.low else 96))
            buttons.addWidget(button, share)
        column.addLayout(buttons)
