"""Reads a guide that is printed on one sheet: a title, sections, pictures, steps and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from kiosk.errors import KioskError

#: How Qt's rich text marks what Markdown marks.
MARKS = {"strong": "b", "em": "i"}
LISTS = {"ordered_list": True, "bullet_list": False}


class GuideError(KioskError):
    """A guide cannot be read, or does not fit its sheet."""


@dataclass(frozen=True)
class Picture:
    """A picture file and what it shows."""

    path: Path
    about: str


@dataclass(frozen=True)
class Paragraph:
    """Text with Qt's rich text marks; it *warns* if it is a block quote."""

    html: str
    warns: bool = False


@dataclass(frozen=True)
class Steps:
    """What to do one after the other if *numbered*, else a list."""

    items: tuple[str, ...]
    numbered: bool
    warns: bool = False


Part = Picture | Paragraph | Steps


@dataclass(frozen=True)
class Section:
    """What stands under one heading."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Guide:
    """One page for people: a *title*, an introduction and sections."""

    path: Path
    title: str
    intro: tuple[Part, ...]
    sections: tuple[Section, ...]


def read(path: Path) -> Guide:
    """Return the guide in a Markdown file.

    Raises:
        GuideError: It holds something that has no place on a sheet.
    """
    nodes = SyntaxTreeNode(MarkdownIt("commonmark").parse(path.read_text("utf-8"))).children
    if not nodes or nodes[0].type != "heading":
        raise GuideError(f"{path}: there is no title; begin with a line as in `# Title`")
    (_, _, intro), *sections = _cut(nodes)
    read_all = [Section(_html(head), tuple(_parts(below, path))) for _, head, below in sections]
    return Guide(path, _html(nodes[0]), tuple(_parts(intro, path)), tuple(read_all))


def _cut(nodes: Sequence[SyntaxTreeNode]) -> list[tuple[int, SyntaxTreeNode, list[SyntaxTreeNode]]]:
    """Return each heading with what stands below it."""
    at = [number for number, node in enumerate(nodes) if node.type == "heading"]
    ends = [*at[1:], len(nodes)]
    return [(begin, nodes[begin], list(nodes[begin + 1 : end])) for begin, end in zip(at, ends, strict=True)]


def _parts(nodes: Sequence[SyntaxTreeNode], path: Path, *, warns: bool = False) -> Iterator[Part]:
    for node in nodes:
        if node.type == "paragraph":
            yield from _paragraph(node.children[0], path, warns=warns)
        elif node.type in LISTS:
            yield Steps(tuple(_html(item) for item in node.children), LISTS[node.type], warns)
        elif node.type == "blockquote":
            yield from _parts(node.children, path, warns=True)
        else:
            line = (node.map or (0, 0))[0] + 1
            raise GuideError(f"{path}:{line}: a {node.type} has no place on a sheet; write a paragraph or a list")


def _paragraph(inline: SyntaxTreeNode, path: Path, *, warns: bool) -> Iterator[Part]:
    """A picture, a paragraph, or nothing where there are only links: nobody can follow them on paper."""
    kinds = {node.type for node in inline.children if node.content.strip(" ·") or node.type != "text"}
    if kinds == {"image"}:
        for node in inline.children:
            yield Picture(path.parent / str(node.attrs["src"]), node.content)
    elif kinds != {"link"}:
        yield Paragraph(_html(inline), warns)


def _html(node: SyntaxTreeNode) -> str:
    inside = "".join(_html(child) for child in node.children)
    if mark := MARKS.get(node.type):
        return f"<{mark}>{inside}</{mark}>"
    if node.type == "code_inline":
        return f"<code>{escape(node.content).replace(' ', '&nbsp;')}</code>"
    if node.type == "text":
        return escape(node.content)
    return " " if node.type in ("softbreak", "hardbreak") else inside
