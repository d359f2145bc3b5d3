"""Reads what a bundle has, topics, contacts, pages and the like, and makes sure that each leads somewhere."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any, get_args

from kiosk.content.library.shapes import MOST_SITES, NAME, PAGE
from kiosk.content.library.start import Start
from kiosk.content.model import LIMITS, PageKind
from kiosk.content.phones import LONGEST, phone_of
from kiosk.content.soundness.columns import (
    Check,
    Row,
    checked,
    is_among,
    is_day,
    is_flag,
    is_like,
    is_list,
    is_number,
    is_plain,
    is_text,
    numbered,
    parsed,
    unsound,
)
from kiosk.content.soundness.wording import check_wording

#: How many there may be of each kind, and pages of one topic. One screen lists them all: a second or two of
#: building where there are so many.
MOST = {"topics": 100, "sources": 2000, "contacts": 500, "pages": 30_000, "phrases": 500, "notices": 500}
MOST_IN_TOPIC = 1000
#: How many names or addresses one thing may have, and how long the latter may be, in characters (RFC 5321, 4.5.3.1).
SEVERAL, EMAIL = 12, 254
#: The format from which on a number says what it dials.
_DIALLED = 3
#: What is stored of a number: itself, what it dials, its extension.
_PARTS = 3
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_YEAR = re.compile("~?[12][0-9]{3}")
# Which pictograms there are depends on the program; for one that it has not it paints a general sign.
_ICON = is_like(NAME)
_NUMBERED: dict[str, Check] = {"position": is_number, "id": is_like(NAME)}


@dataclass(frozen=True)
class Things:
    """What the texts, blocks and the search of a bundle may refer to: rows by id, in order, and codes."""

    source: str
    codes: frozenset[str]
    topics: Mapping[str, Row]
    sources: Mapping[str, Row]
    contacts: Mapping[str, Row]
    pages: Mapping[str, Row]
    sites: Mapping[str, Row]
    phrases: Mapping[str, Row]
    notices: Mapping[str, Row]


def read_things(connection: sqlite3.Connection, start: Start) -> Things:
    """Return all things of a bundle.

    Raises:
        BundleError: One of them cannot be shown.
    """
    codes = frozenset(language.code for language in start.languages)
    topics = _things(connection, "topics", {"icon": _ICON, "colour": is_like(_COLOUR), **_flags("sensitive", "tile")})
    sources = _sources(connection)
    contacts = _contacts(connection, sources, start.format)
    pages = _pages(connection, topics, sources, contacts)
    if not topics:
        raise unsound("there is no topic")
    sites = _sites(connection, codes, contacts, topics)
    if list(sites) != [site.id for site in start.sites]:
        raise unsound("content.db and start.json have different centres")
    phrases = _things(connection, "phrases", {"icon": is_like(re.compile(f"(?:{NAME.pattern})?"))})
    notices = _things(connection, "notices", {})
    return Things(start.source_language, codes, topics, sources, contacts, pages, sites, phrases, notices)


_QUESTIONS = {
    "topics": "SELECT * FROM topics ORDER BY position",
    "contacts": "SELECT * FROM contacts ORDER BY position",
    "pages": "SELECT * FROM pages ORDER BY position",
    "sites": "SELECT * FROM sites ORDER BY position",
    "phrases": "SELECT * FROM phrases ORDER BY position",
    "notices": "SELECT * FROM notices ORDER BY position",
}


def _things(connection: sqlite3.Connection, table: str, checks: Mapping[str, Check]) -> dict[str, Row]:
    rows = checked(connection, _QUESTIONS[table], {**_NUMBERED, **checks}, MOST.get(table, MOST_SITES))
    return {row[0]: row for row in numbered(rows, table)}


def _flags(*names: str) -> dict[str, Check]:
    return dict.fromkeys(names, is_flag)


def _sources(connection: sqlite3.Connection) -> dict[str, Row]:
    checks = {"id": is_like(NAME), "publisher": is_text(LIMITS["block"]), "year": is_like(_YEAR)}
    rows = checked(connection, "SELECT * FROM sources ORDER BY id", checks, MOST["sources"])
    for name, publisher, _ in rows:
        check_wording(publisher, f"the publisher of {name}")
    return {row[0]: row for row in rows}


def _contacts(connection: sqlite3.Connection, sources: Mapping[str, Row], bundle_format: int) -> dict[str, Row]:
    return _things(connection, "contacts", {
        "icon": _ICON,
        "phones": is_list(is_plain(LONGEST), SEVERAL) if bundle_format < _DIALLED else _are_phones,
        "email": is_plain(EMAIL),
        "web": is_plain(LIMITS["block"]),
        "social": is_list(is_plain(LIMITS["summary"]), SEVERAL),
        "source": is_among({*sources, ""}),
        "checked": is_day,
    })  # fmt: skip


def _are_phones(value: Any) -> bool:
    """Whether these are numbers, each once, that dial the digits which are shown and nothing else."""
    found = parsed(value)
    if not isinstance(found, list) or len(found) > SEVERAL or not all(map(_is_phone, found)):
        return False
    return len({tuple(each[1:]) for each in found}) == len(found)


def _is_phone(value: Any) -> bool:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value) or len(value) != _PARTS:
        return False
    number, _, extension = value
    phone = phone_of(f"{number} ext. {extension}" if extension else number)
    return phone is not None and list(astuple(phone)) == value


def _pages(
    connection: sqlite3.Connection, topics: Mapping[str, Row], sources: Mapping[str, Row], contacts: Mapping[str, Row]
) -> dict[str, Row]:
    pages = _things(connection, "pages", {
        "id": is_like(PAGE),
        "topic": is_among(topics),
        "icon": _ICON,
        "kind": is_among(get_args(PageKind)),
        **_flags("sensitive", "critical"),
        "source": is_among(sources),
        "checked": is_day,
        "contacts": is_list(is_among(contacts), len(contacts)),
    })  # fmt: skip
    if any(name.partition("/")[0] != row[1] for name, row in pages.items()):
        raise unsound("a page is of another topic than its id says")
    if any(count > MOST_IN_TOPIC for count in Counter(row[1] for row in pages.values()).values()):
        raise unsound(f"a topic has more than {MOST_IN_TOPIC} pages")
    return pages


def _sites(
    connection: sqlite3.Connection, codes: frozenset[str], contacts: Mapping[str, Row], topics: Mapping[str, Row]
) -> dict[str, Row]:
    several = is_list(is_among(topics), len(topics))
    return _things(connection, "sites", {
        "languages": is_list(is_among(codes), len(codes)),
        "contacts": is_list(is_among(contacts), len(contacts)),
        "topics_first": several,
        "topics_hidden": several,
    })  # fmt: skip
