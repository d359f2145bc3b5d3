"""Lines of text with exact heights, so that nothing is ever cut and paging can fall between lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from kiosk.ui.look import line_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from kiosk.content.model import Span
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Setting:
    """Typeset text: its layout, its line boxes (pixels from the top) and its outer size in pixels."""

    layout: QTextLayout
    boxes: tuple[QRectF, ...]
    width: float
    height: float

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it with the painter's pen."""
        self.layout.draw(painter, QPointF(left, top))


def typeset(
    spans: Sequence[Span],
    look: Look,
    kind: str,
    width: float,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    factor: float = 1.0,
) -> Setting:
    """Break *spans* into lines of at most *width* pixels; *factor* below 1 shrinks the type."""
    font = shrunk(look.font(kind), factor)
    layout = QTextLayout("".join(span.text for span in spans), font)
    layout.setTextOption(_option(look, align))
    layout.setFormats(_formats(spans))
    layout.setCacheEnabled(True)
    return _lines(layout, font.pixelSize() * line_height(kind), max(1.0, width))


def shrunk(font: QFont, factor: float) -> QFont:
    """Return *font* at *factor* of its size."""
    if factor != 1.0:
        font.setPixelSize(max(1, int(font.pixelSize() * factor)))
    return font


def longest_word(spans: Sequence[Span], font: QFont, *, whole: bool = False) -> float:
    """Return the width in pixels of the widest word, which no line may break, or of the *whole* text."""
    bold = QFont(font)
    bold.setBold(font.bold() or any(span.strong or span.target for span in spans))
    measure = QFontMetricsF(bold)
    # split() keeps no-break spaces within a word only when asked for ordinary ones
    text = "".join(span.text for span in spans).replace("\n", " ")
    words = [text] if whole else text.split(" ")
    return max((measure.horizontalAdvance(word) for word in words), default=0.0) + 1


def _option(look: Look, align: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(_visual(align, look))
    option.setTextDirection(look.qt_direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _visual(align: Qt.AlignmentFlag, look: Look) -> Qt.AlignmentFlag:
    """Return the side that *align* means: a text layout takes leading for left in any direction."""
    if look.direction == "rtl" and align in (Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing):
        leads = align == Qt.AlignmentFlag.AlignLeading
        return Qt.AlignmentFlag.AlignRight if leads else Qt.AlignmentFlag.AlignLeft
    return align


def _formats(spans: Sequence[Span]) -> list[QTextLayout.FormatRange]:
    formats: list[QTextLayout.FormatRange] = []
    start = 0
    for span in spans:
        length = _utf16_length(span.text)
        if span.strong or span.target:
            formats.append(_bold(start, length))
        start += length
    return formats


def _bold(start: int, length: int) -> QTextLayout.FormatRange:
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.Bold)
    found: Any = QTextLayout.FormatRange()  # its fields are missing in PySide6's stubs
    found.start, found.length, found.format = start, length, shape
    return cast("QTextLayout.FormatRange", found)


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _lines(layout: QTextLayout, leading: float, width: float) -> Setting:
    top, widest, boxes = 0.0, 0.0, []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        height = max(leading, line.height())
        line.setPosition(QPointF(0, top + (height - line.height()) / 2))
        boxes.append(QRectF(0, top, line.naturalTextWidth(), height))
        widest = max(widest, line.naturalTextWidth())
        top += height
    layout.endLayout()
    return Setting(layout, tuple(boxes), widest, top)
