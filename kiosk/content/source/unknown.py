"""Tells what a source refers to and does not have: once for each name, however many places use it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher, get_close_matches

from kiosk.content.report import FEW, Place, Report, counted, suggest
from kiosk.content.source.tree import SourceTree

BUNDLE, CONTACTS, SOURCES = "bundle.yaml", "contacts.yaml", "sources.yaml"
TABLES = {"contact": CONTACTS, "source": SOURCES, "topic": BUNDLE, "language": BUNDLE}
#: From how many places on a name is told once: then rather its definition is wrong than all of them.
MANY = 3
#: How many of the places are named beside the first.
_NAMED = 4
#: How like another page's name a mistyped one is; less is likely to be another page.
_SLIP = 0.75


class Unknown:
    """The names to which nothing belongs, by kind, each with the places that use it.

    *former* is what the translations know of earlier: the title of each page by its id.
    """

    def __init__(self, tree: SourceTree, report: Report, former: Mapping[str, str]) -> None:
        self._tree, self._report, self._former = tree, report, former
        self._known: dict[str, Collection[str]] = {
            "contact": {contact.id for contact in tree.contacts},
            "source": {source.id for source in tree.sources},
            "topic": {topic.id for topic in tree.topics},
            "page": {page.id for page in tree.pages},
            "language": tree.codes(),
        }
        self._used: set[tuple[str, str]] = set()
        self._lost: dict[tuple[str, str], list[Place]] = {}

    def look_up(self, kind: str, name: str, place: Place) -> None:
        """Note that *name* is used at *place*."""
        self._used.add((kind, name))
        if name not in self._known[kind]:
            self._lost.setdefault((kind, name), []).append(place)

    def tell(self) -> None:
        """Put into the report what was looked up and is not there, unless its file could not be read."""
        for kind in ("contact", "source"):
            self._tell_empty(kind)
        for (kind, name), places in self._lost.items():
            file = TABLES.get(kind, f"pages/{name}.md")
            if file in self._report.unread or (kind == "language" and not self._known[kind]):
                continue
            if kind == "topic":
                self._tell_topic(name, places)
            elif kind != "page" or not self._lies_in_a_renamed_topic(name):
                self._tell(kind, name, places)

    def _tell_empty(self, kind: str) -> None:
        """Note a table that is missing or holds nothing; that is no reason to change those who need it."""
        file = TABLES[kind]
        needed = sum(len(places) for (of, _), places in self._lost.items() if of == kind)
        if self._known[kind] or not needed or file in self._report.unread:
            return
        what = "there is no entry in it" if (self._tree.folder / file).is_file() else "it is missing"
        use = "place uses" if needed == 1 else "places use"
        self._report.refuse(file, what, f"put it back as it was: {needed} {use} what stands in it")

    def _tell(self, kind: str, name: str, places: list[Place]) -> None:
        idle = [known for known in self._known[kind] if (kind, known) not in self._used]
        near = get_close_matches(name, idle, n=1)
        if near and len(places) >= MANY and kind != "page":
            what = f'nothing uses the {kind} "{near[0]}", and {len(places)} places name "{name}"'
            self._report.error(self._tree.place(f"{kind}:{near[0]}#id"), what, "correct the id here")
            return
        what, what_to_do = f'there is no {kind} "{name}"', self._advice(kind, name, many=len(places) > MANY)
        if len(places) <= MANY:
            for place in places:
                self._report.error(place, what, what_to_do)
            return
        others = ", ".join(f"{place.file}:{place.line}" for place in places[1 : _NAMED + 1])
        rest = "" if len(places) <= _NAMED + 1 else f" and {counted(len(places) - _NAMED - 1, 'other place')}"
        self._report.error(places[0], f"{what}, which {len(places)} places name", f"{what_to_do}; see {others}{rest}")

    def _advice(self, kind: str, name: str, *, many: bool) -> str:
        known = self._known[kind]
        if kind == "page":
            return self._page_meant(name)
        if " " in name and all(part in known for part in name.split()):
            return f"put commas between: {', '.join(name.split())}"
        advice = suggest(name, known)
        return f"put it back into {TABLES[kind]}, or correct them; {advice}" if many else advice

    def _tell_topic(self, name: str, places: list[Place]) -> None:
        """Note a folder that is no topic once, for all its pages and whoever else names it."""
        within = [place for place in places if place.file.startswith(f"pages/{name}/")]
        filled = {page.topic for page in self._tree.pages}
        empty = [topic for topic in self._known["topic"] if topic not in filled]
        near = get_close_matches(name, empty, n=1)
        if not within or (len(within) == 1 and not near):
            for place in places:
                self._report.error(place, f'there is no topic "{name}"', self._advice("topic", name, many=False))
            return
        what = f'there is no topic "{name}", and {counted(len(within), "page")} in this folder'
        what_to_do = suggest(name, self._known["topic"], f"add the topic to {BUNDLE}, or move the pages")
        if near:
            line = self._tree.place(f"topic:{near[0]}#id").line
            what_to_do = f'call the folder and the topic "{near[0]}" in {BUNDLE}:{line} the same'
        self._report.error(Place(f"pages/{name}"), what, what_to_do)

    def _lies_in_a_renamed_topic(self, name: str) -> bool:
        """Whether a page is only missing because its topic and its folder are not called the same."""
        topic, _, page = name.partition("/")
        strays = {stray for kind, stray in self._lost if kind == "topic"}
        return topic in self._known["topic"] and any(f"{stray}/{page}" in self._known["page"] for stray in strays)

    def _page_meant(self, name: str) -> str:
        """Say where a link was to lead: the page that has its title now, the one moved, one of a like name."""
        topic, _, own = name.partition("/")
        pages = self._tree.pages
        title = self._former.get(name)
        new = [page for page in pages if page.id not in self._former] if self._former else []
        renamed = [page.id for page in new if page.title == title] if title else []
        beside = [page.id for page in new if title and page.topic == topic]
        renamed = renamed or (beside if len(beside) == 1 else [])
        renamed = renamed or [page.id for page in pages if page.id.partition("/")[2] == own]
        if renamed:
            return f'was it renamed? write "{renamed[0]}"'
        likeness = {page.id: _likeness(name, page.id) for page in pages}
        best = max(likeness, key=lambda page: likeness[page], default="")
        if best and likeness[best] >= _SLIP:
            return f'did you mean "{best}"?'
        there = sorted(page.id for page in pages if page.topic == topic)
        listed = f": {', '.join(there[:FEW])}{' …' if len(there) > FEW else ''}" if there else ""
        return f"write the name of a page that is there{listed}"


def _likeness(one: str, other: str) -> float:
    """Return how like each other two pages' ids are, from 0 to 1; a topic in common says nothing."""
    topic, _, name = one.partition("/")
    other_topic, _, other_name = other.partition("/")
    if topic == other_topic:
        return SequenceMatcher(None, name, other_name).ratio()
    return min(SequenceMatcher(None, name, other_name).ratio(), SequenceMatcher(None, topic, other_topic).ratio())
