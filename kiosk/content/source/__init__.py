"""Reads the folder in which an editor writes, and tells all that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.source.reading import read
from kiosk.content.source.references import check_references
from kiosk.content.source.tree import SourceTree
from kiosk.errors import SourceError

__all__ = ["SourceTree", "load"]


def load(folder: Path) -> SourceTree:
    """Return the typed content of a source's *folder*.

    Raises:
        SourceError: It cannot be read; carries every problem found.
    """
    tree, report = read(folder)
    check_references(tree, report)
    if report.errors:
        raise SourceError(report.errors)
    return tree
