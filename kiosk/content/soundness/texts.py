"""Makes sure that each thing has its texts in each language, and that each block can be shown."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

from kiosk.content.library.shapes import ISOLATES, is_readable
from kiosk.content.model import ANSWERS, LIMITS, BlockKind
from kiosk.content.numbers import is_blank
from kiosk.content.soundness.columns import is_flag, parsed, unsound
from kiosk.content.soundness.things import Things
from kiosk.content.soundness.wording import check_lines, check_wording

#: How many blocks a page may have, how many spans a block.
MOST_BLOCKS, MOST_SPANS = 500, 800
#: How long a page's keywords may be, in characters: nobody sees them.
KEYWORDS = 10 * LIMITS["block"]
_KINDS = frozenset(get_args(BlockKind)) - {"contact"}
_SPAN = 3
#: Within so many characters a title ends with digits that may go on below it: there may be signs behind them.
_END = 8


def check_texts(connection: sqlite3.Connection, things: Things) -> None:
    """Make sure that there are all texts that are looked up, and no others.

    Raises:
        BundleError: One is missing, too many or cannot be shown.
    """
    limits, required = dict(_optional(things)), dict(_required(things))
    limits |= required
    counts: Counter[str] = Counter()
    for language, context, text, shown, stale in connection.execute("SELECT * FROM texts"):
        longest = limits.get(context)
        if language not in things.codes or longest is None:
            raise unsound("a text belongs to nothing")
        if not text or not is_readable(text, longest + ISOLATES):
            raise unsound(f"the text of {context} in {language}")
        # Nobody sees keywords, and postal codes are as long as phone numbers.
        if not context.endswith("#keywords"):
            check_wording(text, f"the text of {context} in {language}", has_numbers=context.endswith("#address"))
        if shown not in (language, things.source) or not is_flag(stale):
            raise unsound(f"the language of {context} in {language}")
        counts[language] += context in required
    if any(counts[code] != len(required) for code in things.codes):
        raise unsound("a text is missing")
    _check_heads(connection)


def _check_heads(connection: sqlite3.Connection) -> None:
    """Make sure that no phone number begins in a page's title and ends in its summary, below it.

    Raises:
        BundleError: One does.
    """
    titles = "SELECT language, context, text FROM texts WHERE context GLOB 'page:*#title'"
    for language, context, title in connection.execute(titles):
        if any(map(str.isnumeric, title[-_END:])):
            owner = context.removesuffix("#title")
            question = "SELECT text FROM texts WHERE language = ? AND context = ?"
            for (summary,) in connection.execute(question, (language, f"{owner}#summary")):
                check_lines([title, summary], f"title and summary of {owner} in {language}")


def check_blocks(connection: sqlite3.Connection, things: Things) -> None:
    """Make sure that each page has its blocks in each language.

    Raises:
        BundleError: A page has none, or a block that cannot be shown or leads nowhere.
    """
    here, following, count = ("", ""), 0, 0
    shown: list[str] = []
    for page, language, position, *block in connection.execute(
        "SELECT * FROM blocks ORDER BY page, language, position"
    ):
        if (page, language) != here:
            check_lines(shown, f"the page {here[0]} in {here[1]}")
            here, following, count, shown = (page, language), 0, count + 1, []
            if page not in things.pages or language not in things.codes:
                raise unsound("a block belongs to nothing")
        if position != following or following >= MOST_BLOCKS:
            raise unsound(f"the page {page} has too many blocks, or gaps between them")
        following += 1
        if not _is_block(block, language, things):
            raise unsound(f"a block of the page {page} in {language}")
        shown.append(_shown(block, f"a block of the page {page} in {language}"))
    check_lines(shown, f"the page {here[0]} in {here[1]}")
    if count != len(things.pages) * len(things.codes):
        raise unsound("a page has no text")


def _is_block(block: list[Any], language: str, things: Things) -> bool:
    kind, spans, contact, shown, stale = block
    if shown not in (language, things.source) or not is_flag(stale):
        return False
    if kind == "contact":
        return contact in things.contacts and spans == "[]"
    return kind in _KINDS and contact == "" and _are_spans(parsed(spans), things)


def _shown(block: list[Any], where: str) -> str:
    """Return what a block shows, a word that is no number for the card of a contact.

    Raises:
        BundleError: Nobody sees it, or it has something to dial.
    """
    spans = json.loads(block[1])
    text = "".join(span[0] for span in spans)
    if block[0] == "contact":
        return "card"
    if not is_blank(text) or not any(span[2] for span in spans):
        check_wording(text, where)
    return text


def _are_spans(spans: Any, things: Things) -> bool:
    if not isinstance(spans, list) or len(spans) > MOST_SPANS:
        return False
    for span in spans:
        if not isinstance(span, list) or len(span) != _SPAN or not is_flag(span[1]) or not leads(span[2], things):
            return False
        if not isinstance(span[0], str) or not (span[0] or span[2]):
            return False
    return is_readable("".join(span[0] for span in spans), LIMITS["block"])


def leads(target: Any, things: Things) -> bool:
    """Tell whether a link leads somewhere, or is none."""
    if not isinstance(target, str):
        return False
    kind, _, name = target.partition(":")
    known = {"page": things.pages, "contact": things.contacts}.get(kind, {})
    return not target or name in known


def _required(things: Things) -> Iterator[tuple[str, int]]:
    """Yield the contexts of the texts that every language has, and how long each may be."""
    yield "bundle#title", LIMITS["block"]
    for kind, names, fields in (
        ("site", things.sites, {"name": "site", "title": "site"}),
        ("topic", things.topics, {"title": "tile"}),
        ("source", things.sources, {"title": "block"}),
        ("contact", things.contacts, {"name": "name"}),
        ("phrase", things.phrases, {"text": "block"}),
        ("notice", things.notices, {"text": "block"}),
        ("page", things.pages, {"title": "title", "summary": "summary"}),
    ):
        for name in names:
            yield from ((f"{kind}:{name}#{field}", LIMITS[limit]) for field, limit in fields.items())
    for name, row in things.pages.items():
        if row[3] == "service":
            yield from ((f"page:{name}#{answer}", LIMITS["block"]) for answer in ANSWERS)


def _optional(things: Things) -> Iterator[tuple[str, int]]:
    for name in things.contacts:
        fields = ("note", "address", "hours", "languages", "id_required")
        yield from ((f"contact:{name}#{field}", LIMITS["block"]) for field in fields)
    for name in things.pages:
        yield f"page:{name}#keywords", KEYWORDS
