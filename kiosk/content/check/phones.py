"""Reads a phone number as an editor wrote it: refused unless what a visitor reads is what a phone dials, and exists."""

from __future__ import annotations

import re
from unicodedata import category, decimal

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from kiosk.content.model import Phone
from kiosk.content.phones import EXTENSION_DIGITS, LONGEST, phone_of
from kiosk.errors import KioskError

_SOURCE = "compare it with its source, digit by digit"
_SEVERAL = 'write each number as an entry of its own: ["…", "…"]'
_EXTENSION = "write an extension as ext. 22"
_NO_COUNTRY = 'write + and the country\'s number before it, or add "country: PA" to bundle.yaml'
_QUOTES = 'type the quotes again, straight ones: "'
_WORDS = re.compile(
    r"(?:\bx|(?<=[0-9])x|xtn|ext[a-z]*|anexo|interno|int|poste|ramal)[.:]? ?[0-9]|;ext=|#[0-9]+$", re.IGNORECASE
)
#: What no number has, and what to do about it, in this order.
_STRANGE = (
    (re.compile("[“”„‟«»‘’]"), _QUOTES),
    (re.compile("""["'`\\[\\]{}<>]"""), "delete the quotes and brackets within it: they stand around the whole number"),
    (_WORDS, _EXTENSION),
    (re.compile("[,;]"), f"{_EXTENSION}, and each further number as an entry of its own"),
    (re.compile("[#*]"), 'leave # and * out, and say in "note" what has to be pressed'),
    (re.compile("[a-zA-Z]"), f"write the digits that letters stand for; {_EXTENSION}"),
    (re.compile("[^0-9 +().\\-/]"), "write digits only, with + and the country's number before them"),
)
#: What makes a number of such signs unclear, and what to do about it, in this order.
_UNCLEAR = (
    (re.compile(f".{{{LONGEST + 1}}}"), f"write at most {LONGEST} characters"),
    (re.compile("ext"), f"write the extension once and last, with at most {EXTENSION_DIGITS} digits: ext. 22"),
    (re.compile(r"\+.*\+"), "write + once, before the country's number"),
    (re.compile(r"[^(].*\+"), "write + first, before the country's number"),
    (re.compile("(?:[^0-9]*[0-9]){16}"), f"no number has more than 15 digits; {_SEVERAL}"),
    (re.compile("/| - "), _SEVERAL),
    (re.compile(r"[0-9] ?\([^()]*\)$"), f"{_EXTENSION}; {_SEVERAL}"),
    (re.compile(""), "write one blank, hyphen or dot between groups of digits, and ( ) around the area's digits alone"),
)
_ZERO = re.compile(r".*\+.*\(0|\(?\+\(?0")
_FREE = {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST}


class NumberError(KioskError):
    """A number that no person could dial as it is read; *what* is wrong and *what_to_do*."""

    def __init__(self, text: str, what_to_do: str, what: str = "is no phone number") -> None:
        self.what, self.what_to_do = f'"{text}" {what}', what_to_do
        super().__init__(f"{self.what}; {what_to_do}")


def read_phone(text: str, country: str) -> Phone:
    """Return a number, what it dials and its extension; *country* is where national numbers are dialled, or empty.

    Raises:
        NumberError: It can be read in several ways, or there is no such number.
    """
    _refuse_strange(text)
    phone = phone_of(text)
    if phone is None:
        raise NumberError(text, _unclear(text, country))
    parsed = _parsed(phone.number, country)
    if parsed is None:
        raise NumberError(text, _SOURCE if country or "+" in text else _NO_COUNTRY)
    if "+" in text:
        return Phone(phone.number, _dialled_abroad(text, phone, parsed), phone.extension)
    _refuse_abroad(text, phone, parsed, country)
    return phone


def _refuse_strange(text: str) -> None:
    for sign in text:
        if what_to_do := _instead_of(sign):
            raise NumberError(text, what_to_do)
    # The word itself is none of the letters that a number cannot have.
    if what_to_do := _first(_STRANGE, re.sub("(?<![a-zA-Z;])ext(?![a-zA-Z=])", "", text)):
        raise NumberError(text, what_to_do)


def _instead_of(sign: str) -> str:
    """Say what to write instead of a sign that only looks like one of a number; nothing for others."""
    if sign.isascii():
        return ""
    if decimal(sign, None) is not None:
        return "write the digits 0 to 9"
    if category(sign) == "Zs":
        return f"type the blank again (it is U+{ord(sign):04X})"
    if category(sign) == "Pd" or sign == "\u2212":
        return f"type the hyphen again: - (it is U+{ord(sign):04X})"
    return ""


def _first(reasons: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    return next((what_to_do for pattern, what_to_do in reasons if pattern.search(text)), "")


def _unclear(text: str, country: str) -> str:
    """Say what to do about a number that can be read in several ways, or in none."""
    if _are_two(text, country):
        return _SEVERAL
    return _about_zero(text) if _ZERO.match(text) else _first(_UNCLEAR, text)


def _about_zero(text: str) -> str:
    """Say why the 0 of calls within a country may not stand in an international number."""
    parsed = _parsed(text, "")
    written = (
        "the number without it" if parsed is None or not phonenumbers.is_valid_number(parsed) else _written(parsed)
    )
    return f"the 0 is for calls within the country only; write {written}"


def _dialled_abroad(text: str, phone: Phone, parsed: PhoneNumber) -> str:
    """Return what a phone dials of an international number.

    Raises:
        NumberError: There is no such number, or it is not dialled with the digits that are shown.
    """
    if not phonenumbers.is_valid_number(parsed):
        raise NumberError(text, _SEVERAL if _are_two(phone.number, "") else _SOURCE)
    dials = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    if dials != phone.dials:
        raise NumberError(text, f"write {_written(parsed)}", "has digits that are for calls within the country only")
    return dials


def _refuse_abroad(text: str, phone: Phone, parsed: PhoneNumber, country: str) -> None:
    """Make sure that a number without + is a short or a free one, all of which is dialled within its country.

    Raises:
        NumberError: It is another one, or there is none.
    """
    digits = phonenumbers.national_significant_number(parsed)
    if phonenumbers.is_valid_short_number_for_region(parsed, country) and digits == phone.dials:
        return
    if not phonenumbers.is_valid_number(parsed):
        raise NumberError(text, _SEVERAL if _are_two(phone.number, country) else _SOURCE)
    prefix = phonenumbers.ndd_prefix_for_region(country, strip_non_digits=True) or ""
    if phonenumbers.number_type(parsed) not in _FREE or phone.dials not in {digits, f"{prefix}{digits}"}:
        raise NumberError(text, f"write {_written(parsed)}", "lacks the country's number")


def _are_two(number: str, country: str) -> bool:
    """Whether *number* reads as two numbers one after the other, both of which exist."""
    for gap in re.finditer("[ ./-]+", number):
        first, second = _parsed(number[: gap.start()], country), number[gap.end() :]
        if first is not None and _exists(first, country):
            region = phonenumbers.region_code_for_number(first) or country
            other = _parsed(second, region)
            if other is not None and _exists(other, region):
                return True
    return False


def _exists(parsed: PhoneNumber, country: str) -> bool:
    is_short = bool(country) and phonenumbers.is_valid_short_number_for_region(parsed, country)
    return is_short or phonenumbers.is_valid_number(parsed)


def _parsed(text: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None


def _written(parsed: PhoneNumber) -> str:
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
