"""Says in an editor's words what is wrong with a text that is no YAML, and in which line."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

#: What the parser says of the commonest slips, for those who do not know its terms.
_IN_PLAIN_WORDS = {
    "mapping values are not allowed in this context": "a colon stands within a text",
    "found a tab character that violates indentation": "a tab stands before the text",
    "found character that cannot start any token": "a text begins with a sign that cannot stand there",
    "did not find expected key": "something stands behind a text's end",
    "did not find expected '-' indicator": "an entry is indented otherwise than the one before it",
}
_WRITE = 'write key: value, and put a text with : # " or { in "double quotes"'


class Slip(NamedTuple):
    """What is wrong and what to do; *line* counts from 0."""

    line: int
    what: str
    what_to_do: str


def slip(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Return what an editor did who made the parser say *error* of *text*."""
    mark = error.problem_mark or error.context_mark
    index, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    problem, context = error.problem or "", error.context or ""
    around = "\n".join(lines[max(0, index - 1) : index + 1])
    if "quoted scalar" in context or problem == "did not find expected key":
        opening = error.context_mark.line if "quoted scalar" in context and error.context_mark else None
        if (opened := _opened(lines[: index + 1], opening)) is not None:
            return Slip(opened, "a quote is opened here and not closed", 'write " at both ends of the text')
    if problem.startswith("mapping values") and _is_key(lines, index, column):
        return Slip(index - 1, "a colon and a blank are missing after the first word", "write key: value")
    what = _IN_PLAIN_WORDS.get(problem, problem or context)
    if "\t" in around:
        return Slip(index, what, "indent with spaces, not with tabs")
    if re.search("^ *\u00a0", around, re.MULTILINE):
        return Slip(index, what, "delete the blanks before it and type them again: some are no-break spaces")
    return Slip(index, what, _WRITE)


def _opened(lines: list[str], opening: int | None) -> int | None:
    """Return the first line with a quote that nothing closes in it, else the *opening* that the parser knows."""
    odd = [number for number, line in enumerate(lines) if line.count('"') % 2]
    return odd[0] if odd else opening


def _is_key(lines: list[str], index: int, column: int) -> bool:
    """Whether the colon is that of a line's own key, so that the line above it went on into this one."""
    key = re.match(r"[ -]*[\w-]+:", lines[index])
    above = lines[index - 1].strip() if index else ""
    return key is not None and key.end() == column + 1 and bool(above) and ": " not in above
