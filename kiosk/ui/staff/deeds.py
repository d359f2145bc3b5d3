"""Deeds that cannot be undone by accident: choose one at one side, confirm it at the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.state_card import StateCard
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Deed:
    """What can be done: its *name*, what it *will* do, and the word that confirms it."""

    id: str
    icon: str
    name: str
    will: str
    confirm: str


@dataclass(frozen=True)
class Outcome:
    """How it went: a role of `StateCard`, and what to say."""

    role: str
    title: str
    line: str = ""


class DeedRow(Touchable):
    """One deed; the chosen one has a strong edge."""

    radius = tokens.RADIUS_CARD - 2

    def __init__(self, deed: Deed, look: Look, *, chosen: bool) -> None:
        super().__init__(look, "selected" if chosen else "row", deed.name)
        self.id = deed.id
        self.setObjectName(f"deed-{deed.id}")
        role = self.role()
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(22, 6, 16, 6))
        across.setSpacing(look.px(18))
        across.addWidget(Pictogram(deed.icon, look, colour=role.icon, box=(38, 36)))
        across.addWidget(Text(deed.name, look, "label", colour=role.text, shrinks=True).centre_vertically(), 1)
        self.setMinimumHeight(look.px(tokens.TARGET if look.low else 92))


class DeedsScreen(Screen):
    """Deeds at the leading side; what the chosen one will do, and the second touch, at the trailing side.

    On a narrow screen the second touch is at the foot.
    """

    picked = Signal(str)
    confirmed = Signal()
    dropped = Signal()

    def __init__(
        self,
        look: Look,
        wording: Wording,
        title: str,
        deeds: Sequence[Deed],
        *,
        chosen: str = "",
        outcome: Outcome | None = None,
    ) -> None:
        super().__init__(look, wording)
        if not look.low or look.text_size == 100:
            self.column.addWidget(Heading(title, look))
        sides: QBoxLayout = QVBoxLayout() if look.narrow else QHBoxLayout()
        sides.setSpacing(look.px(24))
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8 if look.low else 14))
        for deed in deeds:
            row = DeedRow(deed, look, chosen=deed.id == chosen)
            row.clicked.connect(self._on_row_clicked)
            column.addWidget(row)
        column.addStretch(1)
        self._rows = self.pages(rows)
        sides.addWidget(self._rows, 1)
        found = next((deed for deed in deeds if deed.id == chosen), None)
        sides.addWidget(self._side(found, outcome), 1)
        self.column.addLayout(sides, 1)

    def pager(self) -> Pager | None:
        return self._rows

    def _side(self, deed: Deed | None, outcome: Outcome | None) -> QWidget:
        look, _ = self.look, self.wording.gettext
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        if outcome is not None:
            lines = [outcome.line] if outcome.line else []
            column.addWidget(StateCard(outcome.role, outcome.title, lines, look, large=True))
            column.addStretch(1)
        elif deed is not None:
            column.addWidget(self._question(deed), 1)
        else:
            text = _("Choose what to do. Nothing happens before you confirm it.")
            column.addWidget(Text(text, look, "label-line", colour=look.role("ground").muted, shrinks=True))
            column.addStretch(1)
        return side

    def _question(self, deed: Deed) -> Box:
        look, _ = self.look, self.wording.gettext
        card = Box(look, "warning")
        column = QVBoxLayout(card)
        pad = look.px(14 if look.low else 26)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.px(8 if look.low else 16))
        column.addWidget(self.pages(self._words(deed)), 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(look.px(8 if look.low else 12))
        yes = Button("check", deed.confirm, look, "danger")
        yes.setObjectName("confirm")
        yes.clicked.connect(self.confirmed)
        no = Button("xmark", _("Cancel"), look)
        no.setObjectName("cancel")
        no.clicked.connect(self.dropped)
        # Where there is no room for it, another deed or the menu leads away just as well.
        for button in (yes,) if look.low else (yes, no):
            button.setMinimumHeight(look.px(tokens.TARGET))
            buttons.addWidget(button)
        column.addLayout(buttons)
        return card

    def _words(self, deed: Deed) -> QWidget:
        look, role = self.look, self.look.role("warning")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6 if look.low else 12))
        column.addWidget(Text(deed.name, look, "label" if look.low else "row", colour=role.text, shrinks=True))
        kind = "site-name" if look.low else "label-line"
        column.addWidget(Text(deed.will, look, kind, colour=role.text, shrinks=True))
        column.addStretch(1)
        return words

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, DeedRow):
            self.picked.emit(row.id)
