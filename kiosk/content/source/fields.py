"""Takes typed values out of a YAML mapping and notes where each stands and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Sequence as Several
from datetime import date

from kiosk.content.report import Place, Report, place_of, suggest
from kiosk.content.source.documents import Mapping, Node, Scalar, Sequence
from kiosk.content.source.readable import unreadable

#: An id: it becomes part of file names, links and messages' contexts.
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Before the web nobody confirmed anything for a kiosk: the year is mistyped.
_EARLIEST = date(2000, 1, 1)
#: An id or an account.
_ITEM = re.compile(rf"{ID.pattern}|@[\w.]+")
#: What people type between the entries of a list in place of a comma.
_BETWEEN = re.compile(r"\s*[;|،、，]\s*|\s+[/+&]\s+")
_FLAGS = {"yes": True, "no": False}


class Notes:
    """What reading gathers besides the content: the report, and the place of each field."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.places: dict[str, Place] = {}


class Fields:
    """The values of one mapping, taken by name; ask for `unknown` last."""

    def __init__(self, mapping: Mapping, file: str, owner: str, notes: Notes) -> None:
        self._entries, self._file, self._owner, self._notes = mapping.entries, file, owner, notes
        self._report = notes.report
        self._asked: set[str] = set()
        self.place = Place(file, mapping.line)
        notes.places.setdefault(owner, self.place)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text on one line; *required* notes it when missing or empty."""
        node = self._take(key)
        value = self._scalar(node, f'"{key}"') if node is not None else ""
        if isinstance(node, Scalar) and node.lost:
            what_to_do = f'put it in quotes: {key}: "{node.lost}"'
            note = self._report.error if required else self._report.warning
            note(self._place(node), f'"{key}" is empty, since # begins a note', what_to_do)
        elif required and not value:
            what = f'"{key}" is empty' if key in self._entries else f'"{key}" is missing'
            self._report.error(self._place(node), what, f'add "{key}: …"')
        return value or default

    def texts(self, key: str, *, on_one_line: bool = False) -> tuple[str, ...]:
        """Return a list of texts, of which none may stand twice; none if it is missing.

        With *on_one_line* each has to be written so, since two lines may be two things without a comma.
        """
        found: dict[str, None] = {}
        for item in self._items(key):
            place = Place(self._file, item.line)
            text = self._scalar(item, f'an item of "{key}"')
            if not text:
                self._report.error(place, f'an item of "{key}" is empty', "remove it")
            elif on_one_line and isinstance(item, Scalar) and item.is_folded:
                what = f'"{text}" stands on two lines'
                self._report.error(place, what, f'write one line for each entry of "{key}"')
            elif parts := _parts(text, item):
                what = f'"{text}" is one entry of "{key}", without commas'
                self._report.error(place, what, f"put commas between: {', '.join(parts)}")
                # What is meant is known: nothing else is wrong with it.
                found |= dict.fromkeys(parts)
            elif text in found:
                self._report.error(place, f'"{text}" stands twice', "keep one of them")
            else:
                self._notes.places[f"{self._owner}#{key}/{len(found)}"] = place
                found[text] = None
        return tuple(found)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return a yes or no."""
        return _FLAGS.get(self.choice(key, tuple(_FLAGS), ""), default)

    def choice(self, key: str, choices: Several[str], default: str) -> str:
        """Return one of the *choices*."""
        value = self.text(key) or default
        if value == default or value in choices:
            return value
        what = f'"{key}" cannot be "{value}"'
        self.refuse(key, what, suggest(value, choices, _one_of(choices)))
        return default

    def number(self, key: str, default: int) -> int:
        """Return a whole number, 0 or more."""
        value = self.text(key)
        if not value:
            return default
        if re.fullmatch(r"[0-9]{1,6}", value):
            return int(value)
        self.refuse(key, f'"{value}" is no whole number', "write digits only")
        return default

    def day(self, key: str) -> date | None:
        """Return a date, None for ``never`` or nothing."""
        value = self.text(key)
        if value in {"", "never"}:
            return None
        try:
            if _DAY.fullmatch(value) and (day := date.fromisoformat(value)) >= _EARLIEST:
                return day
        except ValueError:
            pass
        what_to_do = 'write it as 2026-01-31, or "never"'
        self.refuse(key, f'"{value}" is no date', what_to_do)
        return None

    def node(self, key: str) -> Node | None:
        """Return what stands under a key, as it is."""
        return self._take(key)

    def refuse(self, key: str, what: str, what_to_do: str) -> None:
        """Note that the value of *key* cannot be used."""
        place = place_of(self._notes.places, f"{self._owner}#{key}")
        self._report.error(place, what, what_to_do)

    def unknown(self) -> None:
        """Note the keys that nobody asked for."""
        for key, (node, _) in self._entries.items():
            if key not in self._asked:
                what_to_do = suggest(key, self._asked - set(self._entries), "remove it")
                self._report.error(Place(self._file, node.line), f'no key "{key}" here', what_to_do)

    def _take(self, key: str) -> Node | None:
        self._asked.add(key)
        if key not in self._entries:
            return None
        name, node = self._entries[key]
        self._notes.places[f"{self._owner}#{key}"] = Place(self._file, name.line)
        return node

    def _items(self, key: str) -> tuple[Node, ...]:
        node = self._take(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Sequence):
            return node.items
        what_to_do = f"write [{_listed(node)}]" if isinstance(node, Scalar) else 'begin each line with "- "'
        self._report.error(self._place(node), f'"{key}" is no list', what_to_do)
        return ()

    def _scalar(self, node: Node, name: str) -> str:
        if isinstance(node, Scalar):
            text = one_line(node.text)
            if flaw := unreadable(text):
                self._report.error(self._place(node), flaw.what, flaw.what_to_do)
            return text
        kind = "a list" if isinstance(node, Sequence) else "a group of keys"
        self._report.error(self._place(node), f"{name} is {kind}", "write one text")
        return ""

    def _place(self, node: Node | None) -> Place:
        return self.place if node is None else Place(self._file, node.line)


def mappings(node: Node, file: str, report: Report) -> Iterator[Mapping]:
    """Yield the mappings of a list and note whatever else stands there."""
    if isinstance(node, Scalar) and not node.text:
        return
    if not isinstance(node, Sequence):
        what_to_do = 'begin each entry with "- id: …"'
        report.refuse(file, "a list is expected here", what_to_do, node.line)
        return
    for item in node.items:
        if isinstance(item, Mapping):
            yield item
        else:
            report.error(Place(file, item.line), "an entry has no keys", 'begin it with "- id: …"')


def one_line(text: str) -> str:
    """Return *text* with each run of blanks and line ends as one blank; a no-break space stays."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def check_id(name: str, place: Place, report: Report) -> None:
    """Note if *name* cannot be an id."""
    if ID.fullmatch(name):
        return
    what = f'"{name}" cannot be an id'
    report.error(place, what, f"write small letters a-z, digits, - and _, as in {slug(name)}")


def slug(name: str) -> str:
    """Return the id closest to *name*."""
    plain = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:40] or "a-name"


def _parts(text: str, item: Node) -> tuple[str, ...]:
    """Return the entries of a list that were written with other signs than commas between them, none if it is one."""
    is_quoted = isinstance(item, Scalar) and item.is_quoted
    parts = tuple(part.strip() for part in _BETWEEN.split(text))
    # A text in quotes is one, unless it can only be several ids.
    is_several = len(parts) > 1 and all(parts) and (not is_quoted or all(map(_ITEM.fullmatch, parts)))
    return parts if is_several else ()


def _listed(node: Scalar) -> str:
    """Return how a list is to be written that was written without brackets, or in others."""
    return ", ".join(part for part in re.split(r"\s*[;,|،、，]\s*", node.text.strip(" ()[]<>{}")) if part)


def _one_of(choices: Several[str]) -> str:
    return f"write one of: {', '.join(choices)}"
