"""The desk of Power: starts the program or the machine again, or shuts the machine down."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from kiosk.ui.staff.deeds import Deed, Outcome
from kiosk.ui.staff.deeds_desk import DeedsDesk
from kiosk.ui.staff.update_errands import listen, prepared

if TYPE_CHECKING:
    from collections.abc import Collection

    from kiosk.i18n import Wording
    from kiosk.ui.errand import Errand
    from kiosk.ui.staff.premises import Premises

logger = logging.getLogger(__name__)

_COMMANDS = {"reboot": "restart", "power-off": "shut-down"}


class PowerDesk(DeedsDesk):
    """Another process asks the system what it allows; only that is shown, and nothing before the answer."""

    def __init__(self, premises: Premises) -> None:
        super().__init__(premises)
        self._offered: Collection[str] = ()
        self._question: Errand | None = None
        self._doing, self._is_refused = "", False

    def title(self, wording: Wording) -> str:
        return wording.gettext("Power")

    def deeds(self, wording: Wording) -> list[Deed]:
        return power_deeds(wording, self._offered)

    def outcome(self, wording: Wording) -> Outcome | None:
        _ = wording.gettext
        if self._is_refused:
            return Outcome("error", _("The machine refused"), own_button(wording))
        if self._doing or (self._question is not None and not self._chosen):
            return Outcome("card", _("One moment…"))
        if self._chosen or self._offered:
            return None
        return Outcome("card", _("Only the program can be restarted here"), own_button(wording))

    def open(self) -> None:
        super().open()
        self.forget_outcome()
        self._offered = ()
        self._stop_asking()
        self._question = question = self.premises.errand(["power", "ask"])
        listen(question, self._on_offered, self._on_not_offered)
        question.start()

    def close(self) -> None:
        self._stop_asking()

    def is_busy(self) -> bool:
        return bool(self._doing)

    def forget_outcome(self) -> None:
        self._doing, self._is_refused = "", False

    def do(self, deed: str) -> None:
        self._doing = deed
        if deed == "program":
            # After the screen has said so.
            QTimer.singleShot(0, self.premises.leave)
            return
        command = prepared(self.premises, f"power-{deed}", ["power", _COMMANDS[deed]])
        command.refused.connect(self._on_refused)
        command.start()

    def _stop_asking(self) -> None:
        question, self._question = self._question, None
        if question is not None:
            question.stop()

    def _on_offered(self, answer: dict[str, Any]) -> None:
        self._question, self._offered = None, answer.get("allowed", ())
        self.changed.emit()

    def _on_not_offered(self, _reason: str, message: str) -> None:
        logger.info("the machine cannot be asked what it allows: %s", message)
        self._question = None
        self.changed.emit()

    def _on_refused(self, _reason: str, message: str) -> None:
        logger.info("the machine was neither restarted nor shut down: %s", message)
        self._doing, self._is_refused = "", True
        self.changed.emit()


def own_button(wording: Wording) -> str:
    """Return what to do where the machine cannot be restarted from the screen."""
    return wording.gettext("To restart the machine or shut it down, use its own button.")


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
