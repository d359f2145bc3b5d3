"""Looks at everything that may be wrong with this kiosk, and says for each how to mend it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import kiosk
from kiosk.bundle.store import Store
from kiosk.bundle.trust import FACTORY_ROOT
from kiosk.device import content_checkup, journal, machine_checkup
from kiosk.device.findings import LEVELS, N_, Finding
from kiosk.device.pin import Pin
from kiosk.device.weak_pins import weakness

_CHECKOUT = Path(kiosk.__file__).parent.parent
#: A problem that has not come again for so long is over.
_OVER = timedelta(days=7)


@dataclass(frozen=True)
class Screen:
    """The screen: its size in pixels, and how many of them make a design pixel."""

    width: int
    height: int
    scale: float


@dataclass(frozen=True)
class Surroundings:
    """What is looked at, and when.

    *factory* is the bundle that the kiosk came with, *pin* the installer's, *site* the centre that is set. The other
    folders are the system's, and that of the program where it is not frozen.
    """

    state: Path
    now: datetime
    factory: Path | None = None
    pin: str = ""
    screen: Screen | None = None
    built_in: Path = FACTORY_ROOT
    proc: Path = Path("/proc")
    dev: Path = Path("/dev")
    site: str = ""
    checkout: Path | None = None if getattr(sys, "frozen", False) else _CHECKOUT


def examine(where: Surroundings) -> list[Finding]:
    """Return all that was found, the worst first; nothing is changed, and nothing that is damaged stops it."""
    found = [*_content(where), *_machine(where), *_kiosk(where)]
    return sorted(found, key=lambda finding: LEVELS.index(finding.level))


def to_json(findings: list[Finding]) -> list[dict[str, Any]]:
    """Return them as JSON has them."""
    return [asdict(finding) | {"values": dict(finding.values)} for finding in findings]


def _content(where: Surroundings) -> Iterator[Finding]:
    store = Store(where.state)
    yield from content_checkup.content(store, where.factory, where.now.date())
    yield from content_checkup.centre(store, where.factory, where.site)
    yield content_checkup.trust(where.state, where.built_in)


def _machine(where: Surroundings) -> Iterator[Finding]:
    if where.checkout is not None:
        yield from machine_checkup.libraries(where.checkout)
    yield machine_checkup.room(where.state)
    yield from machine_checkup.writing(where.state)
    newest = next(iter(Store(where.state).generations()), None)
    yield machine_checkup.clock(where.now, None if newest is None else newest.manifest.about.published)
    yield machine_checkup.sound(where.proc, where.dev)
    yield from machine_checkup.memory(where.proc)
    yield from machine_checkup.uptime(where.proc)


def _kiosk(where: Surroundings) -> Iterator[Finding]:
    yield _pin(where)
    yield Finding("green", "version", N_("Program: {version}"), values={"version": kiosk.__version__})
    if where.screen is not None:
        screen = where.screen
        size = {"width": str(screen.width), "height": str(screen.height), "scale": f"{screen.scale:g}"}
        yield Finding("green", "screen", N_("Screen: {width} × {height} pixels, scale {scale}"), values=size)
    chronicle = journal.read(where.state)
    if chronicle.started is not None:
        values = {"when": f"{chronicle.started:%Y-%m-%d %H:%M}"}
        yield Finding("green", "start", N_("The kiosk last started on {when}."), values=values)
    if chronicle.problem and (chronicle.when is None or where.now - chronicle.when < _OVER):
        when = "" if chronicle.when is None else f"{chronicle.when:%Y-%m-%d %H:%M}"
        what, what_to_do = (
            N_("Last problem ({when}): {problem}"),
            N_("If it comes again, show this to the coordinator."),
        )
        yield Finding("amber", "problem", what, what_to_do, {"when": when, "problem": chronicle.problem})


def _pin(where: Surroundings) -> Finding:
    pin = Pin(where.state, where.pin)
    what_to_do = N_("Have the person who installed the kiosk run: kiosk device set-pin")
    if pin.fault():
        return Finding("red", "pin", N_("The PIN is damaged, so that nobody gets in here."), what_to_do)
    if not pin.is_set():
        return Finding("amber", "pin", N_("No PIN is set, so that nobody gets in here."), what_to_do)
    if pin.is_installers() and weakness(where.pin):
        return Finding("amber", "pin", N_("The PIN in the installer's file is easily guessed."), what_to_do)
    return Finding("green", "pin", N_("A PIN is set."))
