"""Reads ``bundle.yaml``: what the content is called, its languages and its topics."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.content.model import Topic
from kiosk.content.report import place_of, suggest
from kiosk.content.source.fields import Fields, check_id, mappings
from kiosk.content.source.folder import Folder
from kiosk.content.source.records import identified

FILE = "bundle.yaml"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Bundle:
    """What stands in ``bundle.yaml``; all empty if it cannot be read."""

    id: str = ""
    title: str = ""
    source_language: str = ""
    country: str = ""
    codes: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()


def read_bundle(folder: Folder) -> Bundle:
    """Return what stands in ``bundle.yaml``."""
    what_to_do = "put it back, or write id, title, source_language, languages and topics into it"
    if FILE not in folder:
        if FILE not in folder.report.unread:
            folder.report.refuse(FILE, "the file is missing", what_to_do)
        return Bundle()
    mapping = folder.mapping(FILE, what_to_do)
    return _read(Fields(mapping, FILE, "bundle", folder.notes), folder) if mapping else Bundle()


def _read(fields: Fields, folder: Folder) -> Bundle:
    name = fields.text("id", required=True)
    if name:
        check_id(name, place_of(folder.notes.places, "bundle#id"), folder.report)
    codes = fields.texts("languages")
    if not codes:
        what_to_do = 'add "languages: [es, en]", in the order of the buttons'
        fields.refuse("languages", "no language is offered", what_to_do)
    bundle = Bundle(
        id=name,
        title=fields.text("title", required=True),
        source_language=_source_language(fields, codes),
        country=_country(fields),
        codes=codes,
        topics=_topics(fields, folder),
    )
    fields.unknown()
    return bundle


def _source_language(fields: Fields, codes: tuple[str, ...]) -> str:
    code = fields.text("source_language", required=True)
    if code and codes and code not in codes:
        what = f'source_language "{code}" is not among the languages'
        fields.refuse("source_language", what, suggest(code, codes, f'add "{code}" to them'))
    return code


def _country(fields: Fields) -> str:
    country = fields.text("country")
    if not country or _COUNTRY.fullmatch(country):
        return country
    fields.refuse("country", f'"{country}" is no country', "write two capitals, as in PA")
    return ""


def _topics(fields: Fields, folder: Folder) -> tuple[Topic, ...]:
    node = fields.node("topics")
    if node is None:
        fields.refuse("topics", '"topics" is missing', 'add "topics:" and a list')
        return ()
    found = tuple(
        _topic(entry, name)
        for entry, name in identified(mappings(node, FILE, folder.report), FILE, folder.notes, "topic")
    )
    if not found:
        fields.refuse("topics", "there is no topic", 'add "- id: …", icon, colour and title')
    return found


def _topic(fields: Fields, name: str) -> Topic:
    topic = Topic(
        id=name,
        icon=fields.text("icon", required=True),
        colour=fields.text("colour", required=True),
        title=fields.text("title", required=True),
        sensitive=fields.flag("sensitive"),
        tile=fields.flag("tile", default=True),
    )
    if topic.colour and not _COLOUR.fullmatch(topic.colour):
        what_to_do = 'write it as "#0033A0", with the quotes'
        fields.refuse("colour", f'"{topic.colour}" is no colour', what_to_do)
    fields.unknown()
    return topic
