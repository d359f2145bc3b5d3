"""Checks that there is no more of anything than a kiosk takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sized

from kiosk.content.library.shapes import MOST_LANGUAGES, MOST_SITES
from kiosk.content.report import Place, Report
from kiosk.content.soundness.texts import MOST_BLOCKS
from kiosk.content.soundness.things import MOST, MOST_IN_TOPIC
from kiosk.content.source.tree import SourceTree


def check_amounts(tree: SourceTree, report: Report) -> None:
    """Note what is too much."""
    for file, name, several, most in _kinds(tree):
        if len(several) > most:
            report.error(Place(file), f"there are {len(several)} {name}, {most} fit", "take some out")
    for topic, count in Counter(page.topic for page in tree.pages).items():
        if count > MOST_IN_TOPIC:
            what = f"the topic has {count} pages, {MOST_IN_TOPIC} fit"
            report.error(Place(f"pages/{topic}"), what, "make two topics of it")
    for page in tree.pages:
        if len(page.body) > MOST_BLOCKS:
            place = tree.place(f"page:{page.id}#body/{MOST_BLOCKS}")
            what = f"the page has {len(page.body)} paragraphs, headings and items, {MOST_BLOCKS} fit"
            report.error(place, what, "make two pages of it")


def _kinds(tree: SourceTree) -> Iterator[tuple[str, str, Sized, int]]:
    yield "bundle.yaml", "languages", tree.languages, MOST_LANGUAGES
    yield "bundle.yaml", "topics", tree.topics, MOST["topics"]
    yield "sources.yaml", "sources", tree.sources, MOST["sources"]
    yield "contacts.yaml", "contacts", tree.contacts, MOST["contacts"]
    yield "phrases.yaml", "phrases", tree.phrases, MOST["phrases"]
    yield "notices.yaml", "notices", tree.notices, MOST["notices"]
    yield "sites", "centres", tree.sites, MOST_SITES
    yield "pages", "pages", tree.pages, MOST["pages"]
