"""Finds what may stand in no text: HTML, phone numbers, accounts, e-mail and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.numbers import Run, as_read, phone_numbers

#: From how many characters on a text is not looked into: no place has room for a tenth of it.
LONGEST = 4000

_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--|<!DOCTYPE|<\?xml", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]+|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|mailto:[\w.+%@-]*|"
    r"[\w.+%-]+ ?[(\[{] ?(?:at|arroba|arobase|@) ?[)\]}] ?[\w-]+",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<![\w.+%@-])@\s?(?=[\w.]*[^\W\d])[\w.]{2,}")
_REST = r"[^\s<>\"'“”«»()\[\]]*"
_WEB = re.compile(
    rf"(?:(?:https?|ftp|file|data|javascript|tel|sms|whatsapp|tg|viber|skype):(?=\S)|\bwww\.(?=\w)|"
    rf"(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,}}/(?=\w)){_REST}",
    re.IGNORECASE,
)
_ENDS = "com|org|net|int|info|gov|gob|edu|app|link|site|online|ly|me|pa"
#: The name of a place on the web alone.
_DOMAIN = re.compile(rf"(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.(?:{_ENDS})\b(?![\w-]*@)", re.IGNORECASE)
_INTO_CONTACTS = "put it in contacts.yaml and write [[contact:ID]] in a body"
_OR_WORDS = f"{_INTO_CONTACTS}, or write words between the figures"
_INTO_SOCIAL = "put it under social in contacts.yaml and write [[contact:ID]] in a body"
_NO_INTERNET = "put it in contacts.yaml; a kiosk has no internet"
#: What people write to or look up, and what to do with it.
_ADDRESSES = (
    (_EMAIL, "an e-mail address in a text", _INTO_CONTACTS),
    (_WEB, "a web address in a text", _NO_INTERNET),
    (_ACCOUNT, "an account in a text", _INTO_SOCIAL),
)


@dataclass(frozen=True)
class Flaw:
    """Something wrong in a text; *line* counts from 0 at the text's first."""

    line: int
    what: str
    what_to_do: str


def literals(text: str) -> Iterator[Flaw]:
    """Yield what may not stand in *text*, be it Markdown or plain."""
    if len(text) > LONGEST:
        return
    for found in _HTML.finditer(text):
        if not re.match(r"<(?:https?|mailto)", found[0], re.IGNORECASE):
            yield _flaw(text, found, "HTML is refused", "write Markdown or plain text")
    for found in _ENTITY.finditer(text):
        yield _flaw(text, found, "HTML is refused", "write the sign itself")
    yield from addresses(text)
    plain = as_read(text)
    for found in _DOMAIN.finditer(plain):
        if not _WEB.search(found[0]):
            yield _flaw(plain, found, "a web address in a text", _NO_INTERNET)


def addresses(text: str) -> Iterator[Flaw]:
    """Yield the numbers that somebody could dial in *text*, and the addresses and accounts to write to or look up."""
    plain = as_read(text)
    if any(sign in plain for sign in "@/:.([{") and len(text) <= LONGEST:
        for shape, what, what_to_do in _ADDRESSES:
            for found in shape.finditer(plain):
                yield _flaw(plain, found, what, what_to_do)
    for run in phone_numbers(text):
        yield phone_flaw(text, run)


def hidden(written: str, shown: str) -> Iterator[Flaw]:
    """Yield the numbers, addresses and accounts that only show when the Markdown of *written* is taken away."""
    known = {_kind(flaw) for flaw in addresses(written)}
    yield from (flaw for flaw in addresses(shown) if _kind(flaw) not in known)


def phone_flaw(text: str, run: Run) -> Flaw:
    """Return the flaw that a number in *text* is."""
    return Flaw(text.count("\n", 0, run.start), f'a phone number in a text ("{_told(run.written)}")', _OR_WORDS)


def _flaw(text: str, found: re.Match[str], what: str, what_to_do: str) -> Flaw:
    line = text.count("\n", 0, found.start())
    return Flaw(line, f'{what} ("{_told(found[0])}")', what_to_do)


def _kind(flaw: Flaw) -> str:
    return flaw.what.partition(" (")[0]


def _told(found: str) -> str:
    """Return what was found as it can be shown: without what nobody sees."""
    return " ".join("".join(sign for sign in found if sign.isprintable() or sign.isspace()).split()).rstrip(".,:!?…")
