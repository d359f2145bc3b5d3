"""Reads a phone number as it is shown: the digits that are read are the digits that are dialled.

This needs no numbering plan of any country, so that a kiosk can do it too. Whether such a number exists is for
`kiosk.content.check.phones` to tell.
"""

from __future__ import annotations

import re

from kiosk.content.model import Phone

#: The longest number with its extension, in characters.
LONGEST = 60
#: More digits than that are a second phone number, and no extension.
EXTENSION_DIGITS = 6
#: How many digits an international number has at most (E.164), and at least; how many a national one has at least.
_MOST, _FEWEST_INTERNATIONAL, _FEWEST = 15, 6, 2
#: Around ``/``, which separates an area's digits from the others in some countries, and two numbers in others.
_AREA, _COUNTRY, _AFTER_AREA = 5, 3, 4
_FIRST = r"(?:\+?[0-9]+|\+?\([0-9]+\)|\(\+[0-9]+\))"
_NEXT = r"(?:[ ./-][0-9]+|[ .-]?\([0-9]+\)|(?<=\))[0-9]+)"
_WRITTEN = re.compile(rf"({_FIRST}{_NEXT}*)(?<!\))(?: ?ext\.? ?([0-9]{{1,{EXTENSION_DIGITS}}}))?")
_GROUP = re.compile("[0-9]+")


def phone_of(text: str) -> Phone | None:
    """Return a number with what its digits dial and its extension, None if people could read it in two ways."""
    found = _WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    number, extension = found[1], found[2] or ""
    digits = "".join(_GROUP.findall(number))
    is_international = "+" in number
    fewest = _FEWEST_INTERNATIONAL if is_international else _FEWEST
    if not fewest <= len(digits) <= _MOST or not _is_one(number, is_international=is_international):
        return None
    return Phone(number, f"+{digits}" if is_international else digits, extension)


def shown_phone(text: str) -> Phone:
    """Return what is shown and dialled of any text: what cannot be read in one way is shown and dials nothing."""
    return phone_of(text) or Phone(text)


def _is_one(number: str, *, is_international: bool) -> bool:
    """Whether the digits are one number, all of which is dialled."""
    if is_international and (_GROUP.findall(number)[0].startswith("0") or "(0" in number):
        return False
    before, slash, after = number.partition("/")
    if not slash:
        return True
    groups = _GROUP.findall(before)
    longest = _AREA + (_COUNTRY if is_international and len(groups) == 1 else 0)
    is_area = len(groups) <= 1 + is_international and len(groups[-1]) <= longest
    return is_area and "/" not in after and len("".join(_GROUP.findall(after))) >= _AFTER_AREA
