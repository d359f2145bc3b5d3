"""How much of a bundle is translated, and how many of its facts somebody has checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.bundle.coverage import Coverage, coverage_of
from kiosk.content.compile import compile_source
from kiosk.errors import BundleError
from tests.content.desk import TODAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A source that is translated into English whole, and into French not at all."""
    desk = Desk(tmp_path / "source")
    desk.translate("en")
    return desk


def coverage(desk: Desk) -> Coverage:
    bundle = desk.folder.with_name("bundle")
    compile_source(desk.folder, bundle, today=TODAY)
    return coverage_of(bundle)


def test_each_language_has_its_share(desk: Desk) -> None:
    found = coverage(desk)

    assert (found.languages["es"], found.languages["en"]) == (100, 100)
    assert found.languages["fr"] < 10


@pytest.mark.parametrize("text, fuzzy", [("", False), ("Medical help", True)])
def test_what_is_missing_or_stale_does_not_count(desk: Desk, text: str, fuzzy: bool) -> None:
    desk.set_translation("en", "page:health/doctor#title", text, fuzzy=fuzzy)

    assert 90 < coverage(desk).languages["en"] < 100


def test_contacts_that_nobody_has_checked_are_counted(desk: Desk) -> None:
    desk.change("contacts.yaml", "checked: 2026-11-01", "checked: never")

    found = coverage(desk)

    assert (found.contacts, found.never_checked) == (2, 1)


def test_damaged_content_has_none(tmp_path: Path) -> None:
    with pytest.raises(BundleError):
        coverage_of(tmp_path)
