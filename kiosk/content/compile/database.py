"""Writes content.db: the same content gives the same bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.content.check.phones import read_phone
from kiosk.content.compile.index import write_index
from kiosk.content.compile.wording import Wording
from kiosk.content.library.schema import CREATE, INSERT, SETTINGS
from kiosk.content.messages import messages
from kiosk.content.model import Contact, Language, Page, Site, Topic
from kiosk.content.source.tree import SourceTree

Row = tuple[Any, ...]


def write_database(tree: SourceTree, wording: Wording, path: Path) -> None:
    """Write the content of *tree* to *path*, which must not exist."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in SETTINGS:
            connection.execute(setting)
        connection.executescript(CREATE)
        connection.execute("BEGIN")
        for table, rows in _tables(tree, wording):
            connection.executemany(INSERT[table], rows)
        write_index(connection, tree.codes())
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def _tables(tree: SourceTree, wording: Wording) -> Iterator[tuple[str, Iterable[Row]]]:
    icons = {topic.id: topic.icon for topic in tree.topics}
    yield "meta", (("id", tree.id), ("source_language", tree.source_language))
    yield "languages", _numbered(_language(language) for language in tree.languages)
    yield "sites", _numbered(_site(site) for site in tree.sites)
    yield "topics", _numbered(_topic(topic) for topic in tree.topics)
    yield "sources", ((source.id, source.publisher, source.year) for source in tree.sources)
    yield "contacts", _numbered(_contact(contact, tree.country) for contact in tree.contacts)
    yield "pages", _numbered(_page(page, icons[page.topic]) for page in tree.pages)
    yield "blocks", _blocks(tree, wording)
    yield "phrases", _numbered((phrase.id, phrase.icon) for phrase in tree.phrases)
    yield "notices", _numbered((notice.id,) for notice in tree.notices)
    yield "texts", _texts(tree, wording)
    yield "ui_texts", _words(tree)
    yield "keyboards", ((code, _json(rows)) for code, rows in tree.keyboards.items())


def _language(language: Language) -> Row:
    return astuple(language)


def _site(site: Site) -> Row:
    return (
        site.id,
        _list(site.languages),
        _list(site.contacts),
        _list(site.topics_first),
        _list(site.topics_hidden),
    )


def _topic(topic: Topic) -> Row:
    return topic.id, topic.icon, topic.colour, topic.sensitive, topic.tile


def _contact(contact: Contact, country: str) -> Row:
    return (
        contact.id,
        contact.icon,
        _json([astuple(read_phone(phone, country)) for phone in contact.phones]),
        contact.email,
        contact.web,
        _list(contact.social),
        contact.source,
        _day(contact.checked),
    )


def _page(page: Page, icon: str) -> Row:
    return (
        page.id,
        page.topic,
        page.icon or icon,
        page.kind,
        page.sensitive,
        page.critical,
        page.source,
        _day(page.checked),
        _list(page.contacts),
    )


def _blocks(tree: SourceTree, wording: Wording) -> Iterator[Row]:
    for page in tree.pages:
        context = f"page:{page.id}#body"
        for code in tree.codes():
            for position, (text, block) in enumerate(page.body):
                if block.kind == "contact":
                    yield page.id, code, position, "contact", "[]", block.contact, code, False
                    continue
                shown, spans = wording.block(context, text, code, critical=page.critical)
                column = _json([[span.text, int(span.strong), span.target] for span in spans])
                yield page.id, code, position, block.kind, column, "", shown.language, shown.stale


def _texts(tree: SourceTree, wording: Wording) -> Iterator[Row]:
    plain = [message for message in messages(tree) if not message.is_markdown]
    for code in tree.codes():
        for message in plain:
            shown = wording.shown(message.context, message.text, code, critical=message.critical)
            yield code, message.context, wording.placed(shown, code), shown.language, shown.stale


def _words(tree: SourceTree) -> Iterator[Row]:
    for code, texts in tree.screen_texts.items():
        yield from ((code, message, text) for message, text in sorted(texts.shown.items()))


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    for position, row in enumerate(rows):
        yield position, *row


def _list(items: Iterable[str]) -> str:
    return _json(list(items))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
