"""The runs of digits in the texts of a bundle that somebody might dial: contacts are confirmed, these are not."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.library import Library
from kiosk.content.model import ShownPage
from kiosk.content.numbers import Run, named_numbers, numbers_across


def numbers_of(library: Library, code: str) -> dict[str, tuple[str, ...]]:
    """Return the numbers in a language by the text in which they stand, ``page:health/doctor``, where there are any."""
    found: dict[str, dict[str, None]] = {}
    for name, texts in _texts(library, code):
        for text in texts:
            for run in named_numbers(text):
                found.setdefault(name, {})[as_shown(run)] = None
        for _, run, _ in numbers_across(texts):
            found.setdefault(name, {})[as_shown(run)] = None
    return {name: tuple(numbers) for name, numbers in found.items()}


def as_shown(run: Run) -> str:
    """Return a number as a person can compare it: as it is written, or its digits alone if they are no plain ones."""
    written = " ".join(run.written.split())
    return written if written.isascii() and written.isprintable() else run.digits


def _texts(library: Library, code: str) -> Iterator[tuple[str, list[str]]]:
    """Yield all texts that are shown in a language, those of one thing in the order in which they stand."""
    yield from _of_frame(library, code)
    for topic in library.topics(code):
        yield f"topic:{topic.id}", [topic.title.text]
        for summary in library.pages(topic.id, code):
            yield f"page:{summary.id}", list(_of_page(library.page(summary.id, code)))
    for contact in library.contacts(code):
        words = (contact.name, contact.note, contact.hours, contact.languages, contact.id_required)
        yield f"contact:{contact.id}", [each.text for each in words if each.text]
    yield from ((f"phrase:{phrase.id}", [phrase.text.text]) for phrase in library.phrases(code))
    yield from ((f"notice:{notice.id}", [notice.text.text]) for notice in library.notice_templates(code))


def _of_frame(library: Library, code: str) -> Iterator[tuple[str, list[str]]]:
    for language in library.languages():
        yield f"language:{language.code}", [language.endonym, language.greeting]
    for site in library.sites(code):
        yield f"centre:{site.id}", [site.title.text, site.name.text]
    for message, text in library.ui_texts(code).items():
        # What the program's own text has is no news in its translation.
        known = {run.digits for run in named_numbers(message)}
        if any(run.digits not in known for run in named_numbers(text)):
            yield "words:screens", [text]


def _of_page(page: ShownPage) -> Iterator[str]:
    yield page.summary.title.text
    yield page.summary.summary.text
    yield from (answer.text for _, answer in page.answers)
    # The card of a contact stands between two blocks as a word would.
    yield from ("card" if shown.block.kind == "contact" else shown.block.text for shown in page.blocks)
    yield page.provenance.title.text
    yield page.provenance.publisher
