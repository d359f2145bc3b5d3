"""What stands on the screen in staff mode at one moment: the bar, the menu and one task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.ui.staff.bar import StaffBar, Ways
from kiosk.ui.staff.menu import WIDTH, SideMenu, fits_beside
from kiosk.ui.staff.tasks import Task
from kiosk.ui.widgets.measure import height_at, settle

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen

_WITHOUT_MENU = (Task.PIN, Task.MENU)


class Frame(QWidget):
    """Made for one task, language and look."""

    def __init__(self, task: Task, screen: Screen, look: Look, wording: Wording, endonym: str) -> None:
        super().__init__()
        self._look = look
        self.setLayoutDirection(look.qt_direction)
        self.resize(look.width, look.height)
        beside = fits_beside(look) and task != Task.PIN
        ways = Ways(menu=not beside and task not in _WITHOUT_MENU, endonym=endonym, back=task == Task.PIN)
        self.bar = StaffBar(look, wording, ways)
        self.screen_shown = screen
        self.menu = SideMenu(look, wording, task) if beside else None
        above = max(height_at(self.bar, look.width), self.bar.minimumHeight())
        self._place(self.bar, 0, 0, look.width, above)
        width = look.px(WIDTH + 32) if self.menu else 0
        rightwards = look.direction == "ltr"
        if self.menu:
            self._place(self.menu, 0 if rightwards else look.width - width, above, width, look.height - above)
        self._place(screen, width if rightwards else 0, above, look.width - width, look.height - above)
        settle(screen)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._look.role("ground").fill))

    def _place(self, part: QWidget, left: int, top: int, width: int, height: int) -> None:
        part.setParent(self)
        part.setGeometry(left, top, width, height)
