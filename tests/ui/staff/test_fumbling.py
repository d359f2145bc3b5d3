"""Somebody who touches anything in staff mode: nothing breaks, nothing is cut, and the way out stays."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.device.usage import Usage
from kiosk.navigation import START
from kiosk.settings import Settings
from kiosk.ui.audit import faults
from kiosk.ui.drives import Stick
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.household import Household
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.supply import Supply
from tests.fakes import Clock, Finger, touchables, window_on
from tests.ui.staff.house import Answered, Errands

STEPS = 160
KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_5, Qt.Key.Key_Backspace)
#: How helpers may answer; an offer as `kiosk device look` makes it.
OFFER = {
    "event": "offer",
    "version": 7,
    "label": "2026.12.1",
    "title": "Darién",
    "publisher": "OIM Panamá",
    "published": "2026-12-01T10:00:00-05:00",
    "review_by": "2027-06-01",
    "languages": ["es", "en", "fr"],
    "pages": 46,
    "bytes": 14_000_000,
    "relation": "newer",
    "changes": {
        "ways": [{"name": "OIM Panamá", "kind": "phone", "old": "+507 000-0000", "new": "+507 305-3350"}],
        "contacts": [],
        "pages": {"added": 4, "changed": 11, "removed": 0},
        "languages": {"added": [], "removed": []},
        "other": 2,
    },
}


class Fumbler:
    """Touches, types and waits without a plan; helpers answer, refuse and report as they like."""

    def __init__(self, window: MainWindow, household: Household, errands: Errands, clock: Clock, seed: int) -> None:
        self.window, self.household, self.errands, self.clock = window, household, errands, clock
        self.finger, self.chance = Finger(window, clock), random.Random(seed)  # noqa: S311 - no secret
        self.places: set[str] = set()

    def step(self, bundle: Path) -> None:
        chance = self.chance
        match chance.choices(["touch", "key", "answer", "stick", "long"], [70, 8, 14, 6, 1])[0]:
            case "touch":
                if found := touchables(self.window):
                    self.finger.tap(chance.choice([part for part in found if part.isEnabled()] or found))
            case "key":
                QTest.keyClick(self.window, chance.choice(KEYS))
            case "answer":
                self.answer(bundle)
            case "stick":
                brought = Stick(bundle, "ADATA", writable=True, repository=bundle)
                self.household.drives.take(chance.choice([[], [brought], [Stick(bundle.parent, "MUSIC")]]))
            case _:
                self.clock.pass_(chance.choice([20, 400]))
                if self.household.entrance.mode is not None:
                    self.household.entrance.mode.tick()
        QApplication.processEvents()
        if (mode := self.household.entrance.mode) is not None:
            self.places.add(mode.task)

    def answer(self, bundle: Path) -> None:
        waiting = [each for each in self.errands.all if each.is_running()]
        if not waiting:
            return
        errand: Answered = waiting[-1]
        errand.is_stopped = True
        answers: dict[str, dict[str, Any]] = {
            "look": OFFER | {"path": str(bundle)},
            "install": {"event": "installed", "already": False, "generation": 1, "version": 7, "label": "2026.12.1"},
            "doctor": {"event": "doctor", "findings": []},
            "rollback": {"event": "back", "generation": 1, "version": 6, "label": "2026.11.3"},
            "sticks": {"event": "sticks", "sticks": []},
            "power": {"event": "power", "allowed": ["power-off", "reboot"]},
            "brightness": {"event": "brightness", "percent": 80},
        }
        if self.chance.random() < 0.3:
            reason = self.chance.choice(["untrusted", "older", "no-space", "busy", "internal", "store", "silent"])
            errand.refused.emit(reason, "one line for a person; what to do")
        else:
            errand.progressed.emit(3, 7)
            errand.answered.emit(answers.get(errand.words[0], {"event": "done"}))


@pytest.fixture
def errands() -> Errands:
    return Errands()


@pytest.fixture
def window(size: tuple[int, int], shelf: Shelf, clock: Clock) -> Iterator[MainWindow]:
    with window_on(shelf, clock, Settings(), size) as window:
        yield window


@pytest.fixture
def household(
    window: MainWindow, state: Path, errands: Errands, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> Household:
    monkeypatch.setattr(Household, "errand", lambda _self, words: errands(words))
    supply = Supply(state, "", lambda: bundle)
    return Household(window, supply, state, None, lambda _: scale_by_pixels, Usage(state))


def mode_of(household: Household) -> StaffMode | None:
    return household.entrance.mode


def come_in(household: Household, window: MainWindow) -> None:
    """Open staff mode, unless it is open."""
    if mode_of(household) is None:
        window.end_visit()
        household.entrance.open()
        opened = mode_of(household)
        assert opened is not None
        opened.enter()


@pytest.mark.logged
@pytest.mark.parametrize("size, seed", [((1366, 768), 1), ((1024, 600), 2), ((1080, 1920), 3)])
def test_whatever_is_touched_staff_mode_stays_whole(
    window: MainWindow, household: Household, errands: Errands, clock: Clock, bundle: Path, seed: int
) -> None:
    fumbler = Fumbler(window, household, errands, clock, seed)
    for number in range(STEPS):
        come_in(household, window)
        fumbler.step(bundle)
        if number % 3 == 0:
            assert faults(window, window.look) == []

    assert len(fumbler.places) >= 6
    if household.entrance.mode is not None:
        household.entrance.mode.close_mode()
    assert window.destination == START
    assert window.cover is None
