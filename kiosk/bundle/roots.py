"""Sees when roots were left out of a repository, which to TUF's client is as if there were none."""

from __future__ import annotations

from pathlib import Path

from kiosk.bundle.names import LARGEST_METADATA
from kiosk.bundle.repository import MissingError, Repository
from kiosk.errors import OlderError, UntrustedError

METADATA = "metadata/"
#: What helps against nearly all that can be wrong.
AGAIN = "copy the content again, all of it, from those who publish it"
#: So far beyond the newest root a server, which lists nothing, is asked for one that should not be there.
_ROOTS_TO_ASK_FOR = 3
#: An old stick is known as such by one of so many roots before the newest.
_ROOTS_TO_LOOK_BACK = 10


def refuse_gap(repository: Repository, newest: int) -> None:
    """Make sure that no root lies beyond the newest one that could be reached.

    A missing root means to the client that there is none; so whoever takes one away could make a kiosk believe
    keys that were given up since.

    Raises:
        UntrustedError: One does, and the one before it is missing.
    """
    there = repository.roots()
    if there is None:
        there = [version for version in _after(newest) if _has(repository, f"{METADATA}{version}.root.json")]
    if newest + 1 not in there and any(version > newest for version in there):
        raise UntrustedError(
            f"{METADATA}{newest + 1}.root.json is missing, so that its keys cannot be believed; {AGAIN}"
        )


def refuse_hidden(reached: int, signed: object) -> None:
    """Make sure that the newest root of which those knew who signed the content was reached.

    Raises:
        UntrustedError: It was not.
    """
    if isinstance(signed, int) and signed > reached:
        raise UntrustedError(
            f"{METADATA}{reached + 1}.root.json is missing, so that given-up keys would count; {AGAIN}"
        )


def refuse_before(repository: Repository, newest: int, cache: Path) -> None:
    """Tell somebody who brings an old stick so: its newest root is one that this kiosk has left behind.

    Raises:
        OlderError: It is an old stick.
    """
    for version in range(newest, max(0, newest - _ROOTS_TO_LOOK_BACK), -1):
        try:
            with repository.read(f"{METADATA}{version}.root.json", LARGEST_METADATA, exactly=False) as parts:
                offered = b"".join(parts)
        except MissingError:
            continue
        known = cache / "root_history" / f"{version}.root.json"
        if version < newest and known.is_file() and known.read_bytes() == offered:
            raise OlderError("this comes from before the keys were changed; bring newer content")
        return


def _after(newest: int) -> range:
    return range(newest + 2, newest + 2 + _ROOTS_TO_ASK_FOR)


def _has(repository: Repository, name: str) -> bool:
    try:
        with repository.read(name, LARGEST_METADATA, exactly=False):
            return True
    except MissingError:
        return False
