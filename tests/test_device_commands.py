"""The command that looks at a kiosk, as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def ask(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", "device", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_kiosk_that_trusts_nobody_is_ill(state: Path) -> None:
    done = ask("doctor")

    assert (done.returncode, done.stderr) == (1, "")
    first, *rest = done.stdout.splitlines()
    assert first.startswith("red: This kiosk trusts nobody")
    assert any(line.startswith("green: Program: ") for line in rest)
    assert not state.exists()


def test_a_script_is_told_what_a_screen_translates(state: Path) -> None:
    done = ask("doctor", "--json", "--screen", "1366x768x1.25")

    answer = json.loads(done.stdout)
    assert answer["event"] == "doctor"
    assert answer["findings"][0]["level"] == "red"
    assert {
        "level": "green",
        "about": "screen",
        "what": "Screen: {width} × {height} pixels, scale {scale}",
        "what_to_do": "",
        "values": {"width": "1366", "height": "768", "scale": "1.25"},
    } in answer["findings"]
    assert "code" not in answer


def test_the_installers_pin_is_known(tmp_path: Path) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text('pin: "482913"\n', "ascii")

    assert "green: A PIN is set." in ask("doctor", "--settings", settings).stdout.splitlines()
    assert "482913" not in ask("doctor", "--settings", settings, "--json").stdout


@pytest.mark.parametrize("screen", ["1366x768", "0x0x1", "1366x768xbig", "x"])
def test_a_screen_is_written_as_the_window_knows_it(screen: str) -> None:
    assert ask("doctor", "--screen", screen).returncode == 2
