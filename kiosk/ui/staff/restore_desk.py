"""The desk of Restore: clears what was counted or posted, and goes back to what the kiosk came with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.ui.staff.deeds import Deed, Outcome
from kiosk.ui.staff.deeds_desk import DeedsDesk

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.errand import Errand

#: What each deed asks of ``kiosk device``.
_ERRANDS = {
    "usage": ["usage", "clear"],
    "notices": ["notices", "clear"],
    "content": ["reset", "--content"],
    "everything": ["reset"],
}


class RestoreDesk(DeedsDesk):
    """PIN, trust and the floor stay whatever is done here."""

    _errand: Errand | None = None
    _doing = _done = _fault = ""

    def title(self, wording: Wording) -> str:
        return wording.gettext("Restore")

    def deeds(self, wording: Wording) -> list[Deed]:
        return restore_deeds(wording)

    def outcome(self, wording: Wording) -> Outcome | None:
        _ = wording.gettext
        if self._doing:
            return Outcome("card", _("One moment…"))
        if self._fault:
            return Outcome("error", _("It could not be done; nothing else was changed"), self._fault)
        return restored(self._done, wording) if self._done else None

    def is_busy(self) -> bool:
        return bool(self._doing)

    def open(self) -> None:
        super().open()
        self.forget_outcome()

    def forget_outcome(self) -> None:
        self._done = self._fault = ""

    def do(self, deed: str) -> None:
        self._doing = deed
        self._errand = errand = self.premises.errand(_ERRANDS[deed])
        errand.answered.connect(self._on_answered)
        errand.refused.connect(self._on_refused)
        errand.start()

    def _on_answered(self, _answer: dict[str, Any]) -> None:
        self._done, self._doing = self._doing, ""
        if self._done in ("usage", "everything"):
            self.premises.forget_counts()
        if self._done == "everything":
            self.premises.reload()
        self.changed.emit()

    def _on_refused(self, _reason: str, message: str) -> None:
        self._fault, self._doing = message, ""
        self.changed.emit()


def restore_deeds(wording: Wording) -> list[Deed]:
    """Return what can be restored."""
    _ = wording.gettext
    return [
        Deed(
            "usage",
            "chart-column",
            _("Clear usage"),
            _("All counts of this kiosk are deleted. Export them to a stick first if somebody needs them."),
            _("Delete the counts"),
        ),
        Deed("notices", "bullhorn", _("Clear notices"), _("All notices are taken down."), _("Take them down")),
        Deed(
            "content",
            "box-open",
            _("Back to factory content"),
            _("The kiosk shows what it came with. Installed content is deleted; the USB stick brings it back."),
            _("Show factory content"),
        ),
        Deed(
            "everything",
            "rotate-left",
            _("Back to factory everything"),
            _("Content, notices, counts and settings go back to how they came. The PIN stays."),
            _("Begin anew"),
        ),
    ]


def restored(deed: str, wording: Wording) -> Outcome:
    """Return how it is after a deed was done."""
    _ = wording.gettext
    said = {
        "usage": _("The counts are deleted"),
        "notices": _("All notices are taken down"),
        "content": _("The kiosk shows its factory content"),
        "everything": _("Everything is as it came"),
    }
    return Outcome("ok", said[deed])
