"""The words of the screens in the visitor's language, and dates as that language writes them."""

from __future__ import annotations

import datetime as dt
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.isolates import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.content.model import Direction

#: The language that the screens' words are written in; it needs no catalogue.
CODE_LANGUAGE = "en"

#: A placeholder, or a brace that belongs to none.
_BRACES = re.compile(r"\{\w+\}|[{}]")
_MONTHS = 12
#: CLDR's locale of no language in particular.
_EVERYWHERE = "root"
#: A time of the day, and how many of them make a span.
_CLOCK, _ENDS = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"), 2


@dataclass(frozen=True)
class Tongue:
    """A language's words for the screens: its *catalogues*, the first one first."""

    catalogues: Sequence[Mapping[str, str]] = ()
    direction: Direction = "ltr"

    def find(self, message: str) -> str:
        """Return *message* in this language, nothing if it has no words for it."""
        for catalogue in self.catalogues:
            found = catalogue.get(message, "")
            if found and _placeholders(found) == _placeholders(message):
                return found
        return ""


class Wording:
    """The screens' texts in one language; what is missing comes from *otherwise*, then from English."""

    def __init__(self, language: str, own: Tongue, locale: str = "", otherwise: Tongue | None = None) -> None:
        self.language = language
        self._own, self._otherwise = own, otherwise or Tongue()
        self._locale = locale or language

    def gettext(self, message: str) -> str:
        """Return *message* in this language; another one's words keep their own direction."""
        if found := self.own(message):
            return found
        if found := self._otherwise.find(message):
            return self._turned(found, self._otherwise.direction)
        return self._turned(message, "ltr")

    def own(self, message: str) -> str:
        """Return *message* in this language, nothing if it is not translated."""
        return self._own.find(message) or (message if self.language == CODE_LANGUAGE else "")

    def _turned(self, text: str, direction: Direction) -> str:
        return text if direction == self._own.direction else isolated(text, direction)

    def date(self, day: dt.date) -> str:
        """Return *day* in words, as in "3 de noviembre de 2026", to stand in a sentence of any language."""
        text = self._date(day)
        return text if self._own.direction == "ltr" else isolated(text, "rtl")

    def _date(self, day: dt.date) -> str:
        """Return *day* as this language writes it.

        The language's own months come before those of CLDR, which has French ones for Haitian
        Creole; where neither knows any, the day is written as in ISO 8601.
        """
        from babel import UnknownLocaleError
        from babel.dates import format_date

        _ = self._own.find
        # L10N: Translate these months and how a date is written only if dates are shown in another language than
        # L10N: yours, as they are for Haitian Creole; else leave both empty.
        months = _("January, February, March, April, May, June, July, August, September, October, November, December")
        # L10N: As in "3 November 2026".
        form, names = _("{day} {month} {year}"), months.split(",")
        if form and len(names) == _MONTHS:
            return form.format(day=day.day, month=names[day.month - 1].strip(), year=day.year)
        if self._locale == _EVERYWHERE:
            return day.isoformat()
        try:
            return format_date(day, "long", locale=self._locale)
        except (UnknownLocaleError, ValueError):
            return day.isoformat()

    def time(self, text: str) -> str:
        """Return ``HH:MM`` or ``HH:MM-HH:MM`` as this language writes it; other words as they are."""
        parts = text.split("-")
        if len(parts) > _ENDS or not all(_CLOCK.fullmatch(part.strip()) for part in parts):
            return text
        return "\u00a0–\u00a0".join(self._time(part.strip()) for part in parts)

    def _time(self, clock: str) -> str:
        from babel import UnknownLocaleError
        from babel.dates import format_time

        try:
            return format_time(dt.time.fromisoformat(clock.zfill(5)), "short", locale=self._locale)
        except (UnknownLocaleError, ValueError):
            return clock


def _placeholders(text: str) -> list[str]:
    """Return the names in braces; a translation that has others cannot be filled in and is passed over."""
    return sorted(_BRACES.findall(text)) if "{" in text or "}" in text else []


def catalogue_folder() -> Path:
    """Return the folder of the shipped catalogues, beside the package or in the frozen program."""
    frozen = getattr(sys, "_MEIPASS", "")
    return Path(frozen) / "translations" if frozen else Path(__file__).parent.parent / "translations"


@cache
def shipped(language: str) -> Mapping[str, str]:
    """Return the shipped texts of *language*, of ``es`` for ``es-MX``; empty when the app brings none.

    The catalogues are read as they are: three of them take a few milliseconds, so nothing
    has to be compiled before the kiosk runs. Fuzzy entries do not count.
    """
    import polib

    names = (language.replace("-", "_"), re.split("[-_]", language)[0])
    path = next((path for name in names if (path := catalogue_folder() / f"{name}.po").is_file()), None)
    if path is None:
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.translated()}
