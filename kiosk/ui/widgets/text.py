"""A paragraph that knows its exact height at any width and is never cut."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.content.model import Span
from kiosk.ui.widgets.typesetting import Setting, longest_word, shrunk, typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from kiosk.ui.look import Look

#: A label that must fit its place shrinks by these steps, after it has wrapped.
SHRINKING = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
#: What stands in one line, as a phone number, has no other way to fit.
SHRINKING_FURTHER = (*SHRINKING, 0.64, 0.58, 0.52, 0.46)
#: Widths that a text remembers its lines for, while a layout tries several.
REMEMBERED = 24


class Text(QWidget):
    """Plain or partly bold text in one kind of type and one colour.

    Its width is given by whoever places it; `heightForWidth` is exact. With *shrinks* the type
    gets smaller where a word or the lines would not fit otherwise; *one_line* is for what must
    never be broken, as a phone number.
    """

    def __init__(  # noqa: PLR0913 - a text has that many properties
        self,
        text: str | Sequence[Span],
        look: Look,
        kind: str,
        *,
        colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
        shrinks: bool = False,
        one_line: bool = False,
    ) -> None:
        super().__init__()
        self._spans = (Span(text),) if isinstance(text, str) else tuple(text)
        self._look, self._kind, self._colour, self._align = look, kind, colour, align
        self._one_line = one_line
        self._factors: tuple[float, ...] = SHRINKING_FURTHER if one_line else SHRINKING if shrinks else SHRINKING[:1]
        self._settings: dict[tuple[int, float], Setting] = {}
        self._longest_words: dict[float, float] = {}
        self._centred = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """The words."""
        return "".join(span.text for span in self._spans)

    def set_colour(self, colour: str) -> None:
        """Paint in another colour, as for a pressed control."""
        self._colour = colour
        self.update()

    def set_text(self, text: str) -> None:
        """Say something else in the same place."""
        self._spans = (Span(text),)
        self._settings.clear()
        self._longest_words.clear()
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def least_width(self) -> int:
        """The width in pixels of its widest word, as small as it can be set."""
        return ceil(self._longest(self._factors[-1]))

    def limit_size(self, factor: float) -> None:
        """Be set at no more than *factor* times the size of its kind, so that it takes fewer lines."""
        smaller = tuple(each for each in self._factors if each < factor)
        self._factors = (factor, *smaller)
        self.updateGeometry()
        self.update()

    def centre_vertically(self) -> Text:
        """Stand in the middle of the height that is given, instead of at its top."""
        self._centred = True
        return self

    def setting(self) -> Setting:
        """The lines as they are painted now."""
        return self._set(self.width(), self._factor())

    def line_boxes(self) -> list[QRect]:
        """The lines' boxes in this widget's coordinates, for paging that never cuts one."""
        above = self._top()
        edges = [(round(box.top() + above), round(box.bottom() + above)) for box in self.setting().boxes]
        return [QRect(0, top, self.width(), bottom - top) for top, bottom in edges]

    def has_boxes(self) -> bool:
        """Whether no typeface has one of the signs, so that a box is painted in its place."""
        return any(0 in run.glyphIndexes() for run in self.setting().layout.glyphRuns())

    def is_cut(self) -> bool:
        """Whether any of it lies outside the widget or a word had to be broken; a test asks."""
        setting = self.setting()
        too_wide = setting.width > self.width() + 1 or self._longest(self._factor()) > self.width() + 1
        return too_wide or setting.height > self.height() + 1

    def longest_at_full_size(self) -> int:
        """The width in pixels of its widest word, unshrunk."""
        return ceil(self._longest(1.0))

    def heightForWidth(self, width: int) -> int:
        return ceil(self._set(width, self._factor_for(width)).height)

    def sizeHint(self) -> QSize:
        setting = self._set(1 << 20, 1.0)
        return QSize(ceil(setting.width) + 1, ceil(setting.height))

    def minimumSizeHint(self) -> QSize:
        factor = self._factors[-1]
        one_line = self._set(1 << 20, factor)
        return QSize(ceil(self._longest(factor)), ceil(one_line.height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._colour))
        self.setting().paint(painter, 0, self._top())

    def _top(self) -> float:
        spare = self.height() - self.setting().height
        return max(0.0, spare / 2) if self._centred else 0.0

    def _factor(self) -> float:
        for factor in self._factors:
            if self._fits(factor, self.width()) and self._set(self.width(), factor).height <= self.height() + 1:
                return factor
        return self._factors[-1]

    def _factor_for(self, width: int) -> float:
        return next((factor for factor in self._factors if self._fits(factor, width)), self._factors[-1])

    def _fits(self, factor: float, width: int) -> bool:
        return self._longest(factor) <= width + 1

    def _longest(self, factor: float) -> float:
        if factor not in self._longest_words:
            font = shrunk(self._look.font(self._kind), factor)
            self._longest_words[factor] = longest_word(self._spans, font, whole=self._one_line)
        return self._longest_words[factor]

    def _spans_in(self, width: float, factor: float) -> Sequence[Span]:
        """Return what is set in that width."""
        return self._spans

    def _set(self, width: int, factor: float) -> Setting:
        key = (width, factor)
        if key not in self._settings:
            if len(self._settings) > REMEMBERED:
                self._settings.clear()
            self._settings[key] = typeset(
                self._spans_in(width, factor),
                self._look,
                self._kind,
                width,
                align=self._align,
                factor=factor,
                balanced=len(self._factors) > 1,
            )
        return self._settings[key]
