"""Makes sure that the index of the search can be read, and that no letter finds more than a kiosk can sort."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kiosk.content.library.rows import numbers
from kiosk.content.library.shapes import is_readable
from kiosk.content.model import LIMITS
from kiosk.content.soundness.columns import unsound
from kiosk.content.soundness.entries import count_entries
from kiosk.content.soundness.things import Things

#: How many words a language may have, how many times all of them may stand, and how many pairs of letters occur.
MOST_WORDS, MOST_PLACES, MOST_GRAMS = 1_000_000, 8_000_000, 500_000
#: The longest word and the longest pair of letters, in characters.
LONGEST, GRAM = LIMITS["block"], 2
_ROWS, _BYTES = 1000, 4


def check_index(connection: sqlite3.Connection, things: Things) -> None:
    """Make sure that the words are numbered as they are sorted, and that all numbers are of entries.

    Raises:
        BundleError: They are not.
    """
    entries = count_entries(things)
    words: Counter[str] = Counter()
    places: Counter[str] = Counter()
    last = ""
    question = (
        "SELECT language, number, word, title, keywords, summary, body FROM search_words ORDER BY language, number"
    )
    for rows in _batches(connection, question):
        columns: list[bytes] = []
        for language, number, word, *found in rows:
            last = last if words[language] else ""
            if language not in things.codes or number != words[language] or number >= MOST_WORDS:
                raise unsound("the words of the search are not numbered")
            if not is_readable(word, LONGEST) or word <= last:
                raise unsound("the words of the search are not sorted")
            words[language], last = number + 1, word
            places[language] += _size(found)
            columns += found
        _check_numbers(columns, entries)
    if any(count > MOST_PLACES for count in places.values()):
        raise unsound("the words of the search stand in too many places")
    _check_grams(connection, words)


def _batches(connection: sqlite3.Connection, question: str) -> Iterator[list[Any]]:
    found = connection.execute(question)
    while rows := found.fetchmany(_ROWS):
        yield rows


def _size(columns: list[Any]) -> int:
    lengths = [len(column) % _BYTES for column in columns]
    if any(lengths):
        raise unsound("the places of a word in the search")
    return sum(map(len, columns)) // _BYTES


def _check_numbers(columns: list[bytes], entries: int) -> None:
    found = numbers(columns)
    if found and not 0 < min(found) <= max(found) <= entries:
        raise unsound("a word of the search stands nowhere")


def _check_grams(connection: sqlite3.Connection, words: Counter[str]) -> None:
    for count, (language, gram, members) in enumerate(connection.execute("SELECT * FROM search_grams")):
        if not isinstance(gram, str) or len(gram) != GRAM or count >= MOST_GRAMS:
            raise unsound("the pairs of letters of the search")
        if not isinstance(members, bytes) or len(members) != (words[language] + 7) // 8:
            raise unsound("the words that have a pair of letters")
