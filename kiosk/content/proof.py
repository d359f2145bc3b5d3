"""Writes all that a visitor can read in one language as plain text, for a proofreader."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kiosk.content.compile import compile_source
from kiosk.content.library import Library
from kiosk.content.messages.screens import FROM_CLDR, is_shipped, screen_messages, shipped_texts
from kiosk.content.model import Shown, ShownContact, ShownPage
from kiosk.content.report import suggest
from kiosk.content.source.screen_texts import file_of
from kiosk.errors import NotFoundError

_MARKS = {"heading": "## ", "item": "- ", "warning": "! "}


def proof(folder: Path, language: str) -> str:
    """Return the text of the source in *folder* as the kiosk shows it in a language.

    What is shown in another language, or may be out of date, says so.

    Raises:
        SourceError: The source has errors.
        NotFoundError: The source does not offer the language.
    """
    with tempfile.TemporaryDirectory() as place:
        bundle = Path(place) / "bundle"
        compile_source(folder, bundle)
        library = Library.open(bundle)
        try:
            codes = [item.code for item in library.languages()]
            if language not in codes:
                advice = suggest(language, codes)
                raise NotFoundError(f'the content has no language "{language}"; {advice}')
            return "\n".join((*_Proof(library, language).lines(), *_screens(library, language))) + "\n"
        finally:
            library.close()


def _screens(library: Library, language: str) -> Iterator[str]:
    """Yield the words of the screens that visitors see, unless all of them come with the program."""
    own, source = library.ui_texts(language), library.source_language
    if not own and is_shipped(language):
        return
    own = {**shipped_texts(language), **own}
    instead = {**shipped_texts(source), **library.ui_texts(source)}
    yield from ("", f"[{file_of(language)}]")
    for message in screen_messages():
        if message.for_visitors and message.text not in FROM_CLDR:
            other = instead.get(message.text)
            yield own.get(message.text) or (f"[{source}] {other}" if other else f"[en] {message.text}")


class _Proof:
    """Walks through a library in one language; each part is headed by the file it stands in."""

    def __init__(self, library: Library, language: str) -> None:
        self._library, self._language = library, language

    def lines(self) -> Iterator[str]:
        for site in self._library.sites(self._language):
            yield from (f"[sites/{site.id}.yaml]", self._text(site.title), self._text(site.name), "")
        yield "[bundle.yaml]"
        topics = self._library.topics(self._language)
        yield from (self._text(topic.title) for topic in topics)
        for topic in topics:
            for summary in self._library.pages(topic.id, self._language):
                yield ""
                yield from self._page(self._library.page(summary.id, self._language))
        yield from ("", "[contacts.yaml]")
        for contact in self._library.contacts(self._language):
            yield from (*filter(None, self._contact(contact)), "")
        yield "[phrases.yaml]"
        yield from (self._text(phrase.text) for phrase in self._library.phrases(self._language))
        yield from ("", "[notices.yaml]")
        yield from (self._text(notice.text) for notice in self._library.notice_templates(self._language))

    def _page(self, page: ShownPage) -> Iterator[str]:
        yield from (f"[pages/{page.summary.id}.md]", self._text(page.summary.title), self._text(page.summary.summary))
        yield from (f"{question}: {self._text(answer)}" for question, answer in page.answers)
        yield ""
        yield from self._blocks(page)
        origin = page.provenance
        yield from ("", f"({self._text(origin.title)}; {origin.publisher}, {origin.year})")

    def _blocks(self, page: ShownPage) -> Iterator[str]:
        names = {contact.id: contact.name for contact in page.contacts}
        step = 0
        for shown in page.blocks:
            block = shown.block
            step = step + 1 if block.kind == "step" else 0
            mark = f"{step}. " if step else _MARKS.get(block.kind, "")
            if block.kind == "contact":
                yield f"→ {self._text(names[block.contact])}"
            else:
                yield mark + self._text(Shown(block.text, shown.language, shown.stale))

    def _contact(self, contact: ShownContact) -> Iterator[str]:
        yield self._text(contact.name)
        yield self._text(contact.note)
        yield ", ".join(map(str, contact.phones))
        yield contact.email
        yield self._text(contact.address)
        yield contact.web
        yield ", ".join(contact.social)
        for text in (contact.hours, contact.languages, contact.id_required):
            yield self._text(text)

    def _text(self, shown: Shown) -> str:
        """Return a text, marked if it is in another language or may be out of date."""
        if shown.text and shown.language != self._language:
            return f"[{shown.language}] {shown.text}"
        return f"[?] {shown.text}" if shown.stale else shown.text
