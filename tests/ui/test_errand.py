"""Helper processes of the window: real ones, which answer, refuse, die, or say nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui.errand import Errand


def test_an_answer_arrives(qtbot: QtBot, state: Path) -> None:
    errand = Errand(["status", "--state", str(state)])

    with qtbot.waitSignal(errand.answered, timeout=20_000) as answer:
        errand.start()

    assert answer.args[0]["event"] == "status"
    assert not errand.is_running()


def test_a_refusal_arrives_with_its_reason(qtbot: QtBot, state: Path, tmp_path: Path) -> None:
    errand = Errand(["install", str(tmp_path / "nothing"), "--state", str(state)])

    with qtbot.waitSignal(errand.refused, timeout=20_000) as refusal:
        errand.start()

    assert refusal.args[0] == "nobody-trusted"


def stand_in(errand: Errand, program: str) -> None:
    """Let another program be run in the place of the kiosk's."""
    errand._process.setProgram(sys.executable)  # noqa: SLF001
    errand._process.setArguments(["-c", program])  # noqa: SLF001


@pytest.mark.logged
@pytest.mark.parametrize(
    "program",
    ["", "print('no json')", "import os; os.kill(os.getpid(), 9)", "print('[1]')", "import sys; sys.exit(1)"],
)
def test_a_process_without_an_answer_is_a_refusal(qtbot: QtBot, program: str) -> None:
    errand = Errand(["status"])
    stand_in(errand, program)

    with qtbot.waitSignal(errand.refused, timeout=20_000) as refusal:
        errand.start()

    assert refusal.args[0] == "internal"


def test_a_program_that_is_not_there_is_a_refusal(qtbot: QtBot) -> None:
    errand = Errand(["status"])
    errand._process.setProgram("/nowhere/kiosk")  # noqa: SLF001

    with qtbot.waitSignal(errand.refused, timeout=20_000):
        errand.start()


def test_progress_is_told(qtbot: QtBot) -> None:
    errand = Errand(["install"])
    stand_in(errand, 'print(\'{"event": "progress", "done": 3, "total": 7}\\n{"event": "installed"}\')')

    with qtbot.waitSignals([errand.progressed, errand.answered], timeout=20_000):
        errand.start()


def test_who_says_nothing_is_ended(qtbot: QtBot) -> None:
    errand = Errand(["sticks"], silence_ms=200)
    stand_in(errand, "import time; time.sleep(60)")

    with qtbot.waitSignal(errand.refused, timeout=20_000) as refusal:
        errand.start()

    assert refusal.args[0] == "silent"
    qtbot.waitUntil(lambda: errand._process.processId() == 0)  # noqa: SLF001


def test_one_that_was_stopped_is_heard_no_more(qtbot: QtBot) -> None:
    errand = Errand(["sticks"])
    stand_in(errand, "import time; time.sleep(60)")
    errand.start()

    with qtbot.assertNotEmitted(errand.refused, wait=50), qtbot.assertNotEmitted(errand.answered, wait=50):
        errand.stop()

    assert not errand.is_running()
