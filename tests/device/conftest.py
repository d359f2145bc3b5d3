"""A system bus of one's own, with a logind that says what it was asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.machine import need

SCRIPT = Path(__file__).with_name("fake_logind.py")
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
"""


class Logind:
    """The fake one: what it was asked, in order, each as path, interface, method and arguments."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def heard(self) -> list[Any]:
        """Return the next thing that it was asked."""
        assert self._process.stdout is not None
        return list(json.loads(self._process.stdout.readline()))


@pytest.fixture
def no_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the system bus, where nothing is."""
    socket = tmp_path / "bus"
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={socket}")
    return socket


@pytest.fixture
def logind(no_bus: Path, tmp_path: Path) -> Iterator[Callable[..., Logind]]:
    """Start a logind that gives these answers, on a bus that is there."""
    need("dbus-daemon")
    config = tmp_path / "bus.conf"
    config.write_text(BUS.format(socket=no_bus), "utf-8")
    with ExitStack() as processes:

        def begin(command: list[str]) -> subprocess.Popen[str]:
            process = processes.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            processes.callback(process.kill)
            assert process.stdout is not None
            assert process.stdout.readline()
            return process

        def start(**answers: Any) -> Logind:
            begin(["dbus-daemon", "--nofork", "--print-address", f"--config-file={config}"])
            return Logind(begin([sys.executable, str(SCRIPT), json.dumps(answers)]))

        yield start
