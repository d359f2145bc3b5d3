"""Checks that nothing of a source has gone by accident that translations still know."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.content.messages import Catalogue
from kiosk.content.report import Report, counted
from kiosk.content.source.tree import SourceTree


def check_tables(tree: SourceTree, catalogues: Mapping[str, Catalogue], report: Report) -> None:
    """Note a table without entries, or a folder, that pages show or that is still being translated.

    Those of contacts and sources are noted where they are looked up.
    """
    shows_phrases = any(page.kind == "phrases" for page in tree.pages)
    for file, kind, entries, is_shown in (
        ("phrases.yaml", "phrase", tree.phrases, shows_phrases),
        ("notices.yaml", "notice", tree.notices, False),
        ("sites/", "site", tree.sites, False),
    ):
        if entries or any(name.startswith(file) for name in report.unread):
            continue
        count = max((_translated(catalogue, kind) for catalogue in catalogues.values()), default=0)
        if not count and not is_shown:
            continue
        there = (tree.folder / file).exists()
        what = "there is no entry in it" if there else "it is missing"
        what_to_do = "put it back as it was"
        if count:
            what_to_do += f"; the translations have {counted(count, 'text')} of it"
        if count and not is_shown:
            what_to_do += ", which go with kiosk author strings if nobody needs them"
        report.refuse(file, what, what_to_do)


def _translated(catalogue: Catalogue, kind: str) -> int:
    return sum(context.startswith(f"{kind}:") for context, _ in catalogue.entries)
