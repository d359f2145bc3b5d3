"""Reads YAML in which every scalar is a text, each with its line, and refuses what is too clever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kiosk.content.report import Place, Report
from kiosk.content.source.slips import BOTH_ENDS, Slip, odd_blank, slip, swallowed_key, without_pairs

_DEPTH = 8
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Scalar:
    """A text as written; *line* counts from 1 in its file.

    *lost* is what seems meant as a text, had its sign # not made a comment of it. *is_folded* tells whether it
    stands on more than one line, *is_quoted* whether in quotes.
    """

    text: str
    line: int
    lost: str = ""
    is_folded: bool = False
    is_quoted: bool = False


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True)
class Mapping:
    """Keys in the order written, each with its node; a repeated key keeps its first node."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int


Node = Scalar | Sequence | Mapping


class _UnreadableError(Exception):
    """The rest of the document makes no sense."""


class _SlipError(_UnreadableError):
    """The rest of the document is not what was meant: what it is makes sense to the parser alone."""

    def __init__(self, found: Slip) -> None:
        self.slip = found


def read_document(text: str, file: str, report: Report, first_line: int = 1) -> Node | None:
    """Return the document in *text*, whose first line is *first_line* of *file*.

    None if it is empty or cannot be read, which is then in the *report*.
    """
    found = odd_blank(text)
    try:
        if found is None:
            return _Builder(text, file, report, first_line).document()
    except _SlipError as error:
        found = error.slip
    except _UnreadableError:
        report.unread.add(file)
    except yaml.MarkedYAMLError as error:
        found = slip(error, text)
    except yaml.YAMLError as error:
        what = f"this is no YAML: {' '.join(str(error).split())}"
        report.refuse(file, what, "write key: value lines", first_line)
    if found:
        report.refuse(file, f"this is no YAML: {found.what}", found.what_to_do, found.line + first_line)
    return None


class _Builder:
    """Builds nodes from the parser's events, which expand no alias and convert no value."""

    def __init__(self, text: str, file: str, report: Report, first_line: int) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self._file, self._report, self._first_line = file, report, first_line
        self._lines = text.split("\n")
        self._told: set[str] = set()

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._stop(event, "a second document begins", "remove the line ---")
                root = self._node(next(self._events), 0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        line = self._line(event)
        self._refuse_cleverness(event)
        if depth > _DEPTH:
            self._stop(event, "the lists lie too deep in one another", "write fewer levels")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(depth)), line)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(self._entries(depth), line)
        if isinstance(event, yaml.AliasEvent):
            return Scalar("", line)
        return self._scalar(event, line)

    def _scalar(self, event: Any, line: int) -> Scalar:
        text = str(event.value)
        is_plain = not event.style
        is_block = event.style in {"|", ">"}
        first, last = event.start_mark.line, event.end_mark.line
        if not is_block and (found := swallowed_key(self._lines, first, last, is_quoted=not is_plain)):
            raise _SlipError(found)
        if is_plain and without_pairs(text).count('"') % 2:
            raise _SlipError(Slip(event.end_mark.line, "a quote is closed here and not opened", BOTH_ENDS))
        if is_plain and text in {"~", "null", "Null", "NULL"}:
            self._once(event, f"{text} is shown as a text", "leave the value empty")
        comment = self._comment_after(event.end_mark) if is_plain else ""
        if text and comment:
            what_to_do = 'put the text in "double quotes" if the sign # belongs to it'
            place = Place(self._file, self._line(event))
            self._report.warning(place, "what follows # is not shown", what_to_do)
        lost = "" if text or comment[1:2] in {"", " ", "#"} else comment
        return Scalar(text, line, lost, is_folded=last > first, is_quoted=not is_plain)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, tuple[Scalar, Node]]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._stop(event, "a key is a list", "write a word before the colon")
            elif key.text in entries and key.text == "id":
                self._stop(event, "a second id stands in this entry", 'begin each entry with a hyphen: "- id: …"')
            elif key.text in entries:
                first = entries[key.text][0].line
                what = f'the key "{key.text}" stands twice (first in line {first})'
                self._report.error(Place(self._file, key.line), what, "keep one of them")
            else:
                entries[key.text] = (key, value)
        return entries

    def _refuse_cleverness(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._once(event, "an alias (*) is refused", "write the value out")
        elif getattr(event, "anchor", None) is not None:
            self._once(event, "an anchor (&) is refused", "write the value without it")
        if getattr(event, "tag", None) is not None:
            self._once(event, f"the tag {event.tag} is refused", "write the value without it")

    def _once(self, event: Any, what: str, what_to_do: str) -> None:
        """Note a problem of a kind the first time only: a bomb has it a million times."""
        if what not in self._told:
            self._told.add(what)
            self._report.error(Place(self._file, self._line(event)), what, what_to_do)

    def _stop(self, event: Any, what: str, what_to_do: str) -> None:
        self._report.error(Place(self._file, self._line(event)), what, what_to_do)
        raise _UnreadableError

    def _comment_after(self, mark: Any) -> str:
        """Return the comment that stands behind a value on its line, if any."""
        rest = "".join(self._lines[mark.line : mark.line + 1])[mark.column :].strip()
        return rest.partition(" #")[0].rstrip() if rest.startswith("#") else ""

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first_line
