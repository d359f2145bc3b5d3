"""The commands of one kiosk that do what the staff do on its screen: the PIN, notices, and what was counted."""

from __future__ import annotations

import argparse
import getpass
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import notice_commands
from kiosk.answering import Verbs, add_verb
from kiosk.errors import BundleError
from kiosk.settings import load

if TYPE_CHECKING:
    from kiosk.device.usage_summary import Summary

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])|unknown")


def add_commands(group: Verbs) -> None:
    """Add what the staff do to the group ``device``."""
    add_verb(group, "set-pin", "set the PIN that opens what is for the staff", _set_pin, tells_folder=True)
    notice_commands.add_commands(group)
    usage = group.add_parser("usage", help="what people looked for, in sums", allow_abbrev=False)
    verbs = usage.add_subparsers(required=True, metavar="COMMAND")
    show = add_verb(verbs, "show", "say what was counted in a month", _show)
    show.add_argument("--month", type=_month, metavar="YYYY-MM", help="this one, if none is given")
    export = add_verb(verbs, "export", "write a table of what was counted, by month", _export)
    export.add_argument("out", type=Path, metavar="FILE", help="a CSV file, or a folder to put one into")
    export.add_argument("--centre", default="", metavar="NAME", help="the name of the centre where the kiosk stands")
    add_verb(verbs, "clear", "forget what was counted", _clear, tells_folder=True)


def _set_pin(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.pin import Pin

    Pin(options.state).set(_asked_pin())
    return {"event": "pin-set", "message": "the PIN is set"}


def _asked_pin() -> str:
    """Return the PIN that somebody types twice at the console, or that a script gives in one line.

    Raises:
        PinError: Nothing was typed, or not the same again.
    """
    from kiosk.device.pin import PinError, refuse_weak

    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    try:
        digits = getpass.getpass("The new PIN, six digits: ").strip()
        refuse_weak(digits)
        again = getpass.getpass("The same again: ").strip()
    except EOFError:
        raise PinError("nothing was typed, so nothing was changed; try again") from None
    if digits != again:
        raise PinError("the two are not the same, so nothing was changed; try again")
    return digits


def _show(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.ledger import read
    from kiosk.device.usage_summary import months, summary

    days = read(options.state)
    known = summary(days, datetime.now().astimezone().date(), month=options.month or "")
    kinds = {"topics": known.topics, "pages": known.pages, "languages": known.languages}
    return {
        "event": "usage",
        "month": known.month,
        "months": list(months(days)),
        "days": {day.isoformat(): shown.text for day, shown in known.days},
        "visits": known.visits.text,
        **{kind: {name: shown.text for name, shown in counts} for kind, counts in kinds.items()},
        "empty_searches": known.empty_searches.text,
        "undated": known.undated.text,
        "message": "\n".join(_lines(known)),
    }


def _lines(known: Summary) -> Iterator[str]:
    yield f"visits in {known.month}: {known.visits.text}"
    yield f"searches that found nothing: {known.empty_searches.text}"
    for kind, counts in (("topic", known.topics), ("page", known.pages), ("language", known.languages)):
        for name, shown in counts:
            yield f"{kind} {name}: {shown.text}"
    if known.undated.height:
        yield f"visits while the clock was wrong, in all: {known.undated.text}"


def _export(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.usage_export import export

    titles, centre = _names(options.state)
    path = export(options.state, options.out, titles, centre=options.centre or centre)
    return {"event": "exported", "path": str(path), "message": f"what was counted is in {path}"}


def _names(state: Path) -> tuple[dict[str, str], str]:
    """Return the titles of what is counted, and the name of the centre that was chosen, as far as they are known."""
    from kiosk.device.usage_export import titles_of
    from kiosk.shown_content import shown_content

    site = load(None, state).site
    try:
        with shown_content(state) as library:
            if library is None:
                return {}, site
            places = {place.id: place.name.text for place in library.sites(library.source_language)}
            return titles_of(library), places.get(site, site)
    except BundleError:
        return {}, site


def _clear(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.ledger import clear

    clear(options.state)
    return {"event": "cleared", "message": "what was counted is forgotten"}


def _month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no month; write one as in 2026-11")
    return text
