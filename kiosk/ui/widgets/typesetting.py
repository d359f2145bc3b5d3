"""Lines of text with exact heights, so that nothing is ever cut and paging can fall between lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPointF, QRectF, Qt, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from kiosk.ui.look import line_height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPainter, QTextLine

    from kiosk.content.model import Span
    from kiosk.ui.look import Look


#: What letters of any script take at most above and below the base line, in ems; signs heaped on them take more.
_ABOVE, _BELOW = 1.0, 0.47
# Text without such signs: alphabets, Hebrew and Arabic without vowel points, Han and the kana.
_PLAIN = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u060f\u061b-\u064a\u0660-\u066f"
    "\u0671-\u06d5\u0750-\u077f\u1e00-\u20cf\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]*"
)
# Scripts that put no blank between words: Han and the kana may be broken between any two signs but some,
# Thai, Lao, Myanmar and Khmer between words that only a dictionary knows.
_SIGNS = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_RUN = re.compile("[\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff]")


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


def typeset(  # noqa: PLR0913 - text is set in that many ways
    spans: Sequence[Span],
    look: Look,
    kind: str,
    width: float,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    factor: float = 1.0,
    balanced: bool = False,
) -> Setting:
    """Break *spans* into lines of at most *width* pixels; *factor* below 1 shrinks the type.

    In a script without blanks a *balanced* label leaves no sign alone in its last line.
    """
    font = shrunk(look.font(kind), factor)
    layout = QTextLayout("".join(span.text for span in spans), font)
    layout.setTextOption(_option(look, align))
    layout.setFormats(_formats(spans))
    layout.setCacheEnabled(True)
    leading, width = font.pixelSize() * line_height(kind), max(1.0, width)
    setting = _lines(layout, leading, width)
    if not balanced or len(setting.boxes) == 1 or not _SIGNS.search(layout.text()):
        return setting
    narrow = sum(box.width() for box in setting.boxes) / len(setting.boxes)
    while narrow < width and len(_lines(layout, leading, narrow).boxes) > len(setting.boxes):
        narrow += font.pixelSize() / 4
    return _lines(layout, leading, min(narrow, width), _spare(align, look) * max(0.0, width - narrow))


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
    words = [text] if whole else _unbroken(text)
    return max((measure.horizontalAdvance(word) for word in words), default=0.0) + 1


def _unbroken(text: str) -> Iterator[str]:
    """Yield the parts of *text* that no line may break: words, or less in scripts without blanks."""
    for word in text.split(" "):
        if _RUN.search(word):
            yield from _parts(word, QTextBoundaryFinder.BoundaryType.Grapheme)
        elif _SIGNS.search(word):
            yield from _parts(word, QTextBoundaryFinder.BoundaryType.Line)
        else:
            yield word


def _parts(word: str, kind: QTextBoundaryFinder.BoundaryType) -> Iterator[str]:
    units, finder, start = word.encode("utf-16-le"), QTextBoundaryFinder(kind, word), 0
    while (end := finder.toNextBoundary()) > start:
        yield units[2 * start : 2 * end].decode("utf-16-le")
        start = end


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


def _spare(align: Qt.AlignmentFlag, look: Look) -> float:
    """Return the part of the spare width that stands left of lines narrower than their text."""
    side = _visual(align, look)
    if side in (Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignCenter):
        return 0.5
    return 1.0 if side in (Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignTrailing) else 0.0


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


def _lines(layout: QTextLayout, leading: float, width: float, left: float = 0.0) -> Setting:
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    own = QFontMetricsF(layout.font())
    plain = _PLAIN.fullmatch(layout.text()) is not None
    extents = [_extent(line, own, layout.font().pixelSize(), plain=plain) for line in lines]
    above, below = (max(sides, default=0.0) for sides in zip(*extents, strict=True)) if extents else (0.0, 0.0)
    height = max(leading, above + below)
    for number, line in enumerate(lines):
        line.setPosition(QPointF(left, number * height + (height - above - below) / 2 + above - line.ascent()))
    boxes = tuple(QRectF(0, n * height, line.naturalTextWidth(), height) for n, line in enumerate(lines))
    return Setting(layout, boxes, max((box.width() for box in boxes), default=0.0), len(boxes) * height)


def _extent(line: QTextLine, own: QFontMetricsF, size: int, *, plain: bool) -> tuple[float, float]:
    """Return what a line takes above and below its base line, in pixels.

    A typeface of another script may ask for twice the size, as Noto's Arabic does for signs that
    hardly any text has. So it gets what letters need, and more where such signs stand.
    """
    above, below = line.ascent(), line.descent()
    if above <= own.ascent() + 1 and below <= own.descent() + 1:
        return above, below
    top, bottom = (0.0, 0.0) if plain else _ink(line)
    return min(above, max(_ABOVE * size, top)), min(below, max(_BELOW * size, bottom))


def _ink(line: QTextLine) -> tuple[float, float]:
    """Return how far the glyphs of a line reach above and below its base line, in pixels."""
    base = line.y() + line.ascent()
    top = bottom = 0.0
    for run in line.glyphRuns():
        face = run.rawFont()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            box = face.boundingRect(glyph).translated(0, place.y() - base)
            top, bottom = max(top, -box.top()), max(bottom, box.bottom())
    return top, bottom
