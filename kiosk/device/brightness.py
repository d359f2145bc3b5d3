"""The brightness of the screen, where its backlight can be set by a program."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.device.logind import UnavailableError, ask_session, has_session

_SYS = Path("/sys")
_WHOLE = 100
#: Of several that move the same light, the best first: the kernel's ABI/stable/sysfs-class-backlight.
_KINDS = ("firmware", "platform", "raw")


class Brightness:
    """The backlight of this machine's own screen, in per cent of its brightest; *sys* is where sysfs is."""

    def __init__(self, sys: Path = _SYS) -> None:
        self._folder = min((sys / "class" / "backlight").glob("*"), key=_preference, default=None)

    def available(self) -> bool:
        """Whether it can be read and set; takes two seconds at most."""
        if self._folder is None or not self._highest():
            return False
        return os.access(self._folder / "brightness", os.W_OK) or has_session()

    def require(self) -> None:
        """Make sure that it can be read and set.

        Raises:
            KioskError: It cannot.
        """
        if not self.available():
            raise _without()

    def get(self) -> int:
        """Return how bright it is, in per cent.

        Raises:
            KioskError: Nobody knows.
        """
        highest = self._highest()
        if self._folder is None or not highest:
            raise _without()
        return min(_WHOLE, round(_number(self._folder / "brightness") * _WHOLE / highest))

    def set(self, percent: int) -> None:
        """Make it so bright, never quite dark.

        Raises:
            KioskError: It cannot be set.
        """
        highest = self._highest()
        if self._folder is None or not highest:
            raise _without()
        value = max(1, round(min(percent, _WHOLE) * highest / _WHOLE))
        try:
            (self._folder / "brightness").write_text(str(value), "ascii")
        except OSError:
            ask_session("SetBrightness", "ssu", "backlight", self._folder.name, value)

    def _highest(self) -> int:
        return _number(self._folder / "max_brightness") if self._folder is not None else 0


def _preference(folder: Path) -> tuple[int, str]:
    kind = _text(folder / "type")
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS), folder.name


def _number(path: Path) -> int:
    text = _text(path)
    return int(text) if text.isascii() and text.isdecimal() else 0


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def _without() -> UnavailableError:
    return UnavailableError("the brightness of this screen cannot be set; use its own buttons")
