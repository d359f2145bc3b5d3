"""Finds what a source refers to and does not have, and what nobody can reach."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk import icons
from kiosk.content.model import Page
from kiosk.content.report import FEW, Report, suggest
from kiosk.content.source.tree import SourceTree

_BUNDLE, _CONTACTS, _SOURCES = "bundle.yaml", "contacts.yaml", "sources.yaml"
#: How like a misspelt icon its name is: among so many names a less likely one would be another thing.
_SLIP = 0.85


def check_references(tree: SourceTree, report: Report) -> None:
    """Note references to nothing; those to a file that could not be read are let be."""
    finder = _Finder(tree, report)
    finder.icons()
    finder.sources_and_contacts()
    finder.sites()
    finder.topics()
    finder.links()
    _check_reach(tree, report)


class _Finder:
    """Knows all names of a source."""

    def __init__(self, tree: SourceTree, report: Report) -> None:
        self._tree, self._report = tree, report
        self._topics = {topic.id for topic in tree.topics}
        self._contacts = {contact.id for contact in tree.contacts}
        self._sources = {source.id for source in tree.sources}
        self._pages = {page.id for page in tree.pages}
        brought = (name for name in tree.media if name.startswith("icons/"))
        self._icons = icons.names() | {name.removeprefix("icons/").removesuffix(".svg") for name in brought}

    def icons(self) -> None:
        """Check the pictograms."""
        for kind, several in (
            ("topic", self._tree.topics),
            ("contact", self._tree.contacts),
            ("phrase", self._tree.phrases),
            ("page", self._tree.pages),
        ):
            for thing in several:
                if thing.icon and thing.icon not in self._icons:
                    place = self._tree.place(f"{kind}:{thing.id}#icon")
                    self._report.error(place, f'there is no icon "{thing.icon}"', _advice(thing.icon, self._icons))

    def sources_and_contacts(self) -> None:
        """Check where facts come from, and which contacts pages name."""
        for page in self._tree.pages:
            if page.source:
                self._source(page.source, f"page:{page.id}#source")
            self._several("contact", page.contacts, f"page:{page.id}#contacts")
        for contact in self._tree.contacts:
            if contact.source:
                self._source(contact.source, f"contact:{contact.id}#source")

    def sites(self) -> None:
        """Check what the centres' files name."""
        languages = self._tree.codes()
        for site in self._tree.sites:
            key = f"site:{site.id}"
            self._several("contact", site.contacts, f"{key}#contacts")
            for field, topics in (
                ("topics_first", site.topics_first),
                ("topics_hidden", site.topics_hidden),
            ):
                self._several("topic", topics, f"{key}#{field}")
            self._several("language", site.languages, f"{key}#languages", languages)

    def topics(self) -> None:
        """Check the folders of the pages."""
        for page in self._tree.pages:
            self._look_up("topic", page.topic, f"page:{page.id}", self._topics, _BUNDLE)

    def links(self) -> None:
        """Check where the bodies' links lead."""
        for links in self._tree.links.values():
            for target, place in links:
                kind, _, name = target.partition(":")
                if kind == "contact" and _CONTACTS in self._report.unread:
                    continue
                known = self._pages if kind == "page" else self._contacts
                if name not in known and f"pages/{name}.md" not in self._report.unread:
                    what = f'there is no {kind} "{name}"'
                    self._report.error(place, what, suggest(name, known))

    def _source(self, name: str, key: str) -> None:
        self._look_up("source", name, key, self._sources, _SOURCES)

    def _several(self, kind: str, names: Iterable[str], key: str, known: Iterable[str] | None = None) -> None:
        all_known = {"contact": self._contacts, "topic": self._topics}.get(kind, known or ())
        file = _CONTACTS if kind == "contact" else _BUNDLE
        for index, name in enumerate(names):
            self._look_up(kind, name, f"{key}/{index}", all_known, file)

    def _look_up(self, kind: str, name: str, key: str, known: Iterable[str], file: str = "") -> None:
        if name not in known and file not in self._report.unread:
            place = self._tree.place(key)
            self._report.error(place, f'there is no {kind} "{name}"', suggest(name, known))


def _advice(icon: str, known: Iterable[str]) -> str:
    """Say what to write instead of an icon: the one meant, or those that share a word with it."""
    parts = set(icon.lower().split("-"))
    related = sorted((name for name in known if parts & set(name.split("-"))), key=_length)
    if related:
        otherwise = f"perhaps {', '.join(related[:FEW])}{' …' if len(related) > FEW else ''}"
    else:
        otherwise = "take a name from kiosk/icons, or draw it yourself and put it into media/icons"
    return suggest(icon, known, otherwise, _SLIP)


def _length(name: str) -> tuple[int, str]:
    return len(name), name


def _check_reach(tree: SourceTree, report: Report) -> None:
    if _BUNDLE in report.unread:
        return
    reached = _reached(tree)
    known = {topic.id for topic in tree.topics}
    for page in tree.pages:
        if page.id not in reached and page.topic in known:
            what_to_do = "show its topic at a centre, or link it from a page that is shown"
            report.error(tree.place(f"page:{page.id}"), "nobody reaches this page", what_to_do)
    filled = {page.topic for page in tree.pages}
    for topic in tree.topics:
        if topic.id not in filled:
            place = tree.place(f"topic:{topic.id}")
            what = f'the topic "{topic.id}" has no page'
            report.warning(place, what, f"write pages/{topic.id}/NAME.md")


def _reached(tree: SourceTree) -> set[str]:
    """Return the pages that some centre shows, or that one of those links."""
    shown = _shown_topics(tree)
    pages = {page.id: page for page in tree.pages}
    waiting = [page for page in tree.pages if page.topic in shown]
    reached = {page.id for page in waiting}
    while waiting:
        for linked in _linked(waiting.pop(), tree, pages):
            if linked.id not in reached:
                reached.add(linked.id)
                waiting.append(linked)
    return reached


def _linked(page: Page, tree: SourceTree, pages: dict[str, Page]) -> list[Page]:
    names = (link.target.removeprefix("page:") for link in tree.links.get(page.id, ()))
    return [pages[name] for name in names if name in pages]


def _shown_topics(tree: SourceTree) -> set[str]:
    """Return the topics with a tile somewhere, and the first without: it has a slot."""
    slot = next((topic.id for topic in tree.topics if not topic.tile), "")
    with_door = {topic.id for topic in tree.topics if topic.tile} | {slot}
    if not tree.sites:
        return with_door
    return {name for name in with_door if any(name not in site.topics_hidden for site in tree.sites) or name == slot}
