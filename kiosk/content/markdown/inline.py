"""Turns the Markdown within one block, as in a translation, into spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from kiosk.content.literals import LONGEST, Flaw
from kiosk.content.markdown.leftovers import OPAQUE, leftovers
from kiosk.content.markdown.parser import HOW_TO_LINK, REFUSED, inline_parser
from kiosk.content.model import Span

#: Where a link may lead.
TARGET = re.compile(r"(?:page:[a-z0-9][a-z0-9_-]*/|contact:)[a-z0-9][a-z0-9_-]*")
_PLAIN = re.compile(r"[^\\`*_\[\]<&!]*")


@dataclass(frozen=True)
class Mention:
    """A link's target, and its line counted from 0 at the text's first."""

    line: int
    target: str


@dataclass(frozen=True)
class Inline:
    """A block's Markdown read: its spans, its links, what is wrong with it.

    *plain* is what was read as plain text, with the line ends of the source.
    """

    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    plain: str = ""


def parse_inline(text: str) -> tuple[Span, ...]:
    """Return the spans of one block's Markdown."""
    return read_inline(text).spans


def read_inline(text: str) -> Inline:
    """Return the spans of one block's Markdown with its links and flaws.

    What is far too long is plain text: it is refused for its length anyway, and some
    Markdown takes the square of its length to read.
    """
    if len(text) > LONGEST or _PLAIN.fullmatch(text):
        return Inline((Span(text),) if text else (), flaws=tuple(leftovers(text[:LONGEST])), plain=text[:LONGEST])
    (token,) = inline_parser().parseInline(text, {})
    return _Spans(token.children or ()).read()


class _Spans:
    """Walks the tokens within one block."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._spans: list[Span] = []
        self._mentions: list[Mention] = []
        self._flaws: list[Flaw] = []
        self._plain: list[str] = []
        self._line = 0
        self._strong = 0
        self._target = ""

    def read(self) -> Inline:
        for token in self._tokens:
            self._walk(token)
        plain = "".join(self._plain)
        return Inline(tuple(self._spans), tuple(self._mentions), (*self._flaws, *leftovers(plain)), plain)

    def _walk(self, token: Token) -> None:
        self._plain.append(_plain(token))
        match token.type:
            case "text" | "text_special":
                self._add(token.content)
            case "softbreak" | "hardbreak":
                self._line += 1
                self._add(" ")
            case "strong_open" | "strong_close":
                self._strong += token.nesting
            case "link_open":
                self._open(str(token.attrs.get("href", "")))
            case "link_close":
                self._close()
            case "reference":
                self._refer(token.content)
            case "image":
                self._refuse("a picture is refused in a page", "describe it in words")
            case _:
                self._other(token)

    def _other(self, token: Token) -> None:
        if token.type in REFUSED:
            what, what_to_do = REFUSED[token.type]
            self._refuse(f"{what} is refused in a page", what_to_do)
        self._add(token.content)

    def _open(self, href: str) -> None:
        if TARGET.fullmatch(href):
            self._mentions.append(Mention(self._line, href))
            self._target = href
        else:
            what_to_do = f"leave out .md: {href[:-3]}" if TARGET.fullmatch(href.removesuffix(".md")) else HOW_TO_LINK
            self._refuse(f'the link "{href}" leads to no page or contact', what_to_do)

    def _close(self) -> None:
        if self._target and not any(span.target == self._target for span in self._spans):
            self._refuse(f"the link to {self._target} has no text", "write it between [ and ]")
        self._target = ""

    def _refer(self, target: str) -> None:
        if TARGET.fullmatch(target) and target.startswith("contact:"):
            self._mentions.append(Mention(self._line, target))
            self._spans.append(Span("", bool(self._strong), target))
        else:
            self._refuse(f"[[{target}]] names no contact", HOW_TO_LINK)

    def _add(self, text: str) -> None:
        if not text:
            return
        strong = bool(self._strong)
        last = self._spans[-1] if self._spans else None
        if last and last.text and (last.strong, last.target) == (strong, self._target):
            self._spans[-1] = Span(last.text + text, strong, self._target)
        else:
            self._spans.append(Span(text, strong, self._target))

    def _refuse(self, what: str, what_to_do: str) -> None:
        self._flaws.append(Flaw(self._line, what, what_to_do))


def _plain(token: Token) -> str:
    """Return what of a token's text may hold signs that were not read as such."""
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "text":
        return token.content
    return OPAQUE if token.content or token.type == "link_open" else ""
