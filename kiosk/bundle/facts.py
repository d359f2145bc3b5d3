"""What a bundle says to people, in short: how to reach whom, and which pages there are in which words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk.bundle.numbers import numbers_of
from kiosk.content.library import Library
from kiosk.content.model import ShownContact

#: The ways to somebody that are dangerous when they are wrong; each is a list, empty where there is none.
WAYS = ("phone", "e-mail", "address", "web", "social")
#: What keeps the direction of an address within words of the other direction; no part of the address.
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True)
class ContactFacts:
    """A contact: its name, its *ways* by kind, and a hash of whatever else is shown of it."""

    name: str
    ways: Mapping[str, tuple[str, ...]]
    rest: str


@dataclass(frozen=True)
class Facts:
    """What a bundle says: contacts by id; by language, each text's title and hash by what it is.

    *texts* has ``page:health/doctor`` and the like, and in the same way the topics, phrases,
    notices and centres. *numbers* has, by language and in the same way, the runs of digits in these
    texts and in the words of contacts that somebody might dial, where there are any.
    """

    contacts: Mapping[str, ContactFacts]
    texts: Mapping[str, Mapping[str, tuple[str, str]]]
    numbers: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Facts:
        """Return what was written as JSON.

        Raises:
            ValueError: It makes no sense; also TypeError, KeyError and AttributeError.
        """
        contacts = {
            str(name): ContactFacts(
                str(found["name"]),
                {str(kind): tuple(str(value) for value in values) for kind, values in found["ways"].items()},
                str(found["rest"]),
            )
            for name, found in raw["contacts"].items()
        }
        texts = {
            str(code): {str(name): (str(title), str(found)) for name, (title, found) in texts.items()}
            for code, texts in raw["texts"].items()
        }
        # Publications of earlier programs did not note them.
        numbers = {
            str(code): {str(name): tuple(map(str, found)) for name, found in several.items()}
            for code, several in raw.get("numbers", {}).items()
        }
        return cls(contacts, texts, numbers)


def facts_of(bundle: Path) -> Facts:
    """Return what a compiled bundle says.

    Raises:
        BundleError: It is damaged.
    """
    with closing(Library.open(bundle)) as library:
        codes = [language.code for language in library.languages()]
        shown = {code: {contact.id: contact for contact in library.contacts(code)} for code in codes}
        source = library.source_language
        contacts = {
            name: _contact(contact, [shown[code][name] for code in codes]) for name, contact in shown[source].items()
        }
        texts = {code: _texts(library, code) for code in codes}
        return Facts(contacts, texts, {code: numbers_of(library, code) for code in codes})


def _contact(contact: ShownContact, in_all: Iterable[ShownContact]) -> ContactFacts:
    every = list(in_all)
    ways = {
        "phone": tuple(map(str, contact.phones)),
        "e-mail": _once([contact.email]),
        "address": _once(each.address.text for each in every),
        "web": _once([contact.web]),
        "social": contact.social,
    }
    rest = [[each.name, each.note, each.hours, each.languages, each.id_required, each.checked] for each in every]
    return ContactFacts(contact.name.text, ways, _hash(rest))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := value.translate(_ISOLATES).strip())))


def _texts(library: Library, code: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for topic in library.topics(code):
        found[f"topic:{topic.id}"] = (topic.title.text, _hash(asdict(topic)))
        for summary in library.pages(topic.id, code):
            page = library.page(summary.id, code)
            cards = [contact.id for contact in page.contacts]
            found[f"page:{summary.id}"] = (summary.title.text, _hash(asdict(page) | {"contacts": cards, "topic": None}))
    for phrase in library.phrases(code):
        found[f"phrase:{phrase.id}"] = (phrase.text.text, _hash(asdict(phrase)))
    for notice in library.notice_templates(code):
        found[f"notice:{notice.id}"] = (notice.text.text, _hash(asdict(notice)))
    for site in library.sites(code):
        found[f"centre:{site.id}"] = (site.name.text, _hash(asdict(site)))
    if words := library.ui_texts(code):
        found["words:screens"] = ("", _hash(words))
    return found


def _hash(value: object) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
