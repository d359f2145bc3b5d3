"""Restarting and shutting down, where logind lets the kiosk do it, and nowhere else."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.device import logind as kiosk_logind
from kiosk.device import power
from kiosk.errors import KioskError
from tests.device.conftest import Logind

MANAGER = ["/org/freedesktop/login1", "org.freedesktop.login1.Manager"]
NOT_ALLOWED = "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired"


@pytest.mark.parametrize(
    "reboots, powers_off, expected",
    [
        ("yes", "yes", {"reboot", "power-off"}),
        ("yes", "challenge", {"reboot"}),
        ("no", "yes", {"power-off"}),
        ("na", "no", set()),
    ],
)
def test_what_needs_no_password_is_offered(
    logind: Callable[..., Logind], reboots: str, powers_off: str, expected: set[str]
) -> None:
    logind(CanReboot=["s", reboots], CanPowerOff=["s", powers_off])

    assert power.available() == expected


@pytest.mark.parametrize("answer", [NOT_ALLOWED, ["i", 5], ["", *()]])
def test_any_other_answer_offers_nothing(logind: Callable[..., Logind], answer: object) -> None:
    logind(CanReboot=answer, CanPowerOff=answer)

    assert power.available() == set()


def test_the_machine_is_restarted_or_shut_down_without_asking_anybody(logind: Callable[..., Logind]) -> None:
    fake = logind(Reboot=["", *()], PowerOff=["", *()])

    power.reboot()
    power.power_off()

    assert fake.heard() == [*MANAGER, "Reboot", False]
    assert fake.heard() == [*MANAGER, "PowerOff", False]


def test_what_is_not_allowed_says_what_to_do_instead(logind: Callable[..., Logind]) -> None:
    logind(Reboot=NOT_ALLOWED)

    with pytest.raises(KioskError, match=r"InteractiveAuthorizationRequired.*use the machine's own switches"):
        power.reboot()


def test_without_a_bus_there_is_nothing(no_bus: Path) -> None:
    assert power.available() == set()
    with pytest.raises(KioskError, match="own switches"):
        power.power_off()


def test_a_logind_that_knows_nothing_of_it_offers_nothing(logind: Callable[..., Logind]) -> None:
    logind()

    assert power.available() == set()


@pytest.mark.parametrize("address", ["", "nonsense", "tcp:host=localhost", "unix:", "unix:path="])
def test_an_address_that_is_none_has_nothing(monkeypatch: pytest.MonkeyPatch, no_bus: Path, address: str) -> None:
    if address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)

    assert power.available() == set()


def test_a_bus_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, no_bus: Path) -> None:
    monkeypatch.setattr(kiosk_logind, "PATIENCE", 0.1)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(no_bus))
        listening.listen()

        assert power.available() == set()


def test_a_logind_that_never_answers_is_not_waited_for(
    logind: Callable[..., Logind], monkeypatch: pytest.MonkeyPatch
) -> None:
    logind(CanReboot="silence", CanPowerOff="silence")
    monkeypatch.setattr(kiosk_logind, "PATIENCE", 0.2)

    assert power.available() == set()
