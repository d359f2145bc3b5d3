"""Opens the screen: a display server, the framebuffer, or one line that says why neither can be had."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from kiosk.errors import SettingsError
from kiosk.ui.theme import fonts

_INSTEAD = "render pictures with `kiosk tour --out DIR`"


def choose_platform() -> None:
    """Paint to a display server if there is one, else straight to the framebuffer.

    Raises:
        SettingsError: There is neither.
    """
    if _asks_for_wayland() and not (os.environ.get("XDG_RUNTIME_DIR") or os.environ["WAYLAND_DISPLAY"].startswith("/")):
        raise SettingsError(
            f"WAYLAND_DISPLAY is set without XDG_RUNTIME_DIR; start the kiosk from a desktop, or {_INSTEAD}"
        )
    if any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")):
        return
    if not os.access("/dev/fb0", os.W_OK):
        raise SettingsError(f"there is no screen to open the kiosk on; {_INSTEAD}")
    os.environ["QT_QPA_PLATFORM"] = "linuxfb"


def open_application() -> QApplication:
    """Return the application, connected to its screen, which paints with the kiosk's typefaces alone.

    Where Qt cannot connect it would abort the process; here the process ends with one line on the standard
    error and exit code 1, since Qt leaves no way to go on.

    Raises:
        SettingsError: Qt is connected, but to no screen.
    """
    fonts.hide_system_fonts()
    with _fatal_is_one_line() as said:
        application = QApplication(["kiosk"])
        application.setApplicationName("kiosk")
        if application.primaryScreen() is None:
            raise SettingsError(_why(said))
    return application


@contextmanager
def _fatal_is_one_line() -> Iterator[list[str]]:
    """Collect what Qt says; where it is about to abort, print one line and end the process."""
    said: list[str] = []

    def handle(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            print(f"kiosk: {_why(said)}", file=sys.stderr, flush=True)  # noqa: T201 - nobody else is left to say it
            os._exit(1)
        said.append(message)

    before = qInstallMessageHandler(handle)
    try:
        yield said
    finally:
        qInstallMessageHandler(before)


def _why(said: list[str]) -> str:
    """Return one line: why there is no screen, and what to do."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    name = wanted.partition(";")[0].partition(":")[0]
    name = "wayland" if name.startswith("wayland") else name
    known = _platforms()
    if name and name not in known:
        return f"unknown QT_QPA_PLATFORM {wanted!r}: use one of {', '.join(known)}"
    if name == "linuxfb":
        return f"the framebuffer cannot be opened{_first(said)}; give the kiosk a screen, or {_INSTEAD}"
    if name == "wayland" or _asks_for_wayland():
        where = os.environ.get("WAYLAND_DISPLAY", "wayland-0")
        return f"the Wayland display {where!r} does not answer; start the kiosk from a desktop, or {_INSTEAD}"
    if name in {"", "xcb"}:
        where = os.environ.get("DISPLAY", "")
        return f"the display {where!r} cannot be opened{_first(said)}; start the kiosk from a desktop, or {_INSTEAD}"
    return f"no screen can be opened by QT_QPA_PLATFORM {wanted!r}{_first(said)}; use another, or {_INSTEAD}"


def _asks_for_wayland() -> bool:
    named = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(os.environ.get("WAYLAND_DISPLAY")) and (not named or named.startswith("wayland"))


def _first(said: list[str]) -> str:
    """Return what Qt said first, which is the cause; the rest follows from it."""
    return f" ({' '.join(said[0].split())})" if said else ""


def _platforms() -> list[str]:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    names = {path.stem.removeprefix("libq") for path in folder.glob("libq*.so")}
    # One plugin answers to several names.
    return sorted({"wayland" if name.startswith("wayland") else name.replace("-", "") for name in names} | {"xcb"})
