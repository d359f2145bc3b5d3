"""What counts as a change of whom a kiosk trusts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.bundle.trust import enroll, enrolled_path, is_change_of_trust
from tests.bundle.team import Team, content


@pytest.fixture
def built_in(tmp_path: Path, team: Team) -> Path:
    path = tmp_path / "factory-root.json"
    path.write_bytes(team.first_root)
    return path


@pytest.fixture
def other_root(tmp_path: Path) -> bytes:
    other = Team(tmp_path / "other")
    other.publish(content(7))
    return other.first_root


def test_the_first_root_of_all_is_no_change(state: Path, team: Team, tmp_path: Path) -> None:
    assert not is_change_of_trust(state, team.first_root, tmp_path / "none")


def test_the_root_that_is_built_in_is_no_change(state: Path, team: Team, built_in: Path) -> None:
    assert not is_change_of_trust(state, team.first_root, built_in)


def test_another_root_than_the_one_built_in_is_a_change(state: Path, other_root: bytes, built_in: Path) -> None:
    assert is_change_of_trust(state, other_root, built_in)


def test_the_enrolled_root_alone_counts_once_there_is_one(
    state: Path, team: Team, other_root: bytes, built_in: Path
) -> None:
    enroll(state, other_root)

    assert not is_change_of_trust(state, other_root, built_in)
    assert is_change_of_trust(state, team.first_root, built_in)


def test_a_root_over_one_that_cannot_be_read_is_a_change(state: Path, team: Team, built_in: Path) -> None:
    enrolled_path(state).mkdir(parents=True)

    assert is_change_of_trust(state, team.first_root, built_in)


def test_a_later_root_of_the_same_people_is_a_change(state: Path, team: Team) -> None:
    enroll(state, team.first_root)

    assert is_change_of_trust(state, team.first_root + b"\n")
