"""The commands of one kiosk: whom it trusts, what is installed on it, and the way back."""
# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk import doctor_commands, machine_commands, staff_commands, stick_commands
from kiosk.answering import add_verb
from kiosk.errors import UntrustedError

#: What somebody types who wants everything to be forgotten.
_EVERYTHING = "everything"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group ``device`` to the command."""
    device = commands.add_parser("device", help="for this kiosk", allow_abbrev=False)
    group = device.add_subparsers(required=True, metavar="COMMAND")
    enroll = add_verb(group, "enroll", "trust those who publish with a root", _enroll, tells_folder=True)
    enroll.add_argument("root", type=Path, metavar="ROOT.json")
    stick_commands.add_commands(group)
    add_verb(group, "status", "say what is installed and who is trusted", _status, tells_folder=True)
    add_verb(group, "rollback", "go back to the content before", _rollback, tells_folder=True)
    reset = add_verb(group, "reset", "go back to what the kiosk came with", _reset, tells_folder=True)
    how = reset.add_mutually_exclusive_group()
    how.add_argument("--content", action="store_true", help="the content alone; notices, counts and settings stay")
    how.add_argument("--everything", action="store_true", help="forget whom to trust, too; asks first")
    doctor_commands.add_commands(group)
    staff_commands.add_commands(group)
    machine_commands.add_commands(group)


def _enroll(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.trust import enroll, enrolled_path, is_change_of_trust, read_root
    from kiosk.bundle.words import are_words_of, words_of

    content = read_root(options.root)
    if is_change := is_change_of_trust(options.state, content):
        # The words stay off the screen, else they would be copied from here and not from the card.
        asked = "To trust this root instead, type all eight words of its card; four letters of each suffice:"
        _confirm(f"This kiosk trusts others already.\n{asked}", lambda typed: are_words_of(content, typed))
    if is_change or not enrolled_path(options.state).exists():
        enroll(options.state, content)
    words = words_of(content)
    compare = "compare these words with the card; if they differ: kiosk device reset --everything"
    return {"event": "enrolled", "words": words, "message": f"this kiosk trusts: {words}\n{compare}"}


def _status(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.status import lines, status

    known = status(options.state, datetime.now().astimezone().date())
    return {"event": "status", **known, "message": "\n".join(lines(known))}


def _rollback(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.going_back import roll_back

    generation = roll_back(options.state)
    label, version = generation.manifest.about.label, generation.manifest.version
    message = f"back at {label} (publication {version}); the stick of what was here would bring it back: put it away"
    return {"event": "back", "generation": generation.number, "version": version, "label": label, "message": message}


def _reset(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.device.reset import reset

    if options.everything:
        question = f"This kiosk will trust nobody, and have no PIN.\nTo go on, type: {_EVERYTHING}"
        _confirm(question, lambda typed: typed.strip().lower() == _EVERYTHING)
    reset(options.state, everything=options.everything, content_only=options.content)
    return {"event": "reset", "message": "back at what the kiosk came with"}


def _confirm(question: str, is_right: Callable[[str], bool]) -> None:
    """Ask somebody at the console, and go on only if what is typed there is right.

    Raises:
        UntrustedError: Nobody is there, or something else was typed.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UntrustedError(
            "this has to be confirmed by somebody at this kiosk's console; run it in a terminal, without a pipe"
        )
    print(question, file=sys.stderr)
    if not is_right(sys.stdin.readline()):
        raise UntrustedError("something else was typed, so nothing was changed; try again")
