"""Finds what a visitor types, best first, in the visitor's language and then in the source's."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from heapq import nsmallest
from math import log

from kiosk.content.library import rows
from kiosk.content.library.questions import Questions
from kiosk.content.library.words import SHORT, Costs, Words
from kiosk.content.model import Found
from kiosk.content.search.folding import is_run, typed_words, whole_pieces

#: What of a typed text is looked at: more than anybody types into a kiosk.
_LONGEST_TEXT, _MOST_WORDS, _LONGEST_WORD = 200, 8, 30
#: With so many finds nothing farther off is looked for.
_ENOUGH = 3
#: How far off a piece of a run is that an entry lacks, and one of how many it has at least.
_MISSING, _PART = 20, 4
#: A word tells nothing that more entries have than a few, and than one in so many.
_FEW, _COMMON = 3, 5
#: At which distance a word tells half of what it tells where it is the title.
_HALF = 4


class _Reach(IntEnum):
    """How far from what was typed a find may lie."""

    EXACT = 0
    NEAR = 1
    FAR = 2


def search(ask: Questions, text: str, language: str, hidden: Sequence[str], limit: int) -> tuple[Found, ...]:
    """Return what matches a typed text, best first, without what stands in the *hidden* topics.

    Of several words all have to match. Where they do so nowhere, those count that tell most.
    """
    words = _words(text)
    if not words or limit < 1:
        return ()
    index = [Words(ask, code) for code in dict.fromkeys((language, ask.source_language))]
    left_out = {int(row[0]) for row in ask.all("search_hidden", json.dumps(hidden))} if hidden else set()
    entries = _Entries(index, left_out, limit)
    reaches = list(_Reach) if len(words) == 1 else [_Reach.EXACT, _Reach.NEAR]
    found = entries.with_all(words, reaches)
    longer = [word for word in words if len(word) > SHORT or is_run(word)]
    if not found and longer and longer != words:
        found = entries.with_all(longer, reaches)
    if not found and len(words) > 1:
        found = entries.with_most(words, int(ask.all("search_size")[0][0]))
    return tuple(rows.found(ask.all("search_entry", number, language)[0]) for number in found)


def _words(text: str) -> list[str]:
    """Return the words to look for: short ones do not count beside longer ones."""
    words = list(dict.fromkeys(typed_words(text[:_LONGEST_TEXT])))
    longer = [word for word in words if len(word) >= SHORT or is_run(word)]
    return [word[:_LONGEST_WORD] for word in (longer or words)[:_MOST_WORDS]]


class _Entries:
    """The entries that may be shown, in the languages in which they are looked up."""

    def __init__(self, index: Sequence[Words], left_out: Collection[int], limit: int) -> None:
        self._index, self._left_out, self._limit = index, left_out, limit

    def with_all(self, words: list[str], reaches: Sequence[_Reach]) -> list[int]:
        """Return the entries that match all words, best first, from as near as there are enough."""
        found: dict[int, None] = {}
        for reach in reaches:
            for language in self._index:
                if len(found) >= (1 if reach is _Reach.FAR else min(_ENOUGH, self._limit)):
                    return list(found)[: self._limit]
                found.update(dict.fromkeys(self._best(_all(language, words, reach))))
        return list(found)[: self._limit]

    def with_most(self, words: list[str], size: int) -> list[int]:
        """Return the entries that match most of the words, best first, of *size* that there are.

        A word tells the more the fewer entries have it. So no language's small words need be
        known here: they stand everywhere and tell nothing.
        """
        scores: dict[int, float] = {}
        for language in self._index:
            for number, score in _scores(language, words, size).items():
                scores[number] = min(score, scores.get(number, 0.0))
        found = self._best(scores)
        return [number for number in found if scores[number] <= scores[found[0]] / 2]

    def _best(self, costs: Mapping[int, float]) -> list[int]:
        kept = ((cost, number) for number, cost in costs.items() if number not in self._left_out)
        return [number for _, number in nsmallest(self._limit, kept)]


def _scores(language: Words, words: list[str], size: int) -> dict[int, float]:
    """Return how much the words tell of each entry, below nothing: the least is the best."""
    scores: dict[int, float] = {}
    for word in words:
        costs = language.exact(word) or _all(language, [word], _Reach.FAR)
        if 0 < len(costs) <= max(_FEW, size // _COMMON):
            telling = log((size + 1) / len(costs))
            for number, cost in costs.items():
                scores[number] = scores.get(number, 0.0) - telling * _HALF / (_HALF + cost)
    return scores


def _all(language: Words, words: list[str], reach: _Reach) -> Costs:
    """Return the entries that every word matches, each with the sum of its distances."""
    each: list[Costs] = []
    for word in words:
        each.append(_run(language, word, reach) if is_run(word) else _word(language, word, reach))
        if not each[-1]:
            return {}
    return _shared(each)


def _word(language: Words, word: str, reach: _Reach) -> Costs:
    return language.exact(word) if reach is _Reach.EXACT else language.meant(word, far=reach is _Reach.FAR)


def _run(language: Words, run: str, reach: _Reach) -> Costs:
    """Return the entries with all pieces of a run; from afar with some of them."""
    each = [language.exact(piece) for piece in whole_pieces(run)]
    if reach is not _Reach.FAR:
        return _shared(each)
    counted = Counter(number for costs in each for number in costs)
    numbers = (number for number, count in counted.items() if count * _PART >= len(each))
    return {number: sum(costs.get(number, _MISSING) for costs in each) for number in numbers}


def _shared(each: list[Costs]) -> Costs:
    if len(each) == 1:
        return each[0]
    fewest, *others = sorted(each, key=len)
    return {number: sum(costs[number] for costs in each) for number in set(fewest).intersection(*others)}
