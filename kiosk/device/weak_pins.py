"""Which PINs are guessed first, and why: repetitions, numbers in equal steps, ways over the keypad, dates."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from itertools import pairwise

_DIGITS = 6
#: Fewer different digits than these make a pattern.
_FEWEST_DIFFERENT = 3
#: The beginnings of pi, e, the golden ratio, Fibonacci's numbers, powers and squares.
_FAMOUS = {"314159", "141592", "271828", "718281", "161803", "618033", "112358", "124816", "248163", "149162"}
#: The pad, from above: where each digit lies.
_PAD = {digit: divmod(place, 3) for place, digit in enumerate("123456789")} | {"0": (3, 1)}
_LINES = {"123", "456", "789", "147", "258", "369", "159", "357", "580", "780", "890"}
_CORNERS, _CROSS = set("1379"), set("24568")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CENTURIES = ("19", "20")


class Weakness(Enum):
    """Why a PIN is easily guessed."""

    FEW_DIGITS = "it has fewer than three different digits"
    REPEATED = "it repeats itself"
    STEPS = "it counts in equal steps"
    KEYPAD = "it is a line or a way over the keypad"
    DATE = "it reads as a date or a year"
    FAMOUS = "it is a number that many know"


def weakness(digits: str) -> Weakness | None:
    """Return why six digits are easily guessed, None if they are not."""
    rules: tuple[tuple[Weakness, Callable[[str], bool]], ...] = (
        (Weakness.FEW_DIGITS, lambda text: len(set(text)) < _FEWEST_DIFFERENT),
        (Weakness.REPEATED, _is_repeated),
        (Weakness.STEPS, _is_in_steps),
        (Weakness.KEYPAD, _is_way_over_the_pad),
        (Weakness.FAMOUS, _FAMOUS.__contains__),
        (Weakness.DATE, _is_date),
    )
    return next((reason for reason, fits in rules if fits(digits)), None)


def _is_repeated(digits: str) -> bool:
    """123123, 123321, 112233, 121245: halves, pairs or doubles that come again."""
    pairs = {digits[:2], digits[2:4], digits[4:]}
    return digits[:3] in {digits[3:], digits[:2:-1]} or digits[::2] == digits[1::2] or len(pairs) < len(digits) // 2


def _is_in_steps(digits: str) -> bool:
    """123456, 246802, 246810, 102030, 142536, 100200: numbers each of which is as much more than the one before."""
    if len({(after - before) % 10 for before, after in pairwise(map(int, digits))}) == 1:
        return True
    if {digits, digits[::-1]} & _progressions():
        return True
    small, large = sorted((int(digits[:3]), int(digits[3:])))
    if large - small in {1, 10, 100, 111} or large == 2 * small:
        return True
    halves = (map(int, digits[::2]), map(int, digits[1::2]))
    return len({(after - before) % 10 for half in halves for before, after in pairwise(half)}) == 1


@cache
def _progressions() -> frozenset[str]:
    """Return what three numbers or more in equal steps begin with, when they are written one after the other."""
    found = set()
    for first in range(100):
        for step in range(-99, 100):
            numbers = [number for number in range(first, first + 6 * step, step or 1) if number >= 0]
            for form in ("{}", "{:02}"):
                parts = [form.format(number) for number in numbers]
                if len("".join(parts[:3])) <= _DIGITS <= len("".join(parts)):
                    found.add("".join(parts)[:_DIGITS])
    return frozenset(found)


def _is_way_over_the_pad(digits: str) -> bool:
    """147896, 159753, 137913: from each key to one beside it, two lines, or round the corners or the cross."""
    steps = [
        (abs(_PAD[one][0] - _PAD[other][0]), abs(_PAD[one][1] - _PAD[other][1])) for one, other in pairwise(digits)
    ]
    if all(max(step) == 1 for step in steps) or all(sum(step) <= 1 for step in steps):
        return True
    if all(_is_line(half) for half in (digits[:3], digits[3:])):
        return True
    return set(digits) in (_CORNERS, _CROSS)


def _is_line(three: str) -> bool:
    return bool({three, three[::-1]} & _LINES)


def _is_date(digits: str) -> bool:
    """311299, 123199, 991231, 199912, 121999: a day in any order, or a year at either end."""
    first, middle, last = (int(digits[start : start + 2]) for start in (0, 2, 4))
    if digits[:2] in _CENTURIES or digits[2:4] in _CENTURIES:
        return True
    return any(_is_day(day, month) for day, month in ((first, middle), (middle, first), (last, middle)))


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]
