"""The commands of one kiosk for the notices of the day: list them, put one up, take one down."""

from __future__ import annotations

import argparse
import re
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.answering import Verbs, add_verb
from kiosk.errors import BundleError

if TYPE_CHECKING:
    from kiosk.device.notices import Notice

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


def add_commands(group: Verbs) -> None:
    """Add the group ``notices`` to the group ``device``."""
    about = "the notices of the day"
    notices = group.add_parser("notices", help=about, allow_abbrev=False).add_subparsers(
        required=True, metavar="COMMAND"
    )
    add_verb(notices, "list", "say which notices are up", _list)
    posting = add_verb(notices, "post", "put a notice up", _post, tells_folder=True)
    what = posting.add_mutually_exclusive_group(required=True)
    what.add_argument("--template", default="", metavar="ID", help="one of the content's notices, in all languages")
    what.add_argument("--text", default="", metavar="WORDS", help="a text of your own, in one language")
    posting.add_argument("--language", default="", metavar="CODE", help="the language of the text")
    posting.add_argument("--time", default="", metavar="HH:MM", help="when, as in 12:00 or 10:00-12:00")
    posting.add_argument("--place", default="", metavar="WORDS", help="where")
    posting.add_argument("--until", type=_until, required=True, metavar="WHEN", help="as in 14:00 or 2026-11-24T14:00")
    posting.set_defaults(refuse_usage=posting.error)
    taking_down = add_verb(notices, "remove", "take a notice down", _remove, tells_folder=True)
    taking_down.add_argument("number", type=int, metavar="NUMBER", help="as `list` counts them")
    add_verb(notices, "clear", "take all notices down", _clear, tells_folder=True)


def _list(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.notices import read, standing

    up, now = read(options.state), _now()
    shown = standing(up, now)
    told = [_described(number, notice, stands=notice in shown) for number, notice in enumerate(up, 1)]
    lines = [_line(number, notice, stands=notice in shown) for number, notice in enumerate(up, 1)]
    return {"event": "notices", "notices": told, "message": "\n".join(lines) or "no notices are up"}


def _post(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.notices import Notice
    from kiosk.device.posting import NoticeError, post

    if options.text and not options.language:
        options.refuse_usage("--text needs --language, since it is shown in that language alone")
    if options.template and options.language:
        options.refuse_usage("--language belongs to --text; a template is shown in every language")
    now = _now()
    _refuse_unknown(options)
    texts = {name: getattr(options, name).strip() for name in ("template", "time", "place", "text", "language")}
    try:
        notice = Notice(now, options.until, **texts)
    except ValueError as error:
        raise NoticeError(f"this notice cannot be posted ({error}); change it and try again") from None
    post(options.state, notice, now)
    return {
        "event": "posted",
        "until": notice.until.isoformat(),
        "message": f"the notice is up until {_moment(notice.until)}",
    }


def _remove(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.posting import NoticeError, remove

    if options.number < 1:
        raise NoticeError("notices are counted from 1; see kiosk device notices list")
    remove(options.state, options.number - 1)
    return {"event": "removed", "message": "the notice is down"}


def _clear(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.posting import clear

    clear(options.state)
    return {"event": "cleared", "message": "no notices are up"}


def _refuse_unknown(options: argparse.Namespace) -> None:
    """Make sure that a notice can be shown with the content that is there, as far as that can be opened.

    Raises:
        NoticeError: It cannot.
    """
    from kiosk.device.posting import NoticeError

    languages, templates = _known(options.state)
    asked, known = (options.language, languages) if options.text else (options.template, [*templates])
    if known and asked not in known:
        raise NoticeError(f"the content has no {asked!r}; choose one of: {', '.join(known)}")
    for name in ("time", "place"):
        if f"{{{name}}}" in templates.get(options.template, "") and not getattr(options, name).strip():
            raise NoticeError(f"this notice says {name}, which is missing; add --{name}")


def _known(state: Path) -> tuple[list[str], dict[str, str]]:
    """Return the languages and the templates of the content that is shown; none if it cannot be opened."""
    from kiosk.shown_content import shown_content

    try:
        with shown_content(state) as library:
            if library is None:
                return [], {}
            templates = library.notice_templates(library.source_language)
            return [item.code for item in library.languages()], {item.id: item.text.text for item in templates}
    except BundleError:
        return [], {}


def _described(number: int, notice: Notice, *, stands: bool) -> dict[str, Any]:
    texts = {name: getattr(notice, name) for name in ("template", "time", "place", "text", "language")}
    moments = {"since": notice.since.isoformat(), "until": notice.until.isoformat()}
    return {"number": number, **texts, **moments, "stands": stands}


def _line(number: int, notice: Notice, *, stands: bool) -> str:
    words = (notice.template, notice.time, notice.place, notice.text, notice.language and f"({notice.language})")
    ended = "" if stands else " (not shown now)"
    return f"{number}. {' '.join(word for word in words if word)}, until {_moment(notice.until)}{ended}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


def _until(text: str) -> datetime:
    """Return a moment: a time of the day is the next one, a day its end."""
    now = _now()
    if _CLOCK.fullmatch(text):
        moment = datetime.combine(now.date(), time.fromisoformat(text.zfill(5))).astimezone()
        return moment if moment > now else moment + timedelta(days=1)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment; write one as in 14:00 or 2026-11-24T14:00") from None
    is_day = len(text) <= len("2026-11-24")
    return (moment + timedelta(days=1) if is_day else moment).astimezone()
