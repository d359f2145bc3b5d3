"""A pictogram standing beside words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box, paint_pictogram

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.ui.look import Look
    from kiosk.ui.theme.roles import Role


class Pictogram(QWidget):
    """A pictogram in a box of design pixels, centred or at the leading side."""

    def __init__(self, name: str, look: Look, *, colour: str, box: tuple[float, float], leading: bool = False) -> None:
        super().__init__()
        self._name, self._look, self._colour = name, look, colour
        self._leading = leading
        self.setFixedSize(look.px(box[0]), look.px(box[1]))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_colour(self, colour: str) -> None:
        """Paint in another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        align = Qt.AlignmentFlag.AlignHCenter
        if self._leading:
            rtl = self._look.direction == "rtl"
            align = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        paint_pictogram(QPainter(self), self._name, self.rect(), self._colour, self._look, align)


class Badge(QWidget):
    """A pictogram on a coloured ground: a topic's square or the kiosk's round sign."""

    def __init__(self, name: str, look: Look, role: Role, *, side: float, is_round: bool = False) -> None:
        super().__init__()
        self._name, self._look, self._role = name, look, role
        self._radius = side if is_round else tokens.RADIUS_CARD - 2
        self._is_round = is_round
        self.setFixedSize(look.px(side), look.px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_round:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._role.fill))
            painter.drawEllipse(self.rect())
        else:
            paint_box(painter, self.rect(), self._role, self._look, self._radius)
        inset = self.width() * 2 // 9
        inner = self.rect().adjusted(inset, inset, -inset, -inset)
        paint_pictogram(painter, self._name, inner, self._role.icon, self._look)
