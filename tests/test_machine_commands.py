"""Restarting, shutting down and dimming at the console."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kiosk.cli import main
from tests.device.conftest import Logind, logind, no_bus  # noqa: F401 - fixtures

MANAGER = ["/org/freedesktop/login1", "org.freedesktop.login1.Manager"]


def test_a_script_learns_what_the_system_allows(
    logind: Callable[..., Logind],  # noqa: F811 - the fixture
    capsys: pytest.CaptureFixture[str],
) -> None:
    logind(CanReboot=["s", "yes"], CanPowerOff=["s", "challenge"])

    assert main(["device", "power", "ask", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["allowed"] == ["reboot"]


def test_the_machine_is_restarted_and_shut_down(
    logind: Callable[..., Logind],  # noqa: F811 - the fixture
) -> None:
    fake = logind(Reboot=["", *()], PowerOff=["", *()])

    assert main(["device", "power", "restart"]) == 0
    assert main(["device", "power", "shut-down"]) == 0

    assert fake.heard() == [*MANAGER, "Reboot", False]
    assert fake.heard() == [*MANAGER, "PowerOff", False]


@pytest.mark.usefixtures("no_bus")
def test_without_a_bus_a_script_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "power", "restart", "--json"]) == 1

    answer = json.loads(capsys.readouterr().out)
    assert answer["event"] == "refused"
    assert "use the machine's own switches" in answer["message"]


@pytest.mark.parametrize("percent", ["0", "101", "-1", "dark", "٣", "1.5", ""])
def test_a_brightness_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], percent: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["device", "brightness", percent])

    assert ended.value.code == 2
    assert "brightness" in capsys.readouterr().err
