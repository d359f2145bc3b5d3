"""Turns the rows of content.db into what the screens show."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from kiosk.content.model import (
    Block,
    BlockKind,
    Direction,
    Found,
    Keyboard,
    Language,
    PageKind,
    Phone,
    Shown,
    ShownBlock,
    ShownContact,
    ShownSummary,
    ShownTopic,
    Site,
    Span,
)
from kiosk.content.phones import shown_phone

Row = tuple[Any, ...]


class Texts:
    """The texts of one kind of thing in one language, by context."""

    def __init__(self, rows: list[Row], language: str) -> None:
        self._texts = {str(row[0]): shown(row[1:]) for row in rows}
        self._nothing = Shown("", language)

    def get(self, context: str) -> Shown:
        """Return a text; an empty one if the content has none."""
        return self._texts.get(context, self._nothing)


def shown(row: Row) -> Shown:
    """Return a text from its columns text, shown, stale."""
    text, language, stale = row
    return Shown(str(text), str(language), bool(stale))


def language(row: Row) -> Language:
    """Return a language."""
    code, endonym, greeting, locale, direction, font = map(str, row)
    return Language(code, endonym, greeting, locale, cast("Direction", direction), font)


def site(row: Row, texts: Texts) -> Site:
    """Return a centre."""
    name = str(row[0])
    return Site(
        name,
        texts.get(f"site:{name}#name").text,
        texts.get(f"site:{name}#title").text,
        *(strings(column) for column in row[1:]),
    )


def topic(row: Row, texts: Texts) -> ShownTopic:
    """Return a topic."""
    name, icon, colour, sensitive, tile = row
    title = texts.get(f"topic:{name}#title")
    return ShownTopic(str(name), str(icon), str(colour), title, bool(sensitive), bool(tile))


def contact(row: Row, texts: Texts) -> ShownContact:
    """Return a contact."""
    name, icon, phones, email, web, social, checked = row
    owner = f"contact:{name}"
    return ShownContact(
        id=str(name),
        icon=str(icon),
        name=texts.get(f"{owner}#name"),
        note=texts.get(f"{owner}#note"),
        phones=_phones(phones),
        email=str(email),
        address=texts.get(f"{owner}#address"),
        web=str(web),
        social=strings(social),
        hours=texts.get(f"{owner}#hours"),
        languages=texts.get(f"{owner}#languages"),
        id_required=texts.get(f"{owner}#id_required"),
        checked=day(checked),
    )


def summary(row: Row) -> ShownSummary:
    """Return a page's line in a list."""
    name, topic_id, icon, sensitive = row[:4]
    title, line = shown(row[4:7]), shown(row[7:10])
    return ShownSummary(str(name), str(topic_id), str(icon), title, line, bool(sensitive))


def found(row: Row) -> Found:
    """Return what a search found."""
    target, icon, colour, sensitive = row[:4]
    return Found(str(target), str(icon), shown(row[4:7]), str(colour), bool(sensitive))


def keyboard(column: Any) -> Keyboard:
    """Return a keyboard."""
    return tuple(tuple(str(key) for key in keys) for keys in json.loads(column))


def numbers(columns: Iterable[Any]) -> array[int]:
    """Return the numbers that stand in columns, four bytes each, the lowest first."""
    found = array("I", b"".join(columns))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def word_set(column: Any) -> int:
    """Return a set of words: the bit of each word in it is set."""
    return int.from_bytes(column, "little")


def block(row: Row, names: Mapping[str, str]) -> ShownBlock:
    """Return a block; a link without a text of its own gets that of *names*."""
    kind, _, contact_id, language_code, stale = row
    found = Block(cast("BlockKind", kind), _spans(row, names), str(contact_id))
    return ShownBlock(found, str(language_code), bool(stale))


def targets(row: Row) -> list[str]:
    """Return where the links of a block lead, and whose card it is."""
    found = [str(span[2]) for span in json.loads(row[1]) if span[2]]
    return [*found, f"contact:{row[2]}"] if row[2] else found


def strings(column: Any) -> tuple[str, ...]:
    """Return a list that stands in one column."""
    return tuple(str(item) for item in json.loads(column))


def day(column: Any) -> date | None:
    """Return a date; None for never."""
    return date.fromisoformat(column) if column else None


def page_kind(column: Any) -> PageKind:
    """Return a page's kind."""
    return cast("PageKind", column)


def _phones(column: Any) -> tuple[Phone, ...]:
    """Return numbers; those of format 2 are texts alone, of which a code dials what can be read in one way."""
    found = json.loads(column)
    return tuple(shown_phone(each) if isinstance(each, str) else Phone(*map(str, each)) for each in found)


def _spans(row: Row, names: Mapping[str, str]) -> tuple[Span, ...]:
    return tuple(
        Span(str(text) or names.get(target, ""), bool(strong), str(target))
        for text, strong, target in json.loads(row[1])
    )
