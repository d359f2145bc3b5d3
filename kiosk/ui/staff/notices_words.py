"""What the staff are told about notices: how it went, what is wrong, and how one reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.device.notices import LONGEST_TEXT, LONGEST_VALUE, MOST, Notice
from kiosk.ui.staff import notices_draft as drafts
from kiosk.ui.staff.notices import Posted, Said
from kiosk.ui.staff.notices_choices import only_for
from kiosk.ui.staff.notices_preview import Seen
from kiosk.ui.staff.notices_text import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.i18n import Wording
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.staff.notices_draft import Draft


def outcome(name: str, wording: Wording) -> list[Said]:
    """Return how something went: posted, changed, removed, gone, full, links, space or store."""
    _ = wording.gettext
    words = {
        "posted": Said("ok", _("The notice is up")),
        "changed": Said("ok", _("The notice is changed")),
        "removed": Said("ok", _("The notice is taken down")),
        "gone": Said("warn", _("That notice is not up any more")),
        "full": Said("warn", _("Five notices are up"), _("Take one down before you write another one.")),
        "links": Said("error", _("The notice cannot be posted"), no_numbers(wording)),
        "space": Said(
            "error",
            _("There is no room left on this machine"),
            _("Nothing was changed. Tell whoever looks after this machine."),
        ),
        "store": Said(
            "error",
            _("The notice could not be kept"),
            _("Nothing was changed. Try again; if it happens again, tell whoever looks after this machine."),
        ),
    }
    return [words[name]] if name in words else []


def warnings(now: datetime, posted: Sequence[Notice], wording: Wording) -> list[Said]:
    """Return what is wrong before anything is done."""
    _ = wording.gettext
    if not drafts.is_clock_wrong(now, posted):
        return []
    return [Said("warn", _("The clock of this machine is wrong"), _("Notices may vanish too early or stay too long."))]


def full(posted: Sequence[Notice], wording: Wording) -> list[Said]:
    """Say that no more fit, if so."""
    return outcome("full", wording) if len(posted) >= MOST else []


def no_numbers(wording: Wording) -> str:
    """Say what a notice cannot hold."""
    return wording.gettext("No phone numbers and no addresses.")


def posted(notice: Notice, shelf: Shelf, now: datetime, wording: Wording) -> Posted:
    """Return a notice as the staff see it in the list; *now* is local."""
    _ = wording.gettext
    until = _("Until: {when}").format(when=drafts.moment_words(notice.until.astimezone(), now, wording))
    if notice.text:
        # L10N: A notice that the staff wrote in their own words.
        return Posted(notice.text, (until, _("Local notice"), only_for(notice.language, shelf, wording)))
    text = drafts.in_language(notice, shelf, wording.language, notice.since)
    if not text:
        text = _("The words of this notice are not in the content any more, so visitors do not see it.")
        return Posted(text, (until,), can_change=False)
    return Posted(text, (until,))


def asked_place(wording: Wording, *, is_alarm: bool) -> Asked:
    """Return what is asked for where a place is written."""
    _ = wording.gettext
    return Asked(
        _("Where?"), _("Write the place"), no_numbers(wording) if is_alarm else "", LONGEST_VALUE, alarm=is_alarm
    )


def asked_text(language: str, shelf: Shelf, wording: Wording, *, is_alarm: bool) -> Asked:
    """Return what is asked for where a notice is written in a language."""
    _ = wording.gettext
    line = no_numbers(wording) if is_alarm else only_for(language, shelf, wording)
    return Asked(_("In your own words"), _("Write short sentences"), line, LONGEST_TEXT, alarm=is_alarm)


def seen(draft: Draft, shelf: Shelf, now: datetime, wording: Wording) -> list[Seen]:
    """Return how a draft reads in each language, with what the staff should know of it."""
    notice = draft.notice(now)
    found = [] if notice is None else drafts.readings(notice, shelf, now)
    return [_seen(each, shelf, wording, is_own=bool(draft.text)) for each in found]


def _seen(reading: drafts.Reading, shelf: Shelf, wording: Wording, *, is_own: bool) -> Seen:
    _, note = wording.gettext, ""
    if is_own:
        note = only_for(reading.code, shelf, wording)
    elif reading.real != reading.code:
        note = _("Not translated: shown in {language}").format(language=shelf.language(reading.real).endonym)
    return Seen(reading.endonym, reading.text, shelf.language(reading.code).direction, note)
