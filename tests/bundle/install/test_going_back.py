"""The way back: to the content before, or to what the kiosk came with."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.bundle.going_back import roll_back
from kiosk.device.reset import reset
from kiosk.errors import OlderError, StoreError, UntrustedError
from tests.bundle.device import Device
from tests.bundle.team import Team, content


@pytest.fixture
def second(team: Team, device: Device) -> Device:
    """A kiosk with the first and the second publication."""
    team.publish(content(2))
    device.install(team.office)
    return device


def test_going_back_shows_the_content_before(second: Device) -> None:
    assert roll_back(second.state).manifest.version == 1
    assert second.shown() == 1
    assert Device(second.state).shown() == 1, "also after a restart"
    assert second.store.names() == ["00000002.aside", "00000001"]


def test_after_going_back_newer_content_is_installed(team: Team, second: Device) -> None:
    roll_back(second.state)
    team.publish(content(3))

    second.install(team.office)

    assert second.shown() == 3
    assert second.store.names() == ["00000003", "00000001"]


def test_after_going_back_the_same_content_comes_back(team: Team, second: Device) -> None:
    roll_back(second.state)

    assert not second.install(team.office).was_there
    assert second.shown() == 2
    assert [item.manifest.version for item in second.store.generations()] == [2, 1]
    roll_back(second.state)
    assert second.shown() == 1


def test_after_going_back_the_older_stick_stays_refused(team: Team, second: Device, tmp_path: Path) -> None:
    team.publish(content(3))
    middle = team.stick(tmp_path / "middle")
    team.publish(content(4))
    second.install(middle)
    second.install(team.office)
    roll_back(second.state)
    assert second.shown() == 3

    assert isinstance(second.refusal(middle), OlderError)


def test_there_is_no_way_back_beyond_the_content_before(second: Device) -> None:
    roll_back(second.state)

    with pytest.raises(StoreError, match="no older content"):
        roll_back(second.state)
    assert second.shown() == 1


@pytest.mark.logged
def test_nobody_goes_back_to_what_is_damaged(second: Device) -> None:
    (second.store.gen / "00000001" / "start.json").write_bytes(b"")

    with pytest.raises(StoreError, match="no older content"):
        roll_back(second.state)
    assert second.shown() == 2


@pytest.mark.logged
def test_going_back_from_what_is_damaged_leads_below_what_is_shown(team: Team, second: Device) -> None:
    (second.store.gen / "00000002" / "manifest.json").write_bytes(b"")
    assert second.shown() == 1

    with pytest.raises(StoreError, match="no older content"):
        roll_back(second.state)


def test_a_reset_shows_the_factory_content_and_forgets_what_the_staff_set(second: Device) -> None:
    for name in ("settings.yaml", "notices.json", "usage.json", "pin.json"):
        (second.state / name).write_text("{}", "utf-8")

    reset(second.state)

    assert second.shown() == 0
    assert second.store.names() == []
    assert sorted(path.name for path in second.state.iterdir()) == ["pin.json", "store", "trust"]
    assert sorted(path.name for path in (second.state / "trust").iterdir()) == ["floor.json", "root.json"]


def test_a_reset_of_the_content_alone_keeps_what_the_staff_set(second: Device) -> None:
    (second.state / "notices.json").write_text("{}")
    (second.state / "settings.yaml").write_text("idle_seconds: 60\n")

    reset(second.state, content_only=True)

    assert second.store.generations() == []
    assert (second.state / "notices.json").exists()
    assert (second.state / "settings.yaml").exists()


def test_after_a_reset_the_same_stick_is_installed_again(team: Team, second: Device) -> None:
    roll_back(second.state)
    reset(second.state)

    second.install(team.office)

    assert second.shown() == 2


def test_after_a_reset_the_older_stick_stays_refused(team: Team, device: Device, tmp_path: Path) -> None:
    old = team.stick(tmp_path / "old")
    team.publish(content(2))
    device.install(team.office)
    device.store.floor_file.unlink()
    reset(device.state)

    assert isinstance(device.refusal(old), OlderError)


def test_a_reset_of_everything_trusts_nobody(team: Team, second: Device) -> None:
    (second.state / "pin.json").write_text("{}", "utf-8")

    reset(second.state, everything=True)

    assert isinstance(second.refusal(team.office), UntrustedError)
    assert not (second.state / "pin.json").exists()
    fresh = Device(second.state, team.first_root)
    fresh.install(team.office)
    assert fresh.shown() == 2


def test_a_number_is_not_given_again_after_a_reset(team: Team, second: Device) -> None:
    """A window that still shows the old content sees that what comes is other content."""
    reset(second.state)
    second.install(team.office)
    assert second.store.names() == ["00000003"]

    reset(second.state)
    reset(second.state)
    second.install(team.office)
    assert second.store.names() == ["00000004"]


def test_an_empty_kiosk_can_be_reset(tmp_path: Path) -> None:
    reset(tmp_path / "state")

    assert Device(tmp_path / "state").shown() == 0


@pytest.mark.logged
def test_a_reset_forgets_who_died(team: Team, second: Device) -> None:
    for _ in range(4):
        second.store.best_to_start()
    reset(second.state)
    second.install(team.office)

    assert second.shown() == 2
