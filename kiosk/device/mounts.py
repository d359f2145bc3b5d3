"""What is plugged in: the file systems that lie on a stick, and not on a disk of this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: The kernel's list of what is mounted, as of proc(5); it is marked as changed whenever that changes.
MOUNTINFO = Path("/proc/self/mountinfo")
_SYS = Path("/sys")
#: Where desktops and automatic mounts put what is plugged in, whatever it lies on.
_PLACES = (Path("/media"), Path("/run/media"), Path("/mnt/usb"))
#: A disk with one of these is the machine's own, even if it hangs on USB: a kiosk may run from a stick.
_SYSTEM = tuple(map(Path, ("/boot", "/etc", "/home", "/lib", "/opt", "/run/live", "/srv", "/usr", "/var")))
_ESCAPED = re.compile(r"\\([0-7]{3})")
_USB = re.compile(r"usb[0-9]+")
_FIELDS_BEFORE, _FIELDS_AFTER = 6, 3


@dataclass(frozen=True)
class Mount:
    """A file system at its *path*; *device* is what it is on, *name* what a person calls it."""

    path: Path
    device: str
    filesystem: str
    read_only: bool
    name: str


@dataclass(frozen=True)
class _Entry:
    """A line of the list: *number* is the device's, *disk* its folder in sysfs if it is on one."""

    mount: Mount
    number: str
    disk: Path | None


def removable(mountinfo: str, sys: Path = _SYS) -> list[Mount]:
    """Return what lies on a stick, in the order in which it was mounted; what cannot be understood is passed over.

    *mountinfo* is the text of MOUNTINFO. A stick is a disk that can be taken out or hangs on USB, or what is mounted
    where such things go. Of a device that is mounted twice, the first place counts.
    """
    entries = [entry for line in mountinfo.splitlines() if (entry := _entry(line, sys)) is not None]
    own = {entry.disk for entry in entries if _is_system(entry.mount.path)} - {None}
    found: dict[str, Mount] = {}
    for entry in entries:
        if entry.disk not in own and not _is_system(entry.mount.path) and _is_plugged_in(entry):
            found.setdefault(entry.number, entry.mount)
    return list(found.values())


def _entry(line: str, sys: Path) -> _Entry | None:
    before, dash, after = line.partition(" - ")
    fields, rest = before.split(" "), after.split(" ")
    if not dash or len(fields) < _FIELDS_BEFORE or len(rest) < _FIELDS_AFTER:
        return None
    number, path, options = fields[2], Path(_plain(fields[4])), fields[5]
    filesystem, device, more = rest[0], _plain(rest[1]), rest[2]
    read_only = "ro" in options.split(",") or "ro" in more.split(",")
    disk = _disk(number, device, sys)
    name = path.name
    if disk is not None and name == Path(device).name:
        name = _model(disk) or name
    return _Entry(Mount(path, device, filesystem, read_only, name), number, disk)


def _plain(text: str) -> str:
    r"""Return a text of the list without its escapes: ``\040`` is a blank."""
    if "\\" not in text:
        return text
    raw = _ESCAPED.sub(
        lambda found: chr(int(found[1], 8) & 0xFF), text.encode("utf-8", "surrogateescape").decode("latin-1")
    )
    return raw.encode("latin-1").decode("utf-8", "surrogateescape")


def _disk(number: str, device: str, sys: Path) -> Path | None:
    """Return the folder in sysfs of the whole disk that a file system is on."""
    for place in _places_in_sysfs(number, device, sys):
        try:
            folder = place.resolve(strict=True)
        except (OSError, ValueError):
            continue
        return folder.parent if (folder / "partition").exists() else folder
    return None


def _places_in_sysfs(number: str, device: str, sys: Path) -> Iterator[Path]:
    if re.fullmatch("[0-9]+:[0-9]+", number):
        yield sys / "dev" / "block" / number
    # What a program serves, such as NTFS, has a number of its own.
    if device.startswith("/dev/") and "/" not in (name := device.removeprefix("/dev/")) and name.strip("."):
        yield sys / "class" / "block" / name


def _model(disk: Path) -> str:
    return _line(disk / "device" / "model")


def _is_plugged_in(entry: _Entry) -> bool:
    path = entry.mount.path
    if any(path.is_relative_to(place) and path not in _PLACES[:2] for place in _PLACES):
        return True
    disk = entry.disk
    return disk is not None and (_line(disk / "removable") == "1" or any(_USB.fullmatch(part) for part in disk.parts))


def _is_system(path: Path) -> bool:
    return path == Path("/") or any(path.is_relative_to(place) for place in _SYSTEM)


def _line(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
