"""Collects the problems of a source, so that one run tells an editor all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from kiosk.errors import Problem

#: As many names as a person reads through when the right one is not guessed.
FEW = 12
#: The longest message, and the longest word that a known one is looked for, in characters.
_LONGEST_MESSAGE, _LONGEST_WORD = 300, 80


class Place(NamedTuple):
    """Where something stands: a file relative to the source's folder, a line from 1 or 0 for all of it."""

    file: str
    line: int = 0


def place_of(places: Mapping[str, Place], key: str) -> Place:
    """Return where a field was written, or its list, or its owner if the field is missing.

    A field's key is its owner and name, ``contact:iom#phones``; an item of a list adds
    its number, ``contact:iom#phones/0``.
    """
    owner, _, field = key.partition("#")
    for known in (key, f"{owner}#{field.partition('/')[0]}", owner):
        if known in places:
            return places[known]
    return Place("bundle.yaml")


class Report:
    """The problems found so far, and the files that could not be read at all."""

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}
        self.unread: set[str] = set()

    def error(self, place: Place, what: str, what_to_do: str) -> None:
        """Note something that keeps the source from being compiled."""
        self._note(place, what, what_to_do, is_error=True)

    def warning(self, place: Place, what: str, what_to_do: str) -> None:
        """Note something to look at that need not stop an urgent correction."""
        self._note(place, what, what_to_do, is_error=False)

    def refuse(self, file: str, what: str, what_to_do: str, line: int = 0) -> None:
        """Note that a file cannot be read, so that what it would have said is not missed twice."""
        self.unread.add(file)
        self.error(Place(file, line), what, what_to_do)

    def _note(self, place: Place, what: str, what_to_do: str, *, is_error: bool) -> None:
        problem = Problem(place.file, place.line, _short(what), _short(what_to_do), is_error)
        self._problems[problem] = None

    @property
    def problems(self) -> list[Problem]:
        """All problems, by file and line."""
        return sorted(self._problems)

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the source from being compiled."""
        return [problem for problem in self.problems if problem.is_error]


def in_a_list(problem: Problem) -> str:
    """Return a problem as one line among warnings and errors, each with its word."""
    if not problem.is_error:
        return str(problem)
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place}: error: {problem.what}; {problem.what_to_do}"


def suggest(word: str, known: Iterable[str], otherwise: str = "", likeness: float = 0.6) -> str:
    """Say what to write instead of *word*: the closest known word, or all if they are few.

    *likeness* is how close it has to be, from 0 to 1 for the same.
    """
    names = sorted(set(known))
    word = word[:_LONGEST_WORD]
    lowered = {name.lower(): name for name in names}
    close = get_close_matches(word.lower(), lowered, n=1, cutoff=likeness)
    if close:
        return f'did you mean "{lowered[close[0]]}"?'
    if otherwise:
        return otherwise
    if not names:
        return "remove it"
    return f"write one of: {', '.join(names[:FEW])}{' …' if len(names) > FEW else ''}"


def counted(number: int, noun: str) -> str:
    """Return how many of a thing there are, as in ``1 error`` and ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"
