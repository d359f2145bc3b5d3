"""Tells how far a typed word is from a written one: by its sound, then by its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

#: Spellings that sound alike in one language or another, the longer ones first.
_SOUNDS = {
    "sch": "c", "sh": "c", "ch": "c", "ph": "f",
    "que": "ke", "qui": "ki", "q": "k", "ce": "se", "ci": "si", "cy": "si", "c": "k",
    "gue": "ge", "gui": "gi", "ge": "je", "gi": "ji", "gy": "ji",
    "z": "s", "x": "s", "v": "b", "y": "i", "h": "",
}  # fmt: skip
_SPELLING = re.compile("|".join(_SOUNDS))
_TWICE = re.compile(r"(.)\1+")

#: How far off a word is that sounds the same, begins so, shares its stem, is a slip away or has the
#: typed one within. A word that was typed right is nearer: 0 to 7.
SAME_SOUND, SAME_BEGINNING, STEM, ONE_SLIP, WITHIN = 8, 9, 10, 12, 14
#: What is farther off than this is looked for only if nothing else is found.
NEAR = WITHIN
#: The same for a short word that is a slip away, a word that begins almost so, and one two slips away.
ONE_SLIP_IN_FEW, BEGINNING, TWO_SLIPS = 15, 16, 20
#: From how many letters on two slips are forgiven, and two in a word that is not finished.
_SHORT, _LONG, _VERY_LONG = 3, 6, 9


def sound(word: str) -> str:
    """Return the word as it may sound: ``medico`` and ``mediko`` are one."""
    plain = _SPELLING.sub(lambda found: _SOUNDS[found[0]], word)
    return _TWICE.sub(r"\1", plain) or word


def grams(word: str) -> list[str]:
    """Return each two letters that follow one another in a word, its ends marked."""
    marked = f"^{word}$"
    return sorted({marked[index : index + 2] for index in range(len(marked) - 1)})


def most_shared(sets: list[int], least: int, most: int) -> list[int]:
    """Return the members that are in most of the *sets*, and in *least* of them: about *most*.

    A set is a number in which a bit stands for each member. All members are counted at once:
    one number holds the lowest digit of every count, the next one the digit above.
    """
    digits: list[int] = []
    for members in sets:
        carried = members
        for place, digit in enumerate(digits):
            digits[place], carried = digit ^ carried, digit & carried
        if carried:
            digits.append(carried)
    found: list[int] = []
    for count in range(min(len(sets), (1 << len(digits)) - 1), least - 1, -1):
        counted = -1
        for place, digit in enumerate(digits):
            counted &= digit if count >> place & 1 else ~digit
        found += islice(_members(counted), most - len(found))
    return found


def _members(numbers: int) -> Iterator[int]:
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers ^= lowest


def stem_of(word: str) -> tuple[str, int]:
    """Return the part of a word that its other forms share, and how many letters they have at most.

    ``embarazada`` and ``embarazo`` have one stem, ``niña`` and ``niños`` too; a word of
    three letters has none but itself.
    """
    letters = len(word)
    if letters < _LONG:
        return word[: max(_SHORT, letters - 1)], letters + 1
    return word[: max(_LONG - 1, -(-letters * 13 // 20))], letters + 4


class Typed:
    """A typed word, ready to be compared with many written ones."""

    def __init__(self, word: str) -> None:
        self.word, self.heard = word, sound(word)
        self._bits: dict[str, int] = {}
        for index, letter in enumerate(self.heard):
            self._bits[letter] = self._bits.get(letter, 0) | 1 << index

    def farness(self, written: str) -> int | None:
        """Return how far off a written word is; None if it is another word."""
        heard = sound(written)
        if heard == self.heard:
            return SAME_SOUND
        numbers = self.slips_to(heard)
        if not min(numbers):
            return SAME_BEGINNING
        if self.word in written:
            return WITHIN
        is_long = len(self.heard) >= _LONG
        if numbers[-1] == 1:
            return ONE_SLIP if is_long else ONE_SLIP_IN_FEW
        if self.heard[0] != heard[0]:
            return None
        if is_long and numbers[-1] <= 2:  # noqa: PLR2004 - two slips
            return TWO_SLIPS
        return BEGINNING if self._begins(numbers) else None

    def _begins(self, numbers: list[int]) -> bool:
        """Tell whether a word begins almost as typed; of few letters one may only be missing."""
        size = len(self.heard)
        if size < _LONG:
            return numbers[size + 1 : size + 2] == [1]
        return min(numbers) <= (2 if size >= _VERY_LONG else 1)

    def slips_to(self, heard: str) -> list[int]:
        """Return how many slips lie between the sounds, for each beginning of *heard*, the whole last.

        A slip is a letter too many, missing, wrong, or exchanged with its neighbour. One bit
        stands for each typed letter, so that a written letter takes a few operations, after
        Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003).
        """
        size = len(self.heard)
        last, every = 1 << size - 1, (1 << size) - 1
        more, less, same, before = every, 0, 0, 0
        numbers = [size]
        for letter in heard:
            here = self._bits.get(letter, 0)
            exchanged = (~same & here) << 1 & before
            same = ((here & more) + more ^ more) | here | less | exchanged
            up, down = less | ~(same | more) & every, same & more
            numbers.append(numbers[-1] + bool(up & last) - bool(down & last))
            up = up << 1 | 1
            more, less = (down << 1 | ~(same | up)) & every, up & same & every
            before = here
        return numbers
