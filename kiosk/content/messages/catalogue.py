"""Reads gettext catalogues, and notes what in them is no catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.content.files import KIB, read_text
from kiosk.content.po import NO_LANGUAGE, SaidLanguage, parse, said_language
from kiosk.content.report import Place, Report
from kiosk.content.source.fields import one_line
from kiosk.content.source.tree import SourceTree

#: How much longer than all its source a catalogue may be, and what the smallest may have, in bytes.
_FACTOR, _FLOOR = 20, 1024 * KIB


@dataclass(frozen=True)
class Translation:
    """A message in another language; *fuzzy* if it translates an older text. Its line from 1."""

    text: str
    fuzzy: bool
    line: int


@dataclass(frozen=True)
class Catalogue:
    """All translations into one language, by context and text."""

    language: str
    file: str
    entries: Mapping[tuple[str, str], Translation]
    said: SaidLanguage = NO_LANGUAGE
    """The language that its header names."""

    def get(self, context: str, text: str) -> Translation | None:
        """Return the translation of a message, if there is any."""
        return self.entries.get((context, text))


def read_catalogues(tree: SourceTree, report: Report) -> dict[str, Catalogue]:
    """Return the catalogue of each language but the source's; an unreadable one is empty."""
    found: dict[str, Catalogue] = {}
    for code in tree.codes():
        if code != tree.source_language:
            file = tree.catalogues.get(code, "")
            content = read_text(tree.folder, file, report, catalogue_limit(tree)) if file else None
            entries = _entries(content, file, report) if content is not None else {}
            said = said_language(content or "")
            found[code] = Catalogue(code, file or f"translations/{code}.po", entries, said)
    return found


def catalogue_limit(tree: SourceTree) -> int:
    """Return how many bytes a catalogue of the source may have."""
    return _FLOOR + _FACTOR * tree.text_size


def _entries(content: str, file: str, report: Report) -> dict[tuple[str, str], Translation]:
    parsed = parse(content, file, report)
    found: dict[tuple[str, str], Translation] = {}
    for entry in parsed or ():
        line = entry.linenum or 0
        if entry.obsolete:
            continue
        key = (entry.msgctxt or "", entry.msgid)
        place = Place(file, line)
        if key in found:
            what = f"the message stands twice (first in line {found[key].line})"
            report.error(place, what, "delete one of them")
        elif entry.msgid_plural:
            report.error(place, "a message has a plural", "run kiosk author strings")
        else:
            found[key] = Translation(one_line(entry.msgstr), entry.fuzzy, line)
    return found
