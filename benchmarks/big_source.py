"""Writes a large source in three languages, the same one each time."""

from __future__ import annotations

import random
from pathlib import Path

import polib

_LANGUAGES = ("es", "en", "fr")
_CONTACTS = 100
_PAGES_A_TOPIC = 400
_BLOCKS = 6
_SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ña", "qué"]
#: How often a word has one, two, three, four syllables: a few words are everywhere, many are rare.
_LENGTHS = (3, 3, 2, 2)
_FRONT = """---
title: {title}
summary: {summary}
icon: house
contacts: [contact-{contact}]
keywords: {keywords}
source: brochure
checked: never
---

"""


def write_big_source(folder: Path, pages: int) -> None:
    """Write a source of that many *pages* into *folder*, all of it translated."""
    chance = random.Random(pages)  # noqa: S311 - words, not secrets
    topics = -(-pages // _PAGES_A_TOPIC)
    _write_tables(folder, topics)
    catalogues = {code: polib.POFile(wrapwidth=0) for code in _LANGUAGES[1:]}
    for catalogue in catalogues.values():
        catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for number in range(pages):
        name = f"topic-{number % topics}/page-{number}"
        title, summary, keywords = some_words(chance, 3), some_words(chance, 9), some_words(chance, 4)
        blocks = [some_words(chance, 18) for _ in range(_BLOCKS)]
        if number:
            blocks[2] += f" [{some_words(chance, 2)}](page:topic-0/page-0)"
        fields = {"title": title, "summary": summary, "keywords": keywords}
        page = folder / "pages" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        front = _FRONT.format(**fields, contact=number % _CONTACTS)
        page.write_text(front + "\n\n".join(blocks) + "\n", encoding="utf-8")
        for code, catalogue in catalogues.items():
            for field, text in (*fields.items(), *(("body", block) for block in blocks)):
                context = f"page:{name}#{field}"
                catalogue.append(polib.POEntry(msgctxt=context, msgid=text, msgstr=f"{code} {text}"))
    (folder / "translations").mkdir()
    for code, catalogue in catalogues.items():
        catalogue.save(str(folder / "translations" / f"{code}.po"))


def _write_tables(folder: Path, topics: int) -> None:
    folder.mkdir(parents=True)
    lines = ["id: big", "title: Grande", "source_language: es"]
    lines += [f"languages: [{', '.join(_LANGUAGES)}]", "topics:"]
    for number in range(topics):
        lines += [f"  - id: topic-{number}", "    icon: house"]
        lines += ['    colour: "#0033A0"', f"    title: Tema {number}"]
    (folder / "bundle.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    source = "- id: brochure\n  title: un folleto\n  publisher: OIM\n  year: '~2022'\n"
    (folder / "sources.yaml").write_text(source, encoding="utf-8")
    contacts = [
        f'- id: contact-{n}\n  name: Oficina {n}\n  icon: phone\n  phones: ["+507 305-33{n:02}"]\n'
        f"  source: brochure\n  checked: never\n"
        for n in range(_CONTACTS)
    ]
    (folder / "contacts.yaml").write_text("".join(contacts), encoding="utf-8")


def some_words(chance: random.Random, count: int) -> str:
    """Return a line of made-up words."""
    lengths = chance.choices((1, 2, 3, 4), _LENGTHS, k=count)
    return " ".join("".join(chance.choices(_SYLLABLES, k=length)) for length in lengths).capitalize()
