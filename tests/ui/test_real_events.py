"""What a panel that reports as a mouse sends through a real display, when somebody types quickly."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.displays import environment, new_display
from tests.machine import need

#: Longer than any answer takes, in seconds.
PATIENCE = 10


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with new_display() as name:
        yield name


class Screen:
    """A screen on the display, its keys, and what it understood."""

    def __init__(self, process: subprocess.Popen[str], display: str) -> None:
        self._display = display
        self._said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, args=(process,), daemon=True).start()
        self._keys = json.loads(self._said.get(timeout=PATIENCE))

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self._said.put(line.rstrip("\n"))

    def do(self, *words: str | int) -> None:
        """Send events as a pointing device does."""
        subprocess.run([need("xdotool"), *map(str, words)], env=environment(self._display), check=True)

    def at(self, key: str) -> list[str | int]:
        """Return the words that move the pointer to a key."""
        return ["mousemove", *self._keys[key]]

    def wait_for(self, text: str) -> list[str]:
        """Return all that was understood until *text* was."""
        said: list[str] = []
        while not said or said[-1] != text:
            try:
                said.append(self._said.get(timeout=PATIENCE))
            except queue.Empty:
                break
        return said


@contextmanager
def opened(screen: str, bundle: Path, display: str) -> Iterator[Screen]:
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "tests.ui.real_window", screen, str(bundle)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Screen(process, display)
        finally:
            process.kill()


def test_a_key_of_the_keyboard_counts_once_however_quickly_it_is_tapped(bundle: Path, display: str) -> None:
    with opened("search", bundle, display) as screen:
        screen.do(*screen.at("c"), "click", 1, *screen.at("a"), "click", 1)
        screen.do(*screen.at("r"), "click", "--repeat", 2, "--delay", 60, 1)
        screen.do(*screen.at("o"), "click", 1)

        assert screen.wait_for("carro") == ["c", "ca", "car", "carr", "carro"]


def test_a_digit_counts_once_however_quickly_it_is_tapped(bundle: Path, display: str) -> None:
    with opened("pin", bundle, display) as screen:
        screen.do(*screen.at("1"), "click", "--repeat", 2, "--delay", 50, 1)
        screen.do(*screen.at("2"), "click", 1, *screen.at("5"), "click", "--repeat", 3, "--delay", 50, 1)
        screen.do(*screen.at("7"), "click", 3, *screen.at("8"), "click", 4, *screen.at("9"), "click", 1)

        assert screen.wait_for("1125559") == ["1", "11", "112", "1125", "11255", "112555", "1125559"]


def test_a_second_button_and_a_held_one_count_as_one_finger(bundle: Path, display: str) -> None:
    with opened("pin", bundle, display) as screen:
        screen.do(*screen.at("3"), "mousedown", 1, "click", 3, "mouseup", 1)
        screen.do(*screen.at("3"), "click", 1, "mousedown", 1, "sleep", "0.05", "mouseup", 1)
        screen.do(*screen.at("4"), "click", 1)

        assert screen.wait_for("3334") == ["3", "33", "333", "3334"]
