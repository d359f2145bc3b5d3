"""The desk of Power: starts the program or the machine again, or shuts the machine down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from kiosk.device import power
from kiosk.errors import KioskError
from kiosk.ui.staff.deeds import Deed, Outcome
from kiosk.ui.staff.deeds_desk import DeedsDesk

if TYPE_CHECKING:
    from collections.abc import Collection

    from kiosk.i18n import Wording
    from kiosk.ui.staff.premises import Premises


class PowerDesk(DeedsDesk):
    """What the system does not offer is not shown."""

    def __init__(self, premises: Premises) -> None:
        super().__init__(premises)
        self._offered: Collection[str] = ()
        self._doing = self._fault = ""

    def title(self, wording: Wording) -> str:
        return wording.gettext("Power")

    def deeds(self, wording: Wording) -> list[Deed]:
        return power_deeds(wording, self._offered)

    def outcome(self, wording: Wording) -> Outcome | None:
        _ = wording.gettext
        if self._fault:
            return Outcome("error", _("The machine refused"), self._fault)
        return Outcome("card", _("One moment…")) if self._doing else None

    def open(self) -> None:
        super().open()
        self.forget_outcome()
        self._offered = power.available()

    def is_busy(self) -> bool:
        return bool(self._doing)

    def forget_outcome(self) -> None:
        self._doing = self._fault = ""

    def do(self, deed: str) -> None:
        self._doing = deed
        # After the screen has said so.
        QTimer.singleShot(0, self._carry_out)

    def _carry_out(self) -> None:
        try:
            if self._doing == "program":
                self.premises.leave()
            elif self._doing == "reboot":
                power.reboot()
            else:
                power.power_off()
        except KioskError as error:
            self._doing, self._fault = "", str(error)
            self.changed.emit()


def power_deeds(wording: Wording, offered: Collection[str]) -> list[Deed]:
    """Return what can be done with the program, and with the machine as far as it is *offered*."""
    _ = wording.gettext
    every = [
        Deed(
            "program",
            "rotate-right",
            _("Restart the program"),
            _("The kiosk closes and opens again. It takes a few seconds."),
            _("Restart now"),
        ),
        Deed(
            "reboot",
            "arrows-rotate",
            _("Restart the machine"),
            _("The computer restarts. It takes about a minute."),
            _("Restart the machine now"),
        ),
        Deed(
            "power-off",
            "power-off",
            _("Shut down"),
            _("The computer switches off. Somebody has to press its button to start it again."),
            _("Switch off now"),
        ),
    ]
    return [deed for deed in every if deed.id == "program" or deed.id in offered]
