"""Examines a whole source in one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.content.check.amounts import check_amounts
from kiosk.content.check.catalogue_languages import check_languages
from kiosk.content.check.contacts import check_contacts
from kiosk.content.check.coverage import Coverage
from kiosk.content.check.dates import check_dates
from kiosk.content.check.letters import check_letters
from kiosk.content.check.looks import check_looks
from kiosk.content.check.media import check_media
from kiosk.content.check.numbers import check_numbers
from kiosk.content.check.screen_texts import check_screen_texts
from kiosk.content.check.structure import check_structure
from kiosk.content.check.tables import check_tables
from kiosk.content.check.texts import check_texts
from kiosk.content.check.translations import check_translations
from kiosk.content.messages import Catalogue, messages, read_catalogues
from kiosk.content.source.reading import read
from kiosk.content.source.references import check_references
from kiosk.content.source.tree import SourceTree
from kiosk.errors import Problem


@dataclass(frozen=True)
class Review:
    """What was found in a source: its content, its problems by file and line, its coverage."""

    tree: SourceTree
    catalogues: Mapping[str, Catalogue]
    problems: tuple[Problem, ...]
    coverage: tuple[Coverage, ...]

    @property
    def errors(self) -> list[Problem]:
        """The problems that keep the source from being compiled."""
        return [problem for problem in self.problems if problem.is_error]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that need not stop an urgent correction."""
        return [problem for problem in self.problems if not problem.is_error]


def review(folder: Path, *, today: date | None = None) -> Review:
    """Examine the source in *folder*; without *today* no date is in the future.

    Raises:
        SourceError: There is no such folder.
    """
    tree, report = read(folder)
    catalogues = read_catalogues(tree, report)
    check_references(tree, report, _titles(catalogues))
    check_tables(tree, catalogues, report)
    check_amounts(tree, report)
    check_media(tree, report)
    found = messages(tree)
    check_texts(tree, found, report)
    check_numbers(tree, found, catalogues, report)
    check_structure(tree, found, catalogues, report)
    check_contacts(tree, report)
    check_looks(tree, report)
    check_letters(tree, found, catalogues, report)
    check_dates(tree, today, report)
    # While the source is broken, no translation is missing for good, and the catalogues cannot be renewed.
    is_whole = not report.errors
    coverage = [Coverage(tree.source_language, len(found), 0, 0)] if tree.source_language else []
    coverage += [
        check_translations(tree, found, catalogue, report, is_whole=is_whole) for catalogue in catalogues.values()
    ]
    coverage += check_screen_texts(tree, report)
    check_languages(tree, catalogues, report)
    return Review(tree, catalogues, tuple(report.problems), tuple(coverage))


def _titles(catalogues: Mapping[str, Catalogue]) -> dict[str, str]:
    """Return the title of each page that a translation knows, by the page's id."""
    found: dict[str, str] = {}
    for catalogue in catalogues.values():
        for context, text in catalogue.entries:
            if context.startswith("page:") and context.endswith("#title"):
                found[context.removeprefix("page:").removesuffix("#title")] = text
    return found
