"""Looks up a typed word in the index of the search: as it is, and as it may have been meant."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from kiosk.content.library import rows
from kiosk.content.library.questions import Questions
from kiosk.content.library.rows import Row
from kiosk.content.search.folding import forms, is_run
from kiosk.content.search.spelling import NEAR, STEM, Typed, grams, most_shared, stem_of

#: Words with fewer letters begin words of titles and keywords only.
SHORT = 3
#: For how many misspelt words close ones are looked for: each takes some milliseconds.
_MOST_CLOSE = 3
#: How many words are compared with a typed one, and how many of its pairs of letters each has at least.
_COMPARED, _SHARED = 200, 2
#: How much farther off a match is in the next column: title, keywords, summary, body.
_COLUMN = 2
_AFTER_ALL = "\U0010ffff"

Costs = dict[int, int]
"""How far each entry is from what was typed."""

_Place = tuple[int, Row]
"""How far off a written word is, and the columns of where it stands."""


class Words:
    """The index in one language; remembers what it looked up, so keep it for one search only."""

    def __init__(self, ask: Questions, language: str) -> None:
        self._ask, self._language = ask, language
        self._exact: dict[str, Costs] = {}
        self._meant: dict[tuple[str, bool], Costs] = {}
        self._close: dict[str, list[_Place]] = {}

    def exact(self, word: str) -> Costs:
        """Return the entries in which the word stands, or one that begins with it."""
        if word not in self._exact:
            self._exact[word] = _flat(place for form in forms(word) for place in self._beginning(form))
        return self._exact[word]

    def meant(self, word: str, *, far: bool) -> Costs:
        """Return those and the entries with words of its stem; if the word stands nowhere, with close ones."""
        exact = self.exact(word)
        if len(word) <= SHORT or is_run(word):
            return exact
        key = word, far and not exact
        if key not in self._meant:
            places = self._of_stem(word)
            if not exact:
                places += [place for place in self._closest(word) if far or place[0] <= NEAR]
            self._meant[key] = _flat(places) | exact
        return self._meant[key]

    def _beginning(self, word: str) -> list[_Place]:
        question = "search_beginning" if len(word) >= SHORT or is_run(word) else "search_initials"
        found = self._ask.all(question, self._language, word, word + _AFTER_ALL)
        return [(int(row[0] != word), row[1:]) for row in found]

    def _of_stem(self, word: str) -> list[_Place]:
        stem, longest = stem_of(word)
        if len(stem) == len(word):
            return []
        found = self._ask.all("search_stem", self._language, stem, stem + _AFTER_ALL, longest)
        return [(STEM, row) for row in found]

    def _closest(self, word: str) -> list[_Place]:
        if word not in self._close:
            if len(self._close) == _MOST_CLOSE:
                return []
            costs = self._close_words(word)
            found = self._ask.all("search_places", self._language, json.dumps(list(costs)))
            self._close[word] = [(costs[int(row[0])], row[1:]) for row in found]
        return self._close[word]

    def _close_words(self, word: str) -> dict[int, int]:
        """Return the numbers of the words that may be meant, each with how far off it is."""
        typed = Typed(word)
        sets = self._ask.all("search_grams", self._language, json.dumps(grams(typed.heard)))
        alike = most_shared([rows.word_set(column) for (column,) in sets], _SHARED, _COMPARED)
        spelled = self._ask.all("search_spelled", self._language, json.dumps(alike))
        found = {int(number): typed.farness(str(written)) for number, written in spelled}
        return {number: cost for number, cost in found.items() if cost is not None}


def _flat(places: Iterable[_Place]) -> Costs:
    """Return the entries that stand in the places, each at its smallest distance."""
    levels: defaultdict[int, list[bytes]] = defaultdict(list)
    for cost, columns in places:
        for index, column in enumerate(columns):
            if column:
                levels[cost + _COLUMN * index].append(column)
    costs: Costs = {}
    for cost in sorted(levels, reverse=True):
        costs.update(dict.fromkeys(rows.numbers(levels[cost]), cost))
    return costs
