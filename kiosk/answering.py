"""How the commands of a device answer: with one line for a person, or with lines of JSON for a script."""
# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from kiosk.device.fault_log import describe
from kiosk.errors import (
    BundleError,
    KioskError,
    NoSpaceError,
    OlderError,
    StoreError,
    UntrustedError,
    advice_on,
    reason_of,
)
from kiosk.settings import state_folder
from kiosk.terminal import one_line

logger = logging.getLogger(__name__)

#: Makes what a command answers: ``message`` is for a person, the rest for a script.
Answer = Callable[[argparse.Namespace], dict[str, Any]]
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name
#: So many reports of progress, at most.
_REPORTS = 200


def add_verb(group: Verbs, name: str, about: str, do: Answer, *, tells_folder: bool = False) -> argparse.ArgumentParser:
    """Add a command that answers to the group ``device``, and return its parser.

    An answer whose ``code`` is not 0 ends the command with it. One that *tells_folder* says which state folder it has
    changed or examined: with ``sudo`` it may be another one than the kiosk's.
    """
    parser = group.add_parser(name, help=about, allow_abbrev=False)
    parser.add_argument("--state", type=Path, metavar="DIR", help="where this device writes")
    parser.add_argument("--json", action="store_true", help="for a script")
    parser.set_defaults(do=_Answered(do, tells_folder=tells_folder))
    return parser


class _Answered:
    """Runs a command and tells its answer."""

    def __init__(self, do: Answer, *, tells_folder: bool) -> None:
        self._do, self._tells_folder = do, tells_folder

    def __call__(self, options: argparse.Namespace) -> int:
        try:
            options.state = state_folder(options.state)
            answer = self._do(options)
        except KioskError as error:
            if not options.json:
                raise
            say(json.dumps({"event": "refused", "reason": _reason(error), "message": _one_line(error)}))
            return 1
        except Exception as error:  # the boundary of the process: whoever started it is owed an answer
            logger.debug("an unexpected error", exc_info=True)
            message = _unexpected(error)
            if not options.json:
                raise StoreError(message) from error
            say(json.dumps({"event": "refused", "reason": "internal", "message": message, "fault": describe(error)}))
            return 1
        code = int(answer.pop("code", 0))
        if self._tells_folder:
            answer["state"] = str(options.state.absolute())
        say(json.dumps(answer) if options.json else answer["message"])
        if self._tells_folder and not options.json:
            say(f"state folder: {one_line(answer['state'])}")
        return code


class Progress:
    """Reports progress in steps that can be seen."""

    def __init__(self) -> None:
        self._next = 0

    def __call__(self, done: int, total: int) -> None:
        """Report that so many bytes are there, of so many."""
        if done >= self._next or done == total:
            self._next = done + max(1, total // _REPORTS)
            say(json.dumps({"event": "progress", "done": done, "total": total}))


def say(line: str) -> None:
    """Write one line; whoever does not read on is no reason to stop."""
    try:
        print(line, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: KioskError) -> str:
    """Return what a script is told."""
    from kiosk.bundle.disk import BusyError
    from kiosk.bundle.repository import UnreachableError
    from kiosk.bundle.trust import NobodyTrustedError

    # The first that fits.
    words: tuple[tuple[type[KioskError], str], ...] = (
        (NobodyTrustedError, "nobody-trusted"),
        (UntrustedError, "untrusted"),
        (OlderError, "older"),
        (BundleError, "unusable"),
        (NoSpaceError, "no-space"),
        (BusyError, "busy"),
        (StoreError, "store"),
        (UnreachableError, "unreachable"),
    )
    return next((word for kind, word in words if isinstance(error, kind)), "refused")


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{reason_of(error)}; {advice_on(error)}"
    return "something unexpected went wrong; try again, and restart this machine if it happens again"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
