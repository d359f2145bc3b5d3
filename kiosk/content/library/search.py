"""Finds what a visitor types, best first, in the visitor's language and then in the source's."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from heapq import nsmallest

from kiosk.content.library import rows
from kiosk.content.library.questions import Questions
from kiosk.content.library.rows import Row
from kiosk.content.model import Found
from kiosk.content.search.folding import forms, is_run, pairs, typed_words
from kiosk.content.search.spelling import GRAMS_A_SLIP, STEM, farness, grams, slips, sound

#: What of a typed text is looked at: more than anybody types into a kiosk.
_LONGEST_TEXT, _MOST_WORDS, _LONGEST_WORD = 200, 8, 30
#: Shorter words begin titles and keywords only, and do not count beside longer ones.
_SHORT = 3
#: With so many finds nothing farther off is looked for.
_ENOUGH = 3
#: How many words that share letters with a typed one are compared with it.
_COMPARED = 400
_AFTER_ALL = "\U0010ffff"

Costs = dict[int, int]
"""How far each entry is from what was typed."""
Levels = dict[int, list[bytes]]
"""The packed entries at each distance."""


class Reach(IntEnum):
    """How far from what was typed a find may lie."""

    EXACT = 0
    NEAR = 1
    FAR = 2


def search(ask: Questions, text: str, language: str, hidden: Iterable[str], limit: int) -> tuple[Found, ...]:
    """Return what matches a typed text, best first, without what stands in the *hidden* topics."""
    words = _words(text)
    if not words or limit < 1:
        return ()
    left_out = {int(row[0]) for row in ask.all("search_hidden", json.dumps(list(hidden)))} if hidden else set()
    found = _search(ask, words, language, left_out, limit)
    longer = [word for word in words if len(word) > _SHORT or is_run(word)]
    if not found and longer and longer != words:
        found = _search(ask, longer, language, left_out, limit)
    return tuple(rows.found(ask.all("search_entry", number, language)[0]) for number in found[:limit])


def _words(text: str) -> list[str]:
    words = list(dict.fromkeys(typed_words(text[:_LONGEST_TEXT])))
    longer = [word for word in words if len(word) >= _SHORT or is_run(word)]
    return [word[:_LONGEST_WORD] for word in (longer or words)[:_MOST_WORDS]]


def _search(ask: Questions, words: list[str], language: str, left_out: Collection[int], limit: int) -> list[int]:
    found: dict[int, None] = {}
    for reach in Reach:
        for code in dict.fromkeys((language, ask.source_language)):
            if len(found) >= (1 if reach is Reach.FAR else min(_ENOUGH, limit)):
                return list(found)
            costs = _all_words(ask, words, code, reach)
            kept = ((cost, number) for number, cost in costs.items() if number not in left_out)
            found.update(dict.fromkeys(number for _, number in nsmallest(limit, kept)))
    return list(found)


def _all_words(ask: Questions, words: list[str], language: str, reach: Reach) -> Costs:
    """Return the entries that every word matches, each with the sum of its distances."""
    found: Costs | None = None
    for word in words:
        costs = _run(ask, word, language, reach) if is_run(word) else _word(ask, word, language, reach)
        if found is not None:
            costs = {number: cost + costs[number] for number, cost in found.items() if number in costs}
        found = costs
        if not found:
            break
    return found or {}


def _run(ask: Questions, run: str, language: str, reach: Reach) -> Costs:
    """Return the entries with the characters of a run, two by two; from afar with some of them."""
    pieces = pairs(run)[:-1] or [run]
    each = [_flat(_beginnings(ask, piece, language)) for piece in pieces]
    if reach < Reach.FAR:
        shared = set(each[0]).intersection(*each[1:])
        return {number: sum(costs[number] for costs in each) for number in shared}
    missing = 10
    numbers = {number for costs in each for number in costs}
    return {number: sum(costs.get(number, missing) for costs in each) for number in numbers}


def _word(ask: Questions, word: str, language: str, reach: Reach) -> Costs:
    levels: Levels = defaultdict(list)
    for form in forms(word):
        for cost, blobs in _beginnings(ask, form, language).items():
            levels[cost] += blobs
    if reach > Reach.EXACT and len(word) > _SHORT:
        for cost, row in _similar(ask, word, language, reach):
            _add(levels, cost, 2, row)
    return _flat(levels)


def _beginnings(ask: Questions, word: str, language: str) -> Levels:
    """Return where *word* stands or a word that begins with it: titles, keywords, summaries, bodies."""
    levels: Levels = defaultdict(list)
    for row in ask.all("search_beginning", language, word, word + _AFTER_ALL):
        columns = row if len(word) >= _SHORT or is_run(word) else row[:3]
        _add(levels, 0 if row[0] == word else 1, 2, columns)
    return levels


def _add(levels: Levels, first: int, step: int, row: Row) -> None:
    for index, column in enumerate(row[1:]):
        if column:
            levels[first + step * index].append(column)


def _flat(levels: Levels) -> Costs:
    costs: Costs = {}
    for cost in sorted(levels, reverse=True):
        costs.update(dict.fromkeys(rows.numbers(levels[cost]), cost))
    return costs


def _similar(ask: Questions, word: str, language: str, reach: Reach) -> Iterator[tuple[int, Row]]:
    """Yield the words that may be meant by *word*, each with how far off it is."""
    stem = word[: max(5, -(-len(word) * 13 // 20))]
    if len(stem) < len(word):
        yield from ((STEM, row) for row in ask.all("search_beginning", language, stem, stem + _AFTER_ALL))
    costs = _meant(ask, word, language, reach)
    for row in ask.all("search_places", json.dumps(list(costs))):
        yield costs[int(row[0])], row


def _meant(ask: Questions, word: str, language: str, reach: Reach) -> dict[int, int]:
    """Return the words that sound like *word* or are a few slips away, each with how far off it is."""
    heard = sound(word)
    wanted = grams(heard)
    shared: Counter[int] = Counter()
    for (column,) in ask.all("search_grams", language, json.dumps(wanted)):
        shared.update(rows.numbers([column]))
    least = max(2, len(wanted) - 1 - GRAMS_A_SLIP * slips(word))
    closest = nsmallest(_COMPARED, ((-count, number) for number, count in shared.items() if count >= least))
    found: dict[int, int] = {}
    for number, written in ask.all("search_spelled", json.dumps([number for _, number in closest])):
        cost = farness(word, heard, str(written), far=reach is Reach.FAR)
        if cost is not None:
            found[int(number)] = cost
    return found
