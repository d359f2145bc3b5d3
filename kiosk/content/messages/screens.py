"""Lists the texts of the screens, those that visitors see first, and how long a translation may be."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polib

#: The template beside the package, with the files in which each text stands; ``make strings`` writes it.
TEMPLATE = Path(__file__).parents[3] / "translations" / "kiosk.pot"
#: Where the texts stand that only staff see.
_STAFF = (
    "kiosk/bundle/",
    "kiosk/device/",
    "kiosk/ui/staff/",
    "kiosk/ui/widgets/pad.py",
    "kiosk/ui/widgets/time_picker.py",
)
#: The twelve months and the form of a date, which most languages leave to CLDR.
MONTHS = "January, February, March, April, May, June, July, August, September, October, November, December"
DATE = "{day} {month} {year}"
FROM_CLDR = frozenset({MONTHS, DATE})


class ScreenMessage(NamedTuple):
    """A text of the screens in English. *limit* is how many characters a translation may have."""

    text: str
    limit: int
    for_visitors: bool
    comment: str
    """What a translator has to know of it."""
    is_format: bool
    """Whether it has placeholders."""


@cache
def screen_messages() -> tuple[ScreenMessage, ...]:
    """Return all texts of the screens, those that visitors see first."""
    found = [_message(entry) for entry in polib.pofile(str(TEMPLATE)) if not entry.obsolete]
    return tuple(sorted(found, key=lambda message: not message.for_visitors))


def is_shipped(code: str) -> bool:
    """Whether the program has the words of the screens in a language."""
    shipped = {path.stem for path in TEMPLATE.parent.glob("*.po")} | {"en"}
    return re.split("[-_]", code)[0] in shipped


def shipped_texts(code: str) -> Mapping[str, str]:
    """Return the words of the screens that the program has in a language, none if it has not."""
    path = TEMPLATE.with_name(f"{re.split('[-_]', code)[0]}.po")
    entries = polib.pofile(str(path)) if path.is_file() else ()
    return {entry.msgid: entry.msgstr for entry in entries if entry.translated()}


def hint(message: ScreenMessage) -> str:
    """Return what stands above a text in a catalogue."""
    lines = [message.comment, "" if message.for_visitors else "Only staff see this; it can wait."]
    if message.text not in FROM_CLDR:
        lines.append(f"At most {message.limit} characters.")
    return "\n".join(line for line in lines if line)


def _message(entry: polib.POEntry) -> ScreenMessage:
    for_visitors = any(not file.startswith(_STAFF) for file, _ in entry.occurrences)
    limit = _limit(entry.msgid) if for_visitors else 2 * _limit(entry.msgid)
    return ScreenMessage(entry.msgid, limit, for_visitors, entry.comment, "python-brace-format" in entry.flags)


def _limit(text: str) -> int:
    """Return how long a translation of a text in English may be: half as long again, short words a little more."""
    return max(14, math.ceil(1.5 * len(text)) + 4)
