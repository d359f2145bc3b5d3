"""Turns a page's Markdown into blocks, and a block's translated Markdown into spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kiosk.content.literals import Flaw
from kiosk.content.model import Block, BlockKind, Span

#: Where a link may lead.
TARGET = re.compile(r"(?:page:[a-z0-9][a-z0-9_-]*/|contact:)[a-z0-9][a-z0-9_-]*")
_CARD = re.compile(r"\[\[(contact:[a-z0-9][a-z0-9_-]*)\]\]")
_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_DEFINITION = re.compile(r"^ {0,3}(\[[^\]\n]+\]):", re.MULTILINE)
_PLAIN = re.compile(r"[^\\`*_\[\]<&!]*")

_HOW_TO_LINK = "write [text](page:topic/name), [text](contact:ID) or [[contact:ID]]"
#: What a body may not hold: the token, what it is, what to do instead.
_REFUSED = {
    "code_block": ("an indented text", "remove the blanks or tabs before it"),
    "fence": ("a block of code", "remove the signs ``` or ~~~"),
    "hr": ("a ruled line", "use a heading: ## …"),
    "table_open": ("a table", "write a list: - …"),
    "html_block": ("HTML", "write Markdown"),
    "em_open": ("an emphasis by * or _", "write **strong**, or no sign at all"),
    "code_inline": ("a sign `", "write **strong**, or no sign at all"),
    "html_inline": ("HTML", "write Markdown"),
}


@dataclass(frozen=True)
class Mention:
    """A link's target, and its line counted from 0 at the text's first."""

    line: int
    target: str


@dataclass(frozen=True)
class Body:
    """A page's blocks with their Markdown, in order, and what is wrong with them.

    *lines* has the line of each block, counted from 0 at the body's first; *raw* its
    Markdown as written.
    """

    blocks: tuple[tuple[str, Block], ...]
    lines: tuple[int, ...]
    raw: tuple[str, ...]
    mentions: tuple[Mention, ...]
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True)
class Inline:
    """A block's Markdown read: its spans, its links, what is wrong with it."""

    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def parse_body(text: str) -> Body:
    """Return the blocks of a page's body; a piece that is refused is left out and told."""
    return _Reader(text).read()


def parse_inline(text: str) -> tuple[Span, ...]:
    """Return the spans of one block's Markdown."""
    return read_inline(text).spans


def read_inline(text: str) -> Inline:
    """Return the spans of one block's Markdown with its links and flaws."""
    if _PLAIN.fullmatch(text):
        return Inline((Span(text),) if text else ())
    (token,) = _parser().parseInline(text, {})
    return _Spans(token.children or ()).read()


def card(text: str) -> str:
    """Return the contact's id if *text* is a contact card's Markdown, else nothing."""
    found = _CARD.fullmatch(text)
    return found[1].removeprefix("contact:") if found else ""


def normalised(content: str) -> str:
    """Return a block's Markdown on one line, as its message."""
    joined = re.sub(r"(?<!\\)((?:\\\\)*)\\\n", r"\1 ", content)
    return re.sub(r"[ \t\n]+", " ", joined).strip(" ")


class _Parser(MarkdownIt):
    """CommonMark that accepts any address, so that the wrong ones can be told."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.before("link", "reference", _reference)
    return parser


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    found = _REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("reference", "", 0).content = found[1]
    state.pos = found.end()
    return True


class _Reader:
    """Walks the tokens of one body."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._environment: dict[str, object] = {}
        self._tokens = _parser().parse(text, self._environment)
        self._blocks: list[tuple[str, Block]] = []
        self._lines: list[int] = []
        self._raw: list[str] = []
        self._mentions: list[Mention] = []
        self._flaws: list[Flaw] = []
        self._within: list[str] = []
        self._item_is_full = False

    def read(self) -> Body:
        for token in self._tokens:
            line = token.map[0] if token.map else 0
            if token.type in _REFUSED:
                self._refuse(line, *_REFUSED[token.type])
            if token.type.endswith("_open"):
                self._enter(token, line)
            elif token.type.endswith("_close"):
                self._within.pop()
            elif token.type == "inline" and "table" not in self._within:
                self._take(token, line)
        for found in _DEFINITION.finditer(self._text) if self._environment.get("references") else ():
            line = self._text.count("\n", 0, found.start(1))
            self._refuse(line, f"the definition {found[1]}: …", _HOW_TO_LINK)
        return Body(
            tuple(self._blocks),
            tuple(self._lines),
            tuple(self._raw),
            tuple(self._mentions),
            tuple(self._flaws),
        )

    def _enter(self, token: Token, line: int) -> None:
        kind = token.type.removesuffix("_open")
        is_list = kind in {"bullet_list", "ordered_list"}
        if is_list and "list_item" in self._within:
            self._refuse(line, "a list within a list", "write one list")
        elif is_list and "blockquote" in self._within:
            self._refuse(line, "a list within a warning", "write sentences, each with > before it")
        elif kind == "heading" and token.tag != "h2":
            self._refuse(line, f"a heading of level {token.tag[1:]}", "write ## before it")
        elif kind == "blockquote" and "list_item" in self._within:
            self._refuse(line, "a warning within a list", "put it after the list")
        if kind == "list_item":
            self._item_is_full = False
        self._within.append(kind)

    def _take(self, token: Token, line: int) -> None:
        text = normalised(token.content)
        kind = self._kind()
        if kind in {"item", "step"}:
            if self._item_is_full:
                self._refuse(line, "a second paragraph in a list's item", "make it an item")
            self._item_is_full = True
        if not text:
            self._refuse(line, "an empty heading or item", "write something or remove it")
            return
        self._lines.append(line)
        self._raw.append(token.content)
        contact = card(text)
        if contact and kind == "paragraph":
            self._mentions.append(Mention(line, f"contact:{contact}"))
            self._blocks.append((text, Block("contact", contact=contact)))
            return
        inline = _Spans(token.children or ()).read()
        self._mentions += (Mention(line + item.line, item.target) for item in inline.mentions)
        self._flaws += (Flaw(line + f.line, f.what, f.what_to_do) for f in inline.flaws)
        self._blocks.append((text, Block(kind, inline.spans)))

    def _kind(self) -> BlockKind:
        if "heading" in self._within:
            return "heading"
        if "blockquote" in self._within:
            return "warning"
        if "list_item" not in self._within:
            return "paragraph"
        return "step" if "ordered_list" in self._within else "item"

    def _refuse(self, line: int, what: str, what_to_do: str) -> None:
        self._flaws.append(Flaw(line, f"{what} is refused in a page", what_to_do))


class _Spans:
    """Walks the tokens within one block."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._spans: list[Span] = []
        self._mentions: list[Mention] = []
        self._flaws: list[Flaw] = []
        self._line = 0
        self._strong = 0
        self._target = ""

    def read(self) -> Inline:
        for token in self._tokens:
            self._walk(token)
        return Inline(tuple(self._spans), tuple(self._mentions), tuple(self._flaws))

    def _walk(self, token: Token) -> None:
        match token.type:
            case "text":
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
        if token.type in _REFUSED:
            what, what_to_do = _REFUSED[token.type]
            self._refuse(f"{what} is refused in a page", what_to_do)
        self._add(token.content)

    def _open(self, href: str) -> None:
        if TARGET.fullmatch(href):
            self._mentions.append(Mention(self._line, href))
            self._target = href
        else:
            self._refuse(f'the link "{href}" leads to no page or contact', _HOW_TO_LINK)

    def _close(self) -> None:
        if self._target and not any(span.target == self._target for span in self._spans):
            self._refuse(f"the link to {self._target} has no text", "write it between [ and ]")
        self._target = ""

    def _refer(self, target: str) -> None:
        if TARGET.fullmatch(target) and target.startswith("contact:"):
            self._mentions.append(Mention(self._line, target))
            self._spans.append(Span("", bool(self._strong), target))
        else:
            self._refuse(f"[[{target}]] names no contact", _HOW_TO_LINK)

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
