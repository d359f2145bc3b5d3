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
#: Numbers of services that are often not reached from abroad, so that + does not help.
_SERVICES = _FREE | {PhoneNumberType.UAN, PhoneNumberType.PREMIUM_RATE}
#: How many digits a short number has that the library does not know.
_SHORT = range(3, 7)
_TO_BE_SURE = "call it to be sure"


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


def doubt_about(phone: Phone, country: str) -> tuple[str, str] | None:
    """Return what of a number that `read_phone` took is doubtful and what to do about it, None if nothing is."""
    parsed = None if phone.dials.startswith("+") else _parsed(phone.number, country)
    if parsed is None or _is_short(parsed, phone, country):
        return None
    if not phonenumbers.is_valid_number(parsed):
        if len(phone.dials) in _SHORT:
            return f"{phone.number} is not in the list of short numbers of {country}", _TO_BE_SURE
        return f"{phone.number} is not known as a number of {country}", f"{_SOURCE}, and {_TO_BE_SURE}"
    kind = phonenumbers.number_type(parsed)
    if written := _written_otherwise(parsed, phone, kind, country):
        what = f"{phone.number} is not written as such numbers of {country} are, for example {written}"
        return what, f"{_SOURCE}{_if_abroad(phone, country)}"
    if kind == PhoneNumberType.PREMIUM_RATE:
        return f"{phone.number} costs more than other calls", 'say so in "note"'
    if kind not in _FREE:
        return f"{phone.number} is neither a short nor a free number of {country}", _TO_BE_SURE
    return None


def _written_otherwise(parsed: PhoneNumber, phone: Phone, kind: int, country: str) -> str:
    """Return how a number is usual if it lacks the prefix of national calls or has an unusual length, else nothing."""
    national = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    prefix = phonenumbers.ndd_prefix_for_region(country, strip_non_digits=True) or ""
    if phone.dials not in {"".join(re.findall("[0-9]", national)), f"{prefix}{_significant(parsed)}"}:
        return national
    example = phonenumbers.example_number_for_type(country, kind)
    if example is None or len(_significant(example)) == len(_significant(parsed)):
        return ""
    return phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL)


def _if_abroad(phone: Phone, country: str) -> str:
    """Say how a number is written if it is one of the United States, whose free numbers look like those of others."""
    parsed = _parsed(phone.number, "US")
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return ""
    if phonenumbers.country_code_for_region(country) == parsed.country_code:
        return ""
    return f", and write {_written(parsed)} if it is a number of the United States"


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
    """Make sure that a number without + is one of a service, or one that the library may just not know.

    Raises:
        NumberError: It is another one, or can be none.
    """
    if _is_short(parsed, phone, country):
        return
    if not phonenumbers.is_valid_number(parsed):
        _refuse_impossible(text, phone, parsed, country)
        return
    digits = _significant(parsed)
    prefix = phonenumbers.ndd_prefix_for_region(country, strip_non_digits=True) or ""
    if phonenumbers.number_type(parsed) not in _SERVICES or phone.dials not in {digits, f"{prefix}{digits}"}:
        raise NumberError(text, f"write {_written(parsed)}", "lacks the country's number")


def _refuse_impossible(text: str, phone: Phone, parsed: PhoneNumber, country: str) -> None:
    """Refuse what the library does not know, unless it is a short number or has a length that is dialled there."""
    if _are_two(phone.number, country):
        raise NumberError(text, _SEVERAL)
    if len(phone.dials) in _SHORT:
        return
    international = _parsed(f"+{phone.dials}", "")
    if international is not None and phonenumbers.is_valid_number(international):
        raise NumberError(text, f"write {_written(international)}", "lacks its +")
    if phonenumbers.is_possible_number_with_reason(parsed) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise NumberError(text, _SOURCE)


def _is_short(parsed: PhoneNumber, phone: Phone, country: str) -> bool:
    """Whether this is a short number of the country that the library knows."""
    return phonenumbers.is_valid_short_number_for_region(parsed, country) and _significant(parsed) == phone.dials


def _significant(parsed: PhoneNumber) -> str:
    return phonenumbers.national_significant_number(parsed)


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
