"""The command that looks at a kiosk and its machine, and says how to mend what is wrong."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kiosk
from kiosk.answering import Verbs, add_verb

if TYPE_CHECKING:
    from kiosk.device.doctor import Screen

_SCREEN = re.compile(r"([1-9][0-9]{1,4})x([1-9][0-9]{1,4})x([0-9]{1,2}(?:\.[0-9]{1,9})?)")
#: The bundle that the frozen program carries.
FACTORY = Path(kiosk.__file__).parent / "factory"


def add_commands(group: Verbs) -> None:
    """Add ``doctor`` to the group ``device``."""
    doctor = add_verb(
        group, "doctor", "say what is wrong with this kiosk, and how to mend it", _doctor, tells_folder=True
    )
    doctor.add_argument("--factory", type=Path, metavar="DIR", default=FACTORY, help="the bundle that it came with")
    doctor.add_argument("--site", default="", metavar="ID", help="the centre where it stands, if not as set")
    doctor.add_argument("--settings", type=Path, metavar="FILE", help="the installer's settings")
    doctor.add_argument("--screen", type=_screen, metavar="WxHxSCALE", help="the screen, as the window knows it")


def _doctor(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk import settings
    from kiosk.device.doctor import Surroundings, examine, to_json

    held = settings.load(options.settings, options.state)
    where = Surroundings(
        options.state,
        datetime.now().astimezone(),
        options.factory if options.factory.is_dir() else None,
        held.pin,
        options.screen,
        site=options.site or held.site,
    )
    found = examine(where)
    return {
        "event": "doctor",
        "findings": to_json(found),
        "message": "\n".join(map(str, found)),
        "code": int(found[0].level == "red"),
    }


def _screen(text: str) -> Screen:
    from kiosk.device.doctor import Screen

    found = _SCREEN.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no screen; write one as in 1366x768x1.0")
    return Screen(int(found[1]), int(found[2]), float(found[3]))
