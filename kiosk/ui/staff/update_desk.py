"""The desk of Update: looks at a stick, offers what is on it, and installs it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from shiboken6 import Shiboken

from kiosk.errors import KioskError
from kiosk.ui.staff import update_errands as errands
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.generations import Standing
from kiosk.ui.staff.generations_desk import kept_by
from kiosk.ui.staff.update import OfferScreen, OfferView, in_use_line
from kiosk.ui.staff.update_offer import Offer, named
from kiosk.ui.staff.update_refusals import BROKEN, PULLED
from kiosk.ui.staff.update_result import ResultScreen, ResultView
from kiosk.ui.staff.update_sticks import SticksScreen
from kiosk.ui.staff.update_views import installed_view, refused_view, wait_screen

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.i18n import Wording
    from kiosk.ui.errand import Errand
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.staff.premises import Premises
    from kiosk.ui.staff.update_wait import WaitScreen


class Step(StrEnum):
    """How far somebody is."""

    STICKS = "sticks"
    LOOKING = "looking"
    OFFER = "offer"
    INSTALLING = "installing"
    INSTALLED = "installed"
    REFUSED = "refused"


class UpdateDesk(Desk):
    """One process at a time; an installation goes on whoever leaves, and how it went is told to whoever comes back."""

    def __init__(self, premises: Premises) -> None:
        super().__init__(premises)
        self._step, self._is_open, self._has_news = Step.STICKS, False, False
        self._repository: Path | None = None
        self._seen: frozenset[Path] = frozenset()
        self._plugged: frozenset[Path] = frozenset()
        self._errand: Errand | None = None
        self._has_looked = False
        self._offer: Offer | None = None
        self._answer: dict[str, Any] = {}
        self._reason = self._message = ""
        self._installed_name = self._kept_name = ""
        self._was_installing = False
        self._part = 0.0
        self._waiting: WaitScreen | None = None
        premises.drives.changed.connect(self._on_sticks_changed)

    @property
    def step(self) -> Step:
        """How far somebody is."""
        return self._step

    def open(self) -> None:
        self._is_open, self._seen = True, self._found()
        self._plugged = frozenset(stick.path for stick in self.premises.drives.sticks)
        if self._has_news or self._step == Step.INSTALLING:
            self._has_news = False
            return
        left = errands.running(self.premises, errands.INSTALL)
        if left is not None:
            self._follow(left, Step.INSTALLING)
        else:
            self._begin()

    def close(self) -> None:
        self._is_open = False
        if self._step == Step.INSTALLING:
            return
        self._drop_errand()
        self._step, self._offer, self._repository = Step.STICKS, None, None
        if self._has_looked:
            self._has_looked = False
            errands.prepared(self.premises, errands.FORGET, ["look", "--forget"]).start()

    def back(self) -> bool:
        if self._step == Step.INSTALLING:
            return True
        if self._step == Step.STICKS or len(self._found()) < 2:
            return False
        self.choose_again()
        return True

    def is_busy(self) -> bool:
        return self._step == Step.INSTALLING

    def screen(self, look: Look, wording: Wording) -> Screen:
        if self._step in (Step.LOOKING, Step.INSTALLING):
            self._waiting = screen = wait_screen(look, wording, is_installing=self._step == Step.INSTALLING)
            screen.show_part(self._part)
            return screen
        if self._step == Step.OFFER and self._offer is not None:
            return self._offer_screen(look, wording, self._offer)
        if self._step == Step.INSTALLED:
            kept = None if self._answer.get("already") else self._kept_name
            return ResultScreen(look, wording, installed_view(wording, self._installed_name, kept))
        if self._step == Step.REFUSED:
            return self._result_screen(look, wording)
        sticks = SticksScreen(look, wording, self.premises.drives.sticks, in_use_line(self._name_in_use(), wording))
        sticks.picked.connect(self.pick)
        return sticks

    def pick(self, repository: str) -> None:
        """Look at one of several sticks."""
        found = next((path for path in self._found() if str(path) == repository), None)
        if found is not None and self._step == Step.STICKS:
            self._look(found)
            self.changed.emit()

    def choose_again(self) -> None:
        """Show the sticks that there are."""
        if self._step != Step.INSTALLING:
            self._drop_errand()
            self._step, self._offer, self._repository = Step.STICKS, None, None
            self.changed.emit()

    def try_again(self) -> None:
        """Look at the same stick once more."""
        if self._step == Step.REFUSED:
            if self._repository in self._found():
                self._look(self._repository)
            else:
                self._begin()
            self.changed.emit()

    def preview(self) -> None:
        """Show what is offered on the visitors' screens."""
        if self._step == Step.OFFER and self._offer is not None:
            self.premises.preview(self._offer.path)

    def install(self) -> None:
        """Install what is offered."""
        if self._step == Step.OFFER and self._errand is None and self._repository is not None:
            words = ["install", str(self._repository)]
            errand = errands.prepared(self.premises, errands.INSTALL, words)
            self._follow(errand, Step.INSTALLING)
            errand.start()
            self.changed.emit()

    def _name_in_use(self) -> str:
        """Return the version that visitors see now, empty for what the kiosk came with.

        Read whenever it is shown: it changes with each installation, by whomever.
        """
        shown = self.premises.supply.newest()
        return named(shown.manifest.about.title, shown.manifest.about.label) if shown else ""

    def _begin(self) -> None:
        """Look at the stick if there is one, else show which there are."""
        found = self._found()
        if len(found) == 1:
            self._look(next(iter(found)))
        else:
            self._step = Step.STICKS

    def _look(self, repository: Path) -> None:
        self._repository, self._offer = repository, None
        errand = errands.prepared(self.premises, errands.LOOK, ["look", str(repository), *self._compared()])
        self._follow(errand, Step.LOOKING)
        before = errands.running(self.premises, errands.FORGET)
        if before is not None:
            errands.listen(before, self._on_forgotten, self._on_forgotten)
        else:
            self._start_look(errand)

    def _start_look(self, errand: Errand) -> None:
        self._has_looked = True
        errand.start()

    def _compared(self) -> list[str]:
        """Return the words for what to compare with when nothing is installed."""
        try:
            return ["--factory", str(self.premises.supply.folder_of(None))]
        except KioskError:
            return []

    def _follow(self, errand: Errand, step: Step) -> None:
        self._errand, self._step, self._part = errand, step, 0.0
        errand.progressed.connect(self._on_progressed)
        errands.listen(errand, self._on_answered, self._on_refused)

    def _drop_errand(self) -> None:
        if self._errand is not None:
            errands.stop(self._errand)
            self._errand = None

    def _found(self) -> frozenset[Path]:
        return frozenset(stick.repository for stick in self.premises.drives.with_repository() if stick.repository)

    def _is_gone(self) -> bool:
        return self._repository is not None and self._repository not in self._found()

    def _offer_screen(self, look: Look, wording: Wording, offer: Offer) -> OfferScreen:
        is_due = self.premises.now().date() > offer.review_by
        view = OfferView(offer, self._name_in_use(), self.premises.shelf().spoken(), is_due, len(self._found()) > 1)
        screen = OfferScreen(look, wording, view)
        screen.preview_chosen.connect(self.preview)
        screen.install_chosen.connect(self.install)
        screen.other_chosen.connect(self.choose_again)
        return screen

    def _result_screen(self, look: Look, wording: Wording) -> ResultScreen:
        screen = ResultScreen(look, wording, self._refused_view(wording))
        screen.again_chosen.connect(self.try_again)
        screen.other_chosen.connect(self.choose_again)
        return screen

    def _refused_view(self, wording: Wording) -> ResultView:
        return refused_view(
            wording, self._reason, self._message, was_installing=self._was_installing, several=len(self._found()) > 1
        )

    def _tell(self, step: Step) -> None:
        """Show another step, now or when somebody comes back."""
        self._step = step
        if self._is_open:
            self.changed.emit()
        else:
            self._has_news = True

    def _refuse(self, reason: str, message: str = "") -> None:
        self._was_installing = self._step == Step.INSTALLING
        self._reason, self._message, self._offer = reason, message, None
        self._tell(Step.REFUSED)

    def _on_forgotten(self, *_: object) -> None:
        if self._step == Step.LOOKING and self._errand is not None:
            self._start_look(self._errand)

    def _on_progressed(self, done: int, total: int) -> None:
        self._part = done / max(1, total)
        if self._waiting is not None and Shiboken.isValid(self._waiting):
            self._waiting.show_part(self._part)

    def _on_answered(self, answer: dict[str, Any]) -> None:
        self._errand = None
        if self._step == Step.INSTALLING:
            self._answer, self._has_looked = answer, False
            self._installed_name = self._name_in_use() or named("", str(answer.get("label", "")))
            # What the store really keeps: what was in use may be damaged, or signed with a stolen key.
            kept = (each.name for each in kept_by(self.premises.supply) if each.standing == Standing.BEFORE)
            self._kept_name = next(kept, "")
            self._tell(Step.INSTALLED)
        else:
            self._offer = Offer.of(answer)
            self._tell(Step.OFFER)

    def _on_refused(self, reason: str, message: str) -> None:
        self._errand = None
        self._refuse(PULLED if reason in BROKEN and self._is_gone() else reason, message)

    def _on_sticks_changed(self) -> None:
        found, plugged = self._found(), frozenset(stick.path for stick in self.premises.drives.sticks)
        fresh, self._seen = found - self._seen, found
        another, self._plugged = plugged - self._plugged, plugged
        if not self._is_open or self._step == Step.INSTALLING:
            return
        if self._step in (Step.LOOKING, Step.OFFER):
            if self._is_gone():
                self._drop_errand()
                self._refuse(PULLED)
            elif self._step == Step.OFFER and fresh:
                self.changed.emit()
        elif fresh or (another and self._step == Step.REFUSED and self._is_gone()):
            self._begin()
            self.changed.emit()
        elif self._step == Step.REFUSED and self._reason in BROKEN and self._is_gone():
            self._reason, self._message = PULLED, ""
            self.changed.emit()
        elif self._step == Step.STICKS:
            self.changed.emit()
