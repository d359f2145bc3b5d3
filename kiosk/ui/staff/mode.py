"""Staff mode: opened by the PIN, closed by itself, and always on the way back to Start."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from kiosk.ui.staff.frame import Frame
from kiosk.ui.staff.languages import StaffLanguages
from kiosk.ui.staff.menu import MenuScreen, fits_beside
from kiosk.ui.staff.tasks import Task
from kiosk.ui.widgets.cover import Cover
from kiosk.ui.widgets.measure import discard
from kiosk.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.staff.desk import Desk
    from kiosk.ui.theme.roles import Role
    from kiosk.ui.widgets.pager import Pager

#: So long it stays open without a touch, in seconds; and so long the PIN is waited for.
IDLE_SECONDS, PIN_SECONDS = 300, 60
TICK_MS = 1000


class StaffMode(Cover):
    """Covers the window from the touch on the staff's door until somebody closes it or nobody is there.

    *desks* has one for each task but menu and language; the one for the PIN emits ``opened``.
    *target* is what is shown first. *clock* gives seconds and is passed in by tests, which call `tick`.
    """

    closed = Signal()

    def __init__(
        self,
        window: MainWindow,
        desks: Mapping[Task, Desk],
        target: Task,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._window, self._desks, self._target, self._clock = window, desks, target, clock
        self._language = window.shelf.start.source_language
        self._task, self._is_open = Task.PIN, False
        self._before: Task | None = None
        self._frame: Frame | None = None
        self._above: Cover | None = None
        self._since = clock()
        for desk in desks.values():
            desk.changed.connect(self._on_changed)
            desk.gone_to.connect(self.go)
        window.touch.touched.connect(self._on_touched)
        window.touch.keyed.connect(self._on_touched)
        window.shown.connect(self.renew)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        desks[Task.PIN].open()

    @property
    def task(self) -> Task:
        """What is shown."""
        return self._task

    @property
    def was_entered(self) -> bool:
        """Whether the PIN was right."""
        return self._is_open

    @property
    def frame(self) -> Frame | None:
        """What stands on the screen now."""
        return self._frame

    @property
    def look(self) -> Look:
        """How staff mode is painted: as a visit in the staff's language."""
        settings = self._window.settings
        return self._window.look_of(Visit(self._language, settings.text_size, settings.high_contrast))

    @property
    def wording(self) -> Wording:
        """The words in the staff's language."""
        return self._window.shelf.wording(self._language)

    def enter(self) -> None:
        """The PIN was right: show what was wanted."""
        self._is_open = True
        self.go(self._target)

    def go(self, task: Task) -> None:
        """Show a task; nothing but the PIN is shown before it was entered."""
        if not self._is_open and task not in (Task.PIN, Task.LANGUAGE):
            return
        if task == Task.MENU and fits_beside(self.look):
            task = Task.STATUS
        before, self._task = self._task, task
        if task == Task.LANGUAGE:
            self._before = before if before != Task.LANGUAGE else self._before
        elif before in self._desks:
            self._desks[before].close()
        if task in self._desks:
            self._desks[task].open()
        self.renew()

    def close_mode(self) -> None:
        """End what goes on and let the window show Start again; a second time does nothing."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        self._window.touch.touched.disconnect(self._on_touched)
        self._window.touch.keyed.disconnect(self._on_touched)
        self._window.shown.disconnect(self.renew)
        for desk in self._desks.values():
            desk.close()
        self.closed.emit()

    def tick(self) -> None:
        """Look at the clock."""
        if any(desk.is_busy() for desk in self._desks.values()):
            self._since = self._clock()
        if self._left() <= 0:
            self.close_mode()
        else:
            self._show_left()

    def set_covered(self, above: Cover | None) -> None:
        """Have something cover staff mode, as a preview does, or nothing any more."""
        self._window.touch.cancel()
        if self._above is not None:
            discard(self._above)
        self._above = above
        if above is not None:
            above.setParent(self)
            above.setGeometry(self.rect())
            above.show()
        self.renew()

    def ground(self) -> Role:
        return self.look.role("ground")

    def begins_at(self) -> QWidget:
        return self if self._above is not None or self._frame is None else self._frame.screen_shown

    def pager(self) -> Pager | None:
        if self._above is not None:
            return self._above.pager()
        return self._frame.screen_shown.pager() if self._frame else None

    def back(self) -> None:
        if self._above is not None:
            self._above.back()
        elif self._task == Task.LANGUAGE:
            self._leave_languages()
        elif not self._is_open or self._task == Task.MENU:
            self.close_mode()
        elif not self._desks[self._task].back():
            self.go(Task.MENU)

    def take_key(self, event: QKeyEvent) -> None:
        if self._above is not None:
            self._above.take_key(event)
        elif self._task in self._desks:
            self._desks[self._task].take_key(event)

    def renew(self, *_: object) -> None:
        """Make the frame for the task, language and look of now."""
        if self.width() < 2 or self.height() < 2:
            return
        pager = self.pager()
        at = pager.position() if pager and self._frame and self._frame.property("task") == self._task else 0
        focused = self._window.focusWidget().objectName() if self._window.focusWidget() else ""
        self._window.touch.cancel()
        look = self.look
        before = self._frame
        self._frame = frame = Frame(self._task, self._screen(look), look, self.wording, self._endonym())
        frame.setProperty("task", self._task)
        frame.setParent(self)
        frame.bar.left.connect(self.close_mode)
        frame.bar.menu_chosen.connect(self._on_menu_chosen)
        frame.bar.language_chosen.connect(self._on_language_wanted)
        if frame.menu is not None:
            frame.menu.chosen.connect(self.go)
        frame.setVisible(self._above is None)
        if self._above is not None:
            self._above.setGeometry(self.rect())
            self._above.raise_()
        if at and (pager := self.pager()) is not None:
            pager.move_to(at)
        if before is not None:
            discard(before)
        self._window.focus.restore(focused)
        self._show_left()

    def _left(self) -> float:
        """Return the seconds until it closes by itself."""
        return (IDLE_SECONDS if self._is_open else PIN_SECONDS) - (self._clock() - self._since)

    def _show_left(self) -> None:
        if self._is_open and self._frame is not None:
            self._frame.bar.show_left(max(0, round(self._left())))

    def _screen(self, look: Look) -> Screen:
        if self._task == Task.MENU:
            menu = MenuScreen(look, self.wording)
            menu.task_chosen.connect(self.go)
            return menu
        if self._task == Task.LANGUAGE:
            languages = StaffLanguages(look, self.wording, self._window.shelf, self._language)
            languages.picked.connect(self._on_language_picked)
            return languages
        return self._desks[self._task].screen(look, self.wording)

    def _endonym(self) -> str:
        return "" if self._task == Task.LANGUAGE else self._window.shelf.language(self._language).endonym

    def resizeEvent(self, event: object) -> None:
        self.renew()

    def _on_changed(self) -> None:
        if self.sender() is self._desks.get(self._task):
            self.renew()

    def _on_touched(self) -> None:
        self._since = self._clock()

    def _on_menu_chosen(self) -> None:
        self.go(Task.MENU)

    def _on_language_wanted(self) -> None:
        self.go(Task.LANGUAGE)

    def _on_language_picked(self, code: str) -> None:
        self._language = code
        self._leave_languages()

    def _leave_languages(self) -> None:
        self._task = self._before or Task.PIN
        self.renew()
