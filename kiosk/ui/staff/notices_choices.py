"""What there is to choose from on the way to a notice: what it is about, where, and until when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.device.notices import LONGEST_VALUE
from kiosk.ui.staff import notices_draft as drafts
from kiosk.ui.widgets.option import Offered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.device.notices import Notice
    from kiosk.i18n import Wording
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.staff.notices_draft import Draft

OWN, ANOTHER, AS_IT_WAS = "own", "another", "as-it-was"
#: Where the first sentence of a template ends, and a placeholder with the full stop after it.
_SENTENCE, _PLACEHOLDER = re.compile(r"(?<=[.?!]) "), re.compile(r"\{(?:time|place)\}\.?")


def kinds(draft: Draft, shelf: Shelf, wording: Wording) -> list[Offered]:
    """Return the templates in the staff's language, and a text of their own."""
    _, found = wording.gettext, []
    for template in shelf.library.notice_templates(wording.language):
        title, line = _in_short(template.text.text)
        found.append(Offered(template.id, "bullhorn", title, line, chosen=template.id == draft.template))
    line = only_for(wording.language, shelf, wording)
    return [*found, Offered(OWN, "pen", _("In your own words"), line, chosen=bool(draft.text))]


def only_for(language: str, shelf: Shelf, wording: Wording) -> str:
    """Say for whom a text of one's own is."""
    # L10N: {language} is the name of a language in that language, as "español".
    text = wording.gettext("Shown only to those who read {language}")
    return text.format(language=shelf.language(language).endonym)


def known_places(draft: Draft, posted: Iterable[Notice], shelf: Shelf) -> list[str]:
    """Return the places of other notices, and the centre's name in the language that the content is written in.

    A name that is too long for a place is none, so that it does not end in the middle of a word.
    """
    used = [draft.place, *(notice.place for notice in posted)]
    centre = shelf.sign(shelf.start.source_language).name
    return [place for place in dict.fromkeys([*used, centre]) if place.strip() and len(place) <= LONGEST_VALUE]


def places(draft: Draft, known: Iterable[str], wording: Wording) -> list[Offered]:
    """Return places by their number, and the way to write another one."""
    shown = [
        Offered(f"at-{number}", "location-dot", place, chosen=place == draft.place)
        for number, place in enumerate(known)
    ]
    return [*shown, Offered(ANOTHER, "pen", wording.gettext("Another place"))]


def ends(draft: Draft, now: datetime, wording: Wording) -> list[Offered]:
    """Return until when it may stand, with the day and time that this means; *now* is local."""
    _ = wording.gettext
    names = {
        "today": _("Until the end of today"),
        "hours-2": _("For 2 hours"),
        "hours-4": _("For 4 hours"),
        "hours-8": _("For 8 hours"),
        "tomorrow": _("Until the end of tomorrow"),
        "days-3": _("For 3 days"),
        "days-7": _("For 7 days"),
    }
    found = [
        Offered(name, "clock", names[name], drafts.moment_words(moment, now, wording), chosen=moment == draft.until)
        for name, moment in drafts.ends(now).items()
    ]
    old = draft.old
    if old is None or old.until <= now:
        return found
    line = drafts.moment_words(old.until.astimezone(), now, wording)
    as_it_was = Offered(AS_IT_WAS, "check", _("As it is now"), line, chosen=draft.until == old.until)
    return [as_it_was, *(replace(each, chosen=False) for each in found)]


def _in_short(words: str) -> tuple[str, str]:
    """Return a template's first sentence without its full stop, and the rest; what is filled in is left open."""
    first, *others = _SENTENCE.split(_PLACEHOLDER.sub("…", words), maxsplit=1)
    return first.removesuffix("."), others[0] if others else ""
