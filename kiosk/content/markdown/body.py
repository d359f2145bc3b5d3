"""Turns a page's Markdown into blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.token import Token

from kiosk.content.literals import Flaw
from kiosk.content.markdown.inline import Mention, parse_inline, read_inline
from kiosk.content.markdown.leftovers import starts
from kiosk.content.markdown.parser import HOW_TO_LINK, REFUSED, block_parser
from kiosk.content.model import Block, BlockKind

_CARD = re.compile(r"\[\[(contact:[a-z0-9][a-z0-9_-]*)\]\]")
_DEFINITION = re.compile(r"^ {0,3}(\[[^\]\n]+\]):", re.MULTILINE)


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


def parse_body(text: str) -> Body:
    """Return the blocks of a page's body; a piece that is refused is left out and told."""
    return _Reader(text).read()


def card(text: str) -> str:
    """Return the contact's id if *text* is a contact card's Markdown, else nothing."""
    found = _CARD.fullmatch(text)
    return found[1].removeprefix("contact:") if found else ""


def normalised(content: str) -> str:
    """Return a block's Markdown on one line, as its message."""
    joined = re.sub(r"(?<!\\)((?:\\\\)*)\\\n", r"\1 ", content)
    return re.sub(r"[ \t\n]+", " ", joined).strip(" ")


class _Reader:
    """Walks the tokens of one body."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._environment: dict[str, object] = {}
        self._tokens = block_parser().parse(text, self._environment)
        self._blocks: list[tuple[str, Block]] = []
        self._lines: list[int] = []
        self._raw: list[str] = []
        self._mentions: list[Mention] = []
        self._flaws: list[Flaw] = []
        self._within: list[str] = []
        self._item_is_full, self._item_line = False, 0

    def read(self) -> Body:
        for token in self._tokens:
            self._walk(token)
        for found in _DEFINITION.finditer(self._text) if self._environment.get("references") else ():
            line = self._text.count("\n", 0, found.start(1))
            self._refuse(line, f"the definition {found[1]}: …", HOW_TO_LINK)
        return Body(
            tuple(self._blocks),
            tuple(self._lines),
            tuple(self._raw),
            tuple(self._mentions),
            tuple(self._flaws),
        )

    def _walk(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        if token.type in REFUSED:
            self._refuse(line, *REFUSED[token.type])
        if token.type.endswith("_open"):
            self._enter(token, line)
        elif token.type.endswith("_close"):
            self._leave(self._within.pop())
        elif token.type == "inline" and "table" not in self._within:
            self._take(token, line)

    def _leave(self, kind: str) -> None:
        if kind == "list_item" and not self._item_is_full:
            self._refuse(self._item_line, "an empty heading or item", "write something or remove it")
            self._item_is_full = True

    def _enter(self, token: Token, line: int) -> None:
        kind = token.type.removesuffix("_open")
        is_list = kind in {"bullet_list", "ordered_list"}
        if is_list and "list_item" in self._within:
            self._refuse(line, "a list within a list", "write one list")
        elif is_list and "blockquote" in self._within:
            self._refuse(line, "a list within a warning", "write sentences, each with > before it")
        elif kind == "heading" and token.tag != "h2":
            self._refuse(line, f"a heading of level {token.tag[1:]}", "write ## before it")
        elif kind == "blockquote" and "blockquote" in self._within:
            self._refuse(line, "a warning within a warning", "write one > before it")
        elif kind == "blockquote" and "list_item" in self._within:
            self._refuse(line, "a warning within a list", "put it after the list")
        if kind == "list_item":
            self._item_is_full, self._item_line = False, line
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
        inline = read_inline(token.content)
        self._mentions += (Mention(line + item.line, item.target) for item in inline.mentions)
        flaws = (*inline.flaws, *(start.flaw() for start in starts(inline.plain)))
        self._flaws += (Flaw(line + flaw.line, flaw.what, flaw.what_to_do) for flaw in flaws)
        # Read from the message, so that the source shows what a translation of it would.
        self._blocks.append((text, Block(kind, parse_inline(text))))

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
