"""Tells dates, years, hours, amounts and references from phone numbers, by their shape and by the words before them.

Publishing names all of them that could still be dialled, so that a person looks at each.
"""

from __future__ import annotations

import re
from itertools import pairwise

_YEAR = r"(?:1[6-9]|20)[0-9]{2}"
_RECENT = r"(?:19|20)[0-9]{2}"
_PART = r"(?:0?[1-9]|[12][0-9]|3[01])"
_DAY = rf"{_YEAR}[./-]{_PART}[./-]{_PART}|{_PART}[./-]{_PART}[./-]{_YEAR}"
_CLOCK = r"(?:[01]?[0-9]|2[0-4]){}[0-5][0-9](?::[0-5][0-9])?"
_HOUR = _CLOCK.replace("{}", "[:.h]")
_MOMENT = rf"(?:{_DAY}|{_HOUR}|{_YEAR})"
_MOMENTS = re.compile(rf"{_MOMENT}(?:[ /,()-]{{1,3}}{_MOMENT})*")
_CERTAIN = rf"(?:{_DAY}|{_CLOCK.replace('{}', '[:h]')})"
_CERTAIN_MOMENTS = re.compile(rf"{_CERTAIN}(?:[ /,()-]{{1,3}}{_CERTAIN})*")
_SHORT_DAY = rf"{_PART}/{_PART}/[0-9]{{2}}"
_SHORT_DAYS = re.compile(rf"{_SHORT_DAY} ?- ?{_SHORT_DAY}")

_DOTS = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?"
_COMMAS = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?"
_NARROW = "|".join(rf"[1-9][0-9]{{0,2}}(?:{sign}[0-9]{{3}})+" for sign in "\u00a0\u2009\u202f'’")
_MILLIONS = r"[1-9][0-9]{0,2}['’][0-9]{3}\.[0-9]{3}"
_ROUND = r"[1-9][0-9]{0,2}(?: [0-9]{3})*(?: 000)+"
#: An amount in thousands; with ordinary blanks only if it is a round one.
_AMOUNT = re.compile(rf"{_DOTS}|{_COMMAS}|{_NARROW}|{_MILLIONS}|{_ROUND}|0[.,][0-9]{{1,6}}")
_MANY_GROUPS = re.compile(r"[0-9]{1,3}(?:[., \u00a0\u2009\u202f'’][0-9]{3}){2,}|.*000")
_BLANKS = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+")
_COUNTED = re.compile(
    r"\s(?:de\s|d['’])?(?:personas|people|persons|personnes|habitantes|inhabitants|habitants|migrantes|migrants|"
    r"refugiad[oa]s|refugees|r[eé]fugi[eé]e?s|venezolan[oa]s|niñ[oa]s|children|enfants|d[oó]lares|dollars|balboas|"
    r"euros|pesos)\b",
    re.IGNORECASE,
)
#: Panama's code and a number of seven or eight digits: no amount, however it is grouped.
_WITH_COUNTRY = re.compile("507[0-9]{7,8}")

_STANDARD = re.compile(rf"[0-9]{{3,5}}(?:-[0-9]{{1,2}})?:{_RECENT}")
_BEFORE_STANDARD = re.compile(r"[A-Z]{2,}[ /-]?$")
_REFERENCE = re.compile(rf"[0-9]{{1,5}} ?[-/] ?{_RECENT}")
_LAW = (
    r"resoluci[oó]n|r[eé]solution|expediente|sentencia|ley|decreto(?:[- ]ley)?|acuerdo|fallo|auto|decision|d[eé]cision|"
    r"judgment|law|act|decree|agreement|d[eé]cret(?:[- ]loi)?|loi|arr[eê]t[eé]?|jugement|accord|case|file|dossier|"
    r"affaire"
)
_NUMBER_SIGN = r"(?:n[.]?\s?[oº°][.]?|n[uú]m\.|№)"
_BEFORE_REFERENCE = re.compile(
    rf"\b(?:(?i:{_LAW})(?:\s[A-ZÉ]\w+){{0,2}}(?:,?\s(?i:{_NUMBER_SIGN}))?|(?i:{_NUMBER_SIGN})):?\s?"
    r"(?:[A-Z]{1,6}[-/. ])*$"
)
_TO_DIAL = re.compile(
    r"\b(?:tel|t[eé]l|cel|llam|marqu|marca|call|dial|appele|compose|phone|whats|m[oó]vil|mobile|contact|escrib)",
    re.IGNORECASE,
)
_SYMBOL = re.compile(rf"[0-9]{{1,3}}/{_RECENT}/[0-9]{{1,3}}")
_BEFORE_SYMBOL = re.compile(r"\b[A-Z]+(?:/[A-Z]+)+[./]$")
_BEFORE_ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s?$", re.IGNORECASE)
_ISBN = re.compile(r"97[89][0-9]{10}")
_RANGES = re.compile(r"[0-9]{1,2} ?- ?[0-9]{1,2}(?: [/,|] [0-9]{1,2} ?- ?[0-9]{1,2})+")
#: How much of what stands before a number is looked at.
_CONTEXT = 60


def is_figure(number: str, written: str, before: str, after: str) -> bool:
    """Whether a *number* in ASCII, *written* so, between what stands *before* and *after* it, is no phone number."""
    if "+" in number or before.rstrip().endswith("+"):
        return False
    texts = {number.strip("( "), written.strip()}
    if any(is_moment(text) or _SHORT_DAYS.fullmatch(text) or _is_amount(text) or _are_ranges(text) for text in texts):
        return True
    return _is_count(number, after) or _is_reference(number, before[-_CONTEXT:].replace("*", "").replace("_", ""))


def is_moment(text: str) -> bool:
    """Whether a text is a date, hour or year, or several of them."""
    return bool(_MOMENTS.fullmatch(text))


def is_certain_moment(text: str) -> bool:
    """Whether a text is nothing but dates and hours, in a shape in which no phone number is written."""
    return bool(_CERTAIN_MOMENTS.fullmatch(text))


def is_amount(text: str) -> bool:
    """Whether a text is one amount in groups of thousands."""
    return bool(_AMOUNT.fullmatch(text)) and not _WITH_COUNTRY.fullmatch(_digits(text))


def _is_amount(text: str) -> bool:
    """Tell one amount, or two of which the second is larger, both in the millions or round."""
    parts = re.split(" ?[-/] ?", text)
    if len(parts) == 1 or not all(map(is_amount, parts)):
        return is_amount(text)
    is_rising = len(parts) == 2 and int(_digits(parts[0])) < int(_digits(parts[1]))  # noqa: PLR2004
    return is_rising and all(map(_MANY_GROUPS.fullmatch, parts))


def _is_count(number: str, after: str) -> bool:
    return bool(_BLANKS.fullmatch(number) and _COUNTED.match(after)) and not _WITH_COUNTRY.fullmatch(_digits(number))


def _is_reference(number: str, before: str) -> bool:
    """Tell laws, cases, standards, documents of the United Nations and books by what stands before them."""
    if _REFERENCE.fullmatch(number):
        return bool(_BEFORE_REFERENCE.search(before)) and not _TO_DIAL.search(before)
    if _STANDARD.fullmatch(number):
        return bool(_BEFORE_STANDARD.search(before))
    if _SYMBOL.fullmatch(number):
        return bool(_BEFORE_SYMBOL.search(before))
    return bool(_BEFORE_ISBN.search(before)) and _is_isbn(_digits(number))


def _is_isbn(digits: str) -> bool:
    weighted = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return bool(_ISBN.fullmatch(digits)) and sum(weighted) % 10 == 0


def _are_ranges(text: str) -> bool:
    """Tell ranges one after the other, as of ages, whose figures rise."""
    figures = [int(figure) for figure in re.findall("[0-9]+", text)] if _RANGES.fullmatch(text) else [0, 0]
    return all(first < second for first, second in pairwise(figures))


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
