"""The brightness of the screen, asked for and set by a process of its own, so that the window never waits."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.ui.errand import Errand

logger = logging.getLogger(__name__)


class Backlight(QObject):
    """Runs one ``kiosk device brightness`` at a time; of several values set meanwhile only the last is used.

    *errand* makes the process.
    """

    def __init__(self, errand: Callable[[Sequence[str]], Errand], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make = errand
        self._process: Errand | None = None
        self._percent: int | None = None
        self._latest: int | None = None
        self._next: int | None = None

    @property
    def percent(self) -> int | None:
        """The brightness last answered, in per cent; None if it cannot be set or there is no answer yet."""
        return self._percent

    def ask(self) -> None:
        """Ask for the brightness, unless an answer is on its way."""
        if self._process is None:
            self._start([])

    def set(self, percent: int) -> None:
        """Set the brightness, 1 to 100 per cent; the value set last is not set again."""
        if percent == self._latest:
            return
        self._latest = self._next = percent
        self._start_next()

    def stop(self) -> None:
        """End the process, if one runs."""
        self._next = None
        if self._process is not None:
            self._process.stop()
            self._process = None

    def _start(self, arguments: Sequence[str]) -> None:
        self._process = process = self._make(["brightness", *arguments])
        process.answered.connect(self._on_answered)
        process.refused.connect(self._on_refused)
        process.start()

    def _start_next(self) -> None:
        if self._process is None and self._next is not None:
            percent, self._next = self._next, None
            self._start([str(percent)])

    def _on_answered(self, answer: dict[str, Any]) -> None:
        self._process = None
        self._percent = answer.get("percent")
        self._start_next()

    def _on_refused(self, _reason: str, message: str) -> None:
        logger.info("the brightness stays as it is: %s", message)
        self._process = self._percent = None
        if self._next is None:
            self._latest = None
        self._start_next()
