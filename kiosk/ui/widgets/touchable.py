"""The root of everything that can be touched: large, focusable, acting on release inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from kiosk.ui.theme import tokens
from kiosk.ui.widgets.painting import paint_box, paint_focus
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from kiosk.ui.look import Look
    from kiosk.ui.theme.roles import Role


class Touchable(QAbstractButton):
    """A box in a role's colours that can be touched; the words and pictograms are its children.

    The role *name* has a twin *name*.pressed for the moment of touch.
    """

    radius: float = tokens.RADIUS
    smallest: tuple[int, int] = (tokens.TARGET, tokens.TARGET)
    """The least width and height that people still hit, in design pixels."""
    repeats: bool = False
    """Whether it is meant to be touched many times in a row, so that a double touch counts as two."""
    types: bool = False
    """Whether the space bar of a real keyboard types here instead of choosing."""

    def __init__(self, look: Look, role: str, name: str) -> None:
        super().__init__()
        self.look, self._role_name = look, role
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(look.px(tokens.TARGET), look.px(tokens.TARGET))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.pressed.connect(self._on_state_changed)
        self.released.connect(self._on_state_changed)

    def role(self) -> Role:
        """The colours of the moment."""
        return self.look.role(f"{self._role_name}.pressed" if self.isDown() else self._role_name)

    def set_role(self, role: str) -> None:
        """Be painted as something else from now on."""
        self._role_name = role
        self._on_state_changed()

    def is_waiting(self) -> bool:
        """Whether it has nothing to do now and is painted pale."""
        return not self.isEnabled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() == Qt.Key.Key_Space and self.types:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the window knows what lies that way
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.is_waiting():
            painter.setOpacity(tokens.DISABLED)
        self.paint_ground(painter)
        if self.hasFocus() and self.window().property("keys"):
            paint_focus(painter, self.rect(), self.look, self.radius)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what is behind the words."""
        paint_box(painter, self.rect(), self.role(), self.look, self.radius)

    def repaint_words(self) -> None:
        """Give words and pictograms the colours of the moment."""
        role = self.role()
        for text in self.findChildren(Text):
            text.set_colour(role.muted if text.property("muted") else role.text)
        for pictogram in self.findChildren(Pictogram):
            if not pictogram.property("own_colour"):
                pictogram.set_colour(role.icon)

    def _on_state_changed(self) -> None:
        self.repaint_words()
        self.update()
