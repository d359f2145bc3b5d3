"""Notices: those that are up, each with until when, and the ways to another one, to change or to take down."""

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
from kiosk.ui.widgets.state_card import StateCard
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Posted:
    """A notice that is up: its *text* in the staff's language, and *lines* below it; one that is lost cannot change."""

    text: str
    lines: tuple[str, ...]
    can_change: bool = True


@dataclass(frozen=True)
class Said:
    """What stands above the notices: a role of `StateCard`, a title, and a line."""

    role: str
    title: str
    line: str = ""


class PostedCard(Box):
    """One notice with its two buttons, beside it where there is room; *number* tells it from the others."""

    def __init__(self, posted: Posted, number: int, look: Look, wording: Wording) -> None:
        super().__init__(look, "card")
        _ = wording.gettext
        self.buttons: list[Button] = []
        self._beside = beside = not look.narrow and look.text_size == 100
        line: QBoxLayout = QHBoxLayout(self) if beside else QVBoxLayout(self)
        pad = look.px(10)
        line.setContentsMargins(look.margins(24, 10, 10, 10) if beside else look.margins(20, 10, 20, 10))
        line.setSpacing(pad)
        line.addLayout(self._words(posted, look), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(pad)
        if posted.can_change:
            self._add(buttons, "pen", _("Change"), f"change-{number}", look)
        elif not beside:
            buttons.addStretch(1)
        self._add(buttons, "trash", _("Take down"), f"remove-{number}", look)
        line.addLayout(buttons)

    def _words(self, posted: Posted, look: Look) -> QVBoxLayout:
        role = look.role("card")
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addStretch(1)
        words.addWidget(Text(posted.text, look, "label", colour=role.text))
        for each in posted.lines:
            words.addWidget(Text(each, look, "site-name", colour=role.muted))
        words.addStretch(1)
        return words

    def _add(self, buttons: QHBoxLayout, icon: str, word: str, name: str, look: Look) -> None:
        button = Button(icon, word, look)
        button.setObjectName(name)
        button.setMinimumHeight(look.px(tokens.TARGET))
        if self._beside:
            button.setFixedWidth(min(button.sizeHint().width(), look.px(210)))
        self.buttons.append(button)
        buttons.addWidget(button, 1)


class PostedScreen(Screen):
    """All that are up, and above them what the staff have to know."""

    added = Signal()
    change_wanted = Signal(int)
    removal_wanted = Signal(int)

    def __init__(
        self, look: Look, wording: Wording, posted: Sequence[Posted], said: Sequence[Said], *, is_full: bool
    ) -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        heading = Heading(_("Notices"), look)
        if not is_full:
            add = Button("plus", _("New notice"), look, "primary")
            add.setObjectName("notice-add")
            add.clicked.connect(self.added)
            heading.add_beside(add)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8 if look.low else 12))
        for each in said:
            column.addWidget(StateCard(each.role, each.title, [each.line] if each.line else [], look))
        for number, notice in enumerate(posted):
            card = PostedCard(notice, number, look, wording)
            for button in card.buttons:
                button.clicked.connect(self._on_clicked)
            column.addWidget(card)
        if not posted:
            text = _("No notice is up. Visitors see notices on the first page, in their language.")
            column.addWidget(Text(text, look, "body", colour=look.role("ground").text))
        column.addStretch(1)
        self.column.addWidget(self.pages(whole, heading))

    def _on_clicked(self) -> None:
        verb, _, number = self.sender().objectName().partition("-")
        wanted = self.change_wanted if verb == "change" else self.removal_wanted
        wanted.emit(int(number))
