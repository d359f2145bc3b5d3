"""Checks phone numbers, e-mail and web addresses, where a mistake costs most."""

from __future__ import annotations

import re

from phonenumbers import SUPPORTED_REGIONS

from kiosk.content.check.phones import NumberError, doubt_about, read_phone
from kiosk.content.model import LIMITS, Contact
from kiosk.content.numbers import altered_digit
from kiosk.content.phones import LONGEST
from kiosk.content.report import Report
from kiosk.content.soundness.columns import is_plain
from kiosk.content.soundness.things import EMAIL, SEVERAL
from kiosk.content.source.readable import unreadable
from kiosk.content.source.tree import SourceTree

_EMAIL = re.compile(r"[\w.+%-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_WEB = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(/\S*)?")


def check_contacts(tree: SourceTree, report: Report) -> None:
    """Note what of a contact cannot be dialled or written to."""
    if tree.country and tree.country not in SUPPORTED_REGIONS:
        what = f'there is no country "{tree.country}"'
        report.error(tree.place("bundle#country"), what, "write its two capitals, as in PA")
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
        ("phones", contact.phones, LONGEST),
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
    if sign := altered_digit(text):
        return f"the sign U+{ord(sign):04X} changes how a number or word reads", "delete it or type that again"
    for character in text:
        # A blank is seen between two signs, though not alone.
        if character != " " and not is_plain(1)(character):
            return f"the character U+{ord(character):04X} cannot be seen", "delete it or type that passage again"
    return f"the text has {len(text)} characters, {limit} fit", "compare it with its source"


def _check_phones(tree: SourceTree, report: Report) -> None:
    owners: dict[tuple[str, str], str] = {}
    for contact in tree.contacts:
        for index, text in enumerate(contact.phones):
            if unreadable(text) or not is_plain(LONGEST)(text):
                continue
            place = tree.place(f"contact:{contact.id}#phones/{index}")
            try:
                phone = read_phone(text, tree.country)
            except NumberError as error:
                report.error(place, error.what, error.what_to_do)
                continue
            if doubt := doubt_about(phone, tree.country):
                report.warning(place, *doubt)
            number = (phone.dials, phone.extension)
            if owners.get(number) == contact.id:
                report.error(place, f'"{text}" stands twice', "keep one of them")
            elif number in owners:
                what = f'the contact "{owners[number]}" has the same number'
                report.warning(place, what, "write it once, so that it changes in one place")
            owners.setdefault(number, contact.id)


def _can_be_reached(contact: Contact) -> bool:
    return bool(contact.phones or contact.email or contact.address or contact.web)
