"""A desk of deeds: one is chosen, confirmed by a second touch, done, and reported."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from kiosk.ui.staff.deeds import Deed, DeedsScreen, Outcome
from kiosk.ui.staff.desk import Desk

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class DeedsDesk(Desk):
    """What Restore and Power have in common."""

    _chosen = ""

    @abstractmethod
    def title(self, wording: Wording) -> str:
        """Return the screen's title."""

    @abstractmethod
    def deeds(self, wording: Wording) -> list[Deed]:
        """Return what can be done here."""

    @abstractmethod
    def outcome(self, wording: Wording) -> Outcome | None:
        """Return how the last deed went, if one was done."""

    @abstractmethod
    def do(self, deed: str) -> None:
        """Do what was confirmed."""

    def open(self) -> None:
        self._chosen = ""

    def screen(self, look: Look, wording: Wording) -> DeedsScreen:
        deeds, outcome = self.deeds(wording), self.outcome(wording)
        screen = DeedsScreen(look, wording, self.title(wording), deeds, chosen=self._chosen, outcome=outcome)
        screen.picked.connect(self._on_picked)
        screen.confirmed.connect(self._on_confirmed)
        screen.dropped.connect(self._on_dropped)
        return screen

    def back(self) -> bool:
        if not self._chosen:
            return False
        self._on_dropped()
        return True

    @abstractmethod
    def forget_outcome(self) -> None:
        """The report of the last deed has been read."""

    def _on_picked(self, deed: str) -> None:
        if self.is_busy():
            return
        self._chosen = deed
        self.forget_outcome()
        self.changed.emit()

    def _on_confirmed(self) -> None:
        chosen, self._chosen = self._chosen, ""
        if chosen and not self.is_busy():
            self.do(chosen)
        self.changed.emit()

    def _on_dropped(self) -> None:
        self._chosen = ""
        self.changed.emit()
