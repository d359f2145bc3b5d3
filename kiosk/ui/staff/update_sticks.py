"""Which stick: what to plug in when there is none, and which to take when there are several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.ui.staff.update_stack import StackScreen
from kiosk.ui.widgets.row import Row
from kiosk.ui.widgets.stick import StickPicture
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.drives import Stick
    from kiosk.ui.look import Look

#: A name that is longer would not fit a line; whoever named the stick knows it by its beginning.
_LONGEST_NAME = 24


class SticksScreen(StackScreen):
    """An invitation, or a list: sticks with content to choose from, then what is wrong with the others."""

    picked = Signal(str)
    """The repository on the stick that was chosen."""

    def __init__(self, look: Look, wording: Wording, sticks: Sequence[Stick], in_use: str = "") -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        good = [stick for stick in sticks if stick.repository is not None]
        others = [stick for stick in sticks if stick.repository is None]
        if good:
            rows = [self._row(stick) for stick in good]
            self.stack([*rows, *map(self._card, others)], _("Choose a stick"))
        elif others:
            plug = _("Plug in the USB stick with the new content. It is read by itself.")
            line = Text(plug, look, "label-line", colour=look.role("ground").text, shrinks=True)
            self.stack([*map(self._card, others), line], _("There is no new content"), foot=in_use)
        else:
            self.stack(self._invitation(), foot=in_use, fills=True)

    def _row(self, stick: Stick) -> Row:
        _ = self.wording.gettext
        row = Row("download", shown_name(stick), _("Content found"), self.look, accent=self.look.role("ok").icon)
        row.setObjectName(f"stick-{stick.repository}")
        row.clicked.connect(self._on_clicked)
        return row

    def _card(self, stick: Stick) -> Verdict:
        _ = self.wording.gettext
        if stick.fault:
            card = Verdict(self.look, "error", "circle-exclamation").say(shown_name(stick), "label")
            return card.say(_(stick.fault), "summary")
        card = Verdict(self.look, "warn", "triangle-exclamation").say(shown_name(stick), "label")
        text = _("There is no content on this stick. Content is a folder that holds the folders {one} and {other}.")
        return card.say(text.format(one=isolated("metadata"), other=isolated("targets")), "summary")

    def _invitation(self) -> list[QWidget]:
        look, _ = self.look, self.wording.gettext
        role, centre = look.role("ground"), Qt.AlignmentFlag.AlignHCenter
        picture = QWidget()
        across = QHBoxLayout(picture)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(StickPicture(look, 260 if look.low else 380))
        across.addStretch(1)
        title = _("Plug in the USB stick with the new content")
        line = _("It is read by itself. Nothing changes before you say so.")
        return [
            picture,
            Text(title, look, "row" if look.low else "card-title", colour=role.text, align=centre, shrinks=True),
            Text(line, look, "label-line", colour=role.muted, align=centre, shrinks=True),
        ]

    def _on_clicked(self) -> None:
        self.picked.emit(self.sender().objectName().partition("-")[2])


def shown_name(stick: Stick) -> str:
    """Return a stick's name as it fits a line."""
    name = stick.name if len(stick.name) <= _LONGEST_NAME else f"{stick.name[:_LONGEST_NAME]}…"
    return isolated(name, "auto")
