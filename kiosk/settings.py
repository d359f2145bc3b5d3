"""What an installer or the staff set: defaults, then the installer's file, then the device's own."""

from __future__ import annotations

import logging
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import time
from pathlib import Path
from typing import Any

from kiosk.errors import SettingsError, StoreError, reason_of
from kiosk.settings_file import is_there, read_texts, text_of, to_bytes, typed
from kiosk.storage.state_files import Reset, StateFiles
from kiosk.visit import TEXT_SIZES

logger = logging.getLogger(__name__)

#: The device's own file, in its state folder.
OWN_FILE = "settings.yaml"
STATE = StateFiles((OWN_FILE,), Reset.FACTORY)
#: What the installer alone may set in a file; on the device it is kept elsewhere, as a hash.
_INSTALLERS = "pin"
_ROTATIONS = (0, 90, 180, 270)
_CLOCK, _PIN = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]"), re.compile("[0-9]{6}")
_NAME_A_FOLDER = "name a folder with --state or KIOSK_STATE"


@dataclass(frozen=True)
class Settings:
    """The kiosk's settings; replaced as a whole, never changed in place.

    *scale* is screen pixels per design pixel, 0 for automatic. *idle_seconds* pass without a touch
    before the question, *answer_seconds* before the visit ends. A *locked* kiosk cannot be left from
    the keyboard and takes no other content. Each visit begins with *text_size*, *volume* and
    *high_contrast*; nobody gets beyond *loudest*. *volume*, *loudest* and *brightness* are per cent, a
    *brightness* of 0 leaves the screen as it is; *rotation* is in degrees, clockwise. The screen is dark
    from *night_from* to *night_until*, ``HH:MM``; both are empty where there is no night. *pin* is the
    installer's, which holds until another is set.
    """

    site: str = ""
    scale: float = 0.0
    idle_seconds: int = 90
    answer_seconds: int = 30
    high_contrast: bool = False
    locked: bool = False
    text_size: int = 100
    volume: int = 60
    loudest: int = 100
    brightness: int = 0
    rotation: int = 0
    night_from: str = ""
    night_until: str = ""
    pin: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        _between("scale", self.scale, 0.5, 4.0, unset=0.0)
        _between("idle_seconds", self.idle_seconds, 20, 3600)
        _between("answer_seconds", self.answer_seconds, 20, 300)
        _one_of("text_size", self.text_size, TEXT_SIZES)
        _between("loudest", self.loudest, 0, 100)
        _between("volume", self.volume, 0, self.loudest)
        _between("brightness", self.brightness, 10, 100, unset=0)
        _one_of("rotation", self.rotation, _ROTATIONS)
        _a_night(self.night_from, self.night_until)
        if self.pin and not _PIN.fullmatch(self.pin):
            raise SettingsError("pin is no PIN; write six digits of 0 to 9, or leave it out")

    def is_night(self, moment: time) -> bool:
        """Whether the screen is dark at that time of the day."""
        if not self.night_from:
            return False
        begin, end = time.fromisoformat(self.night_from), time.fromisoformat(self.night_until)
        now = moment.replace(tzinfo=None)
        return begin <= now < end if begin < end else now >= begin or now < end


def load_installed(installer_file: Path | None) -> Settings:
    """Return the settings without those of the device itself: the installer's, or the defaults.

    Raises:
        SettingsError: The installer's file cannot be used.
    """
    if installer_file is None:
        return Settings()
    return _merged(Settings(), installer_file, read_texts(installer_file))


def load(installer_file: Path | None, state: Path) -> Settings:
    """Return the settings that hold on this device.

    A damaged *state*/settings.yaml is logged and passed over, since a power cut must not stop the kiosk.

    Raises:
        SettingsError: The installer's file cannot be used.
    """
    settings = load_installed(installer_file)
    own = state / OWN_FILE
    try:
        return _merged(settings, own, _own_texts(own)) if is_there(own) else settings
    except SettingsError as error:
        logger.warning("%s; the settings before it are used", error)
        return settings


def save(state: Path, changes: Mapping[str, object], *, installed: Settings | None = None) -> Settings:
    """Write *changes* into the device's own file, and return the settings that hold from now on.

    *installed* are the settings that hold without that file: the installer's, or the defaults. What a
    damaged file held is lost; what nobody knows in it is left out. Both are logged.

    Raises:
        SettingsError: A value cannot be used, or there is no such setting on the screen; nothing was written.
        NoSpaceError: The disk is full; the settings are as they were.
        StoreError: The state folder cannot be written; the settings are as they were.
    """
    from kiosk.bundle import disk

    own, base = state / OWN_FILE, installed or Settings()
    changed = {key: text_of(key, value, _default(key)) for key, value in changes.items()}
    texts = {**_kept(own, base), **changed}
    settings = _merged(base, own, texts)
    with disk.told_as_store_error(own):
        disk.make_folder(state)
        disk.replace(own, to_bytes(texts))
    return settings


def clear(state: Path) -> None:
    """Forget what was set on the device: the installer's settings hold again.

    Raises:
        StoreError: The state folder cannot be changed.
    """
    from kiosk.bundle import disk

    with disk.told_as_store_error(state / OWN_FILE):
        STATE.clear(state)


def state_folder(given: Path | None) -> Path:
    """Return the folder for everything that this device writes; it need not exist yet.

    Raises:
        StoreError: There can be no such folder, since something else has its name.
    """
    state = given or _usual_state_folder()
    _refuse_no_folder(state)
    return state


def _usual_state_folder() -> Path:
    if named := os.environ.get("KIOSK_STATE"):
        return Path(named)
    try:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    except RuntimeError as error:
        raise StoreError(f"this user has no home folder; {_NAME_A_FOLDER}") from error
    return base / "kiosk"


def _refuse_no_folder(state: Path) -> None:
    """Refuse a state folder if it, or the first folder above it that exists, is something else.

    What this user may not read is left to the command, which may do without.
    """
    for place in (state, *state.parents):
        try:
            is_folder = stat.S_ISDIR(place.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            if place.is_symlink():
                raise StoreError(f"{place} is a symbolic link that leads nowhere; {_NAME_A_FOLDER}") from None
            continue
        except PermissionError:
            return
        except (OSError, ValueError) as error:
            why = f" ({reason_of(error)})" if isinstance(error, OSError) else ""
            raise StoreError(f"{state} cannot be the state folder{why}; {_NAME_A_FOLDER}") from error
        if not is_folder:
            raise StoreError(f"{place} is a file, but the state of this kiosk is a folder; {_NAME_A_FOLDER}")
        return


def _default(key: str) -> object:
    """Return the default of a setting that the staff may change.

    Raises:
        SettingsError: There is none.
    """
    if key == _INSTALLERS:
        raise SettingsError("a PIN is not kept among the settings; set it with kiosk device set-pin")
    if key not in _known():
        raise SettingsError(f"there is no setting {key!r}; known are {', '.join(_known())}")
    return getattr(Settings(), key)


def _known() -> list[str]:
    return [item.name for item in fields(Settings)]


def _own_texts(own: Path) -> dict[str, str]:
    texts = read_texts(own)
    if _INSTALLERS in texts:
        raise SettingsError(f"{own}: a PIN does not belong here; set it with kiosk device set-pin")
    return texts


def _kept(own: Path, base: Settings) -> dict[str, str]:
    """Return what of the device's own file stays when it is written anew."""
    try:
        texts = read_texts(own) if is_there(own) else {}
        known = {key: text for key, text in texts.items() if key in _known() and key != _INSTALLERS}
        _merged(base, own, known)
    except SettingsError as error:
        logger.warning("%s; it is written anew", error)
        return {}
    if left := ", ".join(sorted(set(texts) - set(known))):
        logger.warning("%s: %s is left out, since no such setting is kept here", own, left)
    return known


def _merged(settings: Settings, path: Path, texts: Mapping[str, str]) -> Settings:
    known = _known()
    changes: dict[str, Any] = {}
    for key, text in texts.items():
        if key not in known:
            raise SettingsError(f"{path}: there is no setting {key!r}; known are {', '.join(known)}")
        changes[key] = typed(path, key, text, getattr(Settings(), key))
    try:
        return replace(settings, **_not_too_loud(settings, changes))
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def _not_too_loud(settings: Settings, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes with a volume that no ceiling of another file forbids: who lowers one lowers the other."""
    volume, loudest = (changes.get(key, getattr(settings, key)) for key in ("volume", "loudest"))
    if {"volume", "loudest"} <= changes.keys() or not loudest < volume <= Settings().loudest:
        return dict(changes)
    return {**changes, "volume": loudest}


def _between(name: str, value: float, lowest: float, highest: float, unset: float | None = None) -> None:
    if value != unset and not lowest <= value <= highest:
        raise SettingsError(f"{name} is {value:g}; write a number from {lowest:g} to {highest:g}")


def _one_of(name: str, value: int, known: tuple[int, ...]) -> None:
    if value not in known:
        raise SettingsError(f"{name} is {value}; write one of {', '.join(map(str, known))}")


def _a_night(begin: str, end: str) -> None:
    for name, clock in (("night_from", begin), ("night_until", end)):
        if clock and not _CLOCK.fullmatch(clock):
            raise SettingsError(f"{name} is {clock!r}; write a time as in 22:00")
    if bool(begin) != bool(end):
        raise SettingsError("the night has one end alone; write both night_from and night_until, or neither")
    if begin and begin == end:
        raise SettingsError(f"the night begins and ends at {begin}; write two times, or neither")
