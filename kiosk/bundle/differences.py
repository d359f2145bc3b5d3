"""What other content would change for people, told to those who look after a kiosk: numbers first, the rest counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kiosk.bundle.changes import changes_between
from kiosk.bundle.facts import Facts

_PAGE = "page:"
_VERBS = ("added", "changed", "removed")


def differences(old: Facts | None, new: Facts) -> dict[str, Any]:
    """Return what changes from the *old* content to the *new*, as JSON has it; None is no content.

    ``ways`` are phones, addresses and the like, each with its ``old`` and ``new`` text, empty where there
    is none. ``contacts`` have a verb: added, removed, renamed, or changed in their other words. A page counts
    once, in whichever languages it changes; a language that comes or goes changes no page. ``other`` counts
    topics, sentences, notices, centres and words of the screens.
    """
    before = old or Facts({}, {})
    verbs = dict(_verbs(before, new))
    pages = Counter(verb for name, verb in verbs.items() if name.startswith(_PAGE))
    ways = changes_between(old, new).ways
    return {
        "ways": [{"name": way.name, "kind": way.kind, "old": way.old, "new": way.new} for way in ways],
        "contacts": [{"verb": verb, "name": name} for verb, name in _contacts(before, new)],
        "pages": {verb: pages[verb] for verb in _VERBS},
        "languages": {
            "added": [code for code in new.texts if code not in before.texts],
            "removed": [code for code in before.texts if code not in new.texts],
        },
        "other": sum(not name.startswith(_PAGE) for name in verbs),
    }


def lines(found: dict[str, Any]) -> Iterator[str]:
    """Yield the same for a person."""
    for way in found["ways"]:
        yield f"{way['name']}, {way['kind']}: {way['old'] or 'nothing'} → {way['new'] or 'nothing'}"
    for contact in found["contacts"]:
        yield f"contact {contact['verb']}: {contact['name']}"
    for verb, count in found["pages"].items():
        if count:
            yield f"pages {verb}: {count}"
    for verb, codes in found["languages"].items():
        if codes:
            yield f"languages {verb}: {', '.join(codes)}"
    if found["other"]:
        yield f"other changes: {found['other']}"


def _contacts(old: Facts, new: Facts) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys([*new.contacts, *old.contacts]):
        was, becomes = old.contacts.get(name), new.contacts.get(name)
        if becomes is None:
            yield "removed", old.contacts[name].name
        elif was is None:
            yield "added", becomes.name
        elif was.name != becomes.name:
            yield "renamed", becomes.name
        elif was.rest != becomes.rest:
            yield "changed", becomes.name


def _verbs(old: Facts, new: Facts) -> Iterator[tuple[str, str]]:
    """Yield what happens to each thing that has texts, whichever their language."""
    were = {name for texts in old.texts.values() for name in texts}
    become = {name for texts in new.texts.values() for name in texts}
    both = [(old.texts[code], new.texts[code]) for code in new.texts if code in old.texts]
    for name in sorted(were | become):
        if name not in were:
            yield name, "added"
        elif name not in become:
            yield name, "removed"
        elif any(was.get(name) != becomes.get(name) for was, becomes in both):
            yield name, "changed"
