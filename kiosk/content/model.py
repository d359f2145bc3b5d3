"""The typed content: what a source says, and what a library shows of it in one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "step", "warning", "contact"]
PageKind = Literal["text", "service", "list", "phrases"]
Direction = Literal["ltr", "rtl"]

#: An on-screen keyboard: rows of keys from the top, each key what it types.
Keyboard = tuple[tuple[str, ...], ...]

#: The five questions that every page of kind "service" answers, in this order.
ANSWERS = ("what", "whom", "cost", "papers", "where")

#: The longest texts that fit their place on the screen, in characters of any language.
LIMITS = {"tile": 28, "title": 48, "site": 48, "name": 60, "summary": 120, "block": 400}


@dataclass(frozen=True)
class Span:
    """A run of text within a block; *target* is ``page:topic/name``, ``contact:id`` or empty."""

    text: str
    strong: bool = False
    target: str = ""


@dataclass(frozen=True)
class Block:
    """The unit of translation, of a voice clip and of highlighting.

    A ``contact`` block has no spans but the *contact* whose card stands there.
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    contact: str = ""

    @property
    def text(self) -> str:
        """The block as plain text."""
        return "".join(span.text for span in self.spans)


# ---------------------------------------------------------------- as the editor wrote it


@dataclass(frozen=True)
class Language:
    """A language on offer. *locale* is a CLDR name; *font* a file in the bundle's media or empty."""

    code: str
    endonym: str
    greeting: str
    locale: str
    direction: Direction
    font: str = ""


@dataclass(frozen=True)
class Topic:
    """A group of pages. *colour* is ``#RRGGBB``; a topic without *tile* is reached by its slot."""

    id: str
    icon: str
    colour: str
    title: str
    sensitive: bool = False
    tile: bool = True


@dataclass(frozen=True)
class Source:
    """Where facts come from. *year* is ``2022`` or ``~2022``."""

    id: str
    title: str
    publisher: str
    year: str


@dataclass(frozen=True)
class Contact:
    """Somebody to turn to. *checked* is the day somebody confirmed it, None for never."""

    id: str
    name: str
    icon: str
    note: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    address: str = ""
    web: str = ""
    social: tuple[str, ...] = ()
    hours: str = ""
    languages: str = ""
    id_required: str = ""
    source: str = ""
    checked: date | None = None
    review_by: date | None = None


@dataclass(frozen=True)
class Page:
    """A page as written: texts in the source language, *body* still in blocks with their Markdown."""

    id: str
    topic: str
    title: str
    summary: str
    icon: str
    source: str
    order: int = 100
    kind: PageKind = "text"
    contacts: tuple[str, ...] = ()
    keywords: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    sensitive: bool = False
    critical: bool = False
    checked: date | None = None
    review_by: date | None = None
    body: tuple[tuple[str, Block], ...] = ()


@dataclass(frozen=True)
class Phrase:
    """A sentence that a visitor shows to staff."""

    id: str
    text: str
    icon: str = ""


@dataclass(frozen=True)
class NoticeTemplate:
    """A notice that staff fill in; placeholders are ``{time}`` and ``{place}``."""

    id: str
    text: str


@dataclass(frozen=True)
class Site:
    """A centre: its name, and what of the content comes first or is hidden there."""

    id: str
    name: str
    title: str
    languages: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    topics_first: tuple[str, ...] = ()
    topics_hidden: tuple[str, ...] = ()


# ---------------------------------------------------------------- as the screen shows it


@dataclass(frozen=True)
class Shown:
    """A text as it is shown: *language* is the one it is really in, *stale* if its source changed since."""

    text: str
    language: str
    stale: bool = False


@dataclass(frozen=True)
class ShownSite:
    """A centre's words in one language."""

    id: str
    name: Shown
    title: Shown


@dataclass(frozen=True)
class ShownTopic:
    """A topic in one language."""

    id: str
    icon: str
    colour: str
    title: Shown
    sensitive: bool
    tile: bool


@dataclass(frozen=True)
class ShownSummary:
    """A page's line in a list, in one language."""

    id: str
    topic: str
    icon: str
    title: Shown
    summary: Shown
    sensitive: bool


@dataclass(frozen=True)
class ShownBlock:
    """A block in one language, with the state of its translation."""

    block: Block
    language: str
    stale: bool = False


@dataclass(frozen=True)
class Phone:
    """A phone number: the *number* as it is shown, what a code *dials*, and the *extension* to be asked for.

    *dials* is ``+`` and digits for an international number, digits for a national one, and empty where nobody can
    tell from the number what to dial.
    """

    number: str
    dials: str = ""
    extension: str = ""

    def __str__(self) -> str:
        return f"{self.number} ext. {self.extension}" if self.extension else self.number


@dataclass(frozen=True)
class ShownContact:
    """A contact in one language; empty texts are not shown."""

    id: str
    icon: str
    name: Shown
    note: Shown
    phones: tuple[Phone, ...]
    email: str
    address: Shown
    web: str
    social: tuple[str, ...]
    hours: Shown
    languages: Shown
    id_required: Shown
    checked: date | None


@dataclass(frozen=True)
class ShownPhrase:
    """A sentence to show to staff, in one language."""

    id: str
    icon: str
    text: Shown


@dataclass(frozen=True)
class ShownNotice:
    """A template for a notice in one language, with its placeholders."""

    id: str
    text: Shown


@dataclass(frozen=True)
class Found:
    """What a search found. *target* is ``page:topic/name``, ``topic:id`` or ``contact:id``.

    *colour* is that of the topic; a contact has none.
    """

    target: str
    icon: str
    title: Shown
    colour: str
    sensitive: bool


@dataclass(frozen=True)
class Provenance:
    """What the foot of a page says: the source, its year and when somebody last checked it."""

    title: Shown
    publisher: str
    year: str
    checked: date | None


@dataclass(frozen=True)
class ShownPage:
    """A whole page in one language. *answers* are (question id, text), empty unless a service.

    *contacts* are those the page names first, then those whose cards stand in its body.
    """

    summary: ShownSummary
    topic: ShownTopic
    kind: PageKind
    blocks: tuple[ShownBlock, ...]
    answers: tuple[tuple[str, Shown], ...]
    contacts: tuple[ShownContact, ...]
    provenance: Provenance
    critical: bool
    names: dict[str, str] = field(default_factory=dict)
    """What links in the blocks are called: target to title."""
