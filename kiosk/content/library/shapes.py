"""What the names, texts and lists of a bundle look like, so that nothing else in it reaches the screen."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

#: An id, a page's id, a language's code and a name of CLDR's, as a source may have them.
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
PAGE = re.compile(rf"{NAME.pattern}/{NAME.pattern}")
CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
LOCALE = re.compile(r"[a-z]{2,8}(?:_[A-Za-z0-9]{1,8}){0,4}(?:@[a-z0-9]{1,16})?")
#: A file in ``media``, its folders included, and the hash of one.
FILE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,40}(?:/[a-z0-9][a-z0-9_.-]{0,40}){0,3}")
HASH = re.compile("[0-9a-f]{64}")

#: How much longer than the editor's a text is that keeps its own direction, by the isolates around it.
ISOLATES = 2
#: How many languages, centres and files a bundle may have.
MOST_LANGUAGES, MOST_SITES, MOST_FILES = 100, 1000, 20_000
#: How many words of the screens a language may bring, and how long one may be, in characters.
MOST_WORDS, LONGEST_WORD = 5000, 4000

# As `content.files` refuses them, and half characters, which JSON can hold.
_CONTROLS = "\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffd\ud800-\udfff"
_MARKS = "\u0300-\u036f\u0483-\u0489\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_UNREADABLE = re.compile(f"[\x00-\x1f{_CONTROLS}]|[{_MARKS}]{{8}}")
#: The screens' words may have several lines, and a context before U+0004.
_UNREADABLE_WORDS = re.compile(f"[\x00-\x03\x05-\x08\x0b\x0c\x0e-\x1f{_CONTROLS}]|[{_MARKS}]{{8}}")
# One set of characters is looked for many times as fast as an alternative.
_SUSPECT = re.compile(f"[\x00-\x1f{_CONTROLS}{_MARKS}]")


def is_readable(value: object, longest: int) -> bool:
    """Whether this is a text on one line of at most so many characters, without any that act on others."""
    if not isinstance(value, str) or (_SUSPECT.search(value) and _UNREADABLE.search(value)):
        return False
    return len(value) <= longest or len(unicodedata.normalize("NFC", value)) <= longest


def text(value: object, longest: int) -> str:
    """Return a text on one line.

    Raises:
        ValueError: It is none, too long or cannot be shown.
    """
    if not isinstance(value, str) or not is_readable(value, longest):
        raise ValueError("a text cannot be shown")
    return value


def word(value: object) -> str:
    """Return a text of the screens, or what it translates.

    Raises:
        ValueError: It is none, too long or cannot be shown.
    """
    if not isinstance(value, str) or len(value) > LONGEST_WORD or _UNREADABLE_WORDS.search(value):
        raise ValueError("a text of the screens cannot be shown")
    return value


def like(value: object, shape: re.Pattern[str]) -> str:
    """Return a name of a *shape*.

    Raises:
        ValueError: It has another one.
    """
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError("a name cannot be one")
    return value


def items(value: object, most: int) -> list[Any]:
    """Return a list.

    Raises:
        ValueError: It is none, or has more than so many items.
    """
    if not isinstance(value, list) or len(value) > most:
        raise ValueError("a list is none or far too long")
    return value


def entries(value: object, most: int) -> dict[str, Any]:
    """Return a mapping.

    Raises:
        ValueError: It is none, or has more than so many entries.
    """
    if not isinstance(value, dict) or len(value) > most:
        raise ValueError("a group of entries is none or far too large")
    return value
