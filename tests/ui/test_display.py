"""A kiosk that gets no screen says so in one line; one whose screen goes away ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import need

#: Each way to have no screen, and the beginning of what is said.
NO_SCREEN = {
    "no framebuffer": ({"QT_QPA_PLATFORM": "linuxfb:fb=/nowhere"}, "the framebuffer cannot be opened"),
    "no framebuffer but a file": ({"QT_QPA_PLATFORM": "linuxfb:fb=/dev/null"}, "the framebuffer cannot be opened"),
    "a dead display": ({"DISPLAY": ":7777"}, "the display ':7777' cannot be opened"),
    "a display without a name": ({"QT_QPA_PLATFORM": "xcb"}, "the display '' cannot be opened"),
    "a dead Wayland socket": (
        {"WAYLAND_DISPLAY": "nothing", "XDG_RUNTIME_DIR": "{folder}"},
        "the Wayland display 'nothing' does not answer",
    ),
    "Wayland without its folder": ({"WAYLAND_DISPLAY": "wayland-0"}, "WAYLAND_DISPLAY is set without XDG_RUNTIME_DIR"),
    "an unknown platform": ({"QT_QPA_PLATFORM": "frobnicate"}, "unknown QT_QPA_PLATFORM 'frobnicate'"),
    "a platform of its own device": (
        {"QT_QPA_PLATFORM": "eglfs"},
        "no screen can be opened by QT_QPA_PLATFORM 'eglfs'",
    ),
}


def environment(state: Path, **screen: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "KIOSK_STATE": str(state), **screen}


@pytest.mark.parametrize("screen, said", NO_SCREEN.values(), ids=list(NO_SCREEN))
def test_without_a_screen_one_line_says_so(
    screen: dict[str, str], said: str, state: Path, tmp_path: Path, bundle: Path
) -> None:
    named = {name: value.format(folder=tmp_path) for name, value in screen.items()}

    answer = subprocess.run(
        [sys.executable, "-m", "kiosk", "run", "--bundle", bundle],
        env=environment(state, **named),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith(f"kiosk: {said}")
    assert answer.stderr.count("\n") == 1
    assert "; " in answer.stderr or ": use " in answer.stderr


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A display of our own, and its name."""
    command = [need("Xvfb"), "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        try:
            yield process, f":{process.stdout.readline().strip()}"
        finally:
            process.kill()


def test_a_kiosk_whose_display_dies_ends_with_exit_code_1(
    server: tuple[subprocess.Popen[str], str], state: Path, bundle: Path
) -> None:
    display, name = server
    command = [sys.executable, "-m", "kiosk", "run", "--windowed", "800x600", "--bundle", str(bundle)]
    with subprocess.Popen(
        command, env=environment(state, DISPLAY=name), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as kiosk:
        assert kiosk.stdout
        assert kiosk.stderr
        assert kiosk.stdout.readline().startswith("The kiosk is open.")
        display.terminate()
        code = kiosk.wait(timeout=30)
        said = kiosk.stderr.read()

    assert code == 1
    assert "Traceback" not in said
    assert said.count("\n") == 1
