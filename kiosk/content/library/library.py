"""Answers what the screens ask of the content, in the language of the visitor."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import Self

from kiosk.content.library import rows
from kiosk.content.library.connection import connect, guarded
from kiosk.content.library.questions import Questions
from kiosk.content.library.rows import Row, Texts
from kiosk.content.library.search import search
from kiosk.content.library.start import CONTENT
from kiosk.content.model import (
    ANSWERS,
    Found,
    Keyboard,
    Language,
    Provenance,
    Shown,
    ShownContact,
    ShownNotice,
    ShownPage,
    ShownPhrase,
    ShownSite,
    ShownSummary,
    ShownTopic,
    Site,
)
from kiosk.errors import BundleError, NotFoundError, reason_of


class Library:
    """One bundle's content, open for reading; every answer may raise BundleError.

    A language that the bundle does not offer is answered in its source language.
    """

    def __init__(self, bundle: Path, questions: Questions) -> None:
        self._bundle, self._ask = bundle, questions

    @classmethod
    @guarded
    def open(cls, bundle: Path) -> Self:
        """Return the library of a *bundle*, in a time that does not grow with it.

        Raises:
            BundleError: There is no content, or it is damaged or of another format.
        """
        connection = connect(bundle)
        try:
            return cls(bundle, Questions(connection))
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._ask.close()

    def verify(self, sha256: str) -> None:
        """Make sure that the content is what start.json says; may run in another thread.

        Raises:
            BundleError: It is not.
        """
        try:
            with (self._bundle / CONTENT).open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise BundleError(f"the content cannot be read ({reason_of(error)})") from error
        if found != sha256:
            raise BundleError("the content was changed or damaged; install it again")

    @property
    def source_language(self) -> str:
        """The code of the language in which the content was written."""
        return self._ask.source_language

    def languages(self) -> tuple[Language, ...]:
        """Return the languages on offer, in order."""
        return self._ask.languages

    @guarded
    def sites(self, language: str) -> tuple[ShownSite, ...]:
        """Return the centres, in order."""
        texts = self._ask.texts("site:", language)
        return tuple(
            ShownSite(str(name), texts.get(f"site:{name}#name"), texts.get(f"site:{name}#title"))
            for name, *_ in self._ask.all("sites")
        )

    @guarded
    def topics(self, language: str, site: str = "") -> tuple[ShownTopic, ...]:
        """Return the topics in a centre's order, without those that it hides.

        Raises:
            NotFoundError: There is no such centre.
        """
        texts = self._ask.texts("topic:", language)
        topics = [rows.topic(row, texts) for row in self._ask.all("topics")]
        if not site:
            return tuple(topics)
        place = self._site(site)
        first = {name: index for index, name in enumerate(place.topics_first)}
        topics = [topic for topic in topics if topic.id not in place.topics_hidden]
        return tuple(sorted(topics, key=lambda topic: first.get(topic.id, len(first))))

    @guarded
    def topic(self, topic_id: str, language: str) -> ShownTopic:
        """Return a topic.

        Raises:
            NotFoundError: There is no such topic.
        """
        texts = self._ask.texts(f"topic:{topic_id}#", language)
        return rows.topic(self._ask.one("topic", topic_id), texts)

    @guarded
    def pages(self, topic_id: str, language: str) -> tuple[ShownSummary, ...]:
        """Return the pages of a topic, in order.

        Raises:
            NotFoundError: There is no such topic.
        """
        self._ask.one("topic", topic_id)
        found = self._ask.all("pages", self._ask.offered(language), topic_id)
        return tuple(rows.summary(row) for row in found)

    @guarded
    def page(self, page_id: str, language: str) -> ShownPage:
        """Return a page with all that is shown on it.

        Raises:
            NotFoundError: There is no such page.
        """
        row = self._ask.one("page", page_id)
        texts = self._ask.texts(f"page:{page_id}#", language)
        blocks = self._ask.all("blocks", page_id, self._ask.offered(language))
        names = self._ask.names(blocks, language)
        named = dict.fromkeys((*rows.strings(row[6]), *(str(block[2]) for block in blocks)))
        return ShownPage(
            summary=_summary(row, texts),
            topic=self.topic(str(row[1]), language),
            kind=rows.page_kind(row[4]),
            blocks=tuple(rows.block(block, names) for block in blocks),
            answers=_answers(row, texts),
            contacts=tuple(self.contact(name, language) for name in named if name),
            provenance=self._provenance(row, language),
            critical=bool(row[5]),
            names=names,
        )

    @guarded
    def contacts(self, language: str, site: str = "") -> tuple[ShownContact, ...]:
        """Return all contacts, those of a centre first.

        Raises:
            NotFoundError: There is no such centre.
        """
        texts = self._ask.texts("contact:", language)
        contacts = [rows.contact(row, texts) for row in self._ask.all("contacts")]
        first = self._site(site).contacts if site else ()
        order = {name: index for index, name in enumerate(first)}
        return tuple(sorted(contacts, key=lambda contact: order.get(contact.id, len(order))))

    @guarded
    def contact(self, contact_id: str, language: str) -> ShownContact:
        """Return a contact.

        Raises:
            NotFoundError: There is no such contact.
        """
        texts = self._ask.texts(f"contact:{contact_id}#", language)
        return rows.contact(self._ask.one("contact", contact_id), texts)

    @guarded
    def phrases(self, language: str) -> tuple[ShownPhrase, ...]:
        """Return the sentences to show to staff."""
        texts = self._ask.texts("phrase:", language)
        return tuple(
            ShownPhrase(str(name), str(icon), texts.get(f"phrase:{name}#text"))
            for name, icon in self._ask.all("phrases")
        )

    def phrase(self, phrase_id: str, language: str) -> ShownPhrase:
        """Return a sentence to show to staff.

        Raises:
            NotFoundError: There is no such sentence.
        """
        found = next((phrase for phrase in self.phrases(language) if phrase.id == phrase_id), None)
        if found is None:
            raise NotFoundError(f'the content has no phrase "{phrase_id}"; choose another')
        return found

    @guarded
    def notice_templates(self, language: str) -> tuple[ShownNotice, ...]:
        """Return the templates for notices."""
        texts = self._ask.texts("notice:", language)
        return tuple(ShownNotice(str(name), texts.get(f"notice:{name}#text")) for (name,) in self._ask.all("notices"))

    @guarded
    def ui_texts(self, language: str) -> dict[str, str]:
        """Return the screens' words that come with the content, by message."""
        return {str(message): str(text) for message, text in self._ask.all("ui_texts", language)}

    @guarded
    def search(self, text: str, language: str, site: str = "", limit: int = 12) -> tuple[Found, ...]:
        """Return what matches a text as it is being typed, best first; whatever is typed is all right.

        Every word has to match somewhere in a title, keyword, summary or body, or be close
        to a word there; where no page has them all, the pages come that have the most telling
        ones. What a centre hides is left out; nothing of the text is kept.

        Raises:
            NotFoundError: There is no such centre.
        """
        hidden = self._site(site).topics_hidden if site else ()
        return search(self._ask, text, self._ask.offered(language), hidden, limit)

    @guarded
    def keyboard(self, language: str) -> Keyboard:
        """Return the on-screen keyboard of a language, rows from the top, each key what it types."""
        found = self._ask.all("keyboard", self._ask.offered(language))
        return rows.keyboard(found[0][0])

    def _site(self, site: str) -> Site:
        return rows.site(self._ask.one("site", site), Texts([], ""))

    def _provenance(self, row: Row, language: str) -> Provenance:
        _, _, _, _, _, _, _, checked, source, publisher, year = row
        title = self._ask.text(f"source:{source}#title", language)
        return Provenance(title, str(publisher), str(year), rows.day(checked))


def _summary(row: Row, texts: Texts) -> ShownSummary:
    name, topic, icon, sensitive = row[:4]
    title, line = texts.get(f"page:{name}#title"), texts.get(f"page:{name}#summary")
    return ShownSummary(str(name), str(topic), str(icon), title, line, bool(sensitive))


def _answers(row: Row, texts: Texts) -> tuple[tuple[str, Shown], ...]:
    if row[4] != "service":
        return ()
    return tuple((answer, texts.get(f"page:{row[0]}#{answer}")) for answer in ANSWERS)
