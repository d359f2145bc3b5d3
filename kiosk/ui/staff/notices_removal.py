"""Asks whether a notice shall be taken down; the touch that does it lies elsewhere than the one that asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from kiosk.ui.staff.notices_step import CANCEL, StepScreen
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.foot import Way
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

REMOVE = "remove"


class RemovalScreen(StepScreen):
    """The notice once more; what keeps it is at the side where *Take down* was."""

    def __init__(self, look: Look, wording: Wording, text: str) -> None:
        _ = wording.gettext
        super().__init__(look, wording, _("Take this notice down?"))
        card = Box(look, "notice")
        column = QVBoxLayout(card)
        pad = look.px(20)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(Text(text, look, "row", colour=look.role("notice").text))
        below = self.line(_("Visitors will not see it any more. It cannot be brought back, only written anew."))
        ways = [Way(REMOVE, "trash", _("Take down"), "danger"), Way(CANCEL, "xmark", _("Leave it up"))]
        self.lay([card, below], ways)
