"""Writes all that a visitor can read in one language as plain text, for a proofreader."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kiosk.content.compile import compile_source
from kiosk.content.library import Library
from kiosk.content.model import Shown, ShownBlock, ShownContact, ShownPage
from kiosk.content.report import suggest
from kiosk.errors import NotFoundError

_MARKS = {"heading": "## ", "item": "- ", "step": "1. ", "warning": "! "}


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
            return "\n".join(_Proof(library, language).lines()) + "\n"
        finally:
            library.close()


class _Proof:
    """Walks through a library in one language."""

    def __init__(self, library: Library, language: str) -> None:
        self._library, self._language = library, language

    def lines(self) -> Iterator[str]:
        for site in self._library.sites(self._language):
            yield from (f"{site.title}: {site.name}", "")
        for topic in self._library.topics(self._language):
            title = self._text(topic.title)
            yield from (title, "=" * len(title), "")
            for summary in self._library.pages(topic.id, self._language):
                yield from self._page(self._library.page(summary.id, self._language))
        yield from self._rest()

    def _page(self, page: ShownPage) -> Iterator[str]:
        title = self._text(page.summary.title)
        yield from (title, "-" * len(title), self._text(page.summary.summary), "")
        for _, answer in page.answers:
            yield from (self._text(answer), "")
        cards = {contact.id: contact for contact in page.contacts}
        previous = ""
        for block in page.blocks:
            if block.block.kind != previous or previous not in {"item", "step"}:
                yield ""
            previous = block.block.kind
            yield self._block(block, cards)
        named = ", ".join(self._text(contact.name) for contact in page.contacts)
        if named:
            yield from ("", f"→ {named}")
        origin = page.provenance
        yield from ("", f"({self._text(origin.title)}, {origin.publisher}, {origin.year})", "", "")

    def _block(self, block: ShownBlock, cards: dict[str, ShownContact]) -> str:
        if block.block.kind == "contact":
            return f"[{self._text(cards[block.block.contact].name)}]"
        text = Shown(block.block.text, block.language, block.stale)
        return _MARKS.get(block.block.kind, "") + self._text(text)

    def _rest(self) -> Iterator[str]:
        for contact in self._library.contacts(self._language):
            yield from (line for line in self._contact(contact) if line)
            yield ""
        for phrase in self._library.phrases(self._language):
            yield f"« {self._text(phrase.text)} »"
        yield ""
        for notice in self._library.notice_templates(self._language):
            yield f"* {self._text(notice.text)}"

    def _contact(self, contact: ShownContact) -> Iterator[str]:
        yield self._text(contact.name)
        yield self._text(contact.note)
        yield ", ".join(contact.phones)
        yield contact.email
        yield self._text(contact.address)
        yield contact.web
        yield ", ".join(contact.social)
        for text in (contact.hours, contact.languages, contact.id_required):
            yield self._text(text)

    def _text(self, shown: Shown) -> str:
        if shown.text and shown.language != self._language:
            return f"[{shown.language}] {shown.text}"
        return f"[?] {shown.text}" if shown.stale else shown.text
