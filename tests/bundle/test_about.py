"""What a bundle says of itself is read back as it was written, or refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kiosk.bundle.about import About
from kiosk.errors import BundleError

ABOUT = About(
    label="2026.11.3",
    publisher="OIM Panamá",
    title="Información",
    published=datetime(2026, 11, 24, 15, 30, tzinfo=UTC),
    review_by=date(2027, 5, 24),
    languages=("es", "en", "fr"),
    pages=51,
)


def test_it_is_read_back() -> None:
    assert About.of(ABOUT.to_bytes()) == ABOUT


def test_the_same_facts_make_the_same_file() -> None:
    assert ABOUT.to_bytes() == About.of(ABOUT.to_bytes()).to_bytes()


@pytest.mark.parametrize("change", [
    {"label": None}, {"label": "x" * 300}, {"title": "a\u202eb"}, {"publisher": "a\nb"}, {"published": "2026-11-24"},
    {"published": 5}, {"review_by": "soon"}, {"languages": 5}, {"pages": "many"}, {"pages": -1}, {"pages": 10**9},
    {"format": None}, {"format": 2},
])  # fmt: skip
def test_what_makes_no_sense_is_refused(change: dict[str, Any]) -> None:
    raw = {**json.loads(ABOUT.to_bytes()), **change}

    with pytest.raises(BundleError):
        About.of(json.dumps(raw).encode())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(BundleError):
        About.of(content)
