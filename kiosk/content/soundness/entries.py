"""Makes sure that a search finds what is there: its entries are those that the compiler lists."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kiosk.content.soundness.columns import Row, unsound
from kiosk.content.soundness.things import Things


def check_entries(connection: sqlite3.Connection, things: Things) -> None:
    """Make sure that the entries are those of `schema.LIST_ENTRIES`, in their order.

    Raises:
        BundleError: They are others.
    """
    found = connection.execute("SELECT * FROM search_entries ORDER BY number")
    for number, expected in enumerate(_entries(things), 1):
        if found.fetchone() != (number, *expected):
            raise unsound(f"search_entries in row {number}")
    if found.fetchone() is not None:
        raise unsound("search_entries has too many rows")


def _entries(things: Things) -> Iterator[Row]:
    for name, icon, colour, sensitive, tile in things.topics.values():
        if tile:
            yield f"topic:{name}", f"topic:{name}#title", icon, colour, sensitive, name
    for name, icon, *_ in things.contacts.values():
        yield f"contact:{name}", f"contact:{name}#name", icon, "", 0, ""
    for tile in (0, 1):
        for name, topic, icon, _, sensitive, *_ in things.pages.values():
            _, _, colour, _, has_tile = things.topics[topic]
            if has_tile == tile:
                yield f"page:{name}", f"page:{name}#title", icon, colour, sensitive, topic


def count_entries(things: Things) -> int:
    """Return how many entries there are."""
    tiles = [row for row in things.topics.values() if row[4]]
    return len(tiles) + len(things.contacts) + len(things.pages)
