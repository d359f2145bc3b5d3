"""A process that ends at its n-th change of the disk, without being one: quick enough to be tried by the thousand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

_CHANGING = ("write", "fsync", "rename", "replace", "mkdir", "unlink", "remove", "rmdir", "link", "symlink", "chmod",
             "fchmod")  # fmt: skip


class Crash(BaseException):
    """The process has ended; nothing of it catches this, and nothing after it changes the disk."""


class _Countdown:
    def __init__(self, rest: int) -> None:
        self.rest = rest

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            if call is not _OPEN or args[1] & os.O_CREAT:
                self.rest -= 1
                if self.rest < 0:
                    raise Crash
            return call(*args, **kwargs)

        return counted


_OPEN = os.open


@contextmanager
def crashing_after(changes: int) -> Iterator[None]:
    """Let so many changes of the disk happen, and end what runs before the next one."""
    countdown = _Countdown(changes)
    with ExitStack() as patches:
        for name in (*_CHANGING, "open"):
            patches.enter_context(patch.object(os, name, countdown.before(getattr(os, name))))
        try:
            yield
        except Crash:
            return
