"""Compares translations with their source, and counts how far each language is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kiosk.content.check.coverage import Coverage
from kiosk.content.check.texts import flaws, foreign
from kiosk.content.literals import Flaw
from kiosk.content.markdown import read_inline, starts
from kiosk.content.messages import Catalogue, Message, Translation
from kiosk.content.report import Place, Report, counted
from kiosk.content.source.tree import SourceTree

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_LINE_MARK = re.compile(r"(?:#+|>|[-*]|[0-9]+\.) ")


def check_translations(
    tree: SourceTree, found: Sequence[Message], catalogue: Catalogue, report: Report, *, is_whole: bool
) -> Coverage:
    """Note what is wrong, stale or missing in one catalogue, and count.

    Unless the source *is_whole*, nobody is told to renew the catalogue from it.
    """
    count: Counter[str] = Counter()
    is_begun = any(entry.text for entry in catalogue.entries.values())
    for message in found:
        entry = catalogue.get(message.context, message.text)
        state = _state(entry)
        count[state] += 1
        if entry is not None and entry.text:
            place = Place(catalogue.file, entry.line)
            for flaw in _flaws(message, entry):
                report.error(place, f"{message.context}: {flaw.what}", flaw.what_to_do)
        if state != "translated" and is_begun and (is_whole or entry is not None):
            _warn(tree, message, catalogue, entry, report)
    if not is_begun:
        what = f"nothing is translated into {catalogue.language}"
        report.warning(Place(catalogue.file), what, "run kiosk author strings and translate it")
    if is_whole:
        _warn_of_strangers(found, catalogue, report)
    return Coverage(catalogue.language, count["translated"], count["stale"], count["missing"])


def _state(entry: Translation | None) -> str:
    if entry is None or not entry.text:
        return "missing"
    return "stale" if entry.fuzzy else "translated"


def _warn(
    tree: SourceTree,
    message: Message,
    catalogue: Catalogue,
    entry: Translation | None,
    report: Report,
) -> None:
    language = catalogue.language
    if entry is None:
        what = f"{message.context} is not translated into {language}"
        report.warning(tree.place(message.key), what, "run kiosk author strings and translate it")
    elif not entry.text:
        what = f"{message.context} is not translated"
        report.warning(Place(catalogue.file, entry.line), what, "translate it")
    else:
        what = f"{message.context} translates an older text"
        what_to_do = "compare it with the text and take the mark fuzzy away"
        report.warning(Place(catalogue.file, entry.line), what, what_to_do)


def _flaws(message: Message, entry: Translation) -> Iterator[Flaw]:
    if _has_letters(message.text) and not _has_letters(entry.text) and not _PLACEHOLDER.search(entry.text):
        yield Flaw(0, f'"{entry.text}" has no letters, and the text has some', "translate it, or leave it empty")
    yield from foreign(message, entry.text)
    yield from flaws(message, entry.text)
    inline = read_inline(entry.text) if message.is_markdown else None
    if inline is not None:
        yield from inline.flaws
        if sign := _sign_before(entry.text, inline.plain):
            yield Flaw(0, f'the sign "{sign}" is no part of the text', "begin with the words")
    if not entry.fuzzy:
        # A link that is written wrongly is not missing as well.
        yield from _differences(message, entry, with_links=inline is not None and not inline.flaws)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _sign_before(text: str, plain: str) -> str:
    """Return the sign of a heading, list or warning that was written into a translation, else nothing."""
    if mark := _LINE_MARK.match(text):
        return mark[0].strip()
    return next((start.sign for start in starts(plain)), "")


def _differences(message: Message, entry: Translation, *, with_links: bool) -> Iterator[Flaw]:
    source, translation = message.text, entry.text
    if with_links:
        links, found = _targets(source), _targets(translation)
        yield from _compare(links, found, "the link to")
    placeholders = Counter(_PLACEHOLDER.findall(source))
    yield from _compare(placeholders, Counter(_PLACEHOLDER.findall(translation)), "the placeholder")


def _targets(text: str) -> Counter[str]:
    return Counter(mention.target for mention in read_inline(text).mentions)


def _compare(source: Counter[str], found: Counter[str], name: str) -> Iterator[Flaw]:
    for lost in (source - found).elements():
        yield Flaw(0, f"{name} {lost} is missing", "put it in as in the source")
    for added in (found - source).elements():
        yield Flaw(0, f"{name} {added} is not in the source", "take it out")


def _warn_of_strangers(found: Sequence[Message], catalogue: Catalogue, report: Report) -> None:
    known = {(message.context, message.text) for message in found}
    strangers = [key for key in catalogue.entries if key not in known]
    if strangers:
        line = catalogue.entries[strangers[0]].line
        verb = "translates" if len(strangers) == 1 else "translate"
        what = f"{counted(len(strangers), 'message')} {verb} no text of the source"
        report.warning(Place(catalogue.file, line), what, "run kiosk author strings")
