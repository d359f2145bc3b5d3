"""Topic: its pages as rows, each with pictogram, title and one line of summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.navigation import Destination, Place
from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.row import Row
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.model import ShownSummary, ShownTopic
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class TopicScreen(Screen):
    """A list to choose a page from."""

    def __init__(self, look: Look, wording: Wording, topic: ShownTopic, pages: Sequence[ShownSummary]) -> None:
        super().__init__(look, wording)
        self._pages: dict[Row, str] = {}
        heading = Heading(
            topic.title.text, look, crumb=wording.gettext("Home"), badge=(topic.icon, look.theme.tile(topic.colour))
        )
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        for page in pages:
            column.addWidget(self._row(page, look.theme.accent(topic.colour)))
        if not pages:
            nothing = wording.gettext("There is nothing here yet. Ask the staff.")
            column.addWidget(Text(nothing, look, "body", colour=look.role("ground").text))
        column.addStretch(1)
        self.column.addWidget(self.pages(rows, heading))

    def _row(self, page: ShownSummary, accent: str) -> Row:
        row = Row(page.icon, page.title.text, page.summary.text, self.look, accent=accent)
        row.setObjectName(page.id)
        row.clicked.connect(self._on_row_clicked)
        self._pages[row] = page.id
        return row

    def _on_row_clicked(self) -> None:
        self.chosen.emit(Destination(Place.PAGE, self._pages[self.sender()]))  # type: ignore[index]
