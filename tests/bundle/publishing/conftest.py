"""What the tests of publishing share: an office with keys, whose passphrases cost no time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.bundle.publishing import passphrases, pem
from tests.bundle.publishing.office import FOUR_WORDS, Office


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second a key is right for a thief, not for a test."""
    monkeypatch.setattr(pem, "COST", 2)
    monkeypatch.setattr(pem, "PARALLEL", 1)
    monkeypatch.setenv(passphrases.VARIABLE, FOUR_WORDS)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with a small source, keys and two sticks with a root key each."""
    office = Office(tmp_path / "office")
    office.make_keys()
    return office
