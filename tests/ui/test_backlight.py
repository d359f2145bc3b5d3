"""The brightness is set by another process, one at a time, while the window goes on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.settings import Settings
from kiosk.ui.backlight import Backlight
from kiosk.ui.errand import Errand
from kiosk.ui.night import AWAKE_SECONDS, Night
from kiosk.ui.shelf import Shelf
from tests.fakes import Clock, names, window_on
from tests.ui.staff.house import Errands


@pytest.fixture
def processes() -> Errands:
    return Errands()


@pytest.fixture
def backlight(processes: Errands) -> Backlight:
    return Backlight(processes)


def started(processes: Errands) -> list[list[str]]:
    return [each.words for each in processes.all]


def test_the_night_falls_and_ends_while_the_backlight_never_answers(
    shelf: Shelf, clock: Clock, processes: Errands, backlight: Backlight
) -> None:
    with window_on(shelf, clock, Settings(night_from="22:00", night_until="05:00")) as window:
        late = datetime(2026, 11, 24, 23, 30)  # noqa: DTZ001 - local, as on a wall
        night = Night(window, lambda percent: backlight.set(percent or 80), lambda: late, clock)
        clock.pass_(AWAKE_SECONDS)

        night.tick()
        assert names(window) == []
        night.wake()

        assert "language-es" in names(window)
    assert started(processes) == [["brightness", "1"]]


def test_of_what_was_wanted_meanwhile_the_last_is_set(processes: Errands, backlight: Backlight) -> None:
    for percent in (1, 80, 90, 1, 70):
        backlight.set(percent)
    assert started(processes) == [["brightness", "1"]]

    processes.last.answered.emit({"event": "brightness", "percent": 1})
    assert started(processes)[1:] == [["brightness", "70"]]

    processes.last.answered.emit({"event": "brightness", "percent": 70})
    assert backlight.percent == 70
    assert len(processes.all) == 2


def test_what_was_set_last_is_not_set_again_unless_it_was_refused(processes: Errands, backlight: Backlight) -> None:
    backlight.set(80)
    backlight.set(80)
    processes.last.refused.emit("refused", "the brightness of this screen cannot be set; use its own buttons")
    assert len(processes.all) == 1
    assert backlight.percent is None

    backlight.set(80)

    assert started(processes) == [["brightness", "80"]] * 2


def test_the_window_ends_the_process_with_itself(processes: Errands, backlight: Backlight) -> None:
    backlight.ask()
    backlight.set(30)

    backlight.stop()

    assert started(processes) == [["brightness"]]
    assert processes.last.is_stopped


def test_a_real_process_answers(qtbot: QtBot, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    process = Errand(["brightness", "--state", str(state)])
    answers: list[object] = []
    process.answered.connect(answers.append)
    process.refused.connect(lambda reason, _message: answers.append(reason))

    process.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)

    answer = answers[0]
    assert answer == "refused" or (isinstance(answer, dict) and 0 <= answer["percent"] <= 100)
