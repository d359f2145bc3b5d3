"""Finds what a source refers to and does not have, and what nobody can reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kiosk import icons
from kiosk.content.model import Page
from kiosk.content.report import FEW, Place, Report, suggest
from kiosk.content.source.tree import SourceTree
from kiosk.content.source.unknown import BUNDLE, Unknown

#: How like a misspelt icon its name is: among so many names a less likely one would be another thing.
_SLIP = 0.85


def check_references(tree: SourceTree, report: Report, former: Mapping[str, str] | None = None) -> None:
    """Note references to nothing; those to a file that could not be read are let be.

    *former* has the titles of pages as the translations know them, by the pages' ids.
    """
    finder = _Finder(tree, report, former or {})
    finder.icons()
    finder.sources_and_contacts()
    finder.sites()
    finder.topics()
    finder.links()
    finder.unknown.tell()
    _check_reach(tree, report)


class _Finder:
    """Looks up whatever a source names."""

    def __init__(self, tree: SourceTree, report: Report, former: Mapping[str, str]) -> None:
        self._tree, self._report = tree, report
        self.unknown = Unknown(tree, report, former)
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
        """Look up where facts come from, and which contacts pages name."""
        for page in self._tree.pages:
            if page.source:
                self._look_up("source", page.source, f"page:{page.id}#source")
            self._several("contact", page.contacts, f"page:{page.id}#contacts")
        for contact in self._tree.contacts:
            if contact.source:
                self._look_up("source", contact.source, f"contact:{contact.id}#source")

    def sites(self) -> None:
        """Look up what the centres' files name."""
        for site in self._tree.sites:
            key = f"site:{site.id}"
            self._several("contact", site.contacts, f"{key}#contacts")
            self._several("topic", site.topics_first, f"{key}#topics_first")
            self._several("topic", site.topics_hidden, f"{key}#topics_hidden")
            self._several("language", site.languages, f"{key}#languages")

    def topics(self) -> None:
        """Look up the folders of the pages."""
        for page in self._tree.pages:
            self._look_up("topic", page.topic, f"page:{page.id}")

    def links(self) -> None:
        """Look up where the bodies' links lead."""
        for links in self._tree.links.values():
            for target, place in links:
                kind, _, name = target.partition(":")
                self.unknown.look_up(kind, name, place)

    def _several(self, kind: str, names: Iterable[str], key: str) -> None:
        for index, name in enumerate(names):
            self._look_up(kind, name, f"{key}/{index}")

    def _look_up(self, kind: str, name: str, key: str) -> None:
        self.unknown.look_up(kind, name, self._tree.place(key))


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
    if BUNDLE in report.unread or any(name.startswith(("pages/", "sites/")) for name in report.unread):
        # What could not be read may lead there.
        return
    if not tree.pages:
        report.error(Place("pages"), "there is no page", "put the folder back, or write pages/TOPIC/NAME.md")
        return
    tiles = {topic.id for topic in tree.topics if topic.tile}
    if any(tiles <= set(site.topics_hidden) for site in tree.sites):
        # It is told of the centre.
        return
    reached = _reached(tree)
    known = {topic.id for topic in tree.topics}
    for page in tree.pages:
        if page.id not in reached and page.topic in known:
            what_to_do = "show its topic at a centre, or link it from a page that is shown"
            report.error(tree.place(f"page:{page.id}"), "nobody reaches this page", what_to_do)
    filled = {page.topic for page in tree.pages}
    for topic in tree.topics:
        # One that is called otherwise than its folder is told with the folder.
        if topic.id not in filled and filled <= known:
            place = tree.place(f"topic:{topic.id}")
            what = f'the topic "{topic.id}" has no page'
            report.warning(place, what, f"write pages/{topic.id}/NAME.md")


def _reached(tree: SourceTree) -> set[str]:
    """Return the pages that some centre shows, or that one of those links."""
    shown = _shown_topics(tree)
    pages = {page.id: page for page in tree.pages}
    known = {topic.id for topic in tree.topics}
    waiting = [page for page in tree.pages if page.topic in shown or page.topic not in known]
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
