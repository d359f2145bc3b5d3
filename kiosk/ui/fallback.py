"""When content turns out to be damaged, what was there before it is shown instead."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from kiosk.errors import BundleError, KioskError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.shelf import Shelf

logger = logging.getLogger(__name__)


class Contents:
    """Content from the best to the last resort; each of *ways* makes a shelf or raises BundleError."""

    def __init__(self, ways: Sequence[Callable[[], Shelf]]) -> None:
        self._ways = list(ways)

    def best(self) -> Shelf:
        """Return the best that is left, and never offer it again.

        Raises:
            KioskError: None can be used.
        """
        while True:
            way = self._ways.pop(0)
            try:
                return way()
            except BundleError as error:
                if not self._ways:
                    raise
                logger.error("%s; the next best content is shown", error)  # noqa: TRY400 - one line is enough

    def is_last(self) -> bool:
        """Whether there is nothing else to show."""
        return not self._ways


class Fallback(QObject):
    """Changes the content of an open window that cannot read what it has."""

    def __init__(self, window: MainWindow, contents: Contents) -> None:
        super().__init__(window)
        self._window, self._contents = window, contents
        # Later, when the screen that failed is whole: it says that there is a problem until then.
        window.content_failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def _on_failed(self, failed: Shelf) -> None:
        if failed is not self._window.shelf or self._contents.is_last():
            return
        try:
            shelf = self._contents.best()
            _ = shelf.library
        except KioskError as error:
            logger.error("nothing else can be shown either: %s", error)  # noqa: TRY400 - one line
            return
        logger.error("the content is damaged; the next best is shown")
        self._window.fall_back_on(shelf)
