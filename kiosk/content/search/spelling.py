"""Tells how far a typed word is from a written one: by its sound, then by its letters."""

from __future__ import annotations

import re

#: Spellings that sound alike in one language or another, the longer ones first.
_SOUNDS = {
    "sch": "c", "sh": "c", "ch": "c", "ph": "f",
    "que": "ke", "qui": "ki", "q": "k", "ce": "se", "ci": "si", "cy": "si", "c": "k",
    "gue": "ge", "gui": "gi", "ge": "je", "gi": "ji", "gy": "ji",
    "z": "s", "x": "s", "v": "b", "y": "i", "h": "",
}  # fmt: skip
_SPELLING = re.compile("|".join(_SOUNDS))
_TWICE = re.compile(r"(.)\1+")

#: How far off a word is that sounds the same, shares its stem, is a slip away, has the typed one
#: within, begins almost so, is two slips away. A word that was typed right is nearer: 0 to 7.
SAME_SOUND, STEM, ONE_SLIP, WITHIN, BEGINNING, TWO_SLIPS = 8, 10, 12, 14, 16, 20
#: Farther than any word that is looked at.
FAR_OFF = 99
#: How many of a word's `grams` one slip can change.
GRAMS_A_SLIP = 3
#: From how many letters on two slips are forgiven, and two in a word that is not finished.
_LONG, _VERY_LONG = 6, 8


def sound(word: str) -> str:
    """Return the word as it may sound: ``medico`` and ``mediko`` are one."""
    plain = _SPELLING.sub(lambda found: _SOUNDS[found[0]], word)
    return _TWICE.sub(r"\1", plain) or word


def grams(word: str) -> list[str]:
    """Return each two letters that follow one another in a word, its ends marked."""
    marked = f"^{word}$"
    return sorted({marked[index : index + 2] for index in range(len(marked) - 1)})


def slips(word: str) -> int:
    """Return how many slips are forgiven in a word."""
    return 2 if len(word) >= _LONG else 1


def farness(typed: str, heard: str, written: str, *, far: bool) -> int | None:
    """Return how far a written word is off the *typed* one, which sounds like *heard*.

    None if it is another word, or one that only counts *far* off.
    """
    other = sound(written)
    if other == heard:
        return SAME_SOUND
    if typed in written:
        return WITHIN
    number, beginning = distances(heard, other, slips(typed))
    if number == 1 and (far or len(typed) >= _LONG):
        return ONE_SLIP
    if not far or heard[0] != other[0]:
        return None
    if number <= slips(typed):
        return TWO_SLIPS
    return BEGINNING if beginning <= (2 if len(typed) >= _VERY_LONG else 1) else None


def distances(typed: str, word: str, most: int) -> tuple[int, int]:
    """Return how many slips *typed* is away from *word*, and from any beginning of *word*.

    A slip is a letter too many, missing, wrong, or exchanged with its neighbour; from
    more than *most* slips on the number is only known to be larger.
    """
    rows = [list(range(len(typed) + 1))]
    beginning = len(typed)
    for index, letter in enumerate(word[: len(typed) + most]):
        rows.append(_next_row(typed, letter, word[index - 1] if index else "", rows))
        beginning = min(beginning, rows[-1][-1])
        if min(rows[-1]) > most and min(rows[-2]) > most:
            return FAR_OFF, beginning
    return (rows[-1][-1] if len(word) < len(rows) else FAR_OFF), beginning


def _next_row(typed: str, letter: str, before: str, rows: list[list[int]]) -> list[int]:
    above = rows[-1]
    row = [above[0] + 1]
    for index, wanted in enumerate(typed):
        cost = min(above[index + 1] + 1, row[index] + 1, above[index] + (wanted != letter))
        if index and wanted == before and typed[index - 1] == letter:
            cost = min(cost, rows[-2][index - 1] + 1)
        row.append(cost)
    return row
