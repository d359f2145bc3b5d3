"""The commands of one kiosk: whom it trusts, what is installed on it, and the way back."""
# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import BundleError, KioskError, NoSpaceError, OlderError, StoreError, UntrustedError
from kiosk.settings import state_folder

if TYPE_CHECKING:
    from kiosk.bundle.repository import Repository

logger = logging.getLogger(__name__)

#: So many reports of progress, at most.
_REPORTS = 200
#: What somebody types who wants everything to be forgotten.
_EVERYTHING = "everything"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group ``device`` to the command."""
    device = commands.add_parser("device", help="for this kiosk", allow_abbrev=False)
    group = device.add_subparsers(required=True, metavar="COMMAND")
    enroll = _add(group, "enroll", "trust those who publish with a root", _enroll)
    enroll.add_argument("root", type=Path, metavar="ROOT.json")
    install = _add(group, "install", "install the content of a repository", _install)
    install.add_argument("repository", metavar="REPO", help="a folder, or an address of http or https")
    _add(group, "status", "say what is installed and who is trusted", _status)
    _add(group, "rollback", "go back to the content before", _rollback)
    reset = _add(group, "reset", "go back to what the kiosk came with", _reset)
    reset.add_argument("--everything", action="store_true", help="forget whom to trust, too; asks first")


def _add(
    group: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    about: str,
    do: Callable[[argparse.Namespace], dict[str, Any]],
) -> argparse.ArgumentParser:
    parser = group.add_parser(name, help=about, allow_abbrev=False)
    parser.add_argument("--state", type=Path, metavar="DIR", help="where this device writes")
    parser.add_argument("--json", action="store_true", help="for a script")
    parser.set_defaults(do=_Answered(do))
    return parser


class _Answered:
    """Runs a command and tells its answer, as a line for a person or as JSON for a script."""

    def __init__(self, do: Callable[[argparse.Namespace], dict[str, Any]]) -> None:
        self._do = do

    def __call__(self, options: argparse.Namespace) -> int:
        options.state = state_folder(options.state)
        try:
            answer = self._do(options)
        except KioskError as error:
            if not options.json:
                raise
            _say(json.dumps({"event": "refused", "reason": _reason(error), "message": _one_line(error)}))
            return 1
        except Exception as error:  # the boundary of the process: whoever started it is owed an answer
            logger.debug("an unexpected error", exc_info=True)
            message = f"something unexpected went wrong ({_one_line(error) or type(error).__name__}); try again"
            if not options.json:
                raise StoreError(message) from error
            _say(json.dumps({"event": "refused", "reason": "internal", "message": message}))
            return 1
        _say(json.dumps(answer) if options.json else answer["message"])
        return 0


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


def _enroll(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.trust import NobodyTrustedError, enroll, enrolled_path, read_root, trusted_root
    from kiosk.bundle.words import words_of

    content = read_root(options.root)
    words = words_of(content)
    try:
        known = trusted_root(options.state).content
    except NobodyTrustedError:
        known = content
    except UntrustedError:
        known = b""
    if known != content:
        _confirm(f"This kiosk trusts others already. The new root is: {words}", " ".join(words.split()[:2]))
    if known != content or not enrolled_path(options.state).exists():
        enroll(options.state, content)
    return {"event": "enrolled", "words": words, "message": f"this kiosk trusts: {words}"}


def _install(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.confinement import confine

    is_address = options.repository.startswith(("http://", "https://"))
    confine(options.state, network=is_address)
    from kiosk.bundle.install import install
    from kiosk.bundle.plain_files import FolderRepository

    repository: Repository
    if is_address:
        from kiosk.bundle.web import WebRepository

        repository = WebRepository(options.repository)
    else:
        repository = FolderRepository(Path(options.repository))
    done = install(repository, options.state, _Progress() if options.json else None)
    manifest = done.generation.manifest
    what = f"{manifest.about.label} (publication {manifest.version}) of {manifest.about.publisher}"
    return {
        "event": "installed",
        "already": done.was_there,
        "generation": done.generation.number,
        "version": manifest.version,
        "label": manifest.about.label,
        "message": f"already installed: {what}" if done.was_there else f"installed: {what}",
    }


def _status(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.status import lines, status

    known = status(options.state, datetime.now().astimezone().date())
    return {"event": "status", **known, "message": "\n".join(lines(known))}


def _rollback(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.going_back import roll_back

    generation = roll_back(options.state)
    label, version = generation.manifest.about.label, generation.manifest.version
    message = f"back at {label} (publication {version})"
    return {"event": "back", "generation": generation.number, "version": version, "label": label, "message": message}


def _reset(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.going_back import reset

    if options.everything:
        _confirm("This kiosk will trust nobody, and have no PIN.", _EVERYTHING)
    reset(options.state, everything=options.everything)
    return {"event": "reset", "message": "back at what the kiosk came with"}


def _confirm(what: str, words: str) -> None:
    """Ask at the console.

    Raises:
        UntrustedError: Nobody is there, or something else was typed.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UntrustedError(
            "this has to be confirmed by somebody at this kiosk's console; run it there, in a terminal"
        )
    print(what, file=sys.stderr)
    print(f"To go on, type: {words}", file=sys.stderr)
    if " ".join(sys.stdin.readline().lower().split()) != words:
        raise UntrustedError("something else was typed, so nothing was changed; try again")


class _Progress:
    """Reports progress in steps that can be seen."""

    def __init__(self) -> None:
        self._next = 0

    def __call__(self, done: int, total: int) -> None:
        if done >= self._next or done == total:
            self._next = done + max(1, total // _REPORTS)
            _say(json.dumps({"event": "progress", "done": done, "total": total}))


def _say(line: str) -> None:
    """Write one line; whoever does not read on is no reason to stop."""
    try:
        print(line, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
