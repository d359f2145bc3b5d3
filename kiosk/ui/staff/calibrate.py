"""Calibration: a bank card is held to the screen, and its outline made as large as the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.staff.setting import Step
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: A bank card in millimetres (ISO/IEC 7810, ID-1), and its corners.
CARD_MM = (85.6, 53.98)
CORNER_MM = 3.18
#: A design pixel in millimetres: 1366×768 on 15.6 inches.
DESIGN_PIXEL_MM = 25.4 / 100.45


class Outline(QWidget):
    """A card at a scale of so many screen pixels a design pixel."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._scale = look, look.scale
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_scale(self, scale: float) -> None:
        """Paint the card at another scale."""
        self._scale = scale
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, role = QPainter(self), self._look.role("selected")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pixels = self._scale / DESIGN_PIXEL_MM
        width, height, corner = (each * pixels for each in (*CARD_MM, CORNER_MM))
        # The upper corner stays where it is, so that a card can be held there while the other one moves.
        left = 2.0 if self._look.direction == "ltr" else self.width() - width - 2
        box = QRectF(left, 2, width, height)
        painter.setPen(QPen(QColor(role.edge), self._look.px(3)))
        painter.setBrush(QColor(role.fill))
        painter.drawRoundedRect(box, corner, corner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(role.muted))
        band = QRectF(box.left(), box.top() + height * 0.16, width, height * 0.17)
        painter.drawRect(band)
        painter.drawEllipse(QPointF(box.right() - width * 0.14, box.bottom() - height * 0.2), height / 10, height / 10)


class CalibrateScreen(Screen):
    """The outline, minus and plus, and the way to keep it or to have the kiosk guess again."""

    stepped = Signal(int)
    kept = Signal()
    automatic = Signal()
    dropped = Signal()

    def __init__(self, look: Look, wording: Wording, scale: float) -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        if not look.low:
            self.column.addWidget(Heading(_("Size of the screen"), look))
        about = _("Hold a bank card to the corner of the drawing. Touch minus or plus until both are equally large.")
        self.column.addWidget(
            Text(about, look, "site-name" if look.low else "label-line", colour=look.role("ground").text)
        )
        sides: QBoxLayout = QVBoxLayout() if look.narrow else QHBoxLayout()
        sides.setSpacing(look.px(20))
        self._outline = Outline(look)
        self._outline.show_scale(scale)
        sides.addWidget(self._outline, 1)
        sides.addLayout(self._buttons())
        self.column.addLayout(sides, 1)

    def show_scale(self, scale: float) -> None:
        """Paint the card at another scale."""
        self._outline.show_scale(scale)

    def _buttons(self) -> QVBoxLayout:
        _, look = self.wording.gettext, self.look
        column = QVBoxLayout()
        column.setSpacing(look.px(8 if look.low else 14))
        steps = QHBoxLayout()
        steps.setSpacing(look.px(14))
        for sign, name in (("minus", _("Smaller")), ("plus", _("Larger"))):
            step = Step(sign, "", look)
            step.setAccessibleName(name)
            step.setObjectName(f"step-{sign}")
            step.clicked.connect(self._on_step_clicked)
            step.setMinimumSize(look.px(130), look.px(tokens.TARGET if look.low else 92))
            steps.addWidget(step, 1)
        column.addLayout(steps)
        ways = [
            ("check", _("Keep this size"), "keep", self.kept, "primary"),
            ("arrows-rotate", _("Let the kiosk guess"), "automatic", self.automatic, "control"),
            ("xmark", _("Cancel"), "cancel", self.dropped, "control"),
        ]
        # Where there is no room for it, the menu in the bar leads away just as well.
        for icon, word, name, signal, role in ways[:-1] if look.low else ways:
            button = Button(icon, word, look, role)
            button.setObjectName(name)
            button.clicked.connect(signal)
            button.setMinimumWidth(look.px(300))
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _on_step_clicked(self) -> None:
        self.stepped.emit(1 if self.sender().objectName() == "step-plus" else -1)
