"""A source as read: the typed content, and where each part of it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kiosk.content.model import (
    Contact,
    Keyboard,
    Language,
    NoticeTemplate,
    Page,
    Phrase,
    Site,
    Source,
    Topic,
)
from kiosk.content.report import Place, place_of
from kiosk.content.source.screen_texts import ScreenTexts


class Link(NamedTuple):
    """A link in a body, to ``page:topic/name`` or ``contact:id``."""

    target: str
    place: Place


@dataclass(frozen=True)
class SourceTree:
    """All that an editor wrote, in the order in which it is shown."""

    folder: Path
    id: str
    title: str
    source_language: str
    country: str = ""
    """The CLDR territory whose short numbers (911) contacts may have, or empty."""
    languages: tuple[Language, ...] = ()
    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    contacts: tuple[Contact, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    notices: tuple[NoticeTemplate, ...] = ()
    sites: tuple[Site, ...] = ()
    pages: tuple[Page, ...] = ()
    screen_texts: Mapping[str, ScreenTexts] = field(default_factory=dict)
    """The texts of the screens for each language that brings them."""
    keyboards: Mapping[str, Keyboard] = field(default_factory=dict)
    """The keyboard of each language on offer."""
    media: Mapping[str, str] = field(default_factory=dict)
    """The files that go into the bundle's ``media``: name there to name in the folder."""
    catalogues: Mapping[str, str] = field(default_factory=dict)
    """The translations: language to the name of its catalogue in the folder."""
    text_size: int = 0
    """How many bytes of YAML and Markdown were read."""
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """The links in each page's body, by the page's id."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each field was written: ``page:health/doctor#title``, a block's ``…#body/3``."""

    def place(self, key: str) -> Place:
        """Return where a field or, if it was not written, its owner stands."""
        return place_of(self.places, key)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the languages on offer."""
        return tuple(language.code for language in self.languages)
