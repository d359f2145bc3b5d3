"""The blocks of a page's text, each a widget of its own with an exact height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.content.model import Span
from kiosk.navigation import Destination
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.contact_card import ContactCard
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from kiosk.content.model import Block, Direction, ShownBlock, ShownContact
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class Surroundings:
    """What a block needs to know of its page: the topic's *accent*, contacts, names of links."""

    accent: str
    contacts: Mapping[str, ShownContact]
    names: Mapping[str, str]


class LinkButton(Button):
    """Leads to a page or contact that a block speaks of."""

    chosen = Signal(Destination)

    def __init__(self, target: str, name: str, look: Look) -> None:
        icon = "address-book" if target.startswith("contact:") else look.forward("arrow-right")
        super().__init__(icon, name, look)
        self._destination = Destination.of_link(target)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._destination)


class Bullet(QWidget):
    """The sign before a list item, in the middle of its first line."""

    def __init__(self, look: Look, colour: str) -> None:
        super().__init__()
        self._colour, self._dot = QColor(colour), look.px(11)
        self._line = look.font("body").pixelSize() * 1.42
        self.setFixedWidth(look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        left = (self.width() - self._dot) // 2
        painter.drawEllipse(left, round((self._line - self._dot) / 2), self._dot, self._dot)


class Blocks(QWidget):
    """A page's blocks one below another, with big buttons for what they link to."""

    chosen = Signal(Destination)

    def __init__(self, look: Look, wording: Wording, around: Surroundings) -> None:
        super().__init__()
        self._look, self._wording, self._around = look, wording, around
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(14))
        self._steps = 0

    def add(self, shown: ShownBlock, direction: Direction, *, as_rows: bool = False) -> None:
        """Add one block, laid out in its own *direction*; *as_rows* makes cards of list items."""
        block = shown.block
        self._steps = self._steps + 1 if block.kind == "step" else 0
        if block.kind == "contact":
            self._add_contact(block.contact)
            return
        look = self._look.reading(direction)
        paragraph = self._paragraph(block, look, as_rows=as_rows)
        paragraph.setLayoutDirection(look.qt_direction)
        self._column.addWidget(paragraph)
        for target in dict.fromkeys(span.target for span in block.spans if span.target):
            # A contact that the text names has its card on the page already.
            if target.removeprefix("contact:") not in self._around.contacts:
                self.add_link(target)

    def add_caption(self, text: str) -> None:
        """Add a small remark about what follows."""
        look = self._look
        line = _line(look, "language", Text(text, look, "foot", colour=look.role("ground").muted))
        self._column.addWidget(line)

    def add_answer(self, icon: str, question: str, answer: str) -> None:
        """Add one of the questions that a service page answers."""
        look = self._look
        spans = (Span(f"{question} ", strong=True), Span(answer))
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(look.margins(18, 0, 0, 0))
        across.setSpacing(look.px(18))
        pictogram = Pictogram(icon, look, colour=self._around.accent, box=(40, 34))
        across.addWidget(pictogram, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Text(spans, look, "body", colour=look.role("ground").text), 1)
        self._column.addWidget(line)

    def add_widget(self, widget: QWidget) -> None:
        """Add something else, as a contact's card or the foot."""
        self._column.addWidget(widget)

    def finish(self) -> None:
        """Let what is left of the height stay empty below."""
        self._column.addStretch(1)

    def _paragraph(self, block: Block, look: Look, *, as_rows: bool) -> QWidget:
        ink = look.role("ground").text
        if block.kind == "heading":
            return _indented(Text(block.spans, look, "heading", colour=ink), look)
        if block.kind == "warning":
            return self._warning(block, look)
        if block.kind in ("item", "step"):
            return self._card(block, look) if as_rows else self._item(block, look)
        return _indented(Text(block.spans, look, "body", colour=ink), look)

    def _item(self, block: Block, look: Look) -> QWidget:
        ink = look.role("ground").text
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(look.margins(18, 0, 0, 0))
        across.setSpacing(look.px(8))
        if block.kind == "step":
            number = Text((Span(f"{self._steps}.", strong=True),), look, "body", colour=ink)
            across.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        else:
            across.addWidget(Bullet(look, self._around.accent))
        across.addWidget(Text(block.spans, look, "body", colour=ink), 1)
        return line

    def _card(self, block: Block, look: Look) -> QWidget:
        card = Box(look, "card", self._around.accent)
        across = QHBoxLayout(card)
        across.setContentsMargins(look.margins(34, 14, 20, 14))
        across.addWidget(Text(block.spans, look, "body", colour=look.role("card").text))
        return card

    def _warning(self, block: Block, look: Look) -> QWidget:
        role = look.role("warning")
        card = Box(look, "warning", role.edge)
        across = QHBoxLayout(card)
        across.setContentsMargins(look.margins(34, 14, 20, 14))
        across.setSpacing(look.px(18))
        across.addWidget(Pictogram("triangle-exclamation", look, colour=role.icon, box=(44, 38)))
        across.addWidget(Text(block.spans, look, "body", colour=role.text), 1)
        return card

    def add_link(self, target: str) -> None:
        """Add a button that leads to a page or contact."""
        look = self._look
        button = LinkButton(target, self._around.names.get(target, target), look)
        button.chosen.connect(self.chosen)
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(look.margins(18, 0, 0, 0))
        across.addWidget(button)
        across.addStretch(1)
        self._column.addWidget(line)

    def _add_contact(self, contact_id: str) -> None:
        contact = self._around.contacts.get(contact_id)
        if contact is None:
            return
        card = ContactCard(contact, self._look, self._wording, wide=True)
        card.chosen.connect(self.chosen)
        self._column.addWidget(card)


class Foot(QWidget):
    """Where a page's facts come from and when somebody last checked them."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__()
        muted = look.role("ground").muted
        across = QHBoxLayout(self)
        across.setContentsMargins(0, look.px(6), 0, look.px(6))
        across.addWidget(_line(look, "circle-info", Text(text, look, "foot", colour=muted)))


def _indented(text: Text, look: Look) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(look.margins(18, 0, 0, 0))
    across.addWidget(text)
    return line


def _line(look: Look, icon: str, text: Text) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(look.px(12))
    pictogram = Pictogram(icon, look, colour=look.role("ground").muted, box=(26, 26))
    across.addWidget(pictogram, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(text, 1)
    return line
