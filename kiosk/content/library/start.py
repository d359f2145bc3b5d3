"""Reads start.json: all that the start screen needs, so that the first frame waits for no more."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args

from kiosk.content.library.schema import FORMAT, FORMATS
from kiosk.content.library.shapes import (
    CODE,
    FILE,
    HASH,
    ISOLATES,
    LOCALE,
    MOST_FILES,
    MOST_LANGUAGES,
    MOST_SITES,
    MOST_WORDS,
    NAME,
    entries,
    items,
    like,
    text,
    word,
)
from kiosk.content.model import LIMITS, Direction, Language
from kiosk.errors import BundleError, reason_of

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

    *format* is one of `schema.FORMATS`; *ui_texts* has the screens' words that come with the content,
    by language; *media* the hash of each file in ``media``.
    """

    bundle_id: str
    title: Mapping[str, str]
    source_language: str
    languages: tuple[Language, ...]
    sites: tuple[StartSite, ...]
    content_sha256: str
    ui_texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

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
        raw = json.loads(_read(path))
        if not isinstance(raw, dict):
            raise BundleError(f"{path} is damaged (it holds no names); install the content again")
        refuse_unknown(raw.get("format"), bundle)
        return _start(raw)
    except OSError as error:
        raise BundleError(f"{bundle} holds no content ({reason_of(error)}); name a bundle") from error
    except KeyError as error:
        raise BundleError(f"{path} is damaged (something is missing); install the content again") from error
    except (ValueError, TypeError, RecursionError, MemoryError) as error:
        raise BundleError(f"{path}{_line_of(error)} is damaged; install the content again") from error


def _line_of(error: BaseException) -> str:
    """Return in which line a file of JSON stops being readable, as ``:3``; nothing for other errors."""
    return f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""


def refuse_unknown(found: object, bundle: Path) -> None:
    """Make sure that this program reads bundles of the format that was *found*.

    Raises:
        BundleError: It does not.
    """
    if type(found) is int and found > FORMATS[-1]:
        raise BundleError(f"{bundle} is of another format ({found}), later than this kiosk; update its program first")
    if type(found) is not int or found not in FORMATS:
        raise BundleError(f"{bundle} is of another format; build it with this version")


def _read(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        raise BundleError(f"{path} is no file; install the content again")
    with path.open("rb") as file:
        content = file.read(_LIMIT + 1)
    if len(content) > _LIMIT:
        raise BundleError(f"{path} is too large; install the content again")
    return content


def _start(raw: dict[str, Any]) -> Start:
    media = {like(name, FILE): like(sha256, HASH) for name, sha256 in entries(raw["media"], MOST_FILES).items()}
    languages = tuple(_language(each, media) for each in items(raw["languages"], MOST_LANGUAGES))
    codes = [language.code for language in languages]
    sites = tuple(_site(each, codes) for each in items(raw["sites"], MOST_SITES))
    if len(codes) != len(set(codes)) or len(sites) != len({site.id for site in sites}):
        raise ValueError("a language or a centre stands twice")
    if raw["source_language"] not in codes:
        raise ValueError("its language is not on offer")
    return Start(
        bundle_id=like(raw["id"], NAME),
        title=_texts(raw["title"], codes, LIMITS["block"]),
        source_language=like(raw["source_language"], CODE),
        languages=languages,
        sites=sites,
        content_sha256=like(raw["content_sha256"], HASH),
        ui_texts={_among(code, codes): _words(words) for code, words in entries(raw["ui_texts"], len(codes)).items()},
        media=media,
        format=raw["format"],
    )


def _language(raw: object, media: Mapping[str, str]) -> Language:
    found = Language(**entries(raw, len(fields(Language))))
    like(found.code, CODE)
    like(found.locale, LOCALE)
    text(found.greeting, LIMITS["summary"])
    if not text(found.endonym, LIMITS["name"]) or found.direction not in get_args(Direction):
        raise ValueError("a language has no name or no direction")
    if found.font != "" and found.font not in media:
        raise ValueError("a typeface is missing")
    return found


def _site(raw: object, codes: list[str]) -> StartSite:
    site = entries(raw, len(fields(StartSite)))
    name, title = (_texts(site[key], codes, LIMITS["site"]) for key in ("name", "title"))
    languages = tuple(_among(code, codes) for code in items(site["languages"], len(codes)))
    return StartSite(like(site["id"], NAME), name, title, languages)


def _texts(raw: object, codes: list[str], longest: int) -> dict[str, str]:
    found = entries(raw, len(codes))
    return {_among(code, codes): text(value, longest + ISOLATES) for code, value in found.items()}


def _words(raw: object) -> dict[str, str]:
    return {word(message): word(value) for message, value in entries(raw, MOST_WORDS).items()}


def _among(code: object, codes: list[str]) -> str:
    if code not in codes:
        raise ValueError("a language is not on offer")
    return str(code)
