"""Finds what of a text no kiosk shows: characters that act on others, and accents heaped on a letter."""

from __future__ import annotations

from kiosk.content.library.shapes import is_readable
from kiosk.content.literals import Flaw

_WHAT_TO_DO = "delete it or type that passage again"


def unreadable(text: str) -> Flaw | None:
    """Return what of a text on one line cannot be shown, nothing if all of it can be.

    YAML's and gettext's escapes write characters that no file may hold as they are.
    """
    if is_readable(text, len(text)):
        return None
    for character in text:
        if not is_readable(character, 1):
            return Flaw(0, f"the character U+{ord(character):04X} cannot be shown", _WHAT_TO_DO)
    return Flaw(0, "there are too many accents on a letter", _WHAT_TO_DO)
