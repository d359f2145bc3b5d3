"""Search: results as typed, on a keyboard of its own; what is typed ends with the visit."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.navigation import CONTACTS, HOME, Destination, Place
from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.keyboard import Keyboard
from kiosk.ui.widgets.painting import paint_box
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.results import Entry, Results
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from kiosk.content.model import Found
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: More than anybody looks for; what is longer is not taken.
LONGEST = 40
#: Below this many letters only the beginnings of titles are looked at, so that nothing found means little.
FEW_LETTERS = 3
#: Screens of 5 to 4 have no room for the bar on top where the bar below has grown with its words.
SQUAT, LARGE = 1100, 133
_PLACES = {"page": Place.PAGE, "topic": Place.TOPIC, "contact": Place.CONTACTS}


class Field(QWidget):
    """Shows what was typed and a cursor after it, or what to do."""

    def __init__(self, hint: str, look: Look) -> None:
        super().__init__()
        self._look, self._hint, self._typed = look, hint, ""
        role = look.role("selected")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(22, 4, 16, 4))
        across.setSpacing(look.px(18))
        across.addWidget(Pictogram("magnifying-glass", look, colour=role.icon, box=(36, 34)))
        self._text = Text("", look, "typed", colour=role.text, one_line=True)
        self._says = Text(hint, look, "label-line", colour=role.muted, shrinks=True)
        across.addWidget(self._text.centre_vertically(), 1)
        across.addWidget(self._says.centre_vertically(), 1)
        self.show_typed("")

    def show_typed(self, typed: str) -> None:
        """Show what was typed; its end, where it is longer than the field."""
        self._typed = typed
        self._text.setVisible(bool(typed))
        self._says.setVisible(not typed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), self._look.role("selected"), self._look, tokens.RADIUS)

    def _fit(self) -> None:
        if not self._typed:
            return
        room = self.width() - self._look.px(22 + 36 + 18 + 16) - 2
        metrics, end = QFontMetricsF(self._look.font("typed")), self._typed
        while len(end) > 1 and metrics.horizontalAdvance(f"{end}|") > room:
            end = end[1:]
        self._text.set_text(f"{end}|{_direction_mark(end)}".replace(" ", "\u00a0"))


def _direction_mark(typed: str) -> str:
    """Return the sign that keeps a cursor behind the last letter, also among letters of the other direction."""
    kinds = (unicodedata.bidirectional(sign) for sign in reversed(typed))
    last = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return {"": "", "L": "\u200e"}.get(last, "\u200f")


class SearchScreen(Screen):
    """*find* gives what is found for a text; *suggested* stands there before anything is typed."""

    typed = Signal(str)

    def __init__(
        self,
        look: Look,
        wording: Wording,
        rows: Sequence[Sequence[str]],
        find: Callable[[str], Sequence[Found]],
        suggested: Sequence[Found],
        text: str = "",
    ) -> None:
        super().__init__(look, wording)
        squat = not look.portrait and look.design_width < SQUAT and look.text_size > LARGE
        self.needs_all_height = look.low or squat
        self._find, self._suggested, self._text = find, suggested, text
        self._field = Field(wording.gettext("Write what you are looking for"), look)
        self._field.setParent(self)
        self._results: Results | None = None
        self._keyboard = Keyboard(rows, look, wording)
        self._keyboard.setParent(self)
        self._keyboard.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._keyboard.typed.connect(self.add)
        self._keyboard.deleted.connect(self.delete)
        self._renew()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._text

    def add(self, letters: str) -> None:
        """Write more."""
        self.write((self._text + letters)[:LONGEST])

    def delete(self) -> None:
        """Take the last letter away."""
        self.write(self._text[:-1])

    def write(self, text: str) -> None:
        """Have another text in the field, and what is found for it."""
        if text == self._text:
            return
        self._text = text
        self.typed.emit(text)
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _renew(self) -> None:
        before = self._results
        if before is not None:
            before.hide()
            before.setParent(None)
            before.deleteLater()
        self._field.show_typed(self._text)
        self._results = self._found()
        self._results.setLayoutDirection(self.look.qt_direction)
        self._results.chosen.connect(self.chosen)
        self._results.setParent(self)
        self._results.stackUnder(self._keyboard)
        self._place()
        self._results.show()

    def _found(self) -> Results:
        _ = self.wording.gettext
        names = (_("Earlier results"), _("More results"))
        letters = len(self._text.strip())
        found = self._find(self._text) if letters else ()
        if not found and letters < FEW_LETTERS:
            found = self._suggested
        if found:
            return Results([self._entry(each) for each in found], self.look, names)
        # Never an empty page: say so, and lead to people and to all topics.
        people = Entry("address-book", _("Contacts"), CONTACTS)
        topics = Entry("house", _("All topics"), HOME)
        return Results([people, topics], self.look, names, _("Nothing found. Try another word, or see:"))

    def _entry(self, found: Found) -> Entry:
        kind, _, name = found.target.partition(":")
        accent = self.look.theme.accent(found.colour) if found.colour else ""
        return Entry(found.icon, found.title.text, Destination(_PLACES[kind], name), accent)

    def _place(self) -> None:
        look, results = self.look, self._results
        if results is None or not self.width():
            return
        gap, pad = look.px(6 if look.low else 12), look.px(5 if look.low else 14)
        area = self.rect().adjusted(look.margin, pad, -look.margin, -pad)
        line = look.px(50 if look.low else 78)
        self._field.setGeometry(QRect(area.left(), area.top(), area.width(), line))
        top = area.top() + line + gap
        least = self._keyboard.height_at_least(area.width())
        rows = results.rows_in(area.bottom() + 1 - top - gap - least)
        results.setGeometry(QRect(area.left(), top, area.width(), results.height_of(rows)))
        top += results.height() + gap
        height = self._keyboard.height_in(area.width(), area.bottom() + 1 - top)
        self._keyboard.setGeometry(area.left(), area.bottom() + 1 - height, area.width(), height)
