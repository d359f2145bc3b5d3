"""Lists every translatable message of a source, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.content.model import LIMITS, Page
from kiosk.content.source.tree import SourceTree

_CONTACT_FIELDS = ("name", "note", "address", "hours", "languages", "id_required")


class Message(NamedTuple):
    """A text to translate. *context* is its field, ``page:health/doctor#title``."""

    context: str
    text: str
    key: str
    """The field as the tree knows its place; a block's has its number."""
    limit: int
    """How many characters fit, in any language."""
    critical: bool = False
    """Whether a stale translation of it must not be shown."""

    @property
    def is_markdown(self) -> bool:
        """Whether the text is a block of a body."""
        return self.context.endswith("#body")


def messages(tree: SourceTree) -> tuple[Message, ...]:
    """Return the messages of a source; equal ones of one field are one message."""
    found: dict[tuple[str, str], Message] = {}
    for message in _all(tree):
        if message.text:
            found.setdefault((message.context, message.text), message)
    return tuple(found.values())


def _all(tree: SourceTree) -> Iterator[Message]:
    yield from _of_frame(tree)
    for contact in tree.contacts:
        for field in _CONTACT_FIELDS:
            limit = "name" if field == "name" else "block"
            yield _plain(f"contact:{contact.id}#{field}", getattr(contact, field), limit)
    for phrase in tree.phrases:
        yield _plain(f"phrase:{phrase.id}#text", phrase.text)
    for notice in tree.notices:
        yield _plain(f"notice:{notice.id}#text", notice.text)
    for page in tree.pages:
        yield from _of_page(page)


def _of_frame(tree: SourceTree) -> Iterator[Message]:
    yield _plain("bundle#title", tree.title)
    for site in tree.sites:
        yield _plain(f"site:{site.id}#name", site.name, "site")
        yield _plain(f"site:{site.id}#title", site.title, "site")
    for topic in tree.topics:
        yield _plain(f"topic:{topic.id}#title", topic.title, "tile")
    for source in tree.sources:
        yield _plain(f"source:{source.id}#title", source.title)


def _of_page(page: Page) -> Iterator[Message]:
    owner = f"page:{page.id}"
    fields = [("title", page.title, "title"), ("summary", page.summary, "summary")]
    fields += [(name, text, "block") for name, text in page.answers]
    fields.append(("keywords", page.keywords, ""))
    for name, text, limit in fields:
        yield _plain(f"{owner}#{name}", text, limit, critical=page.critical)
    for index, (text, block) in enumerate(page.body):
        if block.kind != "contact":
            context = f"{owner}#body"
            yield Message(context, text, f"{context}/{index}", LIMITS["block"], page.critical)


def _plain(context: str, text: str, limit: str = "block", *, critical: bool = False) -> Message:
    return Message(context, text, context, LIMITS.get(limit, 10 * LIMITS["block"]), critical)
