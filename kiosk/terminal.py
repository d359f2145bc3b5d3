"""Writes to a terminal what others have written, without anything that would steer the terminal."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

#: Control characters, those that change the direction of text, and line ends that only some programs see.
_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_IN_TEXT, _IN_LINE = re.compile(f"[{_STEERING}]"), re.compile(f"[\t\n{_STEERING}]")


def one_line(text: str) -> str:
    """Return a name or an answer of somebody else as a part of one line, with what would steer a terminal spelled out.

    It is spelled as JSON spells it, since lines of JSON pass here, too.
    """
    return _IN_LINE.sub(_spelled, text)


def guard() -> None:
    """Have all that this process prints, errors and tracebacks too, pass without steering the terminal."""
    if not isinstance(sys.stdout, _Guarded):
        sys.stdout = cast("TextIO", _Guarded(sys.stdout))
    if not isinstance(sys.stderr, _Guarded):
        sys.stderr = cast("TextIO", _Guarded(sys.stderr))


class _Guarded:
    """A stream that is otherwise the one it was made of."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(_IN_TEXT.sub(_spelled, text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _spelled(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
