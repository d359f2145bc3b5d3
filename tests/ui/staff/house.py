"""A kiosk whose staff are at work: its window, its state folder, and what its helper processes answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QTest

from kiosk import settings as kiosk_settings
from kiosk.ui.drives import Drives
from kiosk.ui.main_window import MainWindow
from kiosk.ui.staff.premises import Premises
from kiosk.ui.supply import Supply
from tests.fakes import Finger, touchable, words

PIN = "482913"
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


class Answered(QObject):
    """A helper process that answers when a test says so."""

    progressed = Signal(int, int)
    answered = Signal(dict)
    refused = Signal(str, str)

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.words = list(words)
        self.is_started = self.is_stopped = False

    def start(self) -> None:
        self.is_started = True

    def stop(self) -> None:
        self.is_stopped = True

    def is_running(self) -> bool:
        return self.is_started and not self.is_stopped


class Errands:
    """Makes such processes, and keeps them."""

    def __init__(self) -> None:
        self.all: list[Answered] = []

    def __call__(self, words: Sequence[str]) -> Any:
        self.all.append(Answered(words))
        return self.all[-1]

    @property
    def last(self) -> Answered:
        return self.all[-1]


def premises_of(window: MainWindow, state: Path, errands: Callable[[Sequence[str]], Any]) -> Premises:
    """What the desks of a test share; settings are really kept."""

    def settle(changes: dict[str, object]) -> None:
        window.take_settings(kiosk_settings.save(state, changes), window._scale_of)  # noqa: SLF001

    def reload() -> None:
        window.take_settings(kiosk_settings.load(None, state), window._scale_of)  # noqa: SLF001

    return Premises(
        state=state,
        installer_file=None,
        settings=lambda: window.settings,
        settle=settle,
        shelf=lambda: window.shelf,
        supply=Supply(state, "", lambda: window.shelf.bundle),
        drives=Drives(errands),
        errand=errands,
        preview=lambda _: None,
        screen=lambda: (window.width(), window.height(), window.look.scale),
        now=lambda: NOW,
        leave=lambda: None,
        reload=reload,
        forget_counts=lambda: None,
        brightness=lambda: None,
    )


def type_pin(window: MainWindow, finger: Finger, digits: str) -> None:
    for digit in digits:
        finger.tap(touchable(window, f"pad-{digit}"))


def said(window: MainWindow) -> str:
    return " | ".join(words(window))


def let_pass(milliseconds: int = 0) -> None:
    """Let posted events be handled."""
    QTest.qWait(milliseconds)
