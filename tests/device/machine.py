"""A kiosk's machine, whose time passes when a test says so, and somebody who guesses at its PIN."""

from __future__ import annotations

from pathlib import Path

from kiosk.device.pin import Pin

RIGHT, WRONG = "482913", "482914"
MINUTE = 60


class Machine:
    """A kiosk's machine: it is started again, and time passes, when a test says so."""

    def __init__(self, state: Path, installed: str = "") -> None:
        self.state, self.installed, self.now, self.boots = state, installed, 100.0, 1

    def pin(self, installed: str = "") -> Pin:
        """The PIN as a program sees it that was just started."""
        return Pin(self.state, installed or self.installed, clock=lambda: self.now, boot=lambda: f"boot {self.boots}")

    def restart(self) -> Pin:
        """Start the machine again."""
        self.now, self.boots = 5.0, self.boots + 1
        return self.pin()


def miss(pin: Pin, times: int = 5) -> None:
    for _ in range(times):
        assert not pin.check(WRONG)
