"""What holds around every test: no display, no system fonts, no state of this machine, no leftovers."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kiosk

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# As `kiosk.ui.theme.fonts.hide_system_fonts` has it, without loading Qt for tests that do not use it.
os.environ["FONTCONFIG_FILE"] = str(Path(kiosk.__file__).parent / "ui" / "theme" / "fonts" / "fonts.conf")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a kiosk under test writes to, instead of this machine's."""
    folder = tmp_path / "state"
    monkeypatch.setenv("KIOSK_STATE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _no_unexpected_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which the kiosk logged a warning, unless the test is marked `logged`."""
    yield
    if request.node.get_closest_marker("logged"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    warnings = [r for r in records if r.name.split(".")[0] == "kiosk" and r.levelno >= logging.WARNING]
    assert not warnings, "\n".join(f"{r.name}: {r.getMessage()}" for r in warnings)


@pytest.fixture(autouse=True)
def _no_leaked_widgets() -> Iterator[None]:
    """Fail a test that leaves a window behind, which the next test would meet."""
    before = windows()
    yield
    if len(windows()) > len(before):
        gc.collect()
    left = [type(widget).__name__ for widget in windows() if widget not in before]
    assert not left, f"windows left open: {left}; give them to qtbot.addWidget"


def windows() -> list[object]:
    """The top-level widgets there are; tests that do not use Qt do not load it either."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return list(QApplication.topLevelWidgets()) if QApplication.instance() else []
