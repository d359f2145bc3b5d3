"""Looks at the machine that the kiosk runs on: room, clock, sound, memory and the like."""

from __future__ import annotations

import ast
import ctypes
import os
import pwd
import re
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.bundle import disk
from kiosk.device.findings import N_, Finding, Level

#: Less room or memory than this, in bytes.
SCARCE_ROOM, NO_ROOM, SCARCE_MEMORY = 200 << 20, 50 << 20, 64 << 20
#: So many parts of the state folder are named, at most.
_NAMED = 5
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
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
        what = N_("The kiosk cannot write to {folder}, so that it keeps no content, notices or settings.")
        what_to_do = N_("Restart the machine; if that does not help, ask the person who installed it.")
        yield Finding("red", "state", what, what_to_do, {"folder": str(folder)})
    elif folder == state:
        yield from _parts(state)


def _parts(state: Path) -> Iterator[Finding]:
    """Yield which parts of the state folder the kiosk's user cannot change: what somebody wrote with sudo, as a rule.

    Root, who may change everything, sees what the owner of the folder can change.
    """
    user = os.geteuid() or state.stat().st_uid
    refused = [path for path in _all_below(state) if not _may_change(path, user)]
    if refused:
        names = [path.relative_to(state).as_posix() for path in refused[:_NAMED]]
        parts = ", ".join([*names, "…"] if len(refused) > _NAMED else names)
        what = N_("The kiosk cannot change parts of its folder {folder}: {parts}")
        what_to_do = N_("Have the person who installed the kiosk run: sudo chown -R {user} {folder}")
        values = {"folder": str(state), "parts": parts, "user": _name_of(user)}
        yield Finding("red", "state", what, what_to_do, values)


def _all_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in sorted((*folders, *files)))


def _may_change(path: Path, user: int) -> bool:
    """Whether a user may change a file, or what is in a folder; what is neither is left alone."""
    try:
        found = path.lstat()
    except OSError:
        # Gone meanwhile, or in a folder that was named already.
        return True
    if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
        return True
    needed = 0o7 if stat.S_ISDIR(found.st_mode) else 0o6
    if user == os.geteuid():
        return os.access(path, needed, effective_ids=True)
    shift = 6 if found.st_uid == user else 3 if found.st_gid in _groups_of(user) else 0
    return user == 0 or (found.st_mode >> shift) & needed == needed


def _groups_of(user: int) -> set[int]:
    try:
        known = pwd.getpwuid(user)
    except KeyError:
        return set()
    return set(os.getgrouplist(known.pw_name, known.pw_gid))


def _name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


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
