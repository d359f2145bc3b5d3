"""A kiosk with two generations, and a stick with a third publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from tests.bundle.device import COMMAND, Device
from tests.bundle.team import Team, content


@dataclass(frozen=True)
class Bench:
    """What a torture begins with: a state folder to copy, the stick, and one that is older than all of it."""

    state: Path
    stick: Path
    older: Path

    def command(self, state: Path, *arguments: str) -> list[str]:
        """Return a command on a state folder; by default it installs the stick."""
        return [*COMMAND, *(arguments or ("install", str(self.stick))), "--state", str(state)]


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("bench")
    team = Team(folder / "office")
    team.publish(content(1))
    older = team.stick(folder / "older")
    device = Device(folder / "state", team.first_root)
    device.install(team.office)
    team.publish(content(2))
    device.install(team.office)
    team.give_up_editor("luis", is_stolen=True)
    team.add_editor("eva")
    team.publish(content(3), by="eva")
    return Bench(folder / "state", team.office, older)


@pytest.fixture
def holds(bench: Bench) -> Callable[[Path], None]:
    """Return the check of what must hold after any fault."""

    def check(state: Path) -> None:
        device = Device(state)
        assert device.shown() in (2, 3), "the old or the new content, whole"
        device.install(bench.stick)
        assert device.shown() == 3, "installed again, it is there"
        assert isinstance(device.refusal(bench.older), KioskError)

    return check
