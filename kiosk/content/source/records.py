"""Reads the lists of a source: contacts, sources, phrases, notices and centres."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from kiosk.content.model import Contact, NoticeTemplate, Phrase, Site, Source
from kiosk.content.report import Place
from kiosk.content.source.documents import Mapping, Scalar, read_document
from kiosk.content.source.fields import Fields, Notes, check_id, mappings
from kiosk.content.source.folder import Folder

_YEAR = re.compile(r"~?[12][0-9]{3}")

Record = TypeVar("Record", Contact, Source, Phrase, NoticeTemplate)


def records(file: str, kind: str, read: Callable[[Fields, str], Record], folder: Folder) -> tuple[Record, ...]:
    """Return the entries of the list in *file*, each *read* from its fields.

    *kind* is how their messages' contexts begin: ``contact`` for ``contact:iom#name``.
    """
    text = folder.text(file)
    if text is not None and not text.strip():
        folder.report.refuse(file, "the file is empty", "put back what stood in it")
        return ()
    node = None if text is None else read_document(text, file, folder.report)
    found: list[Record] = []
    entries = mappings(node, file, folder.report) if node else iter(())
    for fields, name in identified(entries, file, folder.notes, kind):
        found.append(read(fields, name))
        fields.unknown()
    return tuple(found)


def identified(entries: Iterator[Mapping], file: str, notes: Notes, kind: str) -> Iterator[tuple[Fields, str]]:
    """Yield the fields and the id of each entry that has an id of its own."""
    seen: dict[str, int] = {}
    for mapping in entries:
        key, name = _id(mapping)
        place = Place(file, key.line if key else mapping.line)
        if not name:
            notes.report.error(place, "an entry has no id", 'begin it with "- id: …"')
        elif name in seen:
            what = f'the id "{name}" stands twice (first in line {seen[name]})'
            notes.report.error(place, what, "give one of them another id")
        else:
            check_id(name, place, notes.report)
            seen[name] = place.line
            fields = Fields(mapping, file, f"{kind}:{name}", notes)
            fields.text("id")
            yield fields, name


def contact(fields: Fields, name: str) -> Contact:
    """Read a contact."""
    return Contact(
        id=name,
        name=fields.text("name", required=True),
        icon=fields.text("icon", required=True),
        note=fields.text("note"),
        phones=fields.texts("phones", on_one_line=True),
        email=fields.text("email"),
        address=fields.text("address"),
        web=fields.text("web"),
        social=fields.texts("social"),
        hours=fields.text("hours"),
        languages=fields.text("languages"),
        id_required=fields.text("id_required"),
        source=fields.text("source"),
        checked=fields.day("checked"),
        review_by=fields.day("review_by"),
    )


def source(fields: Fields, name: str) -> Source:
    """Read a source of facts; its year is a year or ``~year``."""
    year = fields.text("year", required=True)
    if year and not _YEAR.fullmatch(year):
        fields.refuse("year", f'"{year}" is no year', 'write "2022" or "~2022"')
    return Source(name, fields.text("title", required=True), fields.text("publisher", required=True), year)


def phrase(fields: Fields, name: str) -> Phrase:
    """Read a sentence to show to staff."""
    return Phrase(name, fields.text("text", required=True), fields.text("icon"))


def notice(fields: Fields, name: str) -> NoticeTemplate:
    """Read a template for a notice."""
    return NoticeTemplate(name, fields.text("text", required=True))


def site(mapping: Mapping, file: str, name: str, notes: Notes) -> Site:
    """Read a centre's file."""
    fields = Fields(mapping, file, f"site:{name}", notes)
    found = Site(
        id=name,
        name=fields.text("name", required=True),
        title=fields.text("title", required=True),
        languages=fields.texts("languages"),
        contacts=fields.texts("contacts"),
        topics_first=fields.texts("topics_first"),
        topics_hidden=fields.texts("topics_hidden"),
    )
    fields.unknown()
    return found


def _id(mapping: Mapping) -> tuple[Scalar | None, str]:
    key, node = mapping.entries.get("id", (None, None))
    return key, node.text.strip() if isinstance(node, Scalar) else ""
