"""Export: the sums of use onto a stick, and what to do when that does not work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.content.isolates import isolated
from kiosk.ui.staff.notices_step import StepScreen, back_way
from kiosk.ui.widgets.foot import Way
from kiosk.ui.widgets.option import Offered, Options
from kiosk.ui.widgets.state_card import StateCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.drives import Stick
    from kiosk.ui.look import Look

AGAIN = "again"


@dataclass(frozen=True)
class ExportView:
    """How it stands: a role of `StateCard`, its sign if it is another than the role's, and what to do.

    *sticks* are to choose from; *again* has a button to try again.
    """

    role: str
    title: str
    lines: tuple[str, ...] = ()
    sign: str = ""
    sticks: tuple[Offered, ...] = ()
    again: bool = False


def able_sticks(sticks: Sequence[Stick]) -> list[Stick]:
    """Return the sticks that can be written on."""
    return [stick for stick in sticks if stick.writable and not stick.fault]


def which(sticks: Sequence[Stick], wording: Wording) -> ExportView:
    """Say which stick is needed, or have one chosen."""
    _, able = wording.gettext, able_sticks(sticks)
    if able:
        offered = tuple(Offered(str(number), "download", stick.name) for number, stick in enumerate(able))
        return ExportView("card", _("Which stick?"), sticks=offered)
    if any(stick.fault for stick in sticks):
        line = _("Pull it out and push it in again, or use another one.")
        return ExportView("warn", _("This stick cannot be read"), (line,))
    if sticks:
        line = _("It is locked, or made so that nothing can be written on it. Use another one.")
        return ExportView("warn", _("Nothing can be written on this stick"), (line,))
    line = _("It begins by itself as soon as the stick is in.")
    return ExportView("card", _("Plug in a USB stick"), (line,), sign="download")


def writing(wording: Wording) -> ExportView:
    """Say to wait."""
    _ = wording.gettext
    return ExportView("card", _("Writing…"), (_("Leave the stick in."),), sign="clock")


def done(file: str, wording: Wording) -> ExportView:
    """Say what is on the stick now, and that it may go."""
    _ = wording.gettext
    lines = [_("You may pull the stick out now.")]
    if file:
        lines.append(_("The table is called {file}. Any spreadsheet opens it.").format(file=isolated(file)))
    return ExportView("ok", _("The table is on the stick"), tuple(lines))


def failed(reason: str, wording: Wording) -> ExportView:
    """Say why it is not there, by the reason that the command gave."""
    _ = wording.gettext
    if reason == "no-space":
        line = _("Delete something on it, or use another one.")
        return ExportView("error", _("The stick is full"), (line,), again=True)
    line = _("See whether the stick is still in, or use another one. What was counted is still on this machine.")
    return ExportView("error", _("The table could not be written"), (line,), again=True)


class ExportScreen(StepScreen):
    """One card, and the sticks below it if there are several."""

    picked = Signal(str)

    def __init__(self, look: Look, wording: Wording, view: ExportView) -> None:
        _ = wording.gettext
        super().__init__(look, wording, _("Put usage on a stick"))
        card = StateCard(view.role, view.title, view.lines, look, sign=view.sign, large=True)
        parts: list[QWidget] = [card]
        if view.sticks:
            options = Options(view.sticks, look)
            options.chosen.connect(self.picked)
            parts.append(options)
        self.lay(parts, self._ways(view))

    def _ways(self, view: ExportView) -> list[Way | None]:
        again = Way(AGAIN, "rotate-right", self.wording.gettext("Try again"), "primary") if view.again else None
        return [back_way(self.look, self.wording), None, again]
