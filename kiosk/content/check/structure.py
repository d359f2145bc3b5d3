"""Checks what leads nowhere or looks alike on the screen: links, headings, titles and centres."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kiosk.content.messages import Catalogue, Message
from kiosk.content.report import Place, Report
from kiosk.content.source.tree import SourceTree

#: The longest word, in letters, of a script with blanks between words; dictionaries have none that long.
_LONGEST_WORD = 60
#: How much of a word is quoted, in letters.
_QUOTED = 24
#: Scripts that have none: those of South-East Asia, Tibetan, and those with Chinese signs.
_WITHOUT_BLANKS = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u9fff\ua980-\ua9df\uaa60-\uaa7f"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_LONG_WORD = re.compile(rf"[^\W\d_{_WITHOUT_BLANKS}]{{{_LONGEST_WORD + 1},}}")
_OTHER_TITLE = "give one of them another title, so that people can tell them apart"


class _Written(NamedTuple):
    """A text in one language, and where it was written."""

    context: str
    text: str
    place: Place


def check_structure(
    tree: SourceTree, found: Sequence[Message], catalogues: Mapping[str, Catalogue], report: Report
) -> None:
    """Note links to their own page, headings without a text, titles that stand twice, and centres without a topic."""
    for page in tree.pages:
        for target, place in tree.links.get(page.id, ()):
            if target == f"page:{page.id}":
                report.error(place, "the link leads to its own page", "name another page, or write the words alone")
    _check_headings(tree, report)
    for catalogue in (None, *catalogues.values()):
        texts = [_written(message, catalogue, tree) for message in found]
        _check_titles(texts, report)
        _check_words(texts, report)
    _check_centres(tree, report)
    if tree.topics and not any(topic.tile for topic in tree.topics):
        report.error(tree.place("bundle#topics"), "no topic has a tile on Home", "take tile: no away from the first")


def _check_headings(tree: SourceTree, report: Report) -> None:
    for page in tree.pages:
        kinds = [*(block.kind for _, block in page.body), "heading"]
        for index, (kind, following) in enumerate(pairwise(kinds)):
            if kind == following == "heading":
                place = tree.place(f"page:{page.id}#body/{index}")
                report.warning(place, "nothing stands below this heading", "write what belongs there, or delete it")


def _written(message: Message, catalogue: Catalogue | None, tree: SourceTree) -> _Written:
    """Return what stands for a message in a catalogue's language, and where: the source's text where it has none."""
    entry = catalogue.get(message.context, message.text) if catalogue else None
    if catalogue is None or entry is None or not entry.text:
        return _Written(message.context, message.text, tree.place(message.key))
    return _Written(message.context, entry.text, Place(catalogue.file, entry.line))


def _check_titles(texts: Sequence[_Written], report: Report) -> None:
    first: dict[tuple[str, str], str] = {}
    for context, text, place in texts:
        if among := _beside(context):
            name = context.partition("#")[0].partition(":")[2]
            other = first.setdefault((among, " ".join(text.casefold().split())), name)
            if other != name:
                report.warning(place, f'"{text}" stands for "{other}" as well as for "{name}"', _OTHER_TITLE)


def _check_words(texts: Sequence[_Written], report: Report) -> None:
    for context, text, place in texts:
        if not context.endswith("#keywords") and (found := _LONG_WORD.search(text)):
            what = f'a word has {len(found[0])} letters ("{found[0][:_QUOTED]}…")'
            report.warning(place, what, "put blanks between the words")


def _beside(context: str) -> str:
    """Return what stands on one screen with a title, nothing for other texts."""
    owner, _, field = context.partition("#")
    kind, _, name = owner.partition(":")
    if kind == "page" and field == "title":
        return f"pages of {name.partition('/')[0]}"
    is_title = (kind, field) in {("topic", "title"), ("contact", "name"), ("phrase", "text"), ("notice", "text")}
    return kind if is_title else ""


def _check_centres(tree: SourceTree, report: Report) -> None:
    tiles = {topic.id for topic in tree.topics if topic.tile}
    for site in tree.sites:
        hidden = set(site.topics_hidden)
        if tiles and tiles <= hidden:
            place = tree.place(f"site:{site.id}#topics_hidden")
            report.error(place, "this centre hides every topic", "take those out that it is to show")
        for index, topic in enumerate(site.topics_first):
            if topic in hidden:
                place = tree.place(f"site:{site.id}#topics_first/{index}")
                report.warning(place, f'"{topic}" comes first and is hidden', "take it out of one of the two lists")
