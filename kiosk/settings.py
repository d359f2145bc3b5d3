"""What an installer or the staff set: defaults, then the installer's file, then the device's own."""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path

from kiosk.errors import SettingsError

logger = logging.getLogger(__name__)

_TRUE, _FALSE = {"yes", "true", "on"}, {"no", "false", "off"}
_WHOLE, _DECIMAL = re.compile(r"-?[0-9]{1,9}"), re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True)
class Settings:
    """The kiosk's settings; replaced as a whole, never changed in place.

    *scale* is screen pixels per design pixel, 0 for automatic. *idle_seconds* pass without a touch
    before the question, *answer_seconds* before the visit ends. A *locked* kiosk cannot be left from
    the keyboard and takes no other content.
    """

    site: str = ""
    scale: float = 0.0
    idle_seconds: int = 90
    answer_seconds: int = 30
    high_contrast: bool = False
    locked: bool = False

    def __post_init__(self) -> None:
        _between("scale", self.scale, 0.5, 4.0, unset=0.0)
        _between("idle_seconds", self.idle_seconds, 20, 3600)
        _between("answer_seconds", self.answer_seconds, 20, 300)


def load(installer_file: Path | None, state: Path) -> Settings:
    """Return the settings that hold on this device.

    A damaged *state*/settings.yaml is logged and passed over, since a power cut must not stop the kiosk.

    Raises:
        SettingsError: The installer's file cannot be used.
    """
    settings = Settings()
    if installer_file is not None:
        settings = _merged(settings, installer_file)
    own = state / "settings.yaml"
    try:
        return _merged(settings, own) if _is_there(own) else settings
    except SettingsError as error:
        logger.warning("%s; the settings before it are used", error)
        return settings


def state_folder(given: Path | None) -> Path:
    """Return the folder for everything that this device writes."""
    if given is not None:
        return given
    if named := os.environ.get("KIOSK_STATE"):
        return Path(named)
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "kiosk"


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); see who may read it") from error
    return True


def _merged(settings: Settings, path: Path) -> Settings:
    known = {item.name: item for item in fields(Settings)}
    changes: dict[str, object] = {}
    for key, text in _read(path).items():
        if key not in known:
            raise SettingsError(f"{path}: there is no setting {key!r}; known are {', '.join(known)}")
        changes[key] = _typed(path, key, text, getattr(Settings(), key))
    try:
        return replace(settings, **changes)  # type: ignore[arg-type]
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def _read(path: Path) -> dict[str, str]:
    import yaml

    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise SettingsError(f"{path}: larger than settings can be; write it anew")
        read = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - every scalar stays text
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise SettingsError(f"{path}: cannot be read as settings ({type(error).__name__}); mend or delete it") from None
    if read in (None, ""):
        return {}
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise SettingsError(f"{path}: write one setting a line, as in `idle_seconds: 90`")
    return {str(key): value for key, value in read.items()}


def _typed(path: Path, key: str, text: str, default: object) -> object:
    word = text.strip().lower()
    if isinstance(default, bool):
        if word in _TRUE | _FALSE:
            return word in _TRUE
        raise SettingsError(f"{path}: {key} is {text!r}; write yes or no")
    if isinstance(default, str):
        return text.strip()
    # int() and float() would also take 1_00, blanks, digits of other scripts, and no number at all.
    number, example = (_WHOLE, "90") if isinstance(default, int) else (_DECIMAL, "1.25")
    if not number.fullmatch(text):
        raise SettingsError(f"{path}: {key} is {text!r}; write a number as in {example}")
    return int(text) if isinstance(default, int) else float(text)


def _between(name: str, value: float, lowest: float, highest: float, unset: float | None = None) -> None:
    if value != unset and not lowest <= value <= highest:
        raise SettingsError(f"{name} is {value:g}; write a number from {lowest:g} to {highest:g}")
