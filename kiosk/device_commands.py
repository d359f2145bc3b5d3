"""The commands of one kiosk: whom it trusts, what is installed on it, and the way back."""
# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk import doctor_commands, staff_commands, stick_commands
from kiosk.answering import add_verb
from kiosk.errors import UntrustedError

#: What somebody types who wants everything to be forgotten.
_EVERYTHING = "everything"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the group ``device`` to the command."""
    device = commands.add_parser("device", help="for this kiosk", allow_abbrev=False)
    group = device.add_subparsers(required=True, metavar="COMMAND")
    enroll = add_verb(group, "enroll", "trust those who publish with a root", _enroll)
    enroll.add_argument("root", type=Path, metavar="ROOT.json")
    stick_commands.add_commands(group)
    add_verb(group, "status", "say what is installed and who is trusted", _status)
    add_verb(group, "rollback", "go back to the content before", _rollback)
    reset = add_verb(group, "reset", "go back to what the kiosk came with", _reset)
    how = reset.add_mutually_exclusive_group()
    how.add_argument("--content", action="store_true", help="the content alone; notices, counts and settings stay")
    how.add_argument("--everything", action="store_true", help="forget whom to trust, too; asks first")
    doctor_commands.add_commands(group)
    staff_commands.add_commands(group)


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
        # The words stay off the screen, else they would be copied from here and not from the card.
        asked = "To trust this root from now on, type the first two words that the card has for it:"
        _confirm("This kiosk trusts others already.", " ".join(words.split()[:2]), asked)
    if known != content or not enrolled_path(options.state).exists():
        enroll(options.state, content)
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
    from kiosk.bundle.going_back import reset

    if options.everything:
        _confirm("This kiosk will trust nobody, and have no PIN.", _EVERYTHING)
    reset(options.state, everything=options.everything, content_only=options.content)
    return {"event": "reset", "message": "back at what the kiosk came with"}


def _confirm(what: str, words: str, asked: str = "") -> None:
    """Ask at the console, in words that may differ from those to be typed.

    Raises:
        UntrustedError: Nobody is there, or something else was typed.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UntrustedError(
            "this has to be confirmed by somebody at this kiosk's console; run it there, in a terminal"
        )
    print(what, file=sys.stderr)
    print(asked or f"To go on, type: {words}", file=sys.stderr)
    if " ".join(sys.stdin.readline().lower().split()) != words:
        raise UntrustedError("something else was typed, so nothing was changed; try again")
