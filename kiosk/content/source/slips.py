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
    "did not find expected alphabetic or numeric character": "a text begins with a sign that cannot stand there",
    "did not find expected comment or line break": "a text begins with a sign that cannot stand there",
    "did not find expected <document start>": "this line is indented otherwise than the one before it",
}
_WRITE = 'write key: value, and put a text with : # " or { in "double quotes"'


class Slip(NamedTuple):
    """What is wrong and what to do; *line* counts from 0."""

    line: int
    what: str
    what_to_do: str


#: A line with a key of its own, or what was meant as one.
_KEY = re.compile(r"(?P<indent>[ ]*(?:- +)?)(?P<key>[A-Za-z][\w-]*)(?P<colon>[ ]?[:=：]|\Z)(?P<value>.*)")
#: Blanks that YAML takes for letters.
_ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INDENTED = re.compile(rf"[ ]*(?P<blank>[{_ODD_BLANKS}])[ {_ODD_BLANKS}]*(?:-[ {_ODD_BLANKS}]|[a-z_]+:(?:\s|$))")
_AFTER_COLON = re.compile(rf"[ ]*(?:-[ ]+)?[a-z][a-z_]*(?P<before>[{_ODD_BLANKS}]*):[ ]*(?P<blank>[{_ODD_BLANKS}]?)")
_AFTER_DASH = re.compile(rf"[ ]*-(?P<blank>[{_ODD_BLANKS}])")
_NOT_CLOSED = "a quote is opened here and not closed"
_NOT_OPENED = "a quote is closed here and not opened"
#: What to do about a quote that has no other.
BOTH_ENDS = 'write " at both ends of the text'


def odd_blank(text: str) -> Slip | None:
    """Return the first line on which a blank that YAML takes for a letter stands where an ordinary one has to."""
    if text.isascii():
        return None
    for number, line in enumerate(text.split("\n")):
        for shape, where in ((_INDENTED, "before it"), (_AFTER_DASH, "after the -"), (_AFTER_COLON, "at the colon")):
            found = shape.match(line)
            blank = found and (found["blank"] or found.groupdict().get("before"))
            if blank:
                what_to_do = f"type the blanks {where} again: some are no-break spaces (U+{ord(blank[0]):04X})"
                return Slip(number, f"a blank {where} is no ordinary one", what_to_do)
    return None


def swallowed_key(lines: list[str], first: int, last: int, *, is_quoted: bool) -> Slip | None:
    """Return the slip by which a text goes on into lines with keys of their own; lines count from 0."""
    for number in range(first + 1, last + 1):
        found = _KEY.fullmatch(lines[number])
        if found is None or not found["colon"] or not found["key"].islower():
            continue
        if is_quoted and re.match(r"\s|$", found["value"]):
            return Slip(first, _NOT_CLOSED, BOTH_ENDS)
        if not is_quoted and "=" not in found["colon"] and re.match(r"[^\s/]", found["value"]):
            what = f'a colon and a blank are missing after "{found["key"]}"'
            return Slip(number, what, f"write {found['key']}: …")
    return None


def slip(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Return what an editor did who made the parser say *error* of *text*."""
    mark = error.problem_mark or error.context_mark
    index, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    index = min(index, len(lines) - 1)
    problem, context = error.problem or "", error.context or ""
    opening = error.context_mark.line if "quoted scalar" in context and error.context_mark else None
    begun = error.context_mark.line if error.context_mark else index
    found = (
        _quote(lines[: index + 1], opening)
        or _entry_or_list(lines[index], index, begun, problem)
        or _misplaced_key(lines, index, column, problem)
    )
    if found:
        return found
    what = _IN_PLAIN_WORDS.get(problem, problem or context)
    if "\t" in "\n".join(lines[max(0, index - 1) : index + 1]):
        return Slip(index, what, "indent with spaces, not with tabs")
    return Slip(index, what, _WRITE)


def _quote(lines: list[str], opening: int | None) -> Slip | None:
    """Return the first line whose quotes do not pair, else the one with the *opening* that the parser knows."""
    for number, line in enumerate(lines):
        if without_pairs(line).count('"') % 2:
            is_opened = re.match(r"""[^"']*(?:^|[:\[,-])\s*"[^"]*$""", without_pairs(line))
            return Slip(number, _NOT_CLOSED if is_opened else _NOT_OPENED, BOTH_ENDS)
    return Slip(opening, _NOT_CLOSED, BOTH_ENDS) if opening is not None else None


def without_pairs(line: str) -> str:
    """Return a line without what stands between quotes, and without what a note says."""
    plain = re.sub(r"""(?<![^\s\[,:-])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", "", line)
    return re.sub(r"(?:^|\s)#.*", "", plain)


def _entry_or_list(line: str, index: int, begun: int, problem: str) -> Slip | None:
    """Return the slip of an entry that does not begin with ``- ``, or of a list or key that has no end."""
    if re.match(r"\s*[-–—•·*]\s*id\s*:", line) and not line.strip().startswith("- "):
        return Slip(index, "an entry does not begin with a hyphen and a blank", 'write "- id: …"')
    if problem.endswith(("',' or ']'", "',' or '}'")):
        return Slip(begun, "a list is not closed, or has no commas", 'write ["one", "two"]')
    if problem == "could not find expected ':'":
        return Slip(begun, "a colon and a blank are missing after the first word", "write key: value")
    return None


def _misplaced_key(lines: list[str], index: int, column: int, problem: str) -> Slip | None:
    """Return the slip of a line whose key is indented otherwise than those around it, or of the one above without any.

    The parser stops at the first line that cannot go on the text above it.
    """
    found = _KEY.fullmatch(lines[index])
    above = next((number for number in range(index - 1, -1, -1) if lines[number].strip()), None)
    if found is None or above is None:
        return None
    before = _KEY.fullmatch(lines[above])
    is_own = problem.startswith("mapping values") and found.end("colon") == column + 1
    if is_own and (before is None or not re.match(r"[ ]?:\Z", before["colon"])):
        return Slip(above, "a colon and a blank are missing after the first word", "write key: value")
    if before is None or not (is_own or "expected" in problem):
        return None
    if is_own and before["value"].strip() and not before["value"].startswith(" "):
        return Slip(above, "a colon and a blank are missing after the first word", "write key: value")
    own, other = len(found["indent"]), len(before["indent"])
    if own == other or found["indent"].strip():
        return None
    way = "more" if own > other else "fewer"
    blanks = f"{abs(own - other)} {way} blank{'s' if abs(own - other) > 1 else ''}"
    what = f'the key "{found["key"]}" has {blanks} before it than "{before["key"]}" above'
    return Slip(index, what, "begin both in the same column")
