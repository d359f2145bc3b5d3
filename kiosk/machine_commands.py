"""The commands that restart or shut down the machine, and set the brightness of its screen."""

from __future__ import annotations

import argparse
from typing import Any

from kiosk.answering import Verbs, add_verb

_HIGHEST = 100


def add_commands(group: Verbs) -> None:
    """Add ``power`` and ``brightness`` to the group ``device``."""
    power = group.add_parser("power", help="restart the machine or shut it down", allow_abbrev=False)
    verbs = power.add_subparsers(required=True, metavar="COMMAND")
    add_verb(verbs, "ask", "say which of the two the system allows", _ask)
    add_verb(verbs, "restart", "restart the machine at once", _restart)
    add_verb(verbs, "shut-down", "shut the machine down at once", _shut_down)
    brightness = add_verb(group, "brightness", "say or set the brightness of the screen", _brightness)
    brightness.add_argument("percent", type=_percent, nargs="?", metavar="N", help="1 to 100, in per cent")


def _ask(_options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.power import available

    allowed = sorted(available())
    names = {"reboot": "restart", "power-off": "shut-down"}
    listed = ", ".join(names[way] for way in allowed)
    message = f"the system allows: {listed}" if allowed else "the system allows neither; use the machine's own switches"
    return {"event": "power", "allowed": allowed, "message": message}


def _restart(_options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.power import reboot

    reboot()
    return {"event": "power-changed", "message": "the machine restarts"}


def _shut_down(_options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.power import power_off

    power_off()
    return {"event": "power-changed", "message": "the machine shuts down"}


def _brightness(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.brightness import Brightness

    light = Brightness()
    if options.percent is None:
        light.require()
    else:
        light.set(options.percent)
    percent = light.get()
    return {"event": "brightness", "percent": percent, "message": f"the brightness is {percent} %"}


def _percent(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= _HIGHEST):
        raise argparse.ArgumentTypeError(f"invalid brightness {text!r}: use a number from 1 to {_HIGHEST}")
    return int(text)
