"""What a stick offers, as the process that looked at it answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.content.isolates import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.content.model import Language
    from kiosk.i18n import Wording

SAME, SET_ASIDE = "same", "set-aside"
PHONE = "phone"


@dataclass(frozen=True)
class Way:
    """A way to somebody that changes; *old* or *new* is empty where there is none. *kind* is one of `facts.WAYS`."""

    name: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True)
class Changes:
    """What changes for people: *contacts* are pairs of verb and name, *pages* counts by verb, languages are codes."""

    ways: tuple[Way, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)
    languages_added: tuple[str, ...] = ()
    languages_removed: tuple[str, ...] = ()
    other: int = 0

    def __bool__(self) -> bool:
        languages = self.languages_added or self.languages_removed
        return bool(self.ways or self.contacts or any(self.pages.values()) or languages or self.other)

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Changes:
        """Return what the answer has under ``changes``."""
        return cls(
            tuple(Way(way["name"], way["kind"], way["old"], way["new"]) for way in raw["ways"]),
            tuple((contact["verb"], contact["name"]) for contact in raw["contacts"]),
            dict(raw["pages"]),
            tuple(raw["languages"]["added"]),
            tuple(raw["languages"]["removed"]),
            int(raw["other"]),
        )


@dataclass(frozen=True)
class Offer:
    """One publication, laid out in *path* and not installed; *size* in bytes."""

    path: Path
    title: str
    label: str
    publisher: str
    published: date
    review_by: date
    languages: tuple[str, ...]
    pages: int
    size: int
    relation: str
    changes: Changes

    @property
    def name(self) -> str:
        """The title with the version, as people call it."""
        return named(self.title, self.label)

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Offer:
        """Return what ``kiosk device look`` answered."""
        return cls(
            Path(answer["path"]),
            answer["title"],
            answer["label"],
            answer["publisher"],
            datetime.fromisoformat(answer["published"]).date(),
            date.fromisoformat(answer["review_by"]),
            tuple(answer["languages"]),
            int(answer["pages"]),
            int(answer["bytes"]),
            answer["relation"],
            Changes.of(answer["changes"]),
        )


def named(title: str, label: str) -> str:
    """Return how people call a publication: its title and its version, each in its own direction."""
    return " ".join(filter(None, (isolated(title, "auto"), isolated(label))))


def megabytes(size: int) -> int:
    """Return a size in bytes as millions of them, never 0."""
    return max(1, round(size / 1_000_000))


def in_words(codes: Iterable[str], wording: Wording, spoken: Mapping[str, Language]) -> str:
    """Return languages by their names in the reader's words, else by the names that they have for themselves."""
    return ", ".join(_language(code, wording, spoken) for code in codes)


def _language(code: str, wording: Wording, spoken: Mapping[str, Language]) -> str:
    from babel import Locale, UnknownLocaleError

    known = spoken.get(code)
    try:
        name = Locale.parse(code, sep="-").get_display_name(Locale.parse(wording.language, sep="-"))
    except (UnknownLocaleError, ValueError, KeyError):
        # The frozen kiosk knows the names of languages in those alone that it speaks itself.
        name = None
    return isolated(name or (known.endonym if known else code), "auto")
