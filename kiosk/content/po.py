"""Reads gettext catalogues, and tells in which line one is broken."""

from __future__ import annotations

import re
from typing import NamedTuple

import polib

from kiosk.content.report import Report

_BEGINS_TEXT = re.compile(r'[ \t]*(?:msg|")')
_TEXT = re.compile(r'[ \t]*(?:msg[a-z_]+(?:\[[0-9]\])?[ \t]*)?"(?:[^"\\]|\\.)*"[ \t]*')


_LANGUAGE = re.compile(r'^"Language:[ \t]*([^"\\]*?)[ \t]*\\n"', re.MULTILINE)


class SaidLanguage(NamedTuple):
    """The language that a catalogue's header names, nothing if it names none; its line from 1."""

    code: str = ""
    line: int = 0


#: What a header says that names no language.
NO_LANGUAGE = SaidLanguage()


def said_language(content: str) -> SaidLanguage:
    """Return the language that a catalogue says it is in."""
    found = _LANGUAGE.search(content)
    return SaidLanguage(found[1], content.count("\n", 0, found.start()) + 1) if found else NO_LANGUAGE


def parse(content: str, file: str, report: Report) -> polib.POFile | None:
    """Return a catalogue's entries, or None and a note in the *report*."""
    what, what_to_do = "this is no catalogue", "open it in Poedit to see what is wrong there"
    for number, line in enumerate(content.split("\n"), 1):
        # polib reads on over a quote that is missing, and loses what follows.
        if _BEGINS_TEXT.match(line) and not _TEXT.fullmatch(line):
            report.refuse(file, what, 'a text stands between " and "', number)
            return None
    try:
        return polib.pofile(content + "\n", encoding="utf-8", wrapwidth=0)
    except (OSError, ValueError) as error:
        found = re.search(r"line (\d+)", str(error))
        report.refuse(file, what, what_to_do, int(found[1]) if found else 0)
        return None
