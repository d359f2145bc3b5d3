"""What changes for people, numbers first: the card on the screen of an offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.content.phones import shown_phone
from kiosk.ui.staff.menu import WIDTH, fits_beside
from kiosk.ui.staff.update_offer import PHONE, in_words
from kiosk.ui.widgets.phone_text import phone_words
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.struck import Struck
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiosk.content.model import Language
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.staff.update_offer import Changes, Way

#: What margins, arrows and the card's own frame take from the width for words, in design pixels.
_FRAME, _FRAME_LOW = 2 * 32 + 112 + 2 * 24, 2 * 16 + 112 + 2 * 16


class WayLine(QWidget):
    """One way to somebody: what it was, struck through, and what it is from now on; in one line if that fits."""

    def __init__(self, way: Way, look: Look, wording: Wording) -> None:
        super().__init__()
        self._look, self._wording, self._is_phone = look, wording, way.kind == PHONE
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look.px(4))
        column.setSpacing(look.px(2))
        whose = Text(_titled(way, wording), look, "summary", colour=look.role("card").text, shrinks=True)
        was, becomes = self._was(way.old), self._becomes(way.new)
        changed = [becomes] if was is None else [was, becomes]
        if self._fits([whose, *changed]):
            column.addLayout(self._across([whose, *changed]))
            return
        column.addWidget(whose)
        if was is None:
            column.addWidget(becomes)
        elif self._fits(changed):
            column.addLayout(self._across(changed))
        else:
            column.addWidget(was)
            column.addLayout(self._across([becomes]))

    def _was(self, text: str) -> Text | None:
        return self._told(text, Struck, self._look.role("card").muted) if text else None

    def _becomes(self, text: str) -> Text:
        look, _ = self._look, self._wording.gettext
        if text:
            return self._told(text, Text, look.role("number").text)
        # L10N: Stands behind a telephone number or an address that is struck through.
        nothing = _("no longer given")
        return Text(nothing, look, "label", colour=look.role("error").icon, shrinks=True)

    def _told(self, text: str, how: type[Text], colour: str) -> Text:
        """Return a number in one line, anything else in as many as it takes."""
        if self._is_phone:
            number = phone_words(shown_phone(text), self._wording)
            return how(number, self._look, "summary-number", colour=colour, one_line=True)
        return how(isolated(text, "auto"), self._look, "summary", colour=colour, shrinks=True)

    def _fits(self, parts: Sequence[Text]) -> bool:
        """Whether these stand in one line, with an arrow before the last."""
        look = self._look
        room = look.design_width - (_FRAME_LOW if look.low else _FRAME) - (WIDTH + 32 if fits_beside(look) else 0)
        return sum(part.sizeHint().width() + look.px(14) for part in parts) + look.px(38) <= look.px(room)

    def _across(self, parts: Sequence[Text]) -> QHBoxLayout:
        """Return a line with an arrow before what is new, unless nothing of its kind was there."""
        look, line = self._look, QHBoxLayout()
        line.setSpacing(look.px(14))
        is_whole = len(parts) > 1
        for part in parts:
            if part is parts[-1] and (not is_whole or isinstance(parts[-2], Struck)):
                arrow = Pictogram(look.forward("arrow-right"), look, colour=look.role("card").text, box=(24, 22))
                line.addWidget(arrow, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(part.centre_vertically(), 0 if is_whole else 1)
        if is_whole:
            line.addStretch(1)
        return line


def changes_card(changes: Changes, look: Look, wording: Wording, spoken: Mapping[str, Language]) -> Verdict:
    """Return the card; it says so when nothing changes."""
    _ = wording.gettext
    card = Verdict(look, "card").say(_("What changes for people"), "label")
    for way in changes.ways:
        card.add(WayLine(way, look, wording))
    for line in lines(changes, wording, spoken):
        card.say(line, "summary")
    if not changes:
        card.say(_("Nothing that people read changes."), "summary")
    return card


def lines(changes: Changes, wording: Wording, spoken: Mapping[str, Language]) -> Iterator[str]:
    """Yield what else changes, one line for each kind of thing."""
    _ = wording.gettext
    for verb, name in changes.contacts:
        yield _contact(verb, wording).format(name=isolated(name, "auto"))
    counts = {
        _("New pages: {count}"): changes.pages.get("added", 0),
        _("Changed pages: {count}"): changes.pages.get("changed", 0),
        _("Removed pages: {count}"): changes.pages.get("removed", 0),
    }
    if pages := [text.format(count=count) for text, count in counts.items() if count]:
        yield " · ".join(pages)
    if changes.languages_added:
        yield _("New languages: {names}").format(names=in_words(changes.languages_added, wording, spoken))
    if changes.languages_removed:
        yield _("Languages that are gone: {names}").format(names=in_words(changes.languages_removed, wording, spoken))
    if changes.other:
        yield _("Other texts that change: {count}").format(count=changes.other)


def _contact(verb: str, wording: Wording) -> str:
    _ = wording.gettext
    said = {
        "added": _("New contact: {name}"),
        "removed": _("Contact that is gone: {name}"),
        "renamed": _("Contact with a new name: {name}"),
    }
    # L10N: Something else about the contact changes, as its opening hours.
    return said.get(verb, _("Contact with other details: {name}"))


def _titled(way: Way, wording: Wording) -> str:
    _ = wording.gettext
    changed = {
        PHONE: _("Phone of {name}:"),
        "e-mail": _("E-mail of {name}:"),
        "address": _("Address of {name}:"),
        "web": _("Website of {name}:"),
        "social": _("Account of {name}:"),
    }
    new = {
        PHONE: _("New phone of {name}:"),
        "e-mail": _("New e-mail of {name}:"),
        "address": _("New address of {name}:"),
        "web": _("New website of {name}:"),
        "social": _("New account of {name}:"),
    }
    return (changed if way.old else new)[way.kind].format(name=isolated(way.name, "auto"))
