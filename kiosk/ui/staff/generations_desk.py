"""The desk of Go back: knows what is kept, shows it, and goes back to it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.errors import KioskError
from kiosk.ui.staff import update_errands as errands
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.generations import ConfirmScreen, GenerationsScreen, Kept, Standing
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.update_offer import named
from kiosk.ui.staff.update_result import ResultScreen, ResultView
from kiosk.ui.staff.update_views import refused_view
from kiosk.ui.staff.update_wait import WaitScreen

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.bundle.store import Generation
    from kiosk.i18n import Wording
    from kiosk.ui.errand import Errand
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.staff.premises import Premises
    from kiosk.ui.supply import Supply

BACK = "rollback"


class Step(StrEnum):
    """How far somebody is."""

    LIST = "list"
    ASKED = "asked"
    GOING = "going"
    BACK = "back"
    REFUSED = "refused"


class GenerationsDesk(Desk):
    """Going back is short, and goes on whoever leaves."""

    def __init__(self, premises: Premises) -> None:
        super().__init__(premises)
        self._step = Step.LIST
        self._kept: list[Kept] = []
        self._aim: Kept | None = None
        self._errand: Errand | None = None
        self._reason = self._message = ""

    @property
    def step(self) -> Step:
        """How far somebody is."""
        return self._step

    def open(self) -> None:
        if self._step != Step.GOING:
            self._show_list()

    def close(self) -> None:
        if self._step != Step.GOING:
            self._step, self._kept, self._aim = Step.LIST, [], None

    def back(self) -> bool:
        if self._step == Step.GOING:
            return True
        if self._step == Step.LIST:
            return False
        self._show_list()
        self.changed.emit()
        return True

    def is_busy(self) -> bool:
        return self._step == Step.GOING

    def screen(self, look: Look, wording: Wording) -> Screen:
        self._refresh()
        if self._step == Step.ASKED and self._aim is not None:
            confirm = ConfirmScreen(look, wording, self._aim)
            confirm.confirmed.connect(self.go_back)
            confirm.dropped.connect(self.drop)
            return confirm
        if self._step == Step.GOING:
            return going_back_wait(look, wording)
        if self._step in (Step.BACK, Step.REFUSED):
            result = ResultScreen(look, wording, self._result(wording))
            result.again_chosen.connect(self.drop)
            return result
        listed = GenerationsScreen(look, wording, self._kept)
        listed.preview_chosen.connect(self.preview)
        listed.back_chosen.connect(self.ask)
        listed.restore_chosen.connect(self._on_restore)
        return listed

    def preview(self, bundle: Path) -> None:
        """Show content that is kept on the visitors' screens."""
        self.premises.preview(bundle)

    def ask(self) -> None:
        """Ask whether to go back."""
        self._aim = next((kept for kept in self._kept if kept.standing == Standing.BEFORE), None)
        if self._step == Step.LIST and self._aim is not None:
            self._step = Step.ASKED
            self.changed.emit()

    def drop(self) -> None:
        """Stay with what is shown."""
        if self._step != Step.GOING:
            self._show_list()
            self.changed.emit()

    def go_back(self) -> None:
        """Go back to the content before."""
        self._refresh()
        if self._step != Step.ASKED:
            self.changed.emit()
            return
        self._step = Step.GOING
        self._errand = errand = errands.prepared(self.premises, BACK, [BACK])
        errands.listen(errand, self._on_answered, self._on_refused)
        errand.start()
        self.changed.emit()

    def _refresh(self) -> None:
        """Read what is kept anew, as somebody may have installed meanwhile; then what was asked about may be gone."""
        if self._step not in (Step.LIST, Step.ASKED):
            return
        self._kept = kept_by(self.premises.supply)
        if self._step == Step.ASKED and self._aim not in self._kept:
            self._step, self._aim = Step.LIST, None

    def _show_list(self) -> None:
        self._step, self._aim = Step.LIST, None

    def _result(self, wording: Wording) -> ResultView:
        _ = wording.gettext
        if self._step == Step.REFUSED:
            return refused_view(wording, self._reason, self._message)
        return going_back_view(wording, self._aim.name if self._aim else "")

    def _on_answered(self, _answer: dict[str, Any]) -> None:
        self._errand, self._step = None, Step.BACK
        self.changed.emit()

    def _on_refused(self, reason: str, message: str) -> None:
        self._errand, self._step = None, Step.REFUSED
        self._reason, self._message = reason, message
        self.changed.emit()

    def _on_restore(self) -> None:
        self.gone_to.emit(Task.RESTORE)


def going_back_wait(look: Look, wording: Wording) -> WaitScreen:
    """Return the screen for the seconds that it takes."""
    _ = wording.gettext
    title, line = _("The kiosk goes back"), _("This takes a few seconds.")
    return WaitScreen(look, wording, "clock-rotate-left", title, line)


def going_back_view(wording: Wording, name: str) -> ResultView:
    """Return what to say once the kiosk is back at older content."""
    _ = wording.gettext
    return ResultView(
        _("The kiosk went back"),
        "ok",
        "circle-check",
        name,
        (_("Visitors see it from now on."),),
        _("The stick with the newer content brings it back. Put that stick away."),
    )


def kept_by(supply: Supply) -> list[Kept]:
    """Return what is kept, the newest first; what is damaged is left out."""
    store = supply.store
    startable = [item for item in store.generations() if item.can_start()]
    shown = store.next_to_start()
    found = []
    for number, item in enumerate(startable):
        if item == shown:
            found.append(_kept(item, Standing.SHOWN))
        elif number == 1:
            found.append(_kept(item, Standing.BEFORE))
    found += [_kept(item, Standing.ASIDE) for item in store.set_aside() if item.can_start()]
    try:
        found.append(Kept(Standing.FACTORY, supply.folder_of(None), is_shown=shown is None))
    except KioskError:
        return found
    return sorted(found, key=lambda kept: not kept.is_shown)


def _kept(generation: Generation, standing: Standing) -> Kept:
    about = generation.manifest.about
    name = named(about.title, about.label)
    shown = standing == Standing.SHOWN
    return Kept(standing, generation.path, name, about.publisher, about.published.date(), is_shown=shown)
