"""The staff's menu: beside the screen where there is room, else a screen of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.staff.tasks import Task, entries
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable
from kiosk.visit import TEXT_SIZES

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.staff.tasks import Entry

#: The width of the menu beside the screen, in design pixels.
WIDTH = 300


class MenuLine(Touchable):
    """One line of the menu beside the screen."""

    def __init__(self, entry: Entry, look: Look, *, chosen: bool) -> None:
        super().__init__(look, "menu-chosen" if chosen else "menu", entry.name)
        self.task = entry.task
        self.setObjectName(f"task-{entry.task}")
        role = self.role()
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(24, 4, 12, 4))
        across.setSpacing(look.px(16))
        across.addWidget(Pictogram(entry.icon, look, colour=role.icon, box=(34, 32)))
        across.addWidget(Text(entry.name, look, "label", colour=role.text, shrinks=True).centre_vertically(), 1)


class MenuCard(Touchable):
    """One entry of the menu as a screen: with what it is for."""

    radius = tokens.RADIUS_CARD - 2

    def __init__(self, entry: Entry, look: Look) -> None:
        super().__init__(look, "row", entry.name)
        self.task = entry.task
        self.setObjectName(f"task-{entry.task}")
        role = look.role("row")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(22, 8, 16, 8))
        across.setSpacing(look.px(18))
        across.addWidget(Pictogram(entry.icon, look, colour=role.icon, box=(48, 40)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(entry.name, look, "row", colour=role.text, shrinks=True))
        # Low screens have room for the names alone, as the menu beside the screens has.
        if not look.low:
            below = Text(entry.about, look, "summary", colour=role.muted, shrinks=True)
            below.setProperty("muted", True)
            words.addWidget(below)
        words.addStretch(1)
        across.addLayout(words, 1)
        self.setMinimumHeight(look.px(92 if look.low else 124))


class SideMenu(QWidget):
    """All that the staff can do, one below the other."""

    chosen = Signal(Task)

    def __init__(self, look: Look, wording: Wording, current: Task) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.margins(32, 12, 0, 12))
        column.setSpacing(look.px(1))
        for entry in entries(wording):
            line = MenuLine(entry, look, chosen=entry.task == current)
            line.clicked.connect(self._on_clicked)
            column.addWidget(line)
        column.addStretch(1)

    def _on_clicked(self) -> None:
        line = self.sender()
        if isinstance(line, MenuLine):
            self.chosen.emit(line.task)


class MenuScreen(Screen):
    """The menu where nothing fits beside it."""

    task_chosen = Signal(Task)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(12 if look.low else 16))
        columns = 1 if look.portrait and look.text_size > 100 else 2
        for number, entry in enumerate(entries(wording)):
            card = MenuCard(entry, look)
            card.clicked.connect(self._on_clicked)
            grid.addWidget(card, *divmod(number, columns))
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.column.addWidget(self.pages(whole))

    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, MenuCard):
            self.task_chosen.emit(card.task)


def fits_beside(look: Look) -> bool:
    """Whether the menu has room beside the screens."""
    needed = len(Task) - len((Task.PIN, Task.MENU, Task.LANGUAGE))
    tall = tokens.TOP_BAR + needed * (tokens.TARGET + 1) + 24
    roomy = look.design_width >= 1280 and look.design_height >= tall - 2
    return roomy and not look.narrow and look.text_size < TEXT_SIZES[-1]
