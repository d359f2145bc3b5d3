"""The Markdown that a source is written in: CommonMark, and ``[[contact:id]]``."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")
HOW_TO_LINK = "write [text](page:topic/name), [text](contact:ID) or [[contact:ID]]"
#: What a body may not hold: the token, what it is, what to do instead.
REFUSED = {
    "code_block": ("an indented text", "remove the blanks or tabs before it"),
    "fence": ("a block of code", "remove the signs ``` or ~~~"),
    "hr": ("a ruled line", "use a heading: ## …"),
    "table_open": ("a table", "write a list: - …"),
    "html_block": ("HTML", "write Markdown"),
    "em_open": ("an emphasis by * or _", "write **strong**, or no sign at all"),
    "code_inline": ("a sign `", "write **strong**, or no sign at all"),
    "html_inline": ("HTML", "write Markdown"),
}


class _Parser(MarkdownIt):
    """CommonMark that accepts any address, so that the wrong ones can be told."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url


@cache
def block_parser() -> MarkdownIt:
    """Return the parser of bodies, which leaves what stands within a block alone.

    It knows tables so that they can be refused by name.
    """
    return _Parser("commonmark", {"html": False}).enable("table").disable("inline")


@cache
def inline_parser() -> MarkdownIt:
    """Return the parser of what stands within a block."""
    # Escaped signs stay tokens of their own, so that they can be told from those that were not read.
    made = _Parser("commonmark", {"html": False}).disable("text_join")
    made.inline.ruler.before("link", "reference", _reference)
    return made


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    found = _REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("reference", "", 0).content = found[1]
    state.pos = found.end()
    return True
