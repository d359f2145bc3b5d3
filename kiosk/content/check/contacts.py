"""Checks phone numbers, e-mail and web addresses, where a mistake costs most."""

from __future__ import annotations

import re

import phonenumbers

from kiosk.content.model import LIMITS, Contact
from kiosk.content.report import Report
from kiosk.content.soundness.columns import is_plain
from kiosk.content.soundness.things import EMAIL, PHONE, SEVERAL
from kiosk.content.source.readable import unreadable
from kiosk.content.source.tree import SourceTree

_EMAIL = re.compile(r"[\w.+%-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_WEB = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(/\S*)?")


def check_contacts(tree: SourceTree, report: Report) -> None:
    """Note what of a contact cannot be dialled or written to."""
    _check_phones(tree, report)
    for contact in tree.contacts:
        key = f"contact:{contact.id}"
        _check_room(contact, tree, report)
        if contact.email and not _EMAIL.fullmatch(contact.email):
            what = f'"{contact.email}" is no e-mail address'
            report.error(tree.place(f"{key}#email"), what, "write it as name@example.org")
        if contact.web and not _WEB.fullmatch(contact.web):
            what = f'"{contact.web}" is no web address'
            report.error(tree.place(f"{key}#web"), what, "write it as www.example.org")
        if not contact.source and _can_be_reached(contact):
            what = "nobody knows where this contact comes from"
            report.warning(tree.place(key), what, "add source: …")


def _check_room(contact: Contact, tree: SourceTree, report: Report) -> None:
    """Note what is more than a kiosk takes, and signs that nobody sees, which no caller would dial."""
    for field, several, limit in (
        ("phones", contact.phones, PHONE),
        ("email", (contact.email,), EMAIL),
        ("web", (contact.web,), LIMITS["block"]),
        ("social", contact.social, LIMITS["summary"]),
    ):
        key = f"contact:{contact.id}#{field}"
        if len(several) > SEVERAL:
            what = f'"{field}" has {len(several)} entries, {SEVERAL} fit'
            report.error(tree.place(key), what, "make two contacts of it")
        for index, text in enumerate(several):
            if not is_plain(limit)(text) and unreadable(text) is None:
                place = tree.place(f"{key}/{index}")
                report.error(place, *_not_plain(text, limit))


def _not_plain(text: str, limit: int) -> tuple[str, str]:
    for character in text:
        if not is_plain(1)(character):
            return f"the character U+{ord(character):04X} cannot be seen", "delete it or type that passage again"
    return f"the text has {len(text)} characters, {limit} fit", "compare it with its source"


def _check_phones(tree: SourceTree, report: Report) -> None:
    owners: dict[str, str] = {}
    for contact in tree.contacts:
        for index, phone in enumerate(contact.phones):
            place = tree.place(f"contact:{contact.id}#phones/{index}")
            if problem := _phone(phone, tree.country):
                report.error(place, *problem)
            digits = re.sub(r"\D", "", phone)
            owner = owners.setdefault(digits, contact.id)
            if owner != contact.id:
                what = f'the contact "{owner}" has the same number'
                report.warning(place, what, "write it once, so that it changes in one place")


def _can_be_reached(contact: Contact) -> bool:
    return bool(contact.phones or contact.email or contact.address or contact.web)


def _phone(phone: str, country: str) -> tuple[str, str] | None:
    """Return what is wrong with a number and what to do; None if it can be dialled."""
    refused = f'"{phone}" is no phone number'
    if re.search("[“”„‟«»‘’]", phone):
        return refused, 'type the quotes again, straight ones: "'
    try:
        number = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        return refused, _advice(phone, country)
    if phone.lstrip().startswith("+"):
        if phonenumbers.is_valid_number(number):
            return None
        return refused, "compare it with its source, digit by digit"
    if phonenumbers.is_valid_short_number_for_region(number, country) or _is_free(number):
        return None
    if phonenumbers.is_valid_number(number):
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        written = phonenumbers.format_number(number, form)
        return f'"{phone}" lacks the country\'s number', f"write {written}"
    return refused, "compare it with its source, digit by digit"


def _is_free(number: phonenumbers.PhoneNumber) -> bool:
    """Tell whether it is a free number, which exists in its own country only."""
    kind = phonenumbers.number_type(number)
    return kind in {phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.SHARED_COST}


def _advice(phone: str, country: str) -> str:
    if re.search("[A-Za-z]", phone):
        return "write digits only, with + and the country's number before them"
    if country:
        return "compare it with its source, digit by digit"
    return 'write + and the country\'s number before it, or add "country: PA" to bundle.yaml'
