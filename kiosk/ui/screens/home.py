"""Home: the notices of the day, and the topics and the contacts as coloured tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.navigation import CONTACTS, NOTICES, Destination, Place
from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.notices import NoticeBoard
from kiosk.ui.widgets.tile import Tile, TileGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.model import ShownTopic
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class HomeScreen(Screen):
    """Tiles in the order of the content, the contacts last."""

    def __init__(self, look: Look, wording: Wording, topics: Sequence[ShownTopic], notices: Sequence[str] = ()) -> None:
        super().__init__(look, wording)
        self._destinations: dict[Tile, Destination] = {}
        for topic in topics:
            tile = Tile(topic.icon, topic.title.text, look, look.theme.tile(topic.colour))
            self._add(tile, Destination(Place.TOPIC, topic.id))
        contacts = Tile("address-book", wording.gettext("Contacts"), look, look.role("contacts-tile"))
        self._add(contacts, CONTACTS)
        self.column.addWidget(self.pages(TileGrid(list(self._destinations), look), self._board(notices)))

    def _add(self, tile: Tile, destination: Destination) -> None:
        tile.setObjectName(destination.id or destination.place)
        tile.clicked.connect(self._on_tile_clicked)
        self._destinations[tile] = destination

    def _board(self, notices: Sequence[str]) -> NoticeBoard | None:
        if not notices:
            return None
        look, bars = self.look, tokens.TOP_BAR + tokens.BOTTOM_BAR
        board = NoticeBoard(notices, look, self.wording, look.width - 2 * look.margin, look.height - look.px(bars))
        board.all_chosen.connect(self._on_all_notices_chosen)
        return board

    def _on_all_notices_chosen(self) -> None:
        self.chosen.emit(NOTICES)

    def _on_tile_clicked(self) -> None:
        self.chosen.emit(self._destinations[self.sender()])  # type: ignore[index]
