"""Update: what is on the stick, what it changes for people, and whether to look at it or install it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kiosk.content.isolates import isolated
from kiosk.ui.staff.update_changes import changes_card
from kiosk.ui.staff.update_offer import SAME, SET_ASIDE, Offer, in_words, megabytes
from kiosk.ui.staff.update_stack import StackScreen
from kiosk.ui.widgets.actions import Actions
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from kiosk.content.model import Language
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


@dataclass(frozen=True)
class OfferView:
    """What the screen shows: the *offer*, what is *in_use* (empty: what the kiosk came with), and the words around.

    *is_due* is whether somebody should have looked at the content again by now, *several* whether
    there is another stick to choose, *spoken* the languages of the content of now.
    """

    offer: Offer
    in_use: str
    spoken: Mapping[str, Language]
    is_due: bool = False
    several: bool = False


class OfferScreen(StackScreen):
    """Card, changes, and the two buttons."""

    preview_chosen = Signal()
    install_chosen = Signal()
    other_chosen = Signal()

    def __init__(self, look: Look, wording: Wording, view: OfferView) -> None:
        super().__init__(look, wording)
        _, self._view = wording.gettext, view
        is_same = view.offer.relation == SAME
        title = _("This content is shown already") if is_same else _("New content on the USB stick")
        parts: list[QWidget] = [self._card(), *self._notes()]
        if not is_same:
            parts.append(changes_card(view.offer.changes, look, wording, view.spoken))
        if view.several and self._is_tight():
            parts.append(self._other(Actions(look)))
        # On a low screen the buttons are worth more than this line, which Status has, too.
        foot = "" if is_same or look.low else in_use_line(view.in_use, wording)
        self.stack(parts, title, self._actions_for(is_same=is_same), foot)

    def _card(self) -> Verdict:
        look, offer, _ = self.look, self._view.offer, self.wording.gettext
        card = Verdict(look, "ok", "circle-check").say(offer.name, "row" if look.low else "heading")
        facts = [
            # L10N: A size in megabytes.
            _("{size} MB").format(size=megabytes(offer.size)),
            in_words(offer.languages, self.wording, self._view.spoken),
            _("Pages: {count}").format(count=offer.pages),
        ]
        card.say(" · ".join(facts), "summary", card.colours.muted)
        by = _("Published by {publisher} on {date}")
        by = by.format(publisher=isolated(offer.publisher, "auto"), date=self.wording.date(offer.published))
        return card.say(by, "label", card.colours.icon)

    def _notes(self) -> list[Verdict]:
        look, view, _ = self.look, self._view, self.wording.gettext
        notes = []
        if view.offer.relation == SAME:
            text = _("There is nothing to install. You can take the stick out.")
            notes.append(Verdict(look, "card", "circle-info").say(text, "summary"))
        if view.offer.relation == SET_ASIDE:
            text = _("Somebody went back from this version on this kiosk. Installing it brings it back.")
            notes.append(Verdict(look, "warn", "clock-rotate-left").say(text, "summary"))
        if view.is_due:
            text = _("It should have been checked again by {date}. Ask the coordinator whether there is newer content.")
            text = text.format(date=self.wording.date(view.offer.review_by))
            notes.append(Verdict(look, "warn", "triangle-exclamation").say(text, "summary"))
        return notes

    def _actions_for(self, *, is_same: bool) -> Actions | None:
        look, _ = self.look, self.wording.gettext
        row = Actions(look)
        has_other = self._view.several and not self._is_tight()
        if is_same:
            return self._other(row) if has_other else None
        if has_other:
            self._other(row, leaves=0)
        row.add(Button("eye", _("Preview"), look), 5, "preview").clicked.connect(self.preview_chosen)
        install = row.add(Button("download", _("Install this version"), look, "primary"), 9, "install")
        install.clicked.connect(self.install_chosen)
        return row

    def _is_tight(self) -> bool:
        """Whether three buttons beside one another would be too narrow for their words."""
        return self.look.narrow or self.look.text_size > 100

    def _other(self, row: Actions, leaves: int = 9) -> Actions:
        """Add the button to the other sticks to a row."""
        button = Button("rotate-left", self.wording.gettext("Another stick"), self.look)
        row.add(button, 5, "other").clicked.connect(self.other_chosen)
        if leaves:
            row.leave(leaves)
        return row


def in_use_line(in_use: str, wording: Wording) -> str:
    """Return the line that says what is shown now, and that it is not lost."""
    _ = wording.gettext
    if not in_use:
        return _("In use: what the kiosk came with. It is always kept.")
    return _("In use: {name}. It is kept for going back.").format(name=in_use)
