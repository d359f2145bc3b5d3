"""Displays of our own, on which the real window is shown."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.machine import need


@contextmanager
def new_display(size: str = "1366x768") -> Iterator[str]:
    """Start a display without a window manager, and give its name."""
    command = [need("Xvfb"), "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def environment(display: str, **more: str) -> dict[str, str]:
    """Return what a program on that display is started with."""
    return {"PATH": os.environ["PATH"], "HOME": "/nowhere", "DISPLAY": display, **more}
