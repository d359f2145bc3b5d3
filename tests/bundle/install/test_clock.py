"""A clock that is dead or wrong decides nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tuf.api.metadata import MetaFile, Snapshot, TargetFile, Targets, Timestamp

from tests.bundle.device import Device
from tests.bundle.team import Team, content, signed

CLOCK = Path(__file__).parents[1] / "wrong_clock.py"


def run(device: Device, year: int, *arguments: str | Path) -> str:
    command = [sys.executable, str(CLOCK), str(year), "device", *map(str, arguments), "--state", str(device.state)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("year", [1970, 2001, 2099, 9999])
def test_content_is_installed_in_any_year(team: Team, device: Device, year: int) -> None:
    team.add_editor("eva")
    team.publish(content(2), by="eva")

    assert run(device, year, "install", team.office).startswith("installed: 2026.11.2")
    assert device.shown() == 2


@pytest.mark.parametrize("year, overdue", [(1970, False), (2099, True)])
def test_only_the_status_looks_at_the_clock(device: Device, year: int, overdue: bool) -> None:
    assert ("(overdue)" in run(device, year, "status")) is overdue


def test_what_has_run_out_is_installed(team: Team, device: Device) -> None:
    """Age is shown to the staff and never enforced: old content beats none."""
    past = datetime(2001, 1, 1, tzinfo=UTC)
    team.publish(content(2))
    key, release = team.targets_keys["ana"], team.release_keys["ana"]
    targets = Targets(2, expires=past)
    for name, file in content(2).files.items():
        targets.targets[name] = TargetFile.from_data(name, file)
    team.sign_targets(targets, key)
    metadata = team.office / "metadata"
    snapshot = Snapshot(2, expires=past, meta={"targets.json": MetaFile(2)})
    (metadata / "2.snapshot.json").write_bytes(signed(snapshot, release))
    (metadata / "timestamp.json").write_bytes(signed(Timestamp(2, expires=past, snapshot_meta=MetaFile(2)), release))
    team.change_root(lambda root: setattr(root, "expires", past))

    device.install(team.office)

    assert device.shown() == 2
