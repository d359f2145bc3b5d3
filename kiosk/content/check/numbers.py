"""Checks for phone numbers that are divided among several texts, and for figures that may be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from kiosk.content.check.texts import odd, shown_text, unfinished
from kiosk.content.literals import addresses
from kiosk.content.messages import Catalogue, Message
from kiosk.content.model import Page
from kiosk.content.numbers import Run, is_blank, numbers_across, phone_numbers, possible_numbers
from kiosk.content.report import Place, Report
from kiosk.content.source.tree import SourceTree

_INTO_CONTACTS = "put it in contacts.yaml and write [[contact:ID]] in a body"
_OR_WORDS = "put it in contacts.yaml if it is a phone number; else write words between the figures"
_OR_ADDRESS = "put it under phones if it is a phone number"

#: Accounts that are the number of a phone: a name without letters, and links of programs that know people by numbers.
_NUMBERS = (
    re.compile(r"@(\+?\(?\d[\d ().-]*\d)(?![\w.])"),
    re.compile(r"(?:wa\.me|whatsapp\.com|whatsapp:|viber:|signal\.me|t\.me)\S*?[/=#:](\+?\d{6,})(?!\w)", re.IGNORECASE),
)
_NAMELESS = re.compile(r"@(?!\w)")


class _Text(NamedTuple):
    """A text as a visitor sees it in one language, and where it was written."""

    message: Message
    shown: str
    place: Place


def check_numbers(
    tree: SourceTree, found: Sequence[Message], catalogues: Mapping[str, Catalogue], report: Report
) -> None:
    """Note phone numbers divided among the blocks of a page, and figures that may be one, in every language."""
    for catalogue in (None, *catalogues.values()):
        texts = {(message.context, message.text): _wording(message, catalogue, tree) for message in found}
        for text in texts.values():
            for run in _doubtful(text):
                what_to_do = _OR_ADDRESS if text.message.context.endswith("#address") else _OR_WORDS
                report.warning(text.place, f'this reads like a phone number ("{_told(run)}")', what_to_do)
        for page in tree.pages:
            for several in _neighbours(page, texts):
                _note_across(several, report)
    _check_accounts(tree, report)
    _check_screens(tree, report)


def _wording(message: Message, catalogue: Catalogue | None, tree: SourceTree) -> _Text:
    """Return what stands for a message in the catalogue's language: the source's text where it has none."""
    entry = catalogue.get(message.context, message.text) if catalogue else None
    if catalogue is None or entry is None or not entry.text:
        return _Text(message, shown_text(message, message.text), tree.place(message.key))
    return _Text(message, shown_text(message, entry.text), Place(catalogue.file, entry.line))


def _doubtful(text: _Text) -> Iterator[Run]:
    yield from possible_numbers(text.shown)
    if text.message.context.endswith("#address"):
        yield from (run for run in phone_numbers(text.shown) if "+" not in run.written)


def _neighbours(page: Page, texts: Mapping[tuple[str, str], _Text]) -> Iterator[list[_Text]]:
    """Yield the texts of a page that stand below one another: its title and summary, its blocks between cards."""
    owner = f"page:{page.id}"
    head = (texts.get((f"{owner}#title", page.title)), texts.get((f"{owner}#summary", page.summary)))
    yield [text for text in head if text]
    for is_card, blocks in groupby(page.body, lambda found: found[1].kind == "contact"):
        if not is_card:
            yield [found for text, _ in blocks if (found := texts.get((f"{owner}#body", text)))]


def _note_across(several: Sequence[_Text], report: Report) -> None:
    for index, run, is_certain in numbers_across([text.shown for text in several]):
        place, told = several[index].place, f'over several lines ("{_told(run)}")'
        if is_certain:
            report.error(place, f"a phone number {told}", _INTO_CONTACTS)
        else:
            report.warning(place, f"figures like a phone number {told}", _OR_WORDS)


def _check_accounts(tree: SourceTree, report: Report) -> None:
    """Note phone numbers among the accounts, where no code dials them; digits of an account's name are none."""
    for contact in tree.contacts:
        for index, account in enumerate(contact.social):
            place = tree.place(f"contact:{contact.id}#social/{index}")
            if number := _number_in_account(account):
                report.error(place, f'a phone number among the accounts ("{number}")', "put the number under phones")
            elif _NAMELESS.search(normalize("NFKC", account)) or not any(map(str.isalnum, account)):
                report.error(place, f'"{account}" has no account name', "write it as @name")


def _number_in_account(account: str) -> str:
    """Return the phone number that an account is, such as ``@61234567`` or ``wa.me/50761234567``, or nothing."""
    for run in phone_numbers(account):
        before = account[: run.start][-1:]
        if not (before.isalnum() or before in {"_", "@", "/", ".", "="}) or "+" in run.written:
            return _told(run)
    found = next((found for shape in _NUMBERS if (found := shape.search(normalize("NFKC", account)))), None)
    return found[1] if found else ""


def _check_screens(tree: SourceTree, report: Report) -> None:
    """Note what no kiosk takes of the screens' texts that a language brings: numbers, accounts, what nobody sees."""
    for texts in tree.screen_texts.values():
        for message, entry in texts.entries.items():
            may_have = is_blank(message) or any(addresses(message))
            for text in filter(str.strip, entry.texts):
                for flaw in (*odd(text), *unfinished(text), *(() if may_have else addresses(text))):
                    report.error(Place(texts.file, entry.line), flaw.what, flaw.what_to_do)


def _told(run: Run) -> str:
    return " ".join("".join(sign for sign in run.written if sign.isprintable() or sign.isspace()).split())
