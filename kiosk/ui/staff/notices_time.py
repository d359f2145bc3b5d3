"""The step that asks for a time: one, or from one to another."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kiosk.ui.staff.notices_draft import span_text
from kiosk.ui.staff.notices_step import NEXT, StepScreen, back_way, cancel_way
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Choice
from kiosk.ui.widgets.foot import Way
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.time_picker import TimePicker

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class TimeScreen(StepScreen):
    """One picker, or two below one another; tells of each change, so that nothing is lost when it is made anew."""

    picked = Signal(str)
    """A time as a notice has it."""
    span_chosen = Signal(bool)
    """Whether it is from one time to another."""

    def __init__(self, look: Look, wording: Wording, begin: time, end: time | None) -> None:
        super().__init__(look, wording, wording.gettext("When?"))
        _ = wording.gettext
        self._pickers = [TimePicker(begin, look, wording, "from")]
        if end is not None:
            self._pickers.append(TimePicker(end, look, wording, "to"))
        for picker in self._pickers:
            picker.picked.connect(self._on_picked)
        further = Way(NEXT, look.forward("arrow-right"), _("Next"), "primary")
        self.lay(
            [self._kinds(is_span=end is not None), self._rows(_("From"), _("To"))],
            [back_way(look, wording), cancel_way(wording), further],
        )

    def _kinds(self, *, is_span: bool) -> QWidget:
        _, look = self.wording.gettext, self.look
        kinds = QWidget()
        across = QHBoxLayout(kinds)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(12))
        for name, word, chosen in (("one", _("One time"), not is_span), ("span", _("From – to"), is_span)):
            choice = Choice(word, look)
            choice.setObjectName(f"time-{name}")
            choice.setMinimumHeight(look.px(tokens.TARGET))
            choice.choose(chosen)
            choice.clicked.connect(self._on_kind_clicked)
            across.addWidget(choice, 1)
        return kinds

    def _rows(self, *words: str) -> QWidget:
        rows, look = QWidget(), self.look
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(10 if look.low else 18))
        several = len(self._pickers) > 1
        for number, picker in enumerate(self._pickers):
            if several:
                word = Text(words[number], look, "label", colour=look.role("ground").text, shrinks=True)
                grid.addWidget(word.centre_vertically(), number, 0)
            grid.addWidget(picker, number, 1)
        grid.setColumnStretch(2, 1)
        return rows

    def _on_picked(self) -> None:
        begin, *end = (picker.value for picker in self._pickers)
        self.picked.emit(span_text(begin, end[0] if end else None))

    def _on_kind_clicked(self) -> None:
        self.span_chosen.emit(self.sender().objectName() == "time-span")
