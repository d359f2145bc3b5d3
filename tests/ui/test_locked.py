"""Nobody in front of a locked kiosk can close it; the system and the staff can."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.device.pin import Pin
from kiosk.device.tries import FILE as TRIES
from kiosk.i18n import Tongue, Wording
from kiosk.ui.staff.tasks import entries
from tests.displays import environment, new_display
from tests.machine import need

#: Seconds that a kiosk may take to end when the system asks.
ENDING = 2.0
#: Longer than a start takes on a busy machine, in seconds.
PATIENCE = 15.0
PIN = "118835"


#: How often a walk by keys is begun anew, since a busy machine may lose a key between two screens.
WALKS = 3


def comes(done: Callable[[], bool]) -> bool:
    """Look again and again until something is so; false if it takes too long."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture(scope="module")
def managed() -> Iterator[str]:
    """A display with a window manager that closes windows on Alt+F4."""
    with new_display() as name:
        manager = [need("openbox"), "--sm-disable"]
        env = environment(name, XDG_CONFIG_HOME="/nowhere")
        with subprocess.Popen(manager, env=env, stderr=subprocess.DEVNULL) as process:
            yield name
            process.terminate()


class Kiosk:
    """An open kiosk on a display."""

    def __init__(self, display: str, state: Path, settings: str) -> None:
        self._display = display
        file = state.parent / "settings.yaml"
        file.write_text(settings, "utf-8")
        command = [sys.executable, "-m", "kiosk", "run", "--state", str(state), "--settings", str(file)]
        self.process = subprocess.Popen(command, env=environment(display), stdout=subprocess.DEVNULL)
        self.window = self.do("search", "--sync", "--onlyvisible", "--class", "kiosk").split()[-1]

    def do(self, *words: str) -> str:
        done = subprocess.run(
            [need("xdotool"), *words], env=environment(self._display), capture_output=True, text=True, check=True
        )
        return done.stdout

    def windows(self) -> list[str]:
        """Return the windows that it shows now."""
        words = [need("xdotool"), "search", "--onlyvisible", "--class", "kiosk"]
        found = subprocess.run(words, env=environment(self._display), capture_output=True, text=True, check=False)
        return found.stdout.split()

    def ask_to_close(self) -> None:
        """Have the window manager ask as Alt+F4 does."""
        self.do("windowfocus", "--sync", self.window, "key", "--clearmodifiers", "alt+F4")

    def kill(self) -> None:
        """End the process whatever it does."""
        self.process.kill()
        self.process.wait()

    def end(self) -> tuple[int, float]:
        """Ask the process to end; return its code and the seconds that it took."""
        begin = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        return code, time.monotonic() - begin


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_locked_kiosk_refuses_a_window_manager_and_obeys_the_system(managed: str, state: Path, rotation: int) -> None:
    kiosk = Kiosk(managed, state, f"locked: yes\nrotation: {rotation}\n")
    for _ in range(2):
        kiosk.ask_to_close()
        with pytest.raises(subprocess.TimeoutExpired):
            kiosk.process.wait(timeout=0.5)

    code, seconds = kiosk.end()

    assert code == 0
    assert seconds < ENDING


def restarted(managed: str, state: Path) -> Kiosk | None:
    """Open a locked kiosk and restart it by the keys of staff mode; None if a key was lost on the way."""
    # One wrong try: that it is forgotten says that the PIN was taken.
    Pin(state, PIN).check("118836")
    kiosk = Kiosk(managed, state, f'locked: yes\npin: "{PIN}"\n')
    kiosk.do("windowfocus", "--sync", kiosk.window, "key", "shift+Tab", "Return", *PIN)
    if comes(lambda: not (state / TRIES).exists()):
        # From the first button of the bar to the last line of the menu, then to the one thing to do, and to its button.
        menu = ["Tab"] * (len(entries(Wording("en", Tongue([])))) + 1)
        kiosk.do("key", "--delay", "60", *menu, "Return", "Tab", "Return", "Tab", "Return")
        if comes(lambda: (found := kiosk.windows()) != [] and kiosk.window not in found):
            return kiosk
    kiosk.kill()
    return None


def test_staff_restart_a_locked_kiosk(managed: str, state: Path) -> None:
    found = next(filter(None, (restarted(managed, state) for _ in range(WALKS))), None)
    assert found is not None, "it never began anew"

    assert found.process.poll() is None, "it was not the same process that began anew"
    found.window = found.windows()[-1]
    found.ask_to_close()
    code, seconds = found.end()
    assert code == 0
    assert seconds < ENDING


def test_an_open_kiosk_is_closed_by_a_window_manager(managed: str, state: Path) -> None:
    kiosk = Kiosk(managed, state, "locked: no\n")

    kiosk.ask_to_close()

    assert kiosk.process.wait(timeout=30) == 0
