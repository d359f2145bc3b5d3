"""A screen with something to read, buttons right below it, and a line at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.measure import height_at, settle
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.widgets.actions import Actions
    from kiosk.ui.widgets.pager import Pager


class StackScreen(Screen):
    """What there is to read is paged when it has to be; the buttons stay, except on a low screen."""

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        self._pages: Pager | None = None
        self._actions: Actions | None = None
        self._foot: QWidget | None = None
        self._fills = False

    def stack(
        self,
        parts: Sequence[QWidget],
        title: str = "",
        actions: Actions | None = None,
        foot: str = "",
        *,
        fills: bool = False,
    ) -> None:
        """Show *parts* one below the other under a *title*; *foot* where there is room, else as the last part.

        With *fills* they stand in the middle of all the room that there is.
        """
        line = self._foot_line(foot) if foot else None
        is_roomy = not self.look.low and self.look.text_size == 100
        inner = [*parts]
        if actions is not None and self.look.low:
            inner.append(actions)
            actions = None
        if line is not None and not is_roomy:
            inner.append(line)
        header = Heading(title, self.look) if title else None
        self._pages = self.pages(_stacked(inner, self.look, fills=fills), header)
        self._actions, self._foot, self._fills = actions, line if is_roomy else None, fills
        for part in (self._pages, self._actions, self._foot):
            if part is not None:
                part.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._pages is None:
            return
        inner, gap = self.rect().marginsRemoved(self.column.contentsMargins()), self.look.gap
        width, bottom = inner.width(), inner.bottom() + 1
        if self._foot is not None:
            height = height_at(self._foot, width)
            self._foot.setGeometry(inner.left(), bottom - height, width, height)
            bottom -= height + gap
        below = 0
        if self._actions is not None:
            below = max(height_at(self._actions, width), self._actions.minimumSizeHint().height())
        room = bottom - inner.top() - (below + gap if below else 0)
        needed = room if self._fills else min(room, self._pages.height_needed(width))
        self._pages.setGeometry(inner.left(), inner.top(), width, needed)
        if self._actions is not None:
            self._actions.setGeometry(inner.left(), inner.top() + needed + gap, width, below)
        settle(self)

    def _foot_line(self, text: str) -> QWidget:
        look, line = self.look, QWidget()
        colour = look.role("ground").muted
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(12))
        sign = Pictogram("clock-rotate-left", look, colour=colour, box=(26, 24))
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(Text(text, look, "foot", colour=colour).centre_vertically(), 1)
        return line


def _stacked(parts: Sequence[QWidget], look: Look, *, fills: bool) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.gap)
    if fills:
        column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole
