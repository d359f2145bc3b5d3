"""Finds the signs of Markdown that were not read as such, which a visitor would see as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.content.literals import Flaw
from kiosk.content.markdown.parser import HOW_TO_LINK

#: Stands for a character that was escaped and for what is no text, so that neither is looked into.
OPAQUE = "\0"

_LINK = re.compile(r"\](\s*)\(([^()\n]*)\)?")
_TARGET = re.compile(r"[(\[](?:page|contact):[a-z0-9][^()\[\]\n]*[)\]]?")
_PAIR = re.compile(r"\*\*|\[\[|\]\]")
#: What other kinds of Markdown read: strokes through words, boxes to tick, footnotes, coloured words.
TYPED = re.compile(r"~~|(?<![^\s])\[[ xX✓]?\](?![^\s])|\[\^[^\]\n]*\]|==(?=\S)|(?<=\S)==|:::|\+\+(?=\w)")
#: An ordinal, as in 1.º and 1.er, is no number of a step.
_STEP = r"[0-9]{1,3}(?:\.-|[.)](?!er\b)(?=[^\s\d.,;:)ºª°-]))"
#: What word processors put before an item; the last three are characters of their symbol fonts.
_BULLET = "[•·–‣▪●◦○■□►➢✓|\uf0a7\uf0b7\uf0d8]"
_START = re.compile(
    rf"^[ \t]*(?:(?P<heading>#{{2,}}(?![#\s])|#(?![#\s\d])|#{{7,}})|(?P<step>{_STEP})|(?P<bullet>{_BULLET})|"
    r"(?P<item>-(?=\S)|[*+](?=[^\W\d])))\s*",
    re.MULTILINE,
)
_SHOULD_BE = {"heading": "##", "step": "1.", "bullet": "-", "item": "-"}
#: How much of a line is quoted, in characters.
_QUOTED = 24


class Start(NamedTuple):
    """A line that begins as a heading, step or item would, but is none; *line* counts from 0."""

    line: int
    kind: str
    sign: str
    rest: str

    def flaw(self) -> Flaw:
        """Return what is wrong with it in a page's body."""
        rest = self.rest if len(self.rest) <= _QUOTED else f"{self.rest[:_QUOTED].rstrip()}…"
        what = f'a line begins with "{self.sign}" and no blank after it'
        if self.kind == "bullet" or self.sign.endswith(".-"):
            what = f'a line begins with the sign "{self.sign}"'
        return Flaw(self.line, what, f'write "{_SHOULD_BE[self.kind]} {rest}" on a line of its own')


def starts(plain: str) -> Iterator[Start]:
    """Yield the lines of *plain* that begin with a sign which is not read as one."""
    for found in _START.finditer(plain):
        kind = str(found.lastgroup)
        rest = plain[found.end() :].partition("\n")[0].replace(OPAQUE, "…")
        yield Start(_line(plain, found), kind, found[kind], rest)


def leftovers(plain: str) -> Iterator[Flaw]:
    """Yield the links and pairs of signs that are left in *plain*, the text of one block after Markdown was read.

    Its lines end where they end in the source, so that each flaw has its line.
    """
    for found in _LINK.finditer(plain):
        gap, target = found[1], found[2].replace(OPAQUE, "…")
        if gap and re.match(r"\s*(?:page|contact)\s*:", target):
            what = "a blank stands between the ] and the ( of a link"
            yield Flaw(_line(plain, found), what, f"write ]({_without_blanks(target)})")
        elif not gap and re.search(r"\s", target):
            what = f'the link "({target})" has a blank'
            yield Flaw(_line(plain, found), what, f"write ({_without_blanks(target)})")
        elif not gap:
            yield Flaw(_line(plain, found), f'the link "({target}" is not whole', HOW_TO_LINK)
    rest = _LINK.sub(_opaque, plain)
    for found in _TARGET.finditer(rest):
        yield Flaw(_line(rest, found), f'the link "{found[0]}" is not whole', HOW_TO_LINK)
    rest = _TARGET.sub(_opaque, rest)
    for found in _PAIR.finditer(rest):
        what_to_do = "write **words** with no blank inside the signs" if found[0] == "**" else "write [[contact:ID]]"
        yield Flaw(_line(rest, found), f"the sign {found[0]} stands alone", f"{what_to_do}, or delete it")
    for found in TYPED.finditer(rest):
        yield Flaw(_line(rest, found), f"the sign {found[0]} is shown as it is typed", "delete it, or say it in words")


def _opaque(found: re.Match[str]) -> str:
    """Return something of as many lines, so that what comes after keeps its own."""
    return OPAQUE + "\n" * found[0].count("\n")


def _without_blanks(target: str) -> str:
    return re.sub(r"\s+", "-", re.sub(r"\s*([:/])\s*", r"\1", target.strip()))


def _line(plain: str, found: re.Match[str]) -> int:
    return plain.count("\n", 0, found.start())
