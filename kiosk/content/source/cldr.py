"""What CLDR knows of a language, at the time when a source is read."""

from __future__ import annotations

import re
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import exists

from kiosk.content.model import Direction

#: The locale of no language in particular: dates as numbers.
EVERYWHERE = "root"
_SCRIPT_LETTERS = 4
CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def parsed(name: str) -> Locale | None:
    """Return the locale of that name, written with ``-`` or ``_``; None if CLDR has none."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def is_language(code: str) -> bool:
    """Tell whether CLDR has the language, or at least a name for it."""
    return parsed(code) is not None or _base(code) in Locale("en").languages


def endonym(code: str) -> str:
    """Return what a language calls itself, written as a heading; its English name failing that."""
    found = parsed(code)
    own = found.get_display_name() if found else None
    name = own or Locale("en").languages.get(_base(code)) or code
    return name[0].title() + name[1:]


def direction(code: str, locale: Locale | None) -> Direction:
    """Return the locale's direction, else that of another one written in the code's script."""
    if locale is None:
        likely = get_global("likely_subtags")
        script = _script(likely.get(code.replace("-", "_"), likely.get(_base(code), "")))
        locale = _written_in(script) if script else None
    return cast("Direction", locale.text_direction) if locale else "ltr"


def script(code: str) -> str:
    """Return the script that a language is written in, as in ``Latn``; that too where CLDR knows none."""
    named = next((part.title() for part in re.split("[-_]", code)[1:] if len(part) == _SCRIPT_LETTERS), "")
    likely = get_global("likely_subtags")
    return named or _script(likely.get(code.replace("-", "_"), likely.get(_base(code), ""))) or "Latn"


def same_language(one: str, other: str) -> bool:
    """Whether two codes or locales are of the same language, whatever their script and territory."""
    aliases = get_global("language_aliases")
    first, second = (aliases.get(_base(code).lower(), _base(code).lower()) for code in (one, other))
    return _base(first) == _base(second)


def locale_names() -> list[str]:
    """Return the names by which locales are found."""
    return list(get_global("likely_subtags"))


def _base(code: str) -> str:
    return re.split("[-_]", code)[0]


def _script(name: str) -> str:
    parts = name.split("_")
    return parts[1] if len(parts) > 1 else ""


def _written_in(script: str) -> Locale | None:
    likely = sorted(get_global("likely_subtags").items())
    names = (name for name, full in likely if "_" not in name and _script(full) == script)
    return next((Locale.parse(name) for name in names if exists(name)), None)
