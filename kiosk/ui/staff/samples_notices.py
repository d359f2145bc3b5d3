"""Examples of the staff's screens for notices, with the longest texts that there are."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from kiosk.content.isolates import bare
from kiosk.device.notices import LONGEST_TEXT, LONGEST_VALUE, MOST, Notice
from kiosk.ui.staff import notices_choices as choices
from kiosk.ui.staff import notices_draft as drafts
from kiosk.ui.staff import notices_words as words
from kiosk.ui.staff.notices import PostedScreen
from kiosk.ui.staff.notices_draft import Draft
from kiosk.ui.staff.notices_preview import NoticePreview
from kiosk.ui.staff.notices_removal import RemovalScreen
from kiosk.ui.staff.notices_step import OptionsScreen
from kiosk.ui.staff.notices_text import WritingScreen
from kiosk.ui.staff.notices_time import TimeScreen
from kiosk.ui.staff.sample import Sample
from kiosk.ui.staff.tasks import Task

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.shelf import Shelf

_NOW = datetime(2026, 11, 24, 10, 12).astimezone()
_SOON, _LATER = _NOW + timedelta(hours=4), _NOW + timedelta(days=7)
_SPAN = "10:00-12:30"


def _notices(wording: Wording, shelf: Shelf) -> list[Notice]:
    """Return five: the longest templates, and one in the staff's own words."""
    templates = sorted(shelf.library.notice_templates(wording.language), key=lambda each: -len(each.text.text))
    sign = shelf.sign(shelf.start.source_language)
    place = bare(sign.name or sign.title)[:LONGEST_VALUE]
    found = [
        Notice(_NOW, until, template=template.id, time=_SPAN, place=place)
        for template, until in zip(templates, (_SOON, _LATER, _SOON, _LATER), strict=False)
    ]
    return [*found, Notice(_NOW, _LATER, text=_own(wording), language=wording.language)][:MOST]


def _own(wording: Wording) -> str:
    return " ".join([bare(wording.gettext("Visitors see notices on the first page."))] * 9)[:LONGEST_TEXT]


def _draft(wording: Wording, shelf: Shelf) -> Draft:
    first = _notices(wording, shelf)[0]
    return Draft(first.template, first.time, first.place, until=_SOON)


def _list(look: Look, wording: Wording, shelf: Shelf) -> PostedScreen:
    shown = [words.posted(each, shelf, _NOW, wording) for each in _notices(wording, shelf)[:2]]
    return PostedScreen(look, wording, shown, words.outcome("posted", wording), is_full=False)


def _full(look: Look, wording: Wording, shelf: Shelf) -> PostedScreen:
    up = _notices(wording, shelf)
    said = [*words.warnings(_NOW - timedelta(days=400), up, wording), *words.outcome("full", wording)]
    return PostedScreen(look, wording, [words.posted(each, shelf, _NOW, wording) for each in up], said, is_full=True)


def _none(look: Look, wording: Wording, _shelf: Shelf) -> PostedScreen:
    return PostedScreen(look, wording, [], [], is_full=False)


def _removal(look: Look, wording: Wording, shelf: Shelf) -> RemovalScreen:
    return RemovalScreen(look, wording, words.posted(_notices(wording, shelf)[-1], shelf, _NOW, wording).text)


def _kind(look: Look, wording: Wording, shelf: Shelf) -> OptionsScreen:
    offered = choices.kinds(_draft(wording, shelf), shelf, wording)
    return OptionsScreen(look, wording, wording.gettext("What is it about?"), offered)


def _one_time(look: Look, wording: Wording, _shelf: Shelf) -> TimeScreen:
    return TimeScreen(look, wording, time(10), None)


def _span(look: Look, wording: Wording, _shelf: Shelf) -> TimeScreen:
    return TimeScreen(look, wording, time(10), time(12, 30))


def _place(look: Look, wording: Wording, shelf: Shelf) -> OptionsScreen:
    draft = _draft(wording, shelf)
    known = [draft.place or "1", "Carpa azul junto a la puerta grande de la entrada", "Comedor"]
    return OptionsScreen(look, wording, wording.gettext("Where?"), choices.places(draft, known, wording))


def _another_place(look: Look, wording: Wording, shelf: Shelf) -> WritingScreen:
    rows = shelf.library.keyboard(wording.language)
    return WritingScreen(look, wording, rows, words.asked_place(wording, is_alarm=True), "Carpa 30512")


def _text(look: Look, wording: Wording, shelf: Shelf) -> WritingScreen:
    rows = shelf.library.keyboard(wording.language)
    asked = words.asked_text(wording.language, shelf, wording, is_alarm=False)
    return WritingScreen(look, wording, rows, asked, _own(wording))


def _too_long(look: Look, wording: Wording, shelf: Shelf) -> WritingScreen:
    rows = shelf.library.keyboard(wording.language)
    asked = words.asked_text(wording.language, shelf, wording, is_alarm=False)
    return WritingScreen(look, wording, rows, asked, f"{_own(wording)} {_own(wording)[:20]}")


def _no_text(look: Look, wording: Wording, shelf: Shelf) -> WritingScreen:
    rows = shelf.library.keyboard(wording.language)
    return WritingScreen(look, wording, rows, words.asked_text(wording.language, shelf, wording, is_alarm=False))


def _until(look: Look, wording: Wording, shelf: Shelf) -> OptionsScreen:
    draft = Draft.of(_notices(wording, shelf)[0])
    return OptionsScreen(look, wording, wording.gettext("Until when?"), choices.ends(draft, _NOW, wording))


def _preview(look: Look, wording: Wording, shelf: Shelf) -> NoticePreview:
    return _previewed(look, wording, shelf, _draft(wording, shelf))


def _own_preview(look: Look, wording: Wording, shelf: Shelf) -> NoticePreview:
    return _previewed(look, wording, shelf, Draft(text=_own(wording), language=wording.language, until=_LATER), "space")


def _previewed(look: Look, wording: Wording, shelf: Shelf, draft: Draft, fault: str = "") -> NoticePreview:
    seen = words.seen(draft, shelf, _NOW, wording)
    when = drafts.moment_words(draft.until or _NOW, _NOW, wording)
    line = wording.gettext("It stands until: {when}").format(when=when)
    return NoticePreview(look, wording, seen, line, words.outcome(fault, wording))


SAMPLES = tuple(
    Sample(name, Task.NOTICES, make)
    for name, make in {
        "staff-notices": _list,
        "staff-notices-full": _full,
        "staff-notices-none": _none,
        "staff-notices-removal": _removal,
        "staff-notices-kind": _kind,
        "staff-notices-one-time": _one_time,
        "staff-notices-span": _span,
        "staff-notices-place": _place,
        "staff-notices-another-place": _another_place,
        "staff-notices-text": _text,
        "staff-notices-too-long": _too_long,
        "staff-notices-no-text": _no_text,
        "staff-notices-until": _until,
        "staff-notices-preview": _preview,
        "staff-notices-own-preview": _own_preview,
    }.items()
)
