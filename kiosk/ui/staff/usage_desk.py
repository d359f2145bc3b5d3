"""The desk of usage: one month after the other, and all of them as a table onto a stick."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.device import ledger, usage_summary
from kiosk.ui.staff import usage_words
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.notices_step import BACK
from kiosk.ui.staff.usage import UsageScreen
from kiosk.ui.staff.usage_export import ExportScreen, ExportView, able_sticks, done, failed, which, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.drives import Stick
    from kiosk.ui.errand import Errand
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.staff.premises import Premises


class Export(StrEnum):
    """Where an export stands."""

    NONE = "none"
    STICK = "stick"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


class UsageDesk(Desk):
    """A stick that can be written on is used as soon as it is the only one; of several one is chosen."""

    def __init__(self, premises: Premises) -> None:
        super().__init__(premises)
        self._month, self._stage = "", Export.NONE
        self._errand: Errand | None = None
        self._file, self._reason = "", ""
        premises.drives.changed.connect(self._on_sticks_changed)

    @property
    def stage(self) -> Export:
        """Where an export stands."""
        return self._stage

    def open(self) -> None:
        self._month, self._stage = "", Export.NONE

    def close(self) -> None:
        self._stop()
        self._stage = Export.NONE

    def is_busy(self) -> bool:
        return self._stage == Export.WRITING

    def back(self) -> bool:
        if self._stage == Export.NONE:
            return False
        self._stop()
        self._stage = Export.NONE
        self.changed.emit()
        return True

    def screen(self, look: Look, wording: Wording) -> Screen:
        return self._sums(look, wording) if self._stage == Export.NONE else self._export(look, wording)

    def _sums(self, look: Look, wording: Wording) -> UsageScreen:
        days, months = self._known()
        known = usage_summary.summary(
            days, self.premises.now().astimezone().date(), month=self._month or self._this_month()
        )
        view = usage_words.view(known, months, self.premises.shelf(), wording) if days else None
        screen = UsageScreen(look, wording, view)
        screen.earlier.connect(self._on_earlier)
        screen.later.connect(self._on_later)
        screen.export_wanted.connect(self._on_export_wanted)
        return screen

    def _export(self, look: Look, wording: Wording) -> ExportScreen:
        screen = ExportScreen(look, wording, self._export_view(wording))
        screen.picked.connect(self._on_picked)
        screen.went.connect(self._on_went)
        return screen

    def _export_view(self, wording: Wording) -> ExportView:
        match self._stage:
            case Export.WRITING:
                return writing(wording)
            case Export.DONE:
                return done(self._file, wording)
            case Export.FAILED:
                return failed(self._reason, wording)
        return which(self.premises.drives.sticks, wording)

    def _known(self) -> tuple[dict[str, ledger.Sums], list[str]]:
        """Return what was counted, and the months that can be chosen: this one is among them."""
        days = ledger.read(self.premises.state)
        this = self._this_month()
        months = usage_summary.months(days)
        return days, list(months if this in months else _with(this, months))

    def _this_month(self) -> str:
        return f"{self.premises.now().astimezone():%Y-%m}"

    def _on_earlier(self) -> None:
        self._move(1)

    def _on_later(self) -> None:
        self._move(-1)

    def _move(self, by: int) -> None:
        months = self._known()[1]
        at = months.index(self._month or self._this_month())
        self._month = months[min(max(at + by, 0), len(months) - 1)]
        self.changed.emit()

    def _on_export_wanted(self) -> None:
        self._stage = Export.STICK
        self._write_if_clear()

    def _on_sticks_changed(self) -> None:
        if self._stage == Export.STICK:
            self._write_if_clear()

    def _write_if_clear(self) -> None:
        """Begin if it is clear onto which stick; else it is asked."""
        able = able_sticks(self.premises.drives.sticks)
        if len(able) == 1:
            self._write(able[0])
        else:
            self.changed.emit()

    def _on_picked(self, number: str) -> None:
        able = able_sticks(self.premises.drives.sticks)
        if self._stage == Export.STICK and number.isdecimal() and int(number) < len(able):
            self._write(able[int(number)])

    def _write(self, stick: Stick) -> None:
        shelf = self.premises.shelf()
        centre = shelf.sign(shelf.start.source_language).name
        self._stage = Export.WRITING
        self._errand = errand = self.premises.errand(["usage", "export", str(stick.path), "--centre", centre])
        errand.answered.connect(self._on_answered)
        errand.refused.connect(self._on_refused)
        self.changed.emit()
        errand.start()

    def _on_answered(self, answer: dict[str, Any]) -> None:
        self._errand = None
        self._file, self._stage = Path(str(answer.get("path", ""))).name, Export.DONE
        self.changed.emit()

    def _on_refused(self, reason: str, _message: str) -> None:
        self._errand = None
        self._reason, self._stage = reason, Export.FAILED
        self.changed.emit()

    def _on_went(self, way: str) -> None:
        if way == BACK:
            self.back()
        else:
            self._on_export_wanted()

    def _stop(self) -> None:
        errand, self._errand = self._errand, None
        if errand is not None:
            errand.stop()


def _with(month: str, months: Sequence[str]) -> list[str]:
    """Return months with one more, the newest first; `UNKNOWN` stays last."""
    known = sorted([month, *(each for each in months if each != ledger.UNKNOWN)], reverse=True)
    return [*known, ledger.UNKNOWN] if ledger.UNKNOWN in months else known
