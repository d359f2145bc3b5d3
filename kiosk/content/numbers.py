"""Finds phone numbers in texts, however their digits are written and whatever stands between them.

A text is read as a person reads it: full-width, Arabic, circled and other digits are digits, characters that nobody
sees are not there, and punctuation, symbols and blanks between digits only group them. Dates, years, hours, percentages
and amounts are told apart by their shape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kiosk.content.figures import is_amount, is_certain_moment, is_figure, is_moment

#: The fewest digits that are taken for a phone number; Panama's have seven or eight.
PHONE_DIGITS = 7
#: The most digits of an international number (E.164), the fewest that publishing names.
_MOST_DIGITS, _NAMED_DIGITS = 15, 3
#: How many characters around a number are looked at.
_AROUND = 80
#: The digits of Chinese are words as well: they count where so many stand together.
_HAN = {"〇": "0", "零": "0"} | {sign: str(digit) for digit, sign in enumerate("一二三四五六七八九", 1)}
_HAN_RUN = re.compile(f"[{''.join(_HAN)}]{{3,}}")
_LETTERS = re.compile("(?<=[0-9])[OoIl](?=[0-9])")
_LIKE_DIGITS = {"O": "0", "o": "0", "I": "1", "l": "1"}
#: Letters and symbols that are blank or have no width (Default_Ignorable_Code_Point, and the blank of Braille).
_BLANKS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"

#: The marks that go on any letter, all but the one that draws a key around it, and those drawn through a letter.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20ff\ufe20-\ufe2f"
_STROKES = "\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e5\u20e6\u20ea\u20eb"
#: Signs that nobody sees, those that turn the direction of digits among them.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_ALTERED = re.compile(rf"[{_STROKES}]|(?<=\d)[{_MARKS}]|(?<=\d)[{_UNSEEN}](?=[{_UNSEEN}]*\d)")

# Within a plain text, where each separator became ASCII: what joins two digits to one number …
_SIGNS = r"[^\w\s]|_"
_JOIN = rf"(?:(?!%[^0-9]|[.,;:!?]\s|\s*[$]\s*(?<![0-9][$])[0-9]|[$](?![0-9]))(?:{_SIGNS}|\s))*"
_RUN = re.compile(rf"[+(]{{0,2}}[0-9](?:{_JOIN}[0-9])*")
# … and what may, between groups that are no years.
_GROUP = r"(?<![0-9])(?!(?:1[6-9]|20)[0-9]{2}(?![0-9]))[0-9]{3,5}"
_POSSIBLE = re.compile(rf"{_GROUP}(?:[.,;:!?]\s+{_GROUP}){{1,2}}(?![0-9])")

#: What is short and no number that somebody may dial: a share, a price.
_SHARE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_PRICE_BEFORE, _SHARE_AFTER = re.compile(r"[$]\s?$"), re.compile(r"\s?[%$°]")


class Run(NamedTuple):
    """Digits that read as one number: as they are *written*, in ASCII, and where they begin in the text."""

    written: str
    digits: str
    start: int


class _Plain(NamedTuple):
    """A text as it is read, each of its characters with its place in what was written."""

    text: str
    places: tuple[int, ...]
    written: str

    def slice(self, found: re.Match[str]) -> str:
        """Return what was written where something was *found*."""
        return self.written[self.places[found.start()] : self.places[found.end() - 1] + 1]


def is_blank(text: str) -> bool:
    """Whether nobody would see anything of a text."""
    return not any(_is_seen(sign) for sign in text)


def as_read(text: str) -> str:
    """Return a text as it is read: full-width letters and other digits in ASCII, without what nobody sees."""
    return text if text.isascii() else _with_digits(text.translate(_READING))


def phone_numbers(text: str) -> Iterator[Run]:
    """Yield what can only be read as phone numbers."""
    if _has_digits(text, PHONE_DIGITS):
        yield from _phones(_plain(text))


def possible_numbers(text: str) -> Iterator[Run]:
    """Yield what may be a phone number, or figures one after the other: with a comma and a blank between them."""
    if not _has_digits(text, PHONE_DIGITS):
        return
    plain = _plain(text)
    for found in _POSSIBLE.finditer(plain.text):
        run = _run(plain, found)
        if PHONE_DIGITS <= len(run.digits) <= _MOST_DIGITS:
            yield run


def numbers_across(texts: Sequence[str]) -> Iterator[tuple[int, Run, bool]]:
    """Yield the phone numbers that begin in one of *texts*, which stand below one another, and end in a later one.

    Each comes with the number of the text in which it begins, counted from 0, and whether all of those texts but one
    hold nothing but digits, so that it can only be read as a phone number.
    """
    joined = "\n".join(text.replace("\n", " ").rstrip(" .,;:!?") for text in texts)
    if not _has_digits(joined, PHONE_DIGITS):
        return
    plain = _plain(joined)
    ends = [index for index, sign in enumerate(plain.text) if sign == "\n"]
    for found in _RUN.finditer(plain.text):
        if "\n" not in found[0]:
            continue
        first = sum(end < found.start() for end in ends)
        groups = found[0].split("\n")
        if _is_across(groups):
            pieces = [text for text in plain.text.split("\n")[first : first + len(groups)] if text]
            is_certain = sum(any(sign.isalpha() for sign in piece) for piece in pieces) <= 1
            yield first, _run(plain, found), is_certain


def named_numbers(text: str) -> Iterator[Run]:
    """Yield every run of digits that somebody might dial, short ones too: all but dates, hours, shares and prices."""
    if not _has_digits(text, _NAMED_DIGITS):
        return
    plain = _plain(text)
    taken: set[int] = set()
    for pattern in (_POSSIBLE, _RUN):
        for found in pattern.finditer(plain.text):
            if taken.isdisjoint(range(*found.span())) and _is_named(plain, found):
                taken.update(range(*found.span()))
                yield _run(plain, found)


def altered_digit(text: str) -> str:
    """Return a sign that changes how a number reads, empty if there is none.

    These are marks over, under or through a digit, strokes through any sign, and signs that nobody sees between digits.
    """
    if text.isascii() or not _ALTERED.search(text):
        return ""
    found = _ALTERED.search(unicodedata.normalize("NFC", text))
    return found[0] if found else ""


def _phones(plain: _Plain) -> Iterator[Run]:
    for found in _RUN.finditer(plain.text):
        run = _run(plain, found)
        if len(run.digits) < PHONE_DIGITS:
            continue
        before, after = plain.text[: found.start()][-_AROUND:], plain.text[found.end() :][:_AROUND]
        if not is_figure(found[0], run.written, before, after):
            yield run


def _is_across(groups: list[str]) -> bool:
    digits = [re.sub("[^0-9]", "", group) for group in groups]
    if len("".join(digits)) < PHONE_DIGITS or not all(digits):
        return False
    return not any(is_moment(group.strip(" +(-")) for group in groups)


def _is_named(plain: _Plain, found: re.Match[str]) -> bool:
    number, run = found[0], _run(plain, found)
    if len(run.digits) >= PHONE_DIGITS:
        return not is_certain_moment(number)
    if len(run.digits) < _NAMED_DIGITS or is_moment(number) or is_amount(number) or is_amount(run.written):
        return False
    is_share = _SHARE_AFTER.match(plain.text, found.end()) or _PRICE_BEFORE.search(plain.text[: found.start()])
    return not (is_share and _SHARE.fullmatch(number))


def _run(plain: _Plain, found: re.Match[str]) -> Run:
    return Run(plain.slice(found), re.sub("[^0-9]", "", found[0]), plain.places[found.start()])


def _plain(text: str) -> _Plain:
    """Return a text as it is read: digits, currencies and dashes in ASCII, without what nobody sees."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for read in _READING[ord(sign)]:
            signs.append(read)
            places.append(place)
    return _Plain(_with_digits("".join(signs)), tuple(places), text)


def _with_digits(plain: str) -> str:
    """Return a text with digits for the letters that stand for some; it keeps its length."""
    plain = _HAN_RUN.sub(lambda found: "".join(map(_HAN.__getitem__, found[0])), plain)
    return _LETTERS.sub(lambda found: _LIKE_DIGITS[found[0]], plain)


class _Reading(dict[int, str]):
    """How characters are read, by their code, for `str.translate`; filled as they occur."""

    def __missing__(self, code: int) -> str:
        self[code] = read = _read(chr(code))
        return read


_READING = _Reading()


def _read(sign: str) -> str:
    """Return how a character is read, nothing if nobody sees it; a line end stays."""
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if not _is_seen(sign) and not sign.isspace():
        return ""
    value = unicodedata.digit(sign, None)
    if value is None and kind == "Nl":
        value = next((digit for digit in range(10) if digit == unicodedata.numeric(sign, None)), None)
    if value is not None:
        return str(value)
    return {"Pd": "-", "Sc": "$", "Zs": " "}.get(kind) or _composed(sign)


def _composed(sign: str) -> str:
    """Return what a character stands for that is another way to write ASCII, itself otherwise."""
    read = unicodedata.normalize("NFKC", sign).replace("\u2044", "/")
    return read if len(read) == 1 or (read.isascii() and any(map(str.isdigit, read))) else sign


@cache
def _is_seen(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] not in "ZC" and kind not in {"Mn", "Me"} and sign not in _BLANKS if kind != "Co" else True


def _has_digits(text: str, least: int) -> bool:
    """Whether there may be so many digits, quickly: most texts have none."""
    # A character can be read as two digits, and a letter as one of them.
    return sum(map(str.isnumeric, text)) * 2 >= least
