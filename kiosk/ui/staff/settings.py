"""Settings: what can be set, each with its value of now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.state_card import StateCard
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Setting:
    """A line of the list."""

    id: str
    icon: str
    name: str
    value: str


class SettingRow(Touchable):
    """One setting; a touch leads to its choices."""

    radius = tokens.RADIUS_CARD - 2

    def __init__(self, setting: Setting, look: Look) -> None:
        super().__init__(look, "row", f"{setting.name}: {setting.value}")
        self.id = setting.id
        self.setObjectName(f"setting-{setting.id}")
        role = look.role("row")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(20, 6, 14, 6))
        across.setSpacing(look.px(16))
        across.addWidget(Pictogram(setting.icon, look, colour=role.icon, box=(36, 34)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(setting.name, look, "label", colour=role.text, shrinks=True))
        below = Text(setting.value, look, "site-name", colour=role.muted, shrinks=True)
        below.setProperty("muted", True)
        words.addWidget(below)
        words.addStretch(1)
        across.addLayout(words, 1)
        self.setMinimumHeight(look.px(tokens.TARGET + (4 if look.low else 12)))


class SettingsScreen(Screen):
    """Two columns of settings, one where the screen is narrow; what was kept or refused stands above them."""

    picked = Signal(str)

    def __init__(self, look: Look, wording: Wording, settings: Sequence[Setting], fault: str = "") -> None:
        super().__init__(look, wording)
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(10 if look.low else 14))
        columns = 1 if look.narrow or look.text_size > 140 else 2
        if fault:
            card = StateCard("error", wording.gettext("This could not be kept"), [fault], look)
            grid.addWidget(card, 0, 0, 1, columns)
        for number, setting in enumerate(settings):
            row = SettingRow(setting, look)
            row.clicked.connect(self._on_clicked)
            grid.addWidget(row, number // columns + 1, number % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.column.addWidget(self.pages(whole, Heading(wording.gettext("Settings"), look)))

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, SettingRow):
            self.picked.emit(row.id)
