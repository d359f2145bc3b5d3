"""Usage: how many came, and what they looked for, as sums in which nobody can be recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Arrow, Button
from kiosk.ui.widgets.day_chart import Bar, DayChart
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.share_bars import Share, ShareBars
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class UsageView:
    """What was counted, in words: by day, and the rest of one *month*; *undated* is empty if there is none."""

    days: tuple[Bar, ...]
    span: str
    month: str
    has_earlier: bool
    has_later: bool
    visits: str
    empty_searches: str
    lists: tuple[tuple[str, tuple[Share, ...]], ...]
    undated: str = ""


class Figure(Box):
    """One number, large, and what it counts."""

    def __init__(self, number: str, word: str, look: Look) -> None:
        super().__init__(look, "card")
        role = look.role("card")
        across = QHBoxLayout(self)
        pad = look.px(10 if look.low else 16)
        across.setContentsMargins(look.px(24), pad, look.px(24), pad)
        across.setSpacing(look.px(18))
        across.addWidget(Text(number, look, "side-number", colour=role.text, one_line=True).centre_vertically())
        across.addWidget(Text(word, look, "summary", colour=role.muted, shrinks=True).centre_vertically(), 1)


class UsageScreen(Screen):
    """Charts in a column; None is shown as nothing counted yet."""

    earlier = Signal()
    later = Signal()
    export_wanted = Signal()

    def __init__(self, look: Look, wording: Wording, view: UsageView | None) -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        heading = Heading(_("Usage"), look)
        export = Button("download", _("Put on a stick"), look, "primary")
        export.setObjectName("export")
        export.clicked.connect(self.export_wanted)
        heading.add_beside(export)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(10 if look.low else 14))
        if view is None:
            text = _("Nothing has been counted yet. Visits are written down five at a time.")
            self._column.addWidget(Text(text, look, "body", colour=look.role("ground").text))
        else:
            self._fill(view)
        self._column.addWidget(self._promise())
        self._column.addStretch(1)
        self.column.addWidget(self.pages(whole, heading))

    def _fill(self, view: UsageView) -> None:
        _ = self.wording.gettext
        self._column.addWidget(self._chart(view))
        self._column.addWidget(self._month(view))
        figures = [Figure(view.visits, _("visits"), self.look)]
        figures.append(Figure(view.empty_searches, _("searches that found nothing"), self.look))
        self._add_beside(figures)
        self._add_beside([ShareBars(title, shares, self.look) for title, shares in view.lists if shares])
        if view.undated:
            text = _("Visits while the clock was wrong: {count}").format(count=view.undated)
            self._column.addWidget(Text(text, self.look, "summary", colour=self.look.role("ground").muted))

    def _chart(self, view: UsageView) -> Box:
        look, role = self.look, self.look.role("card")
        card = Box(look, "card")
        column = QVBoxLayout(card)
        pad = look.px(12 if look.low else 18)
        column.setContentsMargins(look.px(20), pad, look.px(20), pad)
        column.setSpacing(look.px(4))
        column.addWidget(Text(self.wording.gettext("Visits by day"), look, "label", colour=role.text, shrinks=True))
        column.addWidget(Text(view.span, look, "site-name", colour=role.muted, shrinks=True))
        column.addWidget(DayChart(view.days, look))
        return card

    def _month(self, view: UsageView) -> QWidget:
        _, look = self.wording.gettext, self.look
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(14))
        month = Text(
            view.month, look, "row", colour=look.role("ground").text, align=Qt.AlignmentFlag.AlignHCenter, shrinks=True
        )
        earlier = Arrow(look.forward("chevron-left"), _("The month before"), look)
        later = Arrow(look.forward("chevron-right"), _("The month after"), look)
        for arrow, name, signal, is_useful in (
            (earlier, "month-earlier", self.earlier, view.has_earlier),
            (later, "month-later", self.later, view.has_later),
        ):
            arrow.setObjectName(name)
            arrow.set_useful(is_useful)
            arrow.clicked.connect(signal)
        across.addWidget(earlier)
        across.addWidget(month.centre_vertically(), 1)
        across.addWidget(later)
        return line

    def _add_beside(self, parts: Sequence[QWidget]) -> None:
        """Put parts beside one another where there is room."""
        look, whole = self.look, QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(10 if look.low else 14))
        columns = 1 if look.narrow or look.text_size > 100 else 2
        for number, part in enumerate(parts):
            grid.addWidget(part, *divmod(number, columns))
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self._column.addWidget(whole)

    def _promise(self) -> QWidget:
        _, look, line = self.wording.gettext, self.look, QWidget()
        role = look.role("ground")
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(16))
        across.addWidget(Pictogram("shield-halved", look, colour=role.icon, box=(30, 30)))
        text = _("Only sums by day are kept, never who somebody was, at what time, in which order, or the words typed.")
        across.addWidget(Text(text, look, "foot", colour=role.muted), 1)
        return line
