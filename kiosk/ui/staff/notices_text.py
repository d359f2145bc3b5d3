"""The step in which staff write: a place, or a notice in their own words; on the kiosk's keyboard or a real one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.staff.notices_step import BACK, NEXT
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.draft_field import DraftField
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.keyboard import Key, Keyboard
from kiosk.ui.widgets.measure import height_at, settle
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: What stands above the letters, since places have numbers and sentences end.
SIGNS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", ".", ",", ":")
#: The key that makes all letters capitals, or small again.
CAPITALS = "ABC"


@dataclass(frozen=True)
class Asked:
    """What shall be written: a *title*, a *hint* in the empty field, a *line* above it, which may be an *alarm*."""

    title: str
    hint: str
    line: str = ""
    longest: int = 60
    alarm: bool = False


class WritingScreen(Screen):
    """A field between the way back and the way on, above the keyboard; each change is told at once."""

    written = Signal(str)
    went = Signal(str)

    def __init__(
        self, look: Look, wording: Wording, rows: Sequence[Sequence[str]], asked: Asked, text: str = ""
    ) -> None:
        super().__init__(look, wording)
        _, self._text, self._asked, self._alarm = wording.gettext, text, asked, asked.alarm
        self._capitals = False
        self._heading = Heading(asked.title, look)
        self._line = Text(asked.line, look, "site-name", colour=look.role("ground").muted, shrinks=True)
        self._field = DraftField(asked.hint, look, asked.longest)
        self._back = self._button(look.forward("arrow-left"), _("Back"), BACK, "control")
        self._next = self._button(look.forward("arrow-right"), _("Next"), NEXT, "primary")
        self._keyboard = Keyboard(_with_signs(rows), look, wording)
        self._keyboard.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._keyboard.typed.connect(self.add)
        self._keyboard.deleted.connect(self.delete)
        for part in (self._heading, self._line, self._field, self._back, self._next, self._keyboard):
            part.setParent(self)
        self._show()

    def add(self, letters: str) -> None:
        """Write more; a sentence begins with a capital."""
        if letters == CAPITALS:
            self._capitals = not self._capitals
            self._capitals_key().set_role("chosen" if self._capitals else "control")
            return
        begins = not self._text.strip() or self._text.rstrip(" ").endswith((".", "?", "!"))
        capital = len(letters) == len(letters.upper()) and (self._capitals or begins)
        longer = (self._text + (letters.upper() if capital else letters)).lstrip(" ")
        # Nobody shortens more than twice what fits; up to there no word is cut, and it is said.
        if len(longer) <= 2 * self._asked.longest:
            self._write(longer)

    def delete(self) -> None:
        """Take the last letter away."""
        self._write(self._text[:-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _write(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._show()
            self.written.emit(text)

    def _show(self) -> None:
        letters = len(as_posted(self._text))
        left = self._asked.longest - letters
        self._alarm, line = self._asked.alarm or left < 0, self._asked.line
        if left < 0:
            line = self.wording.gettext("Too long. Letters to take away: {count}").format(count=-left)
        ground = self.look.role("ground").muted
        self._line.set_text(line)
        self._line.set_colour(self.look.role("error").icon if self._alarm else ground)
        self._field.show_written(self._text, letters, alarm=self._alarm)
        self._next.setEnabled(letters > 0 and left >= 0)
        self._next.update()
        self._place()

    def _capitals_key(self) -> Key:
        return next(key for key in self._keyboard.findChildren(Key) if key.adds == CAPITALS)

    def _button(self, icon: str, word: str, name: str, role: str) -> Button:
        button = Button(icon, word, self.look, role)
        button.setObjectName(name)
        button.types = True
        button.clicked.connect(self._on_clicked)
        return button

    def _place(self) -> None:
        look, gap = self.look, self.look.px(6 if self.look.low else 12)
        pad = look.px(5 if look.low else 14)
        area = self.rect().adjusted(look.margin, pad, -look.margin, -pad)
        keys = self._keyboard.height_at_least(area.width())
        top = self._place_above(area, keys + gap + look.px(tokens.TARGET))
        line = area.bottom() + 1 - top - gap - keys
        if look.portrait:
            line = min(line, look.px(260))
        line = min(line, look.px(200))
        self._place_line(QRect(area.left(), top, area.width(), line))
        top += line + gap
        height = self._keyboard.height_in(area.width(), area.bottom() + 1 - top)
        self._keyboard.setGeometry(area.left(), area.bottom() + 1 - height, area.width(), height)

    def _place_above(self, area: QRect, needed: int) -> int:
        """Place title and line as far as there is room, an alarm before all else; return where the rest begins."""
        gap, room = self.look.px(8), area.height() - needed
        heights: dict[QWidget, int] = {}
        for part in (self._line, self._heading) if self._alarm else (self._heading, self._line):
            height = height_at(part, area.width()) + gap if part is self._heading or self._line.text() else 0
            if self._alarm and part is self._line:
                height = min(height, room)
            heights[part] = height if height <= room else 0
            room -= heights[part]
        top = area.top()
        for part in (self._heading, self._line):
            part.setVisible(bool(heights[part]))
            part.setGeometry(area.left(), top, area.width(), max(0, heights[part] - gap))
            settle(part)
            top += heights[part]
        return top

    def _place_line(self, box: QRect) -> None:
        look, gap = self.look, self.look.px(10)
        sides = [
            min(max(button.sizeHint().width(), look.px(100)), box.width() // 4) for button in (self._back, self._next)
        ]
        order = [self._back, self._field, self._next]
        widths = [sides[0], box.width() - sum(sides) - 2 * gap, sides[1]]
        if look.direction == "rtl":
            order.reverse()
            widths.reverse()
        left = box.left()
        for part, width in zip(order, widths, strict=True):
            part.setGeometry(left, box.top(), width, box.height())
            settle(part)
            left += width + gap

    def _on_clicked(self) -> None:
        self.went.emit(self.sender().objectName())


def as_posted(text: str) -> str:
    """Return what was written as it is posted, with one blank between words."""
    return " ".join(text.split())


def _with_signs(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return a layout with numbers above its letters; scripts without capitals need no key for them."""
    letters = [list(row) for row in rows if row] or [[]]
    has_capitals = any(letter != letter.upper() for row in letters for letter in row)
    letters[-1] += ["?", CAPITALS] if has_capitals else ["?"]
    return [list(SIGNS), *letters]
