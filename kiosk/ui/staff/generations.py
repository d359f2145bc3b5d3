"""Go back: the content that is kept on this kiosk, and which of it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from kiosk.content.isolates import isolated
from kiosk.ui.staff.menu import WIDTH, fits_beside
from kiosk.ui.staff.update_stack import StackScreen
from kiosk.ui.widgets.actions import Actions
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


class Standing(StrEnum):
    """What is the matter with content that is kept."""

    SHOWN = "shown"
    BEFORE = "before"
    ASIDE = "aside"
    FACTORY = "factory"


@dataclass(frozen=True)
class Kept:
    """Content that is kept: its *name*, who published it and when, and its bundle.

    What the kiosk came with has no name, publisher or day. *is_shown* may hold of it, too.
    """

    standing: Standing
    path: Path
    name: str = ""
    publisher: str = ""
    published: date | None = None
    is_shown: bool = False


class GenerationsScreen(StackScreen):
    """The newest first, at last what the kiosk came with."""

    preview_chosen = Signal(object)
    """The folder of a bundle."""
    back_chosen = Signal()
    restore_chosen = Signal()

    def __init__(self, look: Look, wording: Wording, kept: Sequence[Kept]) -> None:
        super().__init__(look, wording)
        self._kept = {str(item.path): item for item in kept}
        self._has_older = any(item.standing == Standing.BEFORE for item in kept)
        cards = [self._card(item) for item in kept]
        if not self._has_older:
            cards.insert(sum(item.is_shown for item in kept[:1]), self._nothing())
        self.stack(cards, wording.gettext("Content on this kiosk"))

    def _card(self, kept: Kept) -> Verdict:
        look, _ = self.look, self.wording.gettext
        card = Verdict(look, "ok" if kept.is_shown else "card", _SIGNS[kept.standing] if not kept.is_shown else _TICK)
        if kept.is_shown:
            card.say(_("Shown now"), "label", card.colours.icon)
        card.say(kept.name or _("What the kiosk came with"), "row")
        if kept.published is not None:
            card.say(published_line(kept, self.wording), "summary", card.colours.muted)
        if kept.standing == Standing.ASIDE:
            text = _("Somebody went back from it. The stick that brought it brings it back.")
            card.say(text, "summary", card.colours.muted)
        buttons = self._buttons(kept)
        if buttons:
            self._put(card, buttons)
        return card

    def _buttons(self, kept: Kept) -> list[tuple[str, Button]]:
        look, _ = self.look, self.wording.gettext
        buttons = []
        if not kept.is_shown:
            preview = Button("eye", _("Preview"), look)
            preview.setProperty("path", str(kept.path))
            preview.clicked.connect(self._on_preview)
            buttons.append((f"preview-{kept.standing}-{kept.path.name}", preview))
        if kept.standing == Standing.BEFORE:
            back = Button("clock-rotate-left", _("Go back to this"), look, "primary")
            back.clicked.connect(self.back_chosen)
            buttons.append(("go-back", back))
        if kept.standing == Standing.FACTORY and not kept.is_shown and not self._has_older:
            restore = Button("rotate-left", _("Restore"), look)
            restore.clicked.connect(self.restore_chosen)
            buttons.append(("restore", restore))
        return buttons

    def _put(self, card: Verdict, buttons: Sequence[tuple[str, Button]]) -> None:
        """Put buttons beside the words where there is room, else below; a second one is always behind the middle."""
        look, row = self.look, Actions(self.look)
        width = look.design_width - (WIDTH + 32 if fits_beside(look) else 0)
        is_beside = look.text_size == 100 and not look.narrow and width >= (800 if len(buttons) == 1 else 1000)
        for name, button in buttons:
            row.add(button, 1, name)
        if len(buttons) == 1 and not is_beside:
            row.leave(1)
        if is_beside:
            row.setFixedWidth(look.px(230 if len(buttons) == 1 else 476))
            across = card.layout()
            if isinstance(across, QHBoxLayout):
                across.addWidget(row, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            row.setContentsMargins(0, look.px(8), 0, 0)
            card.add(row)

    def _nothing(self) -> Verdict:
        look, _ = self.look, self.wording.gettext
        card = Verdict(look, "card", "circle-info").say(_("There is no older content"), "label")
        is_factory = all(item.standing in (Standing.FACTORY, Standing.ASIDE) for item in self._kept.values())
        text = _("To show what the kiosk came with, choose Restore, then factory content.")
        if is_factory:
            text = _("When new content is installed, the content from before is kept here.")
        return card.say(text, "summary", card.colours.muted)

    def _on_preview(self) -> None:
        kept = self._kept[str(self.sender().property("path"))]
        self.preview_chosen.emit(kept.path)


_TICK = "circle-check"
_SIGNS = {
    Standing.SHOWN: _TICK,
    Standing.BEFORE: "clock-rotate-left",
    Standing.ASIDE: "download",
    Standing.FACTORY: "box-open",
}


class ConfirmScreen(StackScreen):
    """The second touch, on the other side of the screen than the first."""

    confirmed = Signal()
    dropped = Signal()

    def __init__(self, look: Look, wording: Wording, kept: Kept) -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        card = Verdict(look, "warn", "clock-rotate-left").say(kept.name, "row" if look.low else "heading")
        if kept.published is not None:
            card.say(published_line(kept, wording), "summary", card.colours.muted)
        card.say(_("Visitors see it at once, with its older telephone numbers."), "label-line")
        line = _("What is shown now is set aside. The stick that brought it brings it back.")
        text = Text(line, look, "label-line", colour=look.role("ground").text, shrinks=True)
        row = Actions(look)
        row.add(Button("check", _("Yes, go back"), look, "primary"), 4, "confirm").clicked.connect(self.confirmed)
        row.add(Button("xmark", _("Cancel"), look), 5, "cancel").clicked.connect(self.dropped)
        self.stack([card, text], _("Go back to this content?"), row)


def published_line(kept: Kept, wording: Wording) -> str:
    """Return who published it, and when."""
    if kept.published is None:
        return ""
    by = wording.gettext("Published by {publisher} on {date}")
    return by.format(publisher=isolated(kept.publisher, "auto"), date=wording.date(kept.published))
