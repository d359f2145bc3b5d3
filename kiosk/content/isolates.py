"""Keeps a text's own direction within a text of the other direction, by Unicode's isolates (UAX 9)."""

from __future__ import annotations

from typing import Literal

#: What opens an isolate: left to right, right to left, or as its first letter says.
_OPENS = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_END = "\u2069"
_SIGNS = dict.fromkeys(map(ord, (*_OPENS.values(), _END)))


def isolated(text: str, direction: Literal["ltr", "rtl", "auto"] = "ltr") -> str:
    """Return *text* so that it keeps its order, as a phone number has to within right-to-left words."""
    return f"{_OPENS[direction]}{text}{_END}" if text else ""


def bare(text: str) -> str:
    """Return *text* without isolates, for readers that know none."""
    return text.translate(_SIGNS)
