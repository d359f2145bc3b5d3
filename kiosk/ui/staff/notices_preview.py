"""The last step: a notice in all languages at once, before anybody else reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.staff.notices_step import NEXT, StepScreen, back_way, cancel_way
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.foot import Way
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.state_card import StateCard
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.model import Direction
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.staff.notices import Said


@dataclass(frozen=True)
class Seen:
    """A notice as visitors of one language read it, and a *note* for the staff."""

    endonym: str
    text: str
    direction: Direction = "ltr"
    note: str = ""


class ReadingCard(Box):
    """The notice as it will look, with the language before it."""

    def __init__(self, seen: Seen, look: Look) -> None:
        super().__init__(look, "notice")
        role = look.role("notice")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margins(20, 10, 20, 10))
        across.setSpacing(look.px(16))
        across.addWidget(Pictogram("bullhorn", look, colour=role.icon, box=(34, 34)))
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        words.addWidget(Text(seen.endonym, look, "site-name", colour=role.muted))
        words.addWidget(Text(seen.text, look.reading(seen.direction), "label", colour=role.text))
        if seen.note:
            words.addWidget(Text(seen.note, look, "site-name", colour=role.muted))
        across.addLayout(words, 1)


class NoticePreview(StepScreen):
    """*until* says how long it stands; *said* is what to know before, as that the clock is wrong."""

    def __init__(
        self, look: Look, wording: Wording, seen: Sequence[Seen], until: str, said: Sequence[Said] = ()
    ) -> None:
        _ = wording.gettext
        super().__init__(look, wording, _("This is how visitors will read it"))
        parts: list[QWidget] = [
            StateCard(each.role, each.title, [each.line] if each.line else [], look) for each in said
        ]
        parts += [ReadingCard(each, look) for each in seen]
        parts.append(self.line(until))
        post = Way(NEXT, "check", _("Post it"), "primary")
        self.lay(parts, [back_way(look, wording), cancel_way(wording), post])
