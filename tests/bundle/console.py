"""Somebody at a terminal, who types into a command."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

from tests.bundle.device import COMMAND, Answer


def type_into(arguments: list[str | Path], typed: str) -> Answer:
    """Run a command of the kiosk in a terminal, with one line that somebody types; what it prints is *out*."""
    ours, theirs = pty.openpty()
    command = [*COMMAND, *map(str, arguments)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:
        os.close(theirs)
        os.write(ours, f"{typed}\n".encode())
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break  # a terminal whose other end is closed
            if not part:
                break
            shown += part
        code = process.wait(timeout=60)
    os.close(ours)
    return Answer(code, shown.decode(), "")
