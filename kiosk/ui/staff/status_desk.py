"""The desk of Status: has another process look at everything, and again when visitors see other content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.device.findings import LEVELS, Finding, Level
from kiosk.errors import KioskError
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.status import StatusScreen

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.i18n import Wording
    from kiosk.ui.errand import Errand
    from kiosk.ui.look import Look
    from kiosk.ui.shelf import Shelf


class StatusDesk(Desk):
    """Looks anew each time that somebody comes."""

    _errand: Errand | None = None
    _findings: tuple[Finding, ...] | None = None
    _fault = ""
    _shelf: Shelf | None = None

    def open(self) -> None:
        self._findings, self._fault, self._shelf = None, "", self.premises.shelf()
        width, height, scale = self.premises.screen()
        words = ["doctor", "--screen", f"{width}x{height}x{scale:g}", "--factory", str(self._factory())]
        if self.premises.supply.site:
            words += ["--site", self.premises.supply.site]
        if self.premises.installer_file is not None:
            words += ["--settings", str(self.premises.installer_file)]
        self._errand = errand = self.premises.errand(words)
        errand.answered.connect(self._on_answered)
        errand.refused.connect(self._on_refused)
        errand.start()

    def close(self) -> None:
        if self._errand is not None:
            self._errand.stop()
            self._errand = None

    def screen(self, look: Look, wording: Wording) -> StatusScreen:
        if self._shelf is not None and self._shelf is not self.premises.shelf():
            self.close()
            self.open()
        return StatusScreen(look, wording, self._findings, self._fault)

    def _factory(self) -> Path:
        try:
            return self.premises.supply.folder_of(None)
        except KioskError:
            return self.premises.shelf().bundle

    def _on_answered(self, answer: dict[str, Any]) -> None:
        self._findings = tuple(_findings(answer))
        self.changed.emit()

    def _on_refused(self, _reason: str, message: str) -> None:
        self._fault = message
        self.changed.emit()


def _findings(answer: dict[str, Any]) -> list[Finding]:
    found = []
    for raw in answer.get("findings", []):
        level: Level = next((known for known in LEVELS if known == raw["level"]), "amber")
        values = {str(name): str(value) for name, value in raw.get("values", {}).items()}
        found.append(Finding(level, str(raw["about"]), str(raw["what"]), str(raw.get("what_to_do", "")), values))
    return found
