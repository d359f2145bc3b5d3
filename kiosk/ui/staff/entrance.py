"""The way into staff mode: the door on Start, the word that a stick brings content, and the way out again."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.errors import KioskError
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.preview import Preview
from kiosk.ui.staff.tasks import Task
from kiosk.ui.stage import Door

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kiosk.ui.drives import Drives, Stick
    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.staff.desk import Desk

logger = logging.getLogger(__name__)

#: So long the word of new content stands on Start, in milliseconds, unless somebody enters the PIN before; after that
#: the door is enough.
NEWS_MS = 15 * 60 * 1000


class Entrance(QObject):
    """Opens and closes staff mode on one window.

    *desks* makes the desks for each time that it opens; *shelf_at* opens a bundle to be looked at. *clock*
    gives seconds and is passed in by tests.
    """

    def __init__(
        self,
        window: MainWindow,
        drives: Drives,
        desks: Callable[[], Mapping[Task, Desk]],
        shelf_at: Callable[[Path], Shelf],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._clock = clock
        self._window, self._drives, self._desks, self._shelf_at = window, drives, desks, shelf_at
        self.mode: StaffMode | None = None
        self._preview: Preview | None = None
        self._seen: frozenset[Stick] = frozenset()
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(NEWS_MS)
        self._news.timeout.connect(self._show_door)
        drives.changed.connect(self._on_sticks_changed)
        window.staff_chosen.connect(self.open)
        self._on_sticks_changed()

    def open(self, has_news: bool = False) -> None:  # noqa: FBT001, FBT002 - from a signal
        """Ask for the PIN; after the word of new content that is what is shown first."""
        if self.mode is not None:
            return
        desks = self._desks()
        self.mode = mode = StaffMode(self._window, desks, Task.UPDATE if has_news else Task.MENU, self._clock)
        mode.closed.connect(self._on_closed)
        self._window.put_on(mode)

    def preview(self, bundle: Path) -> None:
        """Show a bundle on the visitors' screens, over staff mode."""
        mode = self.mode
        if mode is None or self._preview is not None:
            return
        try:
            shelf = self._shelf_at(bundle)
            _ = shelf.library
        except KioskError as error:
            logger.error("there is nothing to preview: %s", error)  # noqa: TRY400 - one line is enough
            return
        self._preview = preview = Preview(shelf, self._window.settings, mode)
        preview.ended.connect(self._end_preview)
        mode.set_covered(preview)
        preview.begin(shelf.start.source_language)

    def _end_preview(self) -> None:
        preview, self._preview = self._preview, None
        if preview is None:
            return
        if self.mode is not None:
            self.mode.set_covered(None)
        preview.window_shown.shelf.close()

    def _on_closed(self) -> None:
        self._end_preview()
        if self._was_entered():
            self._news.stop()
        self.mode = None
        self._show_door()
        self._window.end_visit()
        self._window.take_off()

    def _on_sticks_changed(self) -> None:
        found = frozenset(self._drives.with_repository())
        fresh = found - self._seen
        self._seen = found
        if not found:
            self._news.stop()
        elif fresh and not self._was_entered():
            self._news.start()
        self._show_door()

    def _was_entered(self) -> bool:
        """Whether staff mode is open and was opened by the PIN: who only touches the door has not read the word."""
        return self.mode is not None and self.mode.was_entered

    def _show_door(self) -> None:
        self._window.open_door(Door(is_there=True, has_news=self._news.isActive()))
