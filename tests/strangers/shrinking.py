"""Finds the shortest part of a story that still ends badly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

FIRST_END, LONGEST_END = 25, 25_600
#: Trying takes time: a story that is not shortest by then is short enough.
MOST_TRIES = 400


def shortest(story: Sequence[Item], fails: Callable[[Sequence[Item]], bool]) -> list[Item] | None:
    """Return a part of *story* that still *fails*, and no more if any of it is left out; None if none does."""
    length = FIRST_END
    while not fails(story[-length:]):
        if length >= min(len(story), LONGEST_END):
            return None
        length *= 2
    return _minimised(story[-length:], fails)


def _minimised(story: Sequence[Item], fails: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Delta debugging (Zeller 2002), by complements alone: leave out ever smaller pieces, one after the other."""
    left, size, tries = list(story), len(story) // 2, 0
    while size:
        start, before = 0, len(left)
        while start < len(left) and tries < MOST_TRIES:
            tries += 1
            if len(rest := left[:start] + left[start + size :]) and fails(rest):
                left = rest
            else:
                start += size
        if tries == MOST_TRIES or (size == 1 and len(left) == before):
            break
        size = max(1, size // 2)
    return left
