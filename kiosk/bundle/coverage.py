"""How much of a bundle is in each of its languages, and how many of its facts somebody has checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.library import Library
from kiosk.content.model import Shown, ShownBlock, ShownPage


@dataclass(frozen=True)
class Coverage:
    """*languages* has by code how many of a hundred texts are translated and up to date, rounded down.

    *never_checked* are those among the *contacts* of which nobody has asked whether they hold.
    """

    languages: dict[str, int]
    contacts: int
    never_checked: int


def coverage_of(bundle: Path) -> Coverage:
    """Return what a bundle covers; reads all of it.

    Raises:
        BundleError: It is damaged.
    """
    with closing(Library.open(bundle)) as library:
        contacts = library.contacts(library.source_language)
        languages = {language.code: _percent(library, language.code) for language in library.languages()}
        return Coverage(languages, len(contacts), sum(contact.checked is None for contact in contacts))


def _percent(library: Library, code: str) -> int:
    texts = list(_texts(library, code))
    fresh = sum(text.language == code and not text.stale for text in texts)
    return fresh * 100 // len(texts) if texts else 100


def _texts(library: Library, code: str) -> Iterator[Shown | ShownBlock]:
    for topic in library.topics(code):
        yield topic.title
        for summary in library.pages(topic.id, code):
            yield from _of_page(library.page(summary.id, code))
    for contact in library.contacts(code):
        every = (contact.name, contact.note, contact.address, contact.hours, contact.languages, contact.id_required)
        yield from filter(_has_words, every)
    yield from (phrase.text for phrase in library.phrases(code))
    yield from (notice.text for notice in library.notice_templates(code))
    for site in library.sites(code):
        yield from filter(_has_words, (site.name, site.title))


def _of_page(page: ShownPage) -> Iterator[Shown | ShownBlock]:
    yield page.summary.title
    yield page.summary.summary
    yield from page.blocks
    yield from filter(_has_words, (answer for _, answer in page.answers))


def _has_words(shown: Shown) -> bool:
    return bool(shown.text)
