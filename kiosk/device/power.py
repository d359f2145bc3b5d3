"""Restarts the machine or shuts it down, where the system lets the kiosk do so."""

from __future__ import annotations

from typing import Literal

from kiosk.device.logind import SilentError, UnavailableError, ask_manager

Way = Literal["reboot", "power-off"]
_METHODS: dict[Way, str] = {"reboot": "Reboot", "power-off": "PowerOff"}


def available() -> set[Way]:
    """Return what can be done without asking anybody for a password; nothing if logind does not answer."""
    try:
        return {way for way, method in _METHODS.items() if _allows(method)}
    except SilentError:
        # Asking for the other one would take the same time again.
        return set()


def reboot() -> None:
    """Restart the machine.

    Raises:
        KioskError: The system does not allow it.
    """
    _do("reboot")


def power_off() -> None:
    """Shut the machine down.

    Raises:
        KioskError: The system does not allow it.
    """
    _do("power-off")


def _do(way: Way) -> None:
    # False: nobody is there who could be asked for a password.
    ask_manager(_METHODS[way], "b", False)  # noqa: FBT003 - D-Bus has no names


def _allows(method: str) -> bool:
    try:
        return ask_manager(f"Can{method}")[:1] == ("yes",)
    except SilentError:
        raise
    except UnavailableError:
        return False
