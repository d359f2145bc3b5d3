"""Puts what was counted into the words of the screen: months, titles and endonyms instead of ids."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk.content.isolates import isolated
from kiosk.device.ledger import UNKNOWN
from kiosk.errors import KioskError
from kiosk.ui.staff.usage import UsageView
from kiosk.ui.widgets.day_chart import Bar
from kiosk.ui.widgets.share_bars import Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kiosk.device.usage_summary import Cell, Summary
    from kiosk.i18n import Wording
    from kiosk.ui.shelf import Shelf

#: No more are listed of each kind; the rest is in the table on the stick.
MOST_LISTED = 8
_MONTHS = "January, February, March, April, May, June, July, August, September, October, November, December"


def view(known: Summary, months: Sequence[str], shelf: Shelf, wording: Wording) -> UsageView:
    """Return what the screen shows of a summary; *months* are those that can be chosen, the newest first."""
    _, place = wording.gettext, months.index(known.month)
    first, last = (wording.date(known.days[end][0]) for end in (0, -1))
    kinds = (
        (_("Topics"), known.topics, topic_title),
        (_("Pages"), known.pages, page_title),
        (_("Languages"), known.languages, language_title),
    )
    return UsageView(
        days=tuple(Bar(str(day.day), isolated(cell.text), cell.height) for day, cell in known.days),
        # L10N: Two days, as in "11 November 2026 – 24 November 2026".
        span=_("{first} – {last}").format(first=first, last=last),
        month=month_words(known.month, shelf.language(wording.language).locale, wording),
        has_earlier=place + 1 < len(months),
        has_later=place > 0,
        visits=isolated(known.visits.text),
        empty_searches=isolated(known.empty_searches.text),
        lists=tuple((title, shares(counts, name, shelf, wording)) for title, counts, name in kinds),
        undated=isolated(known.undated.text) if known.undated.height else "",
    )


def shares(
    counts: Iterable[tuple[str, Cell]], title: Callable[[str, Shelf, str], str], shelf: Shelf, wording: Wording
) -> tuple[Share, ...]:
    """Return the most frequent of a kind under their titles."""
    most = list(counts)[:MOST_LISTED]
    return tuple(Share(title(name, shelf, wording.language), isolated(cell.text), cell.height) for name, cell in most)


def month_words(month: str, locale: str, wording: Wording) -> str:
    """Return ``2026-11`` as a language writes it; its own name of the month comes before that of CLDR."""
    if month == UNKNOWN:
        return wording.gettext("While the clock was wrong")
    first = date.fromisoformat(f"{month}-01")
    names = wording.own(_MONTHS).split(",")
    own = names[first.month - 1].strip() if len(names) == len(_MONTHS.split(",")) else ""
    known = _month_in(locale or wording.language, first)
    return known if own.casefold() in known.casefold() else f"{own} {first.year}"


def _month_in(locale: str, first: date) -> str:
    from babel import UnknownLocaleError
    from babel.dates import format_skeleton

    try:
        return format_skeleton("yMMMM", first, locale=locale)
    except (UnknownLocaleError, ValueError, KeyError):
        return f"{first:%m/%Y}"


def topic_title(name: str, shelf: Shelf, language: str) -> str:
    """Return a topic's title, its id if the content has it no more."""
    try:
        return shelf.library.topic(name, language).title.text
    except KioskError:
        return name


def page_title(name: str, shelf: Shelf, language: str) -> str:
    """Return a page's title, its id if the content has it no more."""
    try:
        return shelf.library.page(name, language).summary.title.text
    except KioskError:
        return name


def language_title(code: str, shelf: Shelf, _language: str) -> str:
    """Return a language's own name, its code if it is not offered any more."""
    known = {language.code: language.endonym for language in shelf.languages()}
    return known.get(code, code)
