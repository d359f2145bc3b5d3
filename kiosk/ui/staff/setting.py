"""One setting: its choices as buttons, or a number with minus and plus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Button, Choice
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Option:
    """One of the values that a setting may have; *id* is empty for automatic."""

    id: str
    word: str
    chosen: bool = False


@dataclass(frozen=True)
class Dial:
    """A value that goes up and down: its *word* of now, and whether it goes further."""

    id: str
    name: str
    word: str
    can_fall: bool = True
    can_rise: bool = True


@dataclass(frozen=True)
class SettingView:
    """A setting's *title*, what it is *about*, its options, and its dials."""

    title: str
    about: str
    options: Sequence[Option] = ()
    dials: Sequence[Dial] = ()


class Step(Button):
    """Minus or plus; many touches in a row are meant."""

    repeats = True


class SettingScreen(Screen):
    """Everything is kept at once; the button at the foot leads back to the list."""

    picked = Signal(str)
    fell = Signal(str)
    rose = Signal(str)
    done = Signal()

    def __init__(self, look: Look, wording: Wording, view: SettingView) -> None:
        super().__init__(look, wording)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.gap)
        if view.about:
            column.addWidget(Text(view.about, look, "label-line", colour=look.role("ground").muted, shrinks=True))
        for dial in view.dials:
            column.addWidget(self._dial(dial))
        if view.options:
            column.addLayout(self._options(view.options))
        column.addStretch(1)
        self.column.addWidget(self.pages(whole, Heading(view.title, look)), 1)
        self.column.addLayout(self._foot())

    def _options(self, options: Sequence[Option]) -> QGridLayout:
        look = self.look
        grid = QGridLayout()
        grid.setSpacing(look.px(12))
        longest = max(len(option.word) for option in options)
        columns = 1 if longest > 24 or (look.narrow and longest > 12) else 2 if longest > 10 or look.narrow else 4
        for number, option in enumerate(options):
            choice = Choice(option.word, look)
            choice.setObjectName(f"option-{option.id}")
            choice.choose(option.chosen)
            choice.clicked.connect(self._on_option_clicked)
            grid.addWidget(choice, *divmod(number, columns))
        for number in range(columns):
            grid.setColumnStretch(number, 1)
        return grid

    def _dial(self, dial: Dial) -> Box:
        look, _ = self.look, self.wording.gettext
        card, role = Box(look, "card"), look.role("card")
        across = QHBoxLayout(card)
        pad = look.px(8 if look.low else 14)
        across.setContentsMargins(look.px(24), pad, look.px(14), pad)
        across.setSpacing(look.px(14))
        across.addWidget(Text(dial.name, look, "label", colour=role.text, shrinks=True).centre_vertically(), 1)
        for sign, name, enabled in (("minus", _("Less"), dial.can_fall), ("plus", _("More"), dial.can_rise)):
            button = Step(sign, "", look)
            button.setAccessibleName(f"{name}: {dial.name}")
            button.setObjectName(f"{sign}-{dial.id}")
            button.setFixedSize(look.px(110), look.px(tokens.TARGET))
            button.setEnabled(enabled)
            button.clicked.connect(self._on_step_clicked)
            if sign == "plus":
                centre = Qt.AlignmentFlag.AlignHCenter
                value = Text(dial.word, look, "side-number", colour=role.text, align=centre, one_line=True)
                value.setFixedWidth(look.px(150 if not look.narrow else 120))
                across.addWidget(value.centre_vertically())
            across.addWidget(button)
        return card

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        done = Button("check", self.wording.gettext("Done"), self.look, "primary")
        done.setObjectName("done")
        done.setMinimumWidth(self.look.px(260))
        done.clicked.connect(self.done)
        foot.addStretch(1)
        foot.addWidget(done)
        return foot

    def _on_option_clicked(self) -> None:
        self.picked.emit(self.sender().objectName().partition("-")[2])

    def _on_step_clicked(self) -> None:
        sign, _, dial = self.sender().objectName().partition("-")
        (self.rose if sign == "plus" else self.fell).emit(dial)
