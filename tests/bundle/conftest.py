"""A team that publishes and a kiosk that trusts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bundle.device import Device
from tests.bundle.team import Team, content


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """A team that has published once."""
    team = Team(tmp_path / "office")
    team.publish(content(1))
    return team


@pytest.fixture
def device(team: Team, state: Path) -> Device:
    """A kiosk on which the first publication is installed."""
    device = Device(state, team.first_root)
    device.install(team.office)
    return device
