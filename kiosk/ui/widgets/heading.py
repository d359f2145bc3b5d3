"""The head of a screen: the topic's pictogram, where one is, the title, and *Hide* beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.widgets.pictogram import Badge
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.ui.look import Look
    from kiosk.ui.theme.roles import Role


class Heading(QWidget):
    """A title with what stands above it and at its sides."""

    def __init__(self, title: str, look: Look, *, crumb: str = "", badge: tuple[str, Role] | None = None) -> None:
        super().__init__()
        role = look.role("ground")
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(look.px(18))
        if badge is not None:
            side = 72 if look.low else 88
            self._across.addWidget(Badge(badge[0], look, badge[1], side=side))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        if crumb and not look.low:
            words.addWidget(Text(crumb, look, "crumb", colour=role.muted))
        words.addWidget(Text(title, look, "row" if look.low else "title", colour=role.text, shrinks=True))
        words.addStretch(1)
        self._across.addLayout(words, 1)

    def add_beside(self, widget: QWidget) -> None:
        """Put a control at the trailing side."""
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(widget)
        column.addStretch(1)
        self._across.addLayout(column)
