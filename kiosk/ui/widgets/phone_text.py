"""A phone number that no line breaks, and its extension in the same large type beside it, else below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from unicodedata import bidirectional

from PySide6.QtCore import QRect, Qt

from kiosk.content.isolates import bare, isolated
from kiosk.content.model import Span
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.typesetting import longest_word, shrunk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.model import Phone
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

_LINE_SEPARATOR = "\u2028"
#: How type that fills the screen with a number alone shrinks where an extension has to stand beside it.
SHRINKING_BESIDE = (0.4, 0.34, 0.28)


def phone_words(phone: Phone, wording: Wording) -> str:
    """Return a number and its extension as they are shown on one line.

    Both follow the direction of the word for the extension, also where that is of another language: so the word
    always stands between the digits of the two, which nobody can take for one number.
    """
    number, extension = isolated(phone.number), _extension(phone, wording)
    return isolated(f"{number} {extension}", _direction(extension)) if extension else number


def _extension(phone: Phone, wording: Wording) -> str:
    if not phone.extension:
        return ""
    # L10N: The extension of a telephone number, as short as it is written beside the number: first the word.
    words = bare(wording.gettext("ext. {number}"))
    # Words that come with content have no say in what is read: digits of their own would be read as part of it.
    is_word = words.count("{number}") == 1 and not any(sign.isdigit() or sign == "+" for sign in words)
    return (words if is_word else "ext. {number}").replace("{number}", phone.extension)


def _direction(text: str) -> Literal["ltr", "rtl"]:
    strong = next((kind for sign in text if (kind := bidirectional(sign)) in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


class PhoneText(Text):
    """One phone number; it shrinks where one of its parts would not fit otherwise.

    With *beside* it shrinks before the extension goes below, for type so large that both lines would not be seen at
    once.
    """

    def __init__(  # noqa: PLR0913 - as many properties as other text has
        self,
        phone: Phone,
        look: Look,
        wording: Wording,
        kind: str,
        *,
        colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
        beside: bool = False,
    ) -> None:
        self.phone = phone
        self._is_beside = beside
        self._parts = tuple(filter(None, (isolated(phone.number), isolated(_extension(phone, wording), "auto"))))
        super().__init__(phone_words(phone, wording), look, kind, colour=colour, align=align, one_line=True)
        if beside:
            self._factors = (*self._factors, *SHRINKING_BESIDE)

    def line_boxes(self) -> list[QRect]:
        """Its two lines as one box: no page ends between a number and its extension."""
        boxes = super().line_boxes()
        return [boxes[0].united(boxes[-1])] if boxes else []

    def _fits(self, factor: float, width: int) -> bool:
        if self._is_beside and self._width_of(self._spans, self._factors[-1]) <= width + 1:
            return self._width_of(self._spans, factor) <= width + 1
        return super()._fits(factor, width)

    def _spans_in(self, width: float, factor: float) -> Sequence[Span]:
        if self._width_of(self._spans, factor) <= width + 1:
            return self._spans
        return (Span(_LINE_SEPARATOR.join(self._parts)),)

    def _longest(self, factor: float) -> float:
        if factor not in self._longest_words:
            self._longest_words[factor] = max(self._width_of((Span(part),), factor) for part in self._parts)
        return self._longest_words[factor]

    def _width_of(self, spans: Sequence[Span], factor: float) -> float:
        return longest_word(spans, shrunk(self._look.font(self._kind), factor), whole=True)
