"""Finds what may stand in no text: HTML, phone numbers, e-mail and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: The fewest digits that are taken for a phone number; Panama's have seven or eight.
PHONE_DIGITS = 7
#: From how many characters on a text is not looked into: no place has room for a tenth of it.
LONGEST = 4000

_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--|<!DOCTYPE|<\?xml", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]+|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|mailto:[\w.+%@-]*")
_REST = r"[^\s<>\"'“”«»()\[\]]*"
_WEB = re.compile(
    rf"(?:(?:https?|ftp|file|data|javascript|tel|whatsapp):(?=\S)|\bwww\.(?=\w)|\bwa\.me/){_REST}", re.IGNORECASE
)
_BETWEEN = r"(?:[ \t\u00a0\u2009\u202f./\u2010-\u2015-]|\) ?-?| \(| [-/\u2010-\u2015] )?"
_NUMBER = re.compile(rf"[+(]{{0,2}}\d(?:{_BETWEEN}\d)+")
_DATE = re.compile(r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_YEAR = r"(?:1[6-9]|20)\d\d"
_YEARS = re.compile(rf"{_YEAR}(?:[ \u00a0/.\u2010-\u2015-]{{1,3}}{_YEAR})+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.\u00a0\u2009\u202f]\d{3})+|\d{1,3}(?: 000)+|[1-9]\d*0{6,}")


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
    for found in _EMAIL.finditer(text):
        what_to_do = "put it in contacts.yaml and write [[contact:ID]] in a body"
        yield _flaw(text, found, "an e-mail address in a text", what_to_do)
    for found in _WEB.finditer(text):
        what_to_do = "put it in contacts.yaml; a kiosk has no internet"
        yield _flaw(text, found, "a web address in a text", what_to_do)
    for found in _phones(text):
        what_to_do = "put it in contacts.yaml and write [[contact:ID]] in a body"
        yield _flaw(text, found, "a phone number in a text", what_to_do)


def _phones(text: str) -> Iterator[re.Match[str]]:
    for found in _NUMBER.finditer(text):
        number = found[0].strip()
        digits = sum(character.isdigit() for character in number)
        if digits >= PHONE_DIGITS and not _is_figure(number):
            yield found


def _is_figure(number: str) -> bool:
    """Tell dates, spans of years and large amounts from phone numbers."""
    return any(shape.fullmatch(number) for shape in (_DATE, _YEARS, _THOUSANDS))


def _flaw(text: str, found: re.Match[str], what: str, what_to_do: str) -> Flaw:
    line = text.count("\n", 0, found.start())
    told = " ".join(found[0].split()).rstrip(".,:!?…")
    return Flaw(line, f'{what} ("{told}")', what_to_do)
