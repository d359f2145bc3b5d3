"""Notices: all that the staff have posted for today, in large type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.notices import NoticeBox
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class NoticesScreen(Screen):
    """One card for each notice."""

    def __init__(self, look: Look, wording: Wording, notices: Sequence[str]) -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        heading = Heading(_("Notices of today"), look, crumb=_("Home"), badge=("bullhorn", look.role("notice")))
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        for notice in notices:
            column.addWidget(NoticeBox("", notice, look, "row"))
        if not notices:
            column.addWidget(Text(_("There are no notices now."), look, "body", colour=look.role("ground").text))
        column.addStretch(1)
        self.column.addWidget(self.pages(cards, heading))
