"""Asks for passphrases: a new one twice, a known one until it opens the key."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from typing import TypeVar

from kiosk.errors import PublishError
from kiosk.terminal import one_line

VARIABLE = "KIOSK_PASSPHRASE"
#: How often somebody may mistype.
TRIES = 3
#: Whoever finds a stick may guess for years: fewer letters than this are found.
SHORTEST = 12

Opened = TypeVar("Opened")


class Passphrases:
    """The passphrases given in this run of the command, so that none has to be typed twice."""

    def __init__(self) -> None:
        self._given = [os.environ[VARIABLE]] if os.environ.get(VARIABLE) else []
        self._by_script = bool(self._given)
        self._of_roots: set[str] = set()
        self._of_others: set[str] = set()

    def new(self, what: str, *, is_root: bool = False) -> str:
        """Return a passphrase for new keys, root keys or others, typed twice.

        Raises:
            PublishError: It is empty, short or that of the other keys, or was typed in two ways.
        """
        if self._by_script:
            return self._given[0]
        for _ in range(TRIES):
            first = _ask(f"New passphrase for {what}: ")
            self._refuse(first, is_root=is_root)
            if first == _ask("The same once more: "):
                self._remember(first, is_root=is_root)
                return first
            sys.stderr.write("These were two different ones.\n")
        raise PublishError("the passphrase was typed in two ways; nothing was made, try again")

    def _refuse(self, typed: str, *, is_root: bool) -> None:
        what_to_do = "take four words that nobody would put together"
        if not typed.strip():
            raise PublishError(f"a key needs a passphrase; {what_to_do}")
        if len(typed.strip()) < SHORTEST:
            raise PublishError(f"a passphrase has at least {SHORTEST} letters; {what_to_do}")
        if typed in (self._of_others if is_root else self._of_roots):
            raise PublishError(
                "the root keys and the other keys would have one passphrase, so that who learns one has all; take "
                "other words"
            )

    def _remember(self, typed: str, *, is_root: bool) -> None:
        self._given.append(typed)
        (self._of_roots if is_root else self._of_others).add(typed)

    def open(self, name: str, attempt: Callable[[str], Opened | None], *, is_root: bool = False) -> Opened:
        """Return what *attempt* makes of the passphrase of the key *name*.

        Raises:
            PublishError: No passphrase was right.
        """
        for known in reversed(self._given):
            if (opened := attempt(known)) is not None:
                return opened
        if self._by_script:
            raise PublishError(f"{VARIABLE} does not open the key {name}; set it to that key's passphrase")
        for _ in range(TRIES):
            typed = _ask(f"Passphrase of the key {name}: ")
            if (opened := attempt(typed)) is not None:
                self._remember(typed, is_root=is_root)
                return opened
            sys.stderr.write("That is not its passphrase.\n")
        what_to_do = f"try the copy of its file, or, if nobody knows it any more: keys lost {name}"
        raise PublishError(f"no passphrase opened the key {name}; {what_to_do}")


def _ask(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise PublishError(f"nobody is here to type a passphrase; set {VARIABLE} for a script")
    try:
        return getpass.getpass(one_line(prompt))
    except (EOFError, KeyboardInterrupt) as error:
        raise PublishError("stopped at the passphrase; nothing was changed") from error
