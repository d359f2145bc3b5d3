"""How it went: what is shown now, or why nothing has changed and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kiosk.ui.staff.update_stack import StackScreen
from kiosk.ui.widgets.actions import Actions
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.verdict import Verdict

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class ResultView:
    """What to say: a *title*, a card with its *headline* and *lines*, and what stands below it.

    *after* is what to do next, *technical* a line for whoever is called, *foot* one at the foot of the screen.
    """

    title: str
    role: str
    icon: str
    headline: str = ""
    lines: tuple[str, ...] = ()
    after: str = ""
    technical: str = ""
    foot: str = ""
    again: bool = False
    several: bool = False


class ResultScreen(StackScreen):
    """A card in the colour of how it went."""

    again_chosen = Signal()
    other_chosen = Signal()

    def __init__(self, look: Look, wording: Wording, view: ResultView) -> None:
        super().__init__(look, wording)
        ground = look.role("ground")
        card = Verdict(look, view.role, view.icon).say(view.headline, "row" if look.low else "heading")
        for line in view.lines:
            card.say(line, "label-line")
        parts: list[QWidget] = [card]
        if view.after:
            parts.append(Verdict(look, "card", "circle-info").say(view.after, "summary"))
        if view.technical:
            parts.append(Text(view.technical, look, "foot", colour=ground.muted, shrinks=True))
        self.stack(parts, view.title, self._actions_for(view), view.foot)

    def _actions_for(self, view: ResultView) -> Actions | None:
        look, _ = self.look, self.wording.gettext
        if not (view.again or view.several):
            return None
        row = Actions(look)
        if view.several:
            other = row.add(Button("rotate-left", _("Another stick"), look), 5, "other")
            other.clicked.connect(self.other_chosen)
        if view.again:
            again = row.add(Button("rotate-right", _("Try again"), look), 5, "again")
            again.clicked.connect(self.again_chosen)
        if not (view.again and view.several):
            row.leave(5)
        return row
