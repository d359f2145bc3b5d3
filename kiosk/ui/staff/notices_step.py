"""What the steps on the way to a notice have in common: a title, the way back, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.foot import Foot, Way
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.option import Offered, Options
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

BACK, CANCEL, NEXT = "back", "cancel", "next"


def back_way(look: Look, wording: Wording) -> Way:
    """Return the button that leads one step back; it stands first everywhere."""
    return Way(BACK, look.forward("arrow-left"), wording.gettext("Back"))


def cancel_way(wording: Wording) -> Way:
    """Return the button that gives up what was begun."""
    return Way(CANCEL, "xmark", wording.gettext("Cancel"))


class StepScreen(Screen):
    """Parts below one another in a column that can be paged; the ways stand still below it."""

    went = Signal(str)
    """One of the ways was chosen: BACK, CANCEL, NEXT or another one."""

    def __init__(self, look: Look, wording: Wording, title: str) -> None:
        super().__init__(look, wording)
        self._title = title
        pad = look.px(8)
        if look.low:
            self.column.setContentsMargins(look.margin, pad, look.margin, pad)
            self.column.setSpacing(pad)

    def lay(self, parts: Sequence[QWidget], ways: Sequence[Way | None]) -> None:
        """Put everything in its place."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.look.px(8 if self.look.low else 14))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.column.addWidget(self.pages(whole, Heading(self._title, self.look)), 1)
        foot = Foot(ways, self.look)
        foot.chosen.connect(self.went)
        self.column.addWidget(foot)

    def line(self, words: str) -> Text:
        """Return a line of plain words for the column."""
        return Text(words, self.look, "summary", colour=self.look.role("ground").muted, shrinks=True)


class OptionsScreen(StepScreen):
    """Several things, of which one is chosen by one touch; *lines* stand above them."""

    picked = Signal(str)

    def __init__(
        self, look: Look, wording: Wording, title: str, offered: Sequence[Offered], parts: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(look, wording, title)
        options = Options(offered, look)
        options.chosen.connect(self.picked)
        self.lay([*parts, options], [back_way(look, wording), cancel_way(wording), None])
