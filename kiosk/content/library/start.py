"""Reads start.json: all that the start screen needs, so that the first frame waits for no more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.content.library.schema import FORMAT
from kiosk.content.model import Language
from kiosk.errors import BundleError

START, CONTENT, MEDIA = "start.json", "content.db", "media"
#: More than any start.json has, in bytes: its largest part are the screens' words.
_LIMIT = 16 * 1024 * 1024


@dataclass(frozen=True)
class StartSite:
    """A centre as the start screen names it: texts by language, languages in its order."""

    id: str
    name: Mapping[str, str]
    title: Mapping[str, str]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """What is known of a bundle before its content is opened.

    *ui_texts* has the screens' words that come with the content, by language;
    *media* the hash of each file in ``media``.
    """

    bundle_id: str
    title: Mapping[str, str]
    source_language: str
    languages: tuple[Language, ...]
    sites: tuple[StartSite, ...]
    content_sha256: str
    ui_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)

    def languages_at(self, site: str) -> tuple[Language, ...]:
        """Return all languages, those that a centre names first and in its order."""
        wanted = next((place.languages for place in self.sites if place.id == site), ())
        order = {code: number for number, code in enumerate(wanted)}
        return tuple(sorted(self.languages, key=lambda language: order.get(language.code, len(order))))

    def site_texts(self, site: str, language: str) -> tuple[str, str]:
        """Return the title and the name of a centre; the content's title if there is none."""
        for place in self.sites:
            if place.id == site:
                return self._text(place.title, language), self._text(place.name, language)
        return self._text(self.title, language), ""

    def _text(self, texts: Mapping[str, str], language: str) -> str:
        return texts.get(language) or texts.get(self.source_language, "")


def load_start(bundle: Path) -> Start:
    """Return what the start screen needs of the *bundle*, from its start.json alone.

    Raises:
        BundleError: It is missing, damaged or of another format.
    """
    path = bundle / START
    try:
        if path.stat().st_size > _LIMIT:
            raise BundleError(f"{path} is too large; install the content again")
        raw = json.loads(path.read_bytes())
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            raise BundleError(f"{bundle} is of another format; build it with this version")
        return _start(raw)
    except OSError as error:
        raise BundleError(f"{bundle} holds no content ({error.strerror}); name a bundle") from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BundleError(f"{path} is damaged; install the content again") from error


def _start(raw: dict[str, Any]) -> Start:
    start = Start(
        bundle_id=str(raw["id"]),
        title=_texts(raw["title"]),
        source_language=str(raw["source_language"]),
        languages=tuple(Language(**language) for language in raw["languages"]),
        sites=tuple(
            StartSite(
                str(site["id"]),
                _texts(site["name"]),
                _texts(site["title"]),
                tuple(str(code) for code in site["languages"]),
            )
            for site in raw["sites"]
        ),
        content_sha256=str(raw["content_sha256"]),
        ui_texts={str(code): _texts(words) for code, words in raw["ui_texts"].items()},
        media=_texts(raw["media"]),
    )
    if not start.languages:
        raise ValueError("no language")
    return start


def _texts(raw: dict[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in raw.items()}
