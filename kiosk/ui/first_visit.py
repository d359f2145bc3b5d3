"""Watches the first visit with a generation: until it has ended, what ends the process counts as a death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.navigation import START, Destination

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.bundle.store import Generation
    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.supply import Supply


class FirstVisit(QObject):
    """Follows one window. Later visits with the same content are not watched, so that nothing is written for them."""

    def __init__(self, window: MainWindow, supply: Supply) -> None:
        super().__init__(window)
        self._window, self._supply = window, supply
        self._used: set[Path] = set()
        self._at_risk: Generation | None = None
        window.shown.connect(self._on_shown)

    def stop(self) -> None:
        """Count no death, since the program ends as it was told to."""
        if self._at_risk is not None:
            self._supply.store.leave_at_peace()
            self._at_risk = None

    def _on_shown(self, destination: Destination) -> None:
        if destination == START:
            self._end()
        elif self._window.cover is None:
            self._begin(self._window.shelf.bundle)

    def _begin(self, bundle: Path) -> None:
        if bundle in self._used or (self._at_risk is not None and self._at_risk.path == bundle):
            return
        self._at_risk = self._supply.generation_in(bundle)
        if self._at_risk is not None:
            self._supply.store.put_at_risk(self._at_risk)

    def _end(self) -> None:
        if self._at_risk is not None:
            self._used.add(self._at_risk.path)
            self._supply.store.started(self._at_risk)
            self._at_risk = None
