"""Checks the texts that are shown: their length, and what may not stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kiosk.content.library.shapes import is_readable
from kiosk.content.literals import Flaw, addresses, hidden, literals, phone_flaw
from kiosk.content.markdown import TYPED, read_inline, starts
from kiosk.content.messages import Message
from kiosk.content.model import LIMITS
from kiosk.content.numbers import altered_digit, is_blank, phone_numbers
from kiosk.content.report import Report, suggest
from kiosk.content.search.folding import written_words
from kiosk.content.soundness.index import LONGEST
from kiosk.content.source.readable import unreadable
from kiosk.content.source.tree import SourceTree

#: What staff can fill in.
PLACEHOLDERS = ("place", "time")
_MARKDOWN = re.compile(rf"\*\*|\]\(|\[\[|\]\]|^#+ |^> |^[-*] |(?<!\w)[*_]\w[^*_]*\w[*_](?!\w)|`|{TYPED.pattern}")
_BRACES = re.compile(r"\{([^{}]*)\}")
#: What programs put words in place of.
_FOR_PROGRAMS = re.compile(r"\{{1,2}[^{}]*\}{1,2}|[{}]|%\(\w+\)[sd]|%[sd](?!\w)|\$\w*\{|<<|>>")
#: What people write to come back to. TODO is a Spanish word, too.
_UNFINISHED = (
    re.compile(r"\b(?:FIXME|XXX+|TBD|TKTK)\b|\bTODO\s*[:(]|\A\[?TODO\b(?=\s+[a-z])|\?{3,}"),
    re.compile(
        r"\A\W*(?:todo|to do|fixme|tbd|tbc|wip|pending|pendiente|untranslated|translate(?: me| this)?|traducir|"
        r"sin traducir|(?:à|a) tradu\w+|non traduit|n/?a|xx{1,5})\W*\Z|\blorem ipsum\b",
        re.IGNORECASE,
    ),
)


def check_texts(tree: SourceTree, found: Sequence[Message], report: Report) -> None:
    """Note the texts of the source that cannot be shown."""
    for key, text, limit in _of_the_source(tree):
        for flaw in (*_too_long(text, limit), *addresses(text), *unfinished(text), *(odd(text) if text else ())):
            report.error(tree.place(key), flaw.what, flaw.what_to_do)
    postal = [contact.address.casefold() for contact in tree.contacts if contact.address]
    for message in found:
        place = tree.place(message.key)
        wrong = [*flaws(message, message.text)]
        # What stands in a body was noted with its own line when the page was read.
        wrong += () if message.is_markdown else foreign(message, message.text)
        for flaw in wrong:
            report.error(place, flaw.what, flaw.what_to_do)
        if not message.context.startswith("contact:"):
            folded = message.text.casefold()
            if any(address in folded for address in postal):
                what_to_do = "write [[contact:ID]] in its place, in a body"
                report.error(place, "a contact's address in a text", what_to_do)


def _of_the_source(tree: SourceTree) -> Iterator[tuple[str, str, int]]:
    """Yield where texts stand that nobody translates, each text and how many characters fit."""
    for source in tree.sources:
        yield f"source:{source.id}#publisher", source.publisher, LIMITS["block"]
    for language in tree.languages:
        yield f"language:{language.code}#endonym", language.endonym, LIMITS["name"]
        yield f"language:{language.code}#greeting", language.greeting, LIMITS["summary"]


def foreign(message: Message, text: str) -> Iterator[Flaw]:
    """Yield what may stand in no text, nor in a translation of it."""
    if message.context.endswith("#address"):
        # Postal codes can be as long as phone numbers, and parts of addresses look like those of the web.
        yield from (flaw for flaw in addresses(text) if "an account" in flaw.what or "e-mail" in flaw.what)
        yield from (phone_flaw(text, run) for run in phone_numbers(text) if "+" in run.written)
        return
    yield from literals(text)
    if message.is_markdown:
        yield from hidden(text, shown_text(message, text))


def shown_text(message: Message, text: str) -> str:
    """Return what is shown of *text* as a wording of *message*: without its Markdown, if it has any."""
    return "".join(span.text for span in read_inline(text).spans) if message.is_markdown else text


def flaws(message: Message, text: str) -> Iterator[Flaw]:
    """Yield what is wrong with *text* as a wording of *message*."""
    shown = shown_text(message, text)
    if not message.is_markdown and (sign := _sign_in(text)):
        yield Flaw(0, f'Markdown ("{sign}") is not shown here', "write plain text")
    if message.context.startswith("notice:"):
        yield from _placeholders(text)
    elif found := _FOR_PROGRAMS.search(shown):
        what_to_do = "write the words themselves; {time} and {place} are for notices alone"
        yield Flaw(0, f'"{found[0]}" is shown as it is typed', what_to_do)
    yield from unfinished(shown)
    yield from _too_long(shown, message.limit, "make two of it" if message.is_markdown else "say it in fewer words")
    if flaw := unreadable(shown):
        yield flaw
    else:
        yield from odd(shown, has_link=message.is_markdown and bool(read_inline(text).mentions))


def unfinished(shown: str) -> Iterator[Flaw]:
    """Yield the note of somebody who wanted to come back to a text."""
    if found := next(filter(None, (shape.search(shown) for shape in _UNFINISHED)), None):
        yield Flaw(0, f'"{found[0].strip()}" says that this text is not finished', "finish it, or leave it empty")


def odd(shown: str, *, has_link: bool = False) -> Iterator[Flaw]:
    """Yield what of a text nobody can read, although each of its characters can be shown."""
    if is_blank(shown) and not has_link:
        yield Flaw(0, "nobody sees anything of this text", "delete it and type it again")
    if sign := altered_digit(shown):
        yield Flaw(0, f"the sign U+{ord(sign):04X} changes how a number or word reads", "delete it or type that again")
    if any(not is_readable(word, LONGEST) for word in written_words(shown)):
        yield Flaw(0, f"a word has more than {LONGEST} letters", "put blanks between the words")


def _too_long(text: str, limit: int, what_to_do: str = "say it in fewer words") -> Iterator[Flaw]:
    length = len(unicodedata.normalize("NFC", text))
    if length > limit:
        yield Flaw(0, f"the text has {length} characters, {limit} fit", what_to_do)


def _sign_in(text: str) -> str:
    """Return a sign that has no meaning in a plain text; a number before it may well be one."""
    if mark := _MARKDOWN.search(text):
        return mark[0].strip()
    return next((start.sign for start in starts(text) if start.kind != "step"), "")


def _placeholders(text: str) -> Iterator[Flaw]:
    for found in _BRACES.finditer(text):
        if found[1] not in PLACEHOLDERS:
            what = f"staff cannot fill in {found[0]}"
            yield Flaw(0, what, suggest(found[1], PLACEHOLDERS, "write {time} or {place}"))
    if re.search("[{}]", _BRACES.sub("", text)):
        yield Flaw(0, "a bracket { or } stands alone", "write {time} or {place}")
