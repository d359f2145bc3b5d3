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
#: What a script gives to new keys that must not have the passphrase of the old ones.
NEW_VARIABLE = "KIOSK_NEW_PASSPHRASE"
#: How often somebody may mistype.
TRIES = 3
#: Whoever finds a stick may guess for years: fewer letters than this are found.
SHORTEST = 12
#: So many different letters, and so many that do not follow from those before them, at least.
_FEWEST_DIFFERENT, _FEWEST_NEW = 6, 8
_WHAT_TO_DO = "take four words that nobody would put together"

_SHORTEST_REPEATED = 3
#: The rows of the keyboards that people have.
_ROWS = (
    "1234567890",
    "qwertyuiopasdfghjklñzxcvbnm",
    "qwertzuiop",
    "azertyuiopqsdfghjklmwxcvbn",
    "yxcvbnm",
    "1qaz2wsx3edc4rfv",
    "1q2w3e4r5t6y7u8i9o0p",
)
_AGAIN = "the thief may know that passphrase, so the new keys cannot have it again; take other words"

Opened = TypeVar("Opened")


class Passphrases:
    """The passphrases given in this run of the command, so that none has to be typed twice."""

    def __init__(self) -> None:
        self._given = [found for name in (VARIABLE, NEW_VARIABLE) if (found := os.environ.get(name))]
        self._by_script = bool(self._given)
        self._forbidden: list[Callable[[str], bool]] = []
        self._of_roots: set[str] = set()
        self._of_others: set[str] = set()

    def new(self, what: str, *, is_root: bool = False) -> str:
        """Return a passphrase for new keys, root keys or others, typed twice.

        Raises:
            PublishError: It is empty, weak or that of other keys, or was typed in two ways.
        """
        if self._by_script:
            _refuse_weak(self._given[-1])
            self._refuse_forbidden(self._given[-1])
            return self._given[-1]
        for _ in range(TRIES):
            first = _ask(f"New passphrase for {what}: ")
            self._refuse(first, is_root=is_root)
            if first == _ask("The same once more: "):
                self._remember(first, is_root=is_root)
                return first
            sys.stderr.write("These were two different ones.\n")
        raise PublishError("the passphrase was typed in two ways; nothing was made, try again")

    def forbid(self, opens: Callable[[str], bool]) -> None:
        """Refuse from now on, for new keys, what is known already and what *opens* a key that was stolen."""
        self._forbidden.append(opens)

    def _refuse(self, typed: str, *, is_root: bool) -> None:
        _refuse_weak(typed)
        if typed in (self._of_others if is_root else self._of_roots):
            raise PublishError(
                "the root keys and the other keys would have one passphrase, so that who learns one has all; take "
                "other words"
            )
        if self._forbidden and typed in self._given:
            raise PublishError(_AGAIN)
        self._refuse_forbidden(typed)

    def _refuse_forbidden(self, typed: str) -> None:
        is_known = self._by_script and self._forbidden and typed == os.environ.get(VARIABLE)
        if is_known or any(opens(typed) for opens in self._forbidden):
            what_to_do = f"; a script sets {NEW_VARIABLE}" if self._by_script else ""
            raise PublishError(_AGAIN + what_to_do)

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


def _refuse_weak(passphrase: str) -> None:
    """Make sure that a passphrase is not found by trying the simplest ones first.

    Raises:
        PublishError: It is; the text says why.
    """
    letters = "".join(passphrase.casefold().split())
    if not letters:
        raise PublishError(f"a key needs a passphrase; {_WHAT_TO_DO}")
    if len(passphrase.strip()) < SHORTEST:
        raise PublishError(f"a passphrase has at least {SHORTEST} letters; {_WHAT_TO_DO}")
    if len(set(letters)) < _FEWEST_DIFFERENT:
        raise PublishError(f"this passphrase has fewer than {_FEWEST_DIFFERENT} different letters; {_WHAT_TO_DO}")
    if _new_letters(letters) < _FEWEST_NEW:
        raise PublishError(f"this passphrase repeats itself or is a row of letters; {_WHAT_TO_DO}")


def _new_letters(letters: str) -> int:
    """Return how many letters do not follow from those before them: by a repetition, the alphabet or the keyboard."""
    count = place = 0
    while place < len(letters):
        length = _repeated(letters, place)
        if length:
            place += length
            count += 1
            continue
        if not (place and _follows(letters[place - 1], letters[place])):
            count += 1
        place += 1
    return count


def _repeated(letters: str, place: int) -> int:
    """Return how long what begins at *place* stood there before already, forwards or backwards; 0 if it is short."""
    for length in range(len(letters) - place, _SHORTEST_REPEATED - 1, -1):
        part = letters[place : place + length]
        if part in letters[: place + length - 1] or part in letters[:place][::-1]:
            return length
    return 0


def _follows(before: str, after: str) -> bool:
    if abs(ord(after) - ord(before)) <= 1:
        return True
    return any(before + after in row or after + before in row for row in _ROWS)


def _ask(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise PublishError(f"nobody is here to type a passphrase; set {VARIABLE} for a script")
    try:
        return getpass.getpass(one_line(prompt))
    except EOFError as error:
        raise PublishError("stopped at the passphrase; nothing was changed") from error
