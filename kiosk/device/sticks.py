"""Looks at every stick that is plugged in, each in a process of its own: one that hangs holds up no answer."""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.device.findings import N_
from kiosk.device.mounts import Mount
from kiosk.device.repositories import repository_on

#: How long a stick may take, in seconds: a slow one wakes up within three.
PATIENCE = 6.0
SILENT = N_("This stick does not answer. Pull it out and push it in again, or use another one.")
UNREADABLE = N_("This stick cannot be read. Push it in again, or use another one.")
#: More than this are not sticks.
_MOST_STICKS = 16
_LONGEST_ANSWER = 16 * 1024


@dataclass(frozen=True)
class Stick:
    """One stick: the *repository* on it, if there is one, and why it cannot be read, if so: SILENT or UNREADABLE."""

    path: Path
    name: str
    writable: bool = False
    repository: Path | None = None
    fault: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        repository = None if self.repository is None else str(self.repository)
        return {
            "path": str(self.path),
            "name": self.name,
            "writable": self.writable,
            "repository": repository,
            "fault": self.fault,
        }


def look_at_all(
    mounts: Sequence[Mount], seconds: float = PATIENCE, look: Callable[[Path], Path | None] = repository_on
) -> list[Stick]:
    """Look at all sticks at once, and return what is known after so many *seconds*; later answers are not waited for.

    The caller should end soon: a process that hangs in a broken stick cannot be ended before the stick is pulled out.
    """
    children = [_Child(mount, look) for mount in mounts[:_MOST_STICKS]]
    until = time.monotonic() + seconds
    waiting = {child.pipe: child for child in children}
    while waiting and (rest := until - time.monotonic()) > 0:
        ready, _, _ = select.select(list(waiting), [], [], rest)
        for pipe in ready:
            if waiting[pipe].has_answered():
                del waiting[pipe]
    return [child.end() for child in children]


class _Child:
    """A process that looks at one stick and says what it saw through a *pipe*."""

    def __init__(self, mount: Mount, look: Callable[[Path], Path | None]) -> None:
        self._mount, self._said, self._has_ended = mount, b"", False
        self.pipe, theirs = os.pipe()
        self._process = os.fork()
        if not self._process:
            _answer(mount, look, theirs)
        os.close(theirs)

    def has_answered(self) -> bool:
        """Take what it says now, and return whether that was all."""
        part = os.read(self.pipe, _LONGEST_ANSWER)
        self._said += part
        self._has_ended = not part or len(self._said) > _LONGEST_ANSWER
        return self._has_ended

    def end(self) -> Stick:
        """Return what it saw, and have it go away."""
        os.close(self.pipe)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):
            # Not waited for: it may be stuck in the kernel.
            os.waitpid(self._process, 0 if self._has_ended else os.WNOHANG)
        mount = self._mount
        if not self._has_ended:
            return Stick(mount.path, mount.name, fault=SILENT)
        try:
            said = json.loads(self._said)
            repository = Path(said["repository"]) if said["repository"] else None
            return Stick(mount.path, mount.name, said["writable"] is True, repository)
        except (ValueError, TypeError, KeyError):
            return Stick(mount.path, mount.name, fault=UNREADABLE)


def _answer(mount: Mount, look: Callable[[Path], Path | None], pipe: int) -> None:
    """Look at a stick, say what is there, and end the process; nothing said is a stick that cannot be read."""
    try:
        # Whoever reads what the parent prints must not have to wait for this process.
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        repository = look(mount.path)
        writable = not mount.read_only and os.access(mount.path, os.W_OK)
        found = {"repository": None if repository is None else str(repository), "writable": writable}
        os.write(pipe, json.dumps(found).encode())
    finally:
        os._exit(0)
