"""What a publication changes for people, against the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.bundle.facts import WAYS, ContactFacts, Facts
from kiosk.content.phones import shown_phone

#: How somebody agrees.
_YES = ("yes", "sí", "si", "oui")
#: What is too long to be typed again.
_LONG = ("address", "social")
#: How many of the texts with the same digits are named.
_PLACES = 4
#: What people type separates digits in many ways; these say nothing.
_BETWEEN_DIGITS = dict.fromkeys(map(ord, " -.()/\u00a0\u202f"))


@dataclass(frozen=True)
class WayChange:
    """One way to somebody that changes: *old* or *new* is empty where it is added or removed."""

    contact: str
    name: str
    kind: str
    old: str
    new: str

    def __str__(self) -> str:
        was, becomes = (_visible(text, self.kind) or "nothing" for text in (self.old, self.new))
        return f"{self.name} ({self.contact}), {self.what}: {was} → {becomes}"

    @property
    def what(self) -> str:
        """What people call such a way."""
        return "account" if self.kind == "social" else self.kind

    @property
    def is_typed(self) -> bool:
        """Whether the new number or address is to be typed, and not agreed to as a long one is, or one that goes."""
        return bool(self.new) and self.kind not in _LONG

    @property
    def without_new(self) -> str:
        """What changes, but for what is to be typed: it is to be taken from its source, not from here."""
        if not self.is_typed or not self.new.isascii():
            return str(self)
        return f"{self.name} ({self.contact}), {self.what}: {_visible(self.old, self.kind) or 'nothing'} → typed below"

    def is_confirmed_by(self, typed: str) -> bool:
        """Whether somebody typed what becomes true: the new number or address; *yes* where it would be long."""
        if not self.is_typed:
            return is_yes(typed)
        return bool(typed.strip()) and same(typed, self.new, self.kind)

    @property
    def question(self) -> str:
        """What to ask of the person who publishes."""
        if not self.new:
            return f"Type yes if that {self.what} is to go: "
        if not self.is_typed:
            return f"Type yes if the new {self.what} is right: "
        has_extension = self.kind == "phone" and bool(shown_phone(self.new).extension)
        return f"Type the new {self.what}{' with its extension, as ext. …' if has_extension else ''}: "

    @property
    def asked_about(self) -> str:
        """What stands above that question: nothing that could be copied into its answer."""
        if not self.is_typed:
            return str(self)
        was = f"was {_visible(self.old, self.kind)}" if self.old else "had none"
        return f"{self.name} ({self.contact}), {self.what}, {was}"


@dataclass(frozen=True)
class NumberChange:
    """A run of digits that stands in texts in which it did not stand before: ``page health/doctor (es, fr)``."""

    number: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        more = f" and {len(self.places) - _PLACES} more" if len(self.places) > _PLACES else ""
        return f"new digits in a text: {self.number}, in {', '.join(self.places[:_PLACES])}{more}"


@dataclass(frozen=True)
class TextChange:
    """What was added, changed or removed of one kind of text in one language."""

    language: str
    kind: str
    verb: str
    names: tuple[str, ...]
    is_first: bool = False

    def __str__(self) -> str:
        names = f"{len(self.names)} of them" if self.is_first else ", ".join(self.names)
        return f"{self.language}, {self.kind} {self.verb}: {names}"


@dataclass(frozen=True)
class Changes:
    """All that changes.

    *contacts* are lines about contacts as a whole, *numbers* those outside their numbers, *lost* lines about
    translations that are gone.
    """

    ways: tuple[WayChange, ...]
    contacts: tuple[str, ...]
    texts: tuple[TextChange, ...]
    numbers: tuple[NumberChange, ...] = ()
    lost: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ways or self.contacts or self.texts or self.numbers or self.lost)

    def lines(self, *, to_be_typed: bool = False) -> Iterator[str]:
        """Yield one line for each change, the dangerous ones first, without what is *to_be_typed*."""
        yield from (way.without_new if to_be_typed else str(way) for way in self.ways)
        yield from map(str, self.numbers)
        yield from self.contacts
        yield from map(str, self.texts)
        yield from self.lost


def changes_between(old: Facts | None, new: Facts, source: str = "") -> Changes:
    """Return what changes for people from one publication to the next; *old* is None for the first.

    With the *source* language known, translations that are gone are told as such.
    """
    before = old or Facts({}, {})
    names = list(dict.fromkeys([*new.contacts, *before.contacts]))
    pairs = [(name, before.contacts.get(name), new.contacts.get(name)) for name in names]
    ways = [change for name, was, becomes in pairs for change in _ways(name, was, becomes)]
    contacts = [line for name, was, becomes in pairs for line in _contact(name, was, becomes)]
    languages = dict.fromkeys([*new.texts, *before.texts])
    texts = [
        replace(change, is_first=old is None)
        for code in languages
        for change in _texts(code, before.texts.get(code, {}), new.texts.get(code, {}))
    ]
    numbers, lost = tuple(_numbers(before, new)), tuple(_lost(before, new, source))
    return Changes(tuple(ways), tuple(contacts), tuple(texts), numbers, lost)


def _lost(old: Facts, new: Facts, source: str) -> Iterator[str]:
    """Yield a line for each language most of whose texts are shown in the source language from now on.

    A text that is not translated has the title of the source language.
    """
    for code in (code for code in new.texts if code != source and source in old.texts):
        before, after = _translated(old, code, source), _translated(new, code, source)
        before &= new.texts[code].keys()
        gone = before - after
        if len(gone) * 2 > len(before):
            left = "none is left" if not before & after else f"only {len(before & after)} are left"
            yield (
                f"{code}: of {len(before)} translated titles in the last publication {left}; "
                f"unless that is meant, stop here and put translations/{code}.po back"
            )


def _translated(facts: Facts, code: str, source: str) -> set[str]:
    """Return what has another title in a language than in the source language."""
    in_source = facts.texts.get(source, {})
    own = facts.texts.get(code, {})
    return {name for name, (title, _) in own.items() if title and title != in_source.get(name, (title, ""))[0]}


def same(one: str, other: str, kind: str) -> bool:
    """Whether two ways to somebody are the same, however they are written."""
    if kind == "phone":
        return one.translate(_BETWEEN_DIGITS).casefold() == other.translate(_BETWEEN_DIGITS).casefold()
    return one.strip() == other.strip()


def is_yes(typed: str) -> bool:
    """Whether somebody agrees."""
    return typed.strip().casefold() in _YES


def _ways(name: str, was: ContactFacts | None, becomes: ContactFacts | None) -> Iterator[WayChange]:
    called = (becomes or was or ContactFacts(name, {}, "")).name
    for kind in WAYS:
        old = was.ways.get(kind, ()) if was else ()
        new = becomes.ways.get(kind, ()) if becomes else ()
        gone = [value for value in old if not any(same(value, other, kind) for other in new)]
        come = [value for value in new if not any(same(value, other, kind) for other in old)]
        for number in range(max(len(gone), len(come))):
            # Those that changed in the same place of the list belong together.
            pair = (values[number] if number < len(values) else "" for values in (gone, come))
            yield WayChange(name, called, kind, *pair)


def _contact(name: str, was: ContactFacts | None, becomes: ContactFacts | None) -> Iterator[str]:
    if becomes and not was:
        yield f"contact added: {becomes.name} ({name})"
    elif was and not becomes:
        yield f"contact removed: {was.name} ({name})"
    elif was and becomes and was.name != becomes.name:
        yield f"contact renamed: {was.name} → {becomes.name} ({name})"
    elif was and becomes and was.rest != becomes.rest:
        yield f"contact changed in its words (note, hours, languages, papers): {becomes.name} ({name})"


def _numbers(old: Facts, new: Facts) -> Iterator[NumberChange]:
    """Yield the digits that are new in a text, whichever its language, those of the same digits together."""
    known = {(name, _digits(number)) for found in old.numbers.values() for name in found for number in found[name]}
    places: dict[str, dict[str, list[str]]] = {}
    written: dict[str, str] = {}
    for code, found in new.numbers.items():
        for name, numbers in found.items():
            for number in numbers:
                digits = _digits(number)
                if (name, digits) not in known:
                    written.setdefault(digits, number)
                    places.setdefault(digits, {}).setdefault(name, []).append(code)
    for digits, names in places.items():
        told = (f"{name.replace(':', ' ', 1)} ({', '.join(codes)})" for name, codes in names.items())
        yield NumberChange(written[digits], tuple(told))


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


_Texts = Mapping[str, tuple[str, str]]


def _texts(language: str, old: _Texts, new: _Texts) -> Iterator[TextChange]:
    found = {
        "added": [name for name in new if name not in old],
        "changed": [name for name in new if name in old and new[name][1] != old[name][1]],
        "removed": [name for name in old if name not in new],
    }
    for verb, names in found.items():
        kinds = dict.fromkeys(name.partition(":")[0] for name in names)
        for kind in kinds:
            ids = tuple(name.partition(":")[2] for name in names if name.startswith(f"{kind}:"))
            yield TextChange(language, kind, verb, ids)


def _visible(text: str, kind: str) -> str:
    """Return a way to somebody so that a letter that only looks like another is seen."""
    return text if kind in _LONG or text.isascii() else ascii(text).strip("'")
