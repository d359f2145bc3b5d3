"""Writes the index of the search, from the texts that content.db holds already."""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Iterator
from typing import Any

from kiosk.content.library.schema import INDEX, INSERT, LIST_ENTRIES
from kiosk.content.search.folding import is_run, written_words
from kiosk.content.search.spelling import grams, sound

#: The column of `search_words` in which each field's words stand; other fields are not searched.
_COLUMNS = {
    "title": 0, "name": 0, "keywords": 1, "summary": 2, "note": 2,
    "what": 3, "whom": 3, "cost": 3, "papers": 3, "where": 3, "body": 3,
}  # fmt: skip

Row = tuple[Any, ...]
Places = dict[str, list[list[int]]]
"""For each word, the entries that have it, by the best of the columns."""


def write_index(connection: sqlite3.Connection, languages: tuple[str, ...]) -> None:
    """Fill the tables of the search."""
    for statement in LIST_ENTRIES:
        connection.execute(statement)
    entries = {str(target): int(number) for target, number in connection.execute(INDEX["entries"])}
    for language in languages:
        places = _places(connection, entries, language)
        words = sorted(places)
        rows = ((language, number, word, *map(_packed, places[word])) for number, word in enumerate(words))
        connection.executemany(INSERT["search_words"], rows)
        connection.executemany(INSERT["search_grams"], _grams(words, language))


def _packed(numbers: list[int]) -> bytes:
    """Return numbers as bytes, four for each, the lowest first."""
    found = array("I", numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def _places(connection: sqlite3.Connection, entries: dict[str, int], language: str) -> Places:
    best: dict[int, dict[str, int]] = {}
    for context, text in _texts(connection, language):
        owner, _, field = context.partition("#")
        if owner in entries and (column := _COLUMNS.get(field)) is not None:
            known = best.setdefault(entries[owner], {})
            for word in written_words(text):
                known[word] = min(column, known.get(word, column))
    places: Places = {}
    for entry in sorted(best):
        for word, column in best[entry].items():
            places.setdefault(word, [[], [], [], []])[column].append(entry)
    return places


def _texts(connection: sqlite3.Connection, language: str) -> Iterator[tuple[str, str]]:
    """Yield the texts that are in the language itself, none that stand in for a translation."""
    yield from connection.execute(INDEX["texts"], (language,))
    found: Any
    for found in connection.execute(INDEX["blocks"], (language,)):
        page, spans = found
        yield f"page:{page}#body", "".join(span[0] for span in json.loads(spans))


def _grams(words: list[str], language: str) -> Iterator[Row]:
    """Yield which words have each pair of letters: the bit of a word's number is set."""
    size = (len(words) + 7) // 8
    found: dict[str, bytearray] = {}
    for number, word in enumerate(words):
        if not is_run(word):
            for gram in grams(sound(word)):
                found.setdefault(gram, bytearray(size))[number >> 3] |= 1 << (number & 7)
    for gram in sorted(found):
        yield language, gram, bytes(found[gram])
