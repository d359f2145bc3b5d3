"""Every screen that there is to see, for the tour and the self-test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.navigation import HOME, LANGUAGE, NOTICES, SEARCH, START, VIEW, Destination, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.content.library import Library
    from kiosk.ui.staff.sample import Sample


@dataclass(frozen=True)
class Stop:
    """A screen under the name that its picture gets.

    *asks* with the question over it, *typed* with that in the search field, *notices* with so many
    notices posted, in the centre *site* if it is another than the shelf's own; with *news* of new content
    on Start, or in staff mode with the screen of that *sample*.
    """

    name: str
    destination: Destination
    asks: bool = False
    typed: str = ""
    notices: int = 0
    site: str = ""
    news: bool = False
    sample: Sample | None = None


def examples(library: Library, language: str) -> list[Stop]:
    """Return one stop for each kind of layout."""
    stops = [Stop("start", START), Stop("start-news", START, news=True), Stop("home", HOME)]
    if library.notice_templates(language):
        stops += [Stop("home-notice", HOME, notices=1), Stop("home-notices", HOME, notices=5)]
        stops += [Stop("notices", NOTICES, notices=5)]
    topics = library.topics(language)
    longest = max(topics, key=lambda topic: len(library.pages(topic.id, language)), default=None)
    if longest is not None:
        stops.append(Stop("topic", Destination(Place.TOPIC, longest.id)))
    stops += _page_examples(library, language)
    for contact in library.contacts(language):
        stops.append(Stop(f"contacts-{contact.id}", Destination(Place.CONTACTS, contact.id)))
        if contact.phones:
            stops.append(Stop(f"code-{contact.id}", Destination(Place.CODE, contact.id)))
            stops.append(Stop(f"write-{contact.id}", Destination(Place.WRITE, contact.id)))
    phrases = sorted(library.phrases(language), key=lambda phrase: len(phrase.text.text))
    stops += [Stop("show", Destination(Place.PHRASE, phrase.id)) for phrase in phrases[-1:]]
    problem = Destination(Place.PROBLEM)
    return [
        *stops,
        Stop("search", SEARCH),
        Stop("search-found", SEARCH, typed=_longest_title(library, language)),
        Stop("search-nothing", SEARCH, typed="xqxqxqxq"),
        Stop("language", LANGUAGE),
        Stop("view", VIEW),
        Stop("problem", problem),
        Stop("still-there", HOME, asks=True),
    ]


def everything(library: Library, language: str) -> list[Stop]:
    """Return a stop for every topic, page and contact, and for each other kind of screen."""
    known = examples(library, language)
    seen = {stop.destination for stop in known}
    more = []
    for topic in library.topics(language):
        more.append(Stop(f"topic-{topic.id}", Destination(Place.TOPIC, topic.id)))
        for page in library.pages(topic.id, language):
            name = f"page-{page.id.replace('/', '-')}"
            more += [Stop(name, Destination(Place.PAGE, page.id))]
    return known + [stop for stop in more if stop.destination not in seen]


def with_numbers(library: Library, language: str) -> list[Stop]:
    """Return a stop for every page and contact with a number to call."""
    pages = (line.id for topic in library.topics(language) for line in library.pages(topic.id, language))
    called = [page for page in pages if any(contact.phones for contact in library.page(page, language).contacts)]
    contacts = [contact.id for contact in library.contacts(language) if contact.phones]
    return [
        *(Stop(f"page-{page.replace('/', '-')}", Destination(Place.PAGE, page)) for page in called),
        *(Stop(f"contacts-{contact}", Destination(Place.CONTACTS, contact)) for contact in contacts),
    ]


def elsewhere(sites: Iterable[str]) -> list[Stop]:
    """Return a stop for each screen on which a centre shows, in each of *sites*."""
    screens = (("start", START), ("home", HOME), ("contacts", Destination(Place.CONTACTS)))
    return [Stop(f"{name}-at-{site}", place, site=site) for site in sites for name, place in screens]


def not_set_up() -> list[Stop]:
    """Return Start as it is while the content does not know the centre that is set."""
    return [Stop("start-not-set-up", START, site="?"), Stop("start-not-set-up-news", START, site="?", news=True)]


def _longest_title(library: Library, language: str) -> str:
    """Return the beginning of the longest title, to be typed."""
    lines = [line for topic in library.topics(language) for line in library.pages(topic.id, language)]
    return max((line.title.text for line in lines), key=len, default="")[:12]


def _page_examples(library: Library, language: str) -> list[Stop]:
    """The first plain, service, list and sensitive page, and the longest of all."""
    found: dict[str, Destination] = {}
    longest, most = "", -1
    for topic in library.topics(language):
        for line in library.pages(topic.id, language):
            page = library.page(line.id, language)
            kind = "page-sensitive" if line.sensitive else f"page-{page.kind}"
            found.setdefault(kind, Destination(Place.PAGE, line.id))
            length = sum(len(shown.block.text) for shown in page.blocks)
            if length > most:
                longest, most = line.id, length
    if longest and Destination(Place.PAGE, longest) not in found.values():
        found["page-longest"] = Destination(Place.PAGE, longest)
    return [Stop(name, destination) for name, destination in found.items()]
