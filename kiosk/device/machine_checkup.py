"""Looks at the machine that the kiosk runs on: room, clock, sound, memory and the like."""

from __future__ import annotations

import ast
import ctypes
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.bundle import disk
from kiosk.device.findings import N_, Finding, Level

#: Less room or memory than this, in bytes.
SCARCE_ROOM, NO_ROOM, SCARCE_MEMORY = 200 << 20, 50 << 20, 64 << 20
#: No clock of a kiosk that works stands before this day.
EARLIEST = date(2026, 1, 1)
_CARD = re.compile(r"^ *[0-9]+ \[.*?\]: .*? - (.+)$", re.MULTILINE)
_MEMORY = re.compile(r"^(MemTotal|MemAvailable): +([0-9]+) kB$", re.MULTILINE)
_SPEAKER = re.compile("pcmC[0-9]+D[0-9]+p")
_SECONDS_OF_HOUR, _HOURS_OF_DAY = 3600, 24


def room(state: Path) -> Finding:
    """Return how much room there is for what the kiosk keeps."""
    free = disk.free_bytes(state)
    level: Level = "red" if free < NO_ROOM else "amber" if free < SCARCE_ROOM else "green"
    what_to_do = N_("Delete what does not belong to the kiosk from its disk, or ask the person who installed it.")
    values = {"megabytes": str(free >> 20)}
    return Finding(
        level, "disk", N_("Room on the disk: {megabytes} MB"), "" if level == "green" else what_to_do, values
    )


def writing(state: Path) -> Iterator[Finding]:
    """Yield whether the kiosk can keep anything."""
    folder = state
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        what = N_("The kiosk cannot write to {folder}, so that it keeps no content, notices or settings.")
        what_to_do = N_("Restart the machine; if that does not help, ask the person who installed it.")
        yield Finding("red", "state", what, what_to_do, {"folder": str(folder)})


def clock(now: datetime, published: datetime | None) -> Finding:
    """Return whether the clock can be right: not before there was a kiosk, nor before the content was published."""
    values = {"day": now.date().isoformat(), "time": f"{now:%H:%M}"}
    earliest = datetime.combine(EARLIEST, datetime.min.time(), UTC)
    if now < max(published or earliest, earliest):
        what = N_("The clock says {day}, {time}, which cannot be.")
        what_to_do = N_("Ask the person who installed the kiosk to set the machine's clock; notices depend on it.")
        return Finding("amber", "clock", what, what_to_do, values)
    return Finding("green", "clock", N_("The clock says {day}, {time}."), values=values)


def sound(proc: Path, dev: Path) -> Finding:
    """Return whether the machine has something to play sound with."""
    card = _CARD.search(_text(proc / "asound" / "cards"))
    if card:
        return Finding("green", "sound", N_("Sound: {card}"), values={"card": card[1].strip()})
    try:
        found = any(_SPEAKER.fullmatch(path.name) for path in (dev / "snd").iterdir())
    except OSError:
        found = False
    if found:
        return Finding("green", "sound", N_("Sound was found."))
    what_to_do = N_("Plug in a loudspeaker with a plug of its own (USB), or ask the person who installed the kiosk.")
    return Finding("amber", "sound", N_("No sound was found, so that nothing can be listened to."), what_to_do)


def memory(proc: Path) -> Iterator[Finding]:
    """Yield how much memory there is."""
    found = {name: int(size) << 10 for name, size in _MEMORY.findall(_text(proc / "meminfo"))}
    if len(found) < 2:  # noqa: PLR2004 - what there is, and what is free
        return
    values = {"free": str(found["MemAvailable"] >> 20), "total": str(found["MemTotal"] >> 20)}
    is_scarce = found["MemAvailable"] < SCARCE_MEMORY
    what_to_do = N_("Restart the machine.") if is_scarce else ""
    yield Finding(
        "amber" if is_scarce else "green", "memory", N_("Memory: {free} of {total} MB free"), what_to_do, values
    )


def uptime(proc: Path) -> Iterator[Finding]:
    """Yield how long the machine has been on."""
    seconds = _text(proc / "uptime").partition(".")[0]
    if seconds.isascii() and seconds.isdecimal():
        days, hours = divmod(int(seconds) // _SECONDS_OF_HOUR, _HOURS_OF_DAY)
        what = N_("The machine has been on for {days} days and {hours} hours.")
        yield Finding("green", "uptime", what, values={"days": str(days), "hours": str(hours)})


def libraries(checkout: Path) -> Iterator[Finding]:
    """Yield which of the system's libraries the window lacks; the frozen kiosk brings its own.

    Which they are says ``packaging/bootstrap.py``, which lies beside a kiosk that is not frozen.
    """
    missing = [package for name, package in _needed(checkout / "packaging" / "bootstrap.py") if not _loads(name)]
    if missing:
        what = N_("The window lacks libraries of the system.")
        what_to_do = N_("Have the person who installed the kiosk run: apt-get install {packages}")
        yield Finding("red", "libraries", what, what_to_do, {"packages": " ".join(missing)})


def _needed(bootstrap: Path) -> Iterator[tuple[str, str]]:
    try:
        tree = ast.parse(bootstrap.read_text("utf-8"))
    except (OSError, ValueError, SyntaxError):
        return
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LIBRARIES":
            yield from ast.literal_eval(node.value).items()


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
