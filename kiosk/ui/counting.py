"""Counts what visitors look for: once a visit, when it has ended, and never what somebody typed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.device.usage import Tally
from kiosk.errors import KioskError
from kiosk.navigation import SEARCH, START, Destination, Place
from kiosk.ui.screens.problem import ProblemScreen
from kiosk.ui.screens.search import FEW_LETTERS

if TYPE_CHECKING:
    from kiosk.device.usage import Usage
    from kiosk.ui.main_window import MainWindow

logger = logging.getLogger(__name__)


class Counting(QObject):
    """Follows one window; a preview is another window, and what covers this one is no visit.

    Words that are being typed are kept until the search is left, to see whether it found anything; they go nowhere.
    """

    def __init__(self, window: MainWindow, usage: Usage) -> None:
        super().__init__(window)
        self._window, self._usage = window, usage
        self._tally: Tally | None = None
        self._typed, self._language = "", ""
        self._followed: QObject | None = None
        window.shown.connect(self._on_shown)

    def stop(self) -> None:
        """Count a visit that goes on, and have all written down, since the program ends."""
        self._end()
        self._usage.flush()

    def _on_shown(self, destination: Destination) -> None:
        if destination == START:
            self._end()
        elif self._window.cover is None:
            self._see(destination)

    def _see(self, destination: Destination) -> None:
        tally = self._tally = self._tally or Tally()
        tally.languages.add(self._window.visit.language)
        if destination != SEARCH:
            self._leave_search()
        else:
            self._follow_search()
        stage = self._window.stage
        if stage is None or isinstance(stage.screen_shown, ProblemScreen):
            return
        if destination.topic:
            tally.topics.add(destination.topic)
        if destination.place == Place.PAGE:
            tally.pages.add(destination.id)

    def _end(self) -> None:
        self._leave_search()
        tally, self._tally = self._tally, None
        if tally is not None:
            self._usage.add(tally)

    def _follow_search(self) -> None:
        """Hear what is typed from now on; the stage is another one whenever something changes."""
        stage = self._window.stage
        if stage is not None and stage is not self._followed:
            self._followed = stage
            stage.typed.connect(self._on_typed)

    def _on_typed(self, text: str) -> None:
        self._typed, self._language = text.strip(), self._window.visit.language

    def _leave_search(self) -> None:
        self._followed = None
        typed, self._typed = self._typed, ""
        if self._tally is None or len(typed) < FEW_LETTERS:
            return
        shelf = self._window.shelf
        try:
            found = shelf.library.search(typed, self._language, shelf.site)
        except KioskError as error:
            # What was typed is never written down.
            logger.error("whether a search found anything is not counted: %s", error)  # noqa: TRY400 - one line is enough
            return
        self._tally.empty_searches += not found
