"""The frozen kiosk installs content with nothing around it; run it by `pytest -m package`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.bundle.device import Device
from tests.bundle.team import Team, content

KIOSK = Path(__file__).parents[3] / "build" / "package" / "kiosk" / "kiosk"


@pytest.mark.package
def test_it_installs_goes_back_and_refuses_what_is_older(team: Team, state: Path, tmp_path: Path) -> None:
    old = team.stick(tmp_path / "old")
    (tmp_path / "root.json").write_bytes(team.first_root)

    def run(*arguments: str | Path) -> dict[str, object]:
        command = [str(KIOSK), "device", *map(str, arguments), "--state", str(state), "--json"]
        done = subprocess.run(command, env={"HOME": str(tmp_path)}, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return dict(json.loads(done.stdout.splitlines()[-1]))

    assert run("install", team.office)["reason"] == "nobody-trusted"
    assert run("enroll", tmp_path / "root.json")["event"] == "enrolled"
    assert run("install", team.office)["event"] == "installed"
    team.publish(content(2))
    assert run("install", team.office)["version"] == 2
    assert run("install", old)["reason"] == "older"
    assert run("install", "http://127.0.0.1:1")["reason"] == "unreachable"
    assert run("rollback")["version"] == 1
    assert run("status")["floor"] == 2
    assert Device(state).shown() == 1
