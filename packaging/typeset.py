"""Sets a guide on one sheet of A4: a title, two columns, and pictures as large as the words let them be.

Lengths are in twips, twentieths of a point, of which a sheet has 11906 by 16838.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from guide import Guide, GuideError, Paragraph, Part, Picture, Section, Steps
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QTextDocument

from kiosk.ui.theme import tokens
from kiosk.ui.theme.fonts import TEXT

TWIPS_PER_INCH = 1440
TWIPS_PER_MM = TWIPS_PER_INCH / 25.4
WIDTH, HEIGHT = 11906, 16838
MARGIN, GUTTER = 580, 360
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2
#: Type in points: what is read must be readable at arm's length, under a lamp, by anybody.
TITLE, HEADING, BODY = 20.0, 12.0, 9.7
#: Between parts; between sections at least and at most; inside a coloured box; where the words of steps begin.
GAP, BREAK, LOOSEST, PAD, INDENT = 60, 110, 330, 80, 320
#: The narrowest a picture may get, as a part of the column, and by which steps it does.
NARROWEST, SMALLER = 0.6, 0.02
STYLE = f"b {{ color: {tokens.BRAND_DEEP} }} code {{ background-color: {tokens.TINT}; font-family: '{TEXT}' }}"


@dataclass(frozen=True)
class Block:
    """One part of a section as it stands in a column; *picture_width* is for pictures."""

    part: Part
    picture_width: float

    @cached_property
    def height(self) -> float:
        """How much of the column it takes."""
        if isinstance(self.part, Picture):
            image = self.image
            return self.picture_width * image.height() / image.width()
        text = sum(document.size().height() for document in self.texts)
        return text + GAP / 2 * (len(self.texts) - 1) + 2 * self.pad

    @property
    def pad(self) -> float:
        """The room around the words of a warning."""
        return 0 if isinstance(self.part, Picture) or not self.part.warns else PAD

    @cached_property
    def image(self) -> QImage:
        """The picture."""
        path = self.part.path if isinstance(self.part, Picture) else ""
        image = QImage(str(path))
        if image.isNull():
            raise GuideError(f"{path} cannot be read; run make pictures")
        return image

    @cached_property
    def texts(self) -> list[QTextDocument]:
        """Its words: one text for a paragraph, one for each step."""
        width = COLUMN - 2 * self.pad
        if isinstance(self.part, Steps):
            return [rich(item, width - INDENT) for item in self.part.items]
        return [rich(self.part.html, width)] if isinstance(self.part, Paragraph) else []

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it with its upper left corner at a point."""
        if isinstance(self.part, Picture):
            box = QRectF(x + (COLUMN - self.picture_width) / 2, y, self.picture_width, self.height)
            painter.drawImage(box, self.image)
            outline(painter, box, tokens.CONTROL)
            return
        if self.part.warns:
            fill(painter, QRectF(x, y, COLUMN, self.height), tokens.NOTICE_FILL)
            outline(painter, QRectF(x, y, COLUMN, self.height), tokens.NOTICE_EDGE)
        x, y = x + self.pad, y + self.pad
        for number, text in enumerate(self.texts, 1):
            self._paint_text(painter, text, number, QPointF(x, y))
            y += text.size().height() + GAP / 2

    def _paint_text(self, painter: QPainter, text: QTextDocument, number: int, at: QPointF) -> None:
        if isinstance(self.part, Steps):
            sign(painter, number if self.part.numbered else 0, at)
            at += QPointF(INDENT, 0)
            if text.toPlainText().endswith(":"):
                self._paint_blank(painter, text, at)
        draw(painter, text, at)

    def _paint_blank(self, painter: QPainter, text: QTextDocument, at: QPointF) -> None:
        """Paint a line to write on, from the end of the words to the end of the column."""
        foot = at.y() + text.size().height() - 30
        painter.setPen(QPen(QColor(tokens.CONTROL), 12))
        painter.drawLine(QPointF(at.x() + text.idealWidth() + 60, foot), QPointF(at.x() + text.textWidth(), foot))


@dataclass(frozen=True)
class Chapter:
    """A section as it stands in a column."""

    section: Section
    picture_width: float

    @cached_property
    def heading(self) -> QTextDocument:
        """Its heading, white on a coloured bar."""
        return rich(f"<b>{self.section.heading}</b>", COLUMN - 2 * PAD, HEADING, tokens.WHITE)

    @cached_property
    def blocks(self) -> list[Block]:
        """What stands under the heading."""
        return [Block(part, self.picture_width) for part in self.section.parts]

    @cached_property
    def bar(self) -> float:
        """The height of the coloured bar."""
        return self.heading.size().height() + PAD

    @cached_property
    def height(self) -> float:
        """How much of the column it takes."""
        return self.bar + sum(GAP + block.height for block in self.blocks)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint it with its upper left corner at a point."""
        fill(painter, QRectF(x, y, COLUMN, self.bar), tokens.BRAND_DEEP)
        draw(painter, self.heading, QPointF(x + PAD, y + PAD / 2))
        y += self.bar
        for block in self.blocks:
            block.paint(painter, x, y + GAP)
            y += GAP + block.height


class Sheet:
    """A guide in its place on the page."""

    def __init__(self, guide: Guide) -> None:
        self._title = rich(f"<b>{guide.title}</b>", WIDTH - 2 * MARGIN, TITLE, tokens.BRAND_DEEP)
        self._intro = [rich(part.html, WIDTH - 2 * MARGIN) for part in guide.intro if isinstance(part, Paragraph)]
        head = sum(text.size().height() for text in (self._title, *self._intro))
        self._top = MARGIN + head + 2 * GAP
        self.columns = self._columns(guide, HEIGHT - MARGIN - self._top)

    def paint(self, painter: QPainter) -> None:
        """Paint the page; one unit is one twip."""
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
            | QPainter.RenderHint.LosslessImageRendering
        )
        y: float = MARGIN
        for text in (self._title, *self._intro):
            draw(painter, text, QPointF(MARGIN, y))
            y += text.size().height()
        for number, column in enumerate(self.columns):
            self._paint_column(painter, column, MARGIN + number * (COLUMN + GUTTER))

    def _paint_column(self, painter: QPainter, column: Sequence[Chapter], x: float) -> None:
        room = HEIGHT - MARGIN - self._top - sum(chapter.height for chapter in column)
        gap, y = min(LOOSEST, room / max(1, len(column) - 1)), self._top
        for chapter in column:
            chapter.paint(painter, x, y)
            y += chapter.height + gap

    def _columns(self, guide: Guide, room: float) -> list[list[Chapter]]:
        """Return the two columns with the largest pictures that fit.

        Raises:
            GuideError: Not even the smallest do.
        """
        part = 1.0
        while True:
            chapters = [Chapter(section, part * COLUMN) for section in guide.sections]
            cuts = [[chapters[:at], chapters[at:]] for at in range(1, len(chapters) + 1)]
            best = min(cuts, key=lambda columns: max(map(_length, columns)))
            over = max(map(_length, best)) - room
            if over <= 0:
                return best
            part -= SMALLER
            if part < NARROWEST:
                millimetres = over / TWIPS_PER_MM
                raise GuideError(f"{guide.path}: {millimetres:.0f} mm too long for one sheet of A4; say less")


def _length(column: Sequence[Chapter]) -> float:
    return sum(chapter.height + BREAK for chapter in column) - BREAK


def rich(html: str, width: float, points: float = BODY, colour: str = tokens.INK) -> QTextDocument:
    """Return rich text that is set to a width."""
    font = QFont(TEXT)
    font.setPixelSize(round(points * 20))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(font)
    strong = "" if colour == tokens.INK else f" b {{ color: {colour} }}"
    document.setDefaultStyleSheet(f"p {{ color: {colour} }} {STYLE}{strong}")
    document.setHtml(f'<p style="line-height: 102%">{html}</p>')
    document.setTextWidth(width)
    return document


def draw(painter: QPainter, text: QTextDocument, at: QPointF) -> None:
    """Paint rich text with its upper left corner at a point."""
    painter.save()
    painter.translate(at)
    text.drawContents(painter)
    painter.restore()


def sign(painter: QPainter, number: int, at: QPointF) -> None:
    """Paint what a step begins with: its number, or a dot for 0."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.BRAND))
    if not number:
        painter.drawEllipse(at + QPointF(150, 122), 36, 36)
        return
    box = QRectF(at + QPointF(0, 2), QSizeF(232, 232))
    painter.drawEllipse(box)
    font = QFont(TEXT)
    font.setPixelSize(165)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(tokens.WHITE))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


def fill(painter: QPainter, box: QRectF, colour: str) -> None:
    """Paint a box with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box, 60, 60)


def outline(painter: QPainter, box: QRectF, colour: str) -> None:
    """Paint a thin line around a box."""
    painter.setPen(QPen(QColor(colour), 10))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
