"""Finds which old message of a field each new one came from, so that its translation is not lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

#: From how alike two texts are (difflib's ratio) one is taken for an older wording of the other.
ALIKE = 0.6
#: How many old texts nearest in order a new one is compared with; more than any page changes at once.
_NEAREST = 16
#: Longer texts are like none: comparing takes the square of the length, and no screen has room.
_LONGEST = 4000


def align(new: Sequence[str], old: Sequence[str]) -> dict[int, int]:
    """Return for each new text of one field the old one that it is or was: index to index.

    Equal texts come first, then the most alike of the others; a text like none is left out.
    """
    places = {text: index for index, text in enumerate(old)}
    pairs = {index: places[text] for index, text in enumerate(new) if text in places}
    taken = set(pairs.values())
    candidates = sorted(_alike(new, old, pairs), reverse=True)
    for _, _, index, place in candidates:
        if index not in pairs and place not in taken:
            pairs[index] = place
            taken.add(place)
    return pairs


def _alike(new: Sequence[str], old: Sequence[str], pairs: dict[int, int]) -> Iterator[tuple[float, int, int, int]]:
    """Yield (likeness, nearness in order, new index, old index) of what is left and alike."""
    used = set(pairs.values())
    left_old = [place for place, text in enumerate(old) if place not in used and len(text) <= _LONGEST]
    left_new = [index for index, text in enumerate(new) if index not in pairs and len(text) <= _LONGEST]
    for rank, index in enumerate(left_new):
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(new[index])
        for at in _nearest(rank, len(left_old)):
            matcher.set_seq1(old[left_old[at]])
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                likeness = matcher.ratio()
                if likeness >= ALIKE:
                    yield likeness, -abs(at - rank), index, left_old[at]


def _nearest(rank: int, count: int) -> range:
    """Return the places among *count* that are nearest to *rank* in order."""
    start = max(0, min(rank - _NEAREST // 2, count - _NEAREST))
    return range(start, min(count, start + _NEAREST))
