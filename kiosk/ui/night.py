"""The night hours: the screen is dark while nobody is there, and the first touch only wakes it."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.device.ledger import FIRST_DAY
from kiosk.navigation import START
from kiosk.ui.widgets.cover import Cover

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.theme.roles import Role

#: The clock is looked at this often, in milliseconds.
INTERVAL_MS = 5_000
#: So long after the last touch the screen gets dark again, in seconds.
AWAKE_SECONDS = 60
#: How bright the backlight is behind a black picture, in per cent.
DIMMED = 1


class Dark(Cover):
    """A black screen without anything on it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window

    def ground(self) -> Role:
        return self._window.look.role("night")


class Night(QObject):
    """Darkens one window in the hours that its settings say, if the machine's clock can be believed.

    *now* is the local time, *clock* counts seconds; *dim* sets the backlight to so many per cent, with
    0 for what it was, and may do nothing.
    """

    def __init__(
        self,
        window: MainWindow,
        dim: Callable[[int], None],
        now: Callable[[], datetime] = datetime.now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._dim, self._now, self._clock = window, dim, now, clock
        self._dark: Dark | None = None
        self._since = clock()
        window.touch.touched.connect(self._on_touched)
        window.touch.keyed.connect(self._on_touched)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    @property
    def is_dark(self) -> bool:
        """Whether the screen is dark now."""
        return self._dark is not None

    def tick(self) -> None:
        """Look at the clock."""
        if self._dark is None and self._wants_dark():
            self._dark = Dark(self._window)
            self._window.put_on(self._dark)
            self._dim(DIMMED)
        elif self._dark is not None and not self._is_night():
            self.wake()

    def wake(self) -> None:
        """Show Start again."""
        dark, self._dark = self._dark, None
        if dark is not None:
            if self._window.cover is dark:
                self._window.take_off()
            self._dim(0)

    def _wants_dark(self) -> bool:
        window = self._window
        nobody = window.destination == START and window.cover is None
        return nobody and self._is_night() and self._clock() - self._since >= AWAKE_SECONDS

    def _is_night(self) -> bool:
        now = self._now()
        return now.date() >= FIRST_DAY and self._window.settings.is_night(now.time())

    def _on_touched(self) -> None:
        self._since = self._clock()
        if self._dark is not None:
            # After this touch has found nothing to act on.
            QTimer.singleShot(0, self.wake)
