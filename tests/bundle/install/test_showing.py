"""What a window shows is not deleted while it shows it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.bundle.going_back import roll_back
from kiosk.bundle.store import Generation
from kiosk.device.reset import reset
from kiosk.errors import BundleError
from tests.bundle.device import Device
from tests.bundle.team import Team, content

#: A window that shows a generation until it is told to stop.
WINDOW = """
import sys
from pathlib import Path
from kiosk.bundle.store import Store
store = Store(Path(sys.argv[1]))
hold = store.show(store.generations()[0])
print("shown", flush=True)
sys.stdin.read()
"""


def install(team: Team, device: Device, *numbers: int) -> None:
    for number in numbers:
        team.publish(content(number))
        device.install(team.office)


def shown(device: Device) -> Generation:
    generation = device.current()
    assert generation is not None
    return generation


def test_two_installations_within_one_visit_leave_what_is_shown(team: Team, device: Device) -> None:
    first = shown(device)

    with device.store.show(first):
        install(team, device, 2, 3)

        assert first.is_whole()
        assert device.shown() == 3

    install(team, device, 4)
    assert device.store.names() == ["00000004", "00000003"], "a later run deletes it"


def test_what_is_shown_no_more_is_deleted(team: Team, device: Device) -> None:
    hold = device.store.show(shown(device))
    hold.close()
    hold.close()

    install(team, device, 2, 3)

    assert device.store.names() == ["00000003", "00000002"]


def test_many_may_show_the_same(team: Team, device: Device) -> None:
    first = shown(device)
    with device.store.show(first):
        device.store.show(first).close()
        install(team, device, 2, 3)

        assert first.is_whole()


def test_what_is_shown_survives_a_reset_and_is_not_started_again(team: Team, device: Device) -> None:
    first = shown(device)
    with device.store.show(first):
        reset(device.state)

        assert device.shown() == 0
        assert (device.store.names(), device.store.generations()) == ([], [])
        assert first.is_whole()
        assert device.run("status", "--json").last["generations"] == []
        device.install(team.office)
        assert first.is_whole()
    assert device.store.names() == ["00000002"]

    reset(device.state)
    assert list(device.store.gen.iterdir()) == []


def test_forgetting_everything_forgets_the_floor_of_what_is_shown(team: Team, device: Device) -> None:
    with device.store.show(shown(device)):
        reset(device.state, everything=True)

        assert device.store.floor().targets == {}


def test_going_back_lets_go_of_nothing_that_is_shown(team: Team, device: Device) -> None:
    install(team, device, 2)
    second = shown(device)
    with device.store.show(second):
        roll_back(device.state)
        install(team, device, 3)

        aside = device.store.gen / "00000002.aside"
        assert aside.is_dir(), "only its name is another one"
    install(team, device, 4)
    assert not aside.exists()


def test_what_is_gone_cannot_be_shown(team: Team, device: Device) -> None:
    first = shown(device)
    install(team, device, 2, 3)

    with pytest.raises(BundleError, match="show what is newest"):
        device.store.show(first)


def test_a_window_that_is_killed_lets_go(team: Team, device: Device) -> None:
    first = shown(device)
    command = [sys.executable, "-c", WINDOW, str(device.state)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"shown\n"
        install(team, device, 2, 3)
        assert first.is_whole()
        window.kill()

    install(team, device, 4)
    assert device.store.names() == ["00000004", "00000003"]


def test_showing_writes_nothing(device: Device) -> None:
    before = {path: path.stat().st_mtime_ns for path in device.state.rglob("*")}

    with device.store.show(shown(device)):
        assert {path: path.stat().st_mtime_ns for path in device.state.rglob("*")} == before
