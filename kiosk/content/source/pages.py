"""Reads pages: front matter and Markdown body."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from kiosk.content.literals import hidden, literals
from kiosk.content.markdown import Body, parse_body
from kiosk.content.model import ANSWERS, Page, PageKind, Topic
from kiosk.content.report import Place
from kiosk.content.source.documents import Mapping, read_document
from kiosk.content.source.fields import ID, Fields, Notes, slug
from kiosk.content.source.misnamed import refuse_document
from kiosk.content.source.tree import Link

_KINDS = ("text", "service", "list", "phrases")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_BEGUN = re.compile(r"---[ \t]*\n")
_FILE = re.compile(r"pages/([^/]+)/([^/]+)\.md")


def read_page(text: str, file: str, notes: Notes) -> tuple[Page, tuple[Link, ...]] | None:
    """Return a page and the links of its body, or None if the file is no page."""
    place = _FILE.fullmatch(file)
    matter = _FRONT_MATTER.match(text)
    if place is None:
        return None
    if matter is None:
        what = "the page has no front matter"
        what_to_do = "begin with the lines ---, title: …, summary: …, source: … and ---"
        if _BEGUN.match(text):
            what, what_to_do = "the line --- that ends the fields is missing", "write it after the last field"
        notes.report.refuse(file, what, what_to_do, 1)
        return None
    mapping = read_document(matter[1], file, notes.report, first_line=2)
    if not isinstance(mapping, Mapping):
        if file not in notes.report.unread:
            what_to_do = "write title: …, summary: … and source: … between the lines ---"
            notes.report.refuse(file, "the front matter holds no keys", what_to_do, 1)
        return None
    topic, name = place.groups()
    page = _front_matter(Fields(mapping, file, f"page:{topic}/{name}", notes), topic, name)
    first_line = text.count("\n", 0, matter.end()) + 1
    body = parse_body(text[matter.end() :])
    _note_body(body, page.id, first_line, file, notes)
    links = tuple(Link(item.target, Place(file, first_line + item.line)) for item in body.mentions)
    return replace(page, body=body.blocks), links


def misplaced(file: str, notes: Notes) -> bool:
    """Note a file below ``pages/`` that cannot be a page."""
    place = _FILE.fullmatch(file)
    if refuse_document(file, notes.report):
        return True
    if _FILE.fullmatch(meant := re.sub(r"\.(?:txt|md|MD|markdown|md\.txt)$", "", file) + ".md") and place is None:
        # Whoever links to it is right.
        notes.report.unread.add(meant)
        notes.report.refuse(file, "no file of that name is read", f"call it {meant}")
        return True
    if place is None:
        what_to_do = "call it pages/TOPIC/NAME.md, or move it out of pages/"
        notes.report.refuse(file, "nobody reaches this file", what_to_do)
        return True
    for name in place.groups():
        if not ID.fullmatch(name):
            what = f'"{name}" cannot be the name of a page or topic'
            what_to_do = f"write small letters a-z, digits, - and _, as in {slug(name)}"
            notes.report.refuse(file, what, what_to_do)
            return True
    return False


def in_order(pages: list[Page], topics: tuple[Topic, ...]) -> tuple[Page, ...]:
    """Return the pages as they are shown, each as sensitive as its topic."""
    places = {topic.id: index for index, topic in enumerate(topics)}
    sensitive = {topic.id for topic in topics if topic.sensitive}
    ranked = sorted(pages, key=lambda page: (places.get(page.topic, len(places)), page.order, page.id))
    return tuple(replace(page, sensitive=True) if page.topic in sensitive else page for page in ranked)


def _front_matter(fields: Fields, topic: str, name: str) -> Page:
    kind = cast("PageKind", fields.choice("kind", _KINDS, "text"))
    answers = tuple((key, fields.text(key, required=kind == "service")) for key in ANSWERS)
    page = Page(
        id=f"{topic}/{name}",
        topic=topic,
        title=fields.text("title", required=True),
        summary=fields.text("summary", required=True),
        icon=fields.text("icon"),
        source=fields.text("source", required=True),
        order=fields.number("order", 100),
        kind=kind,
        contacts=fields.texts("contacts"),
        keywords=fields.text("keywords"),
        answers=answers if kind == "service" else (),
        sensitive=fields.flag("sensitive"),
        critical=fields.flag("critical"),
        checked=fields.day("checked"),
        review_by=fields.day("review_by"),
    )
    if kind != "service":
        _refuse_answers(fields, answers)
    fields.unknown()
    return page


def _refuse_answers(fields: Fields, answers: tuple[tuple[str, str], ...]) -> None:
    for key, text in answers:
        if text:
            fields.refuse(key, f'"{key}" is not shown on this page', "write kind: service, too")


def _note_body(body: Body, page: str, first_line: int, file: str, notes: Notes) -> None:
    for index, line in enumerate(body.lines):
        notes.places[f"page:{page}#body/{index}"] = Place(file, first_line + line)
    for flaw in body.flaws:
        notes.report.error(Place(file, first_line + flaw.line), flaw.what, flaw.what_to_do)
    for raw, line, (_, block) in zip(body.raw, body.lines, body.blocks, strict=True):
        for flaw in (*literals(raw), *hidden(raw, block.text)):
            place = Place(file, first_line + line + flaw.line)
            notes.report.error(place, flaw.what, flaw.what_to_do)
    if not body.blocks and not body.flaws:
        notes.report.error(Place(file, first_line), "the page has no text", "write some")
