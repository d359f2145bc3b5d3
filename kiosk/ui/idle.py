"""When nobody touches the screen: first a question, then the end of the visit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

TICK_MS = 250


class Idle(QObject):
    """Counts the seconds since the last touch while a visit lasts.

    *clock* gives seconds; it must not jump with the wall clock. Tests pass their own and call `tick`.
    """

    asked = Signal()
    left = Signal(int, float)
    """Whole seconds until the end, and the part of the time to answer that is gone (0 to 1)."""
    expired = Signal()

    def __init__(
        self, idle_seconds: float, answer_seconds: float, parent: QObject, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._idle, self._answer, self._clock = idle_seconds, answer_seconds, clock
        self._since = clock()
        self._asking, self._running = False, False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def is_asking(self) -> bool:
        """Whether the question is on the screen."""
        return self._asking

    def begin(self) -> None:
        """A visit has begun."""
        self._since, self._asking, self._running = self._clock(), False, True
        self._timer.start()

    def end(self) -> None:
        """The visit is over; nothing to watch until the next."""
        self._asking, self._running = False, False
        self._timer.stop()

    def set_times(self, idle_seconds: float, answer_seconds: float) -> None:
        """Wait longer or less long from now on."""
        self._idle, self._answer = idle_seconds, answer_seconds

    def touch(self) -> None:
        """Somebody is there. While the question stands it goes on standing, and the time to answer begins anew."""
        self._since = self._clock() - (self._idle if self._asking else 0)

    def ask_again(self) -> None:
        """Give the full time to answer once more, after it has expired."""
        self._since, self._asking, self._running = self._clock() - self._idle, True, True
        self._timer.start()
        self.tick()

    def stay(self) -> None:
        """The question was answered: somebody is there."""
        self._asking = False
        self._since = self._clock()

    def tick(self) -> None:
        """Look at the clock."""
        if not self._running:
            return
        gone = self._clock() - self._since
        if gone < self._idle:
            return
        if not self._asking:
            self._asking = True
            # The time to answer counts from when the question is seen, also after a suspended machine woke.
            self._since = self._clock() - self._idle
            self.asked.emit()
        answering = self._clock() - self._since - self._idle
        if answering >= self._answer:
            self.end()
            self.expired.emit()
            return
        self.left.emit(max(1, round(self._answer - answering)), answering / self._answer)
