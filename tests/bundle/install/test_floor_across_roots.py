"""A change of keys lowers no floor: an old stick with the newest public roots on it is still old."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.bundle.going_back import roll_back
from kiosk.bundle.root_fields import LOWEST
from kiosk.bundle.trust import enroll
from kiosk.device.reset import reset
from kiosk.errors import OlderError
from tests.bundle.device import Device
from tests.bundle.team import Team, content

TOP = 2**31 - 1


def with_roots(stick: Path, team: Team) -> Path:
    """Put the newest public roots on an old stick, which needs no key."""
    for root in (team.office / "metadata").glob("*.root.json"):
        shutil.copy(root, stick / "metadata")
    return stick


def forget(device: Device) -> None:
    """Lose what the client remembers, as a damaged disk would."""
    for generation in device.store.generations():
        shutil.rmtree(generation.path / "tuf")


def lower(team: Team, lowest: object) -> None:
    """Make a root that states another lowest publication, or with None nothing of it."""
    team.change_root(lambda root: root.unrecognized_fields.update({LOWEST: lowest}))
    if lowest is None:
        team.root.unrecognized_fields.pop(LOWEST)
        team.write_root([team.root_key])


@pytest.fixture
def old(team: Team, tmp_path: Path) -> Path:
    """A stick with the first publication, by Luis, who stays."""
    team.publish(content(1), by="luis", version=1)
    return team.stick(tmp_path / "old")


@pytest.fixture
def fourth(team: Team, old: Path, state: Path) -> Device:
    """A kiosk with the fourth publication, by Ana, who is given up afterwards."""
    device = Device(state, team.first_root)
    team.publish(content(4), version=4)
    device.install(team.office)
    team.give_up_editor("ana")
    return device


def test_an_old_stick_with_the_new_root_is_older(team: Team, fourth: Device, old: Path) -> None:
    error = fourth.refusal(with_roots(old, team))

    assert isinstance(error, OlderError)
    assert "this is publication 1" in str(error)
    assert fourth.shown() == 4


def test_it_is_older_when_the_client_has_forgotten(team: Team, fourth: Device, old: Path) -> None:
    forget(fourth)
    fourth.store.floor_file.unlink()

    assert isinstance(fourth.refusal(with_roots(old, team)), OlderError)


def test_it_is_older_after_going_back(team: Team, old: Path, state: Path, tmp_path: Path) -> None:
    device = Device(state, team.first_root)
    team.publish(content(3), version=3)
    device.install(team.stick(tmp_path / "third"))
    team.publish(content(4), version=4)
    device.install(team.office)
    team.give_up_editor("ana")
    roll_back(state)

    assert isinstance(device.refusal(with_roots(old, team)), OlderError)
    reset(state)
    assert isinstance(device.refusal(with_roots(old, team)), OlderError)


def test_it_is_older_for_a_kiosk_that_never_had_anything(team: Team, fourth: Device, old: Path, tmp_path: Path) -> None:
    fresh = Device(tmp_path / "fresh", team.first_root)

    error = fresh.refusal(with_roots(old, team))

    assert str(error) == "this is publication 1, and the newest root accepts none below 4; bring newer content"


@pytest.mark.parametrize("root", [1, 2])
def test_it_is_older_after_enrolling_anew(team: Team, fourth: Device, old: Path, root: int) -> None:
    enroll(fourth.state, (team.office / f"metadata/{root}.root.json").read_bytes())

    assert isinstance(fourth.refusal(with_roots(old, team)), OlderError)


def test_all_keys_may_be_replaced(team: Team, fourth: Device, old: Path, tmp_path: Path) -> None:
    """Keys that come and go afterwards change nothing, however many roots it takes."""
    team.add_editor("eva")
    team.replace_root_key()
    team.publish(content(1), by="eva", version=1)
    evas = team.stick(tmp_path / "evas")
    team.version = 4
    team.give_up_editor("luis")

    assert isinstance(fourth.refusal(with_roots(evas, team)), OlderError)
    assert isinstance(Device(tmp_path / "fresh", team.first_root).refusal(evas), OlderError)
    team.publish(content(5), by="eva")
    fourth.install(team.office)
    assert fourth.shown() == 5


def test_a_later_root_that_states_nothing_keeps_it(team: Team, fourth: Device, old: Path, tmp_path: Path) -> None:
    """Another laptop may have an older program, which knows nothing of the field."""
    lower(team, None)
    team.add_editor("eva")
    team.root.unrecognized_fields.pop(LOWEST)
    team.write_root([team.root_key])

    assert isinstance(fourth.refusal(with_roots(old, team)), OlderError)
    assert isinstance(Device(tmp_path / "fresh", team.first_root).refusal(old), OlderError)


@pytest.mark.parametrize("wrong", ["4", "", True, -1, [4], {"4": 4}, 2**63, 10**400])
def test_a_later_root_that_states_nonsense_keeps_it(
    team: Team, fourth: Device, old: Path, tmp_path: Path, wrong: object
) -> None:
    lower(team, wrong)

    assert isinstance(fourth.refusal(with_roots(old, team)), OlderError)
    assert isinstance(Device(tmp_path / "fresh", team.first_root).refusal(old), OlderError)
    team.publish(content(5), by="luis", version=5)
    fourth.install(team.office)
    assert fourth.shown() == 5, "and locks nobody out"


def test_a_root_that_states_far_too_much_is_mended_by_the_next_one(team: Team, fourth: Device) -> None:
    lower(team, 2**62)
    team.publish(content(5), by="luis", version=5)
    assert isinstance(fourth.refusal(team.office), OlderError)

    lower(team, 4)
    team.publish(content(6), by="luis", version=6)

    fourth.install(team.office)
    assert fourth.shown() == 6


def test_a_later_root_that_states_less_holds_where_nothing_was(
    team: Team, fourth: Device, old: Path, tmp_path: Path
) -> None:
    """The root keys have the last word; what this kiosk had counts beside them."""
    lower(team, 0)
    with_roots(old, team)

    fresh = Device(tmp_path / "fresh", team.first_root)
    fresh.install(old)
    assert fresh.shown() == 1
    assert isinstance(fourth.refusal(old), OlderError), (
        "this one knows that a key which was not stolen signed the fourth"
    )


def test_what_this_kiosk_had_counts_where_the_office_did_not_know_of_it(team: Team, old: Path, state: Path) -> None:
    """A root made on a laptop that had not caught up states less than was published."""
    device = Device(state, team.first_root)
    team.publish(content(4), version=4)
    device.install(team.office)
    team.version = 1
    team.give_up_editor("ana")

    error = device.refusal(with_roots(old, team))

    assert str(error) == "this is publication 1, and publication 4 was here already; bring newer content"


@pytest.mark.parametrize("is_stolen", [False, True])
@pytest.mark.parametrize("number", [TOP, 2**53, 2**80])
def test_a_number_that_a_thief_counted_up_locks_nobody_out(
    team: Team, device: Device, tmp_path: Path, number: int, is_stolen: bool
) -> None:
    team.sign(content(9), number, team.targets_keys["luis"], team.release_keys["luis"])
    device.install(team.stick(tmp_path / "ahead"))
    assert device.shown() == 9
    team.give_up_editor("luis", is_stolen=is_stolen)
    team.publish(content(2))

    device.install(team.office)

    assert device.shown() == 2


def test_a_number_that_a_thief_counted_up_a_little_locks_nobody_out(team: Team, device: Device, tmp_path: Path) -> None:
    team.sign(content(9), 9, team.targets_keys["luis"], team.release_keys["luis"])
    device.install(team.stick(tmp_path / "ahead"))
    team.give_up_editor("luis", is_stolen=True)
    team.publish(content(2))

    device.install(team.office)

    assert device.shown() == 2


def test_roots_that_state_nothing_work_as_before(team: Team, device: Device, tmp_path: Path) -> None:
    """All keys that count are looked at, and none beside them."""
    team.states_lowest = False
    team.sign(content(9), 9, team.targets_keys["luis"], team.release_keys["luis"])
    device.install(team.stick(tmp_path / "ahead"))
    team.give_up_editor("luis")
    team.publish(content(2))

    device.install(team.office)

    assert device.shown() == 2
