"""Whom this kiosk trusts: the root that was enrolled here, else the one that it was built with."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kiosk
from kiosk.bundle import disk
from kiosk.bundle.root_fields import signed_part, stolen_keys
from kiosk.bundle.store import Store
from kiosk.bundle.words import words_of
from kiosk.errors import UntrustedError, reason_of
from kiosk.storage.state_files import Reset, StateFiles

#: The root that a frozen kiosk may carry, beside its factory bundle.
FACTORY_ROOT = Path(kiosk.__file__).parent / "factory-root.json"
#: The enrolled root's place in the state folder.
FILE = "trust/root.json"
STATE = StateFiles((FILE,), Reset.EVERYTHING)
#: The largest root, in bytes: that of python-tuf's client.
LARGEST_ROOT = 512_000
_NOBODY = "this kiosk trusts nobody yet; run kiosk device enroll"


class NobodyTrustedError(UntrustedError):
    """No root is enrolled, and none is built in."""


@dataclass(frozen=True)
class TrustedRoot:
    """A root that this kiosk starts from; *content* is its file."""

    content: bytes
    is_enrolled: bool

    @property
    def words(self) -> str:
        """Its fingerprint, to be compared with a recovery card."""
        return words_of(self.content)

    @property
    def version(self) -> int:
        """Its number among the roots of its publisher; 0 if it is damaged."""
        try:
            return int(json.loads(self.content)["signed"]["version"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return 0


def enrolled_path(state: Path) -> Path:
    """Return where the enrolled root lies."""
    return state / FILE


def trusted_root(state: Path, built_in: Path = FACTORY_ROOT) -> TrustedRoot:
    """Return the root that was enrolled, else the one built in.

    An enrolled root that is damaged is not replaced by the other one: whoever enrolled it wanted to
    trust others.

    Raises:
        NobodyTrustedError: There is none.
        UntrustedError: It cannot be read.
    """
    for path, is_enrolled in ((enrolled_path(state), True), (built_in, False)):
        try:
            return TrustedRoot(path.read_bytes(), is_enrolled)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UntrustedError(
                f"{path}: the trusted root cannot be read ({reason_of(error)}); enroll it again"
            ) from error
    raise NobodyTrustedError(_NOBODY)


def is_change_of_trust(state: Path, content: bytes, built_in: Path = FACTORY_ROOT) -> bool:
    """Return whether to enroll a root would replace another one that is trusted now, enrolled or built in.

    A root that is there and cannot be read counts as another one.
    """
    try:
        return trusted_root(state, built_in).content != content
    except NobodyTrustedError:
        return False
    except UntrustedError:
        return True


def read_root(path: Path) -> bytes:
    """Return the file of a root that is to be trusted, once it is seen to be one.

    Raises:
        UntrustedError: It cannot be read or is no root that is signed by its own keys.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UntrustedError(f"{path} is no plain file; name the file root.json of those who publish")
            content = os.read(handle, LARGEST_ROOT + 1)
        finally:
            os.close(handle)
    except OSError as error:
        raise UntrustedError(f"{path} cannot be read ({reason_of(error)}); name the file of a root") from error
    _refuse_no_root(path, content)
    return content


def enroll(state: Path, content: bytes) -> None:
    """Trust a root from now on, and give up what was signed with keys that it declares stolen.

    Raises:
        StoreError: The state folder cannot be written.
        NoSpaceError: The disk is full.
    """
    path = enrolled_path(state)
    with disk.told_as_store_error(path):
        disk.make_folder(path.parent)
        Store(state).declare_stolen(stolen_keys([signed_part(content)]))
        disk.replace(path, content)
        # Also what an earlier one has left there for root alone.
        disk.give_all_to_owner(path.parent, state)


def _refuse_no_root(path: Path, content: bytes) -> None:
    from tuf.api.exceptions import RepositoryError
    from tuf.api.metadata import Metadata, Root

    try:
        if len(content) > LARGEST_ROOT:
            raise ValueError("too large")
        metadata: Metadata[Any] = Metadata.from_bytes(content)
        root = metadata.signed
        if not isinstance(root, Root) or not root.consistent_snapshot:
            raise ValueError("no root")
        root.verify_delegate(Root.type, metadata.signed_bytes, metadata.signatures)
    except (RepositoryError, ValueError) as error:
        raise UntrustedError(
            f"{path} is no root signed by its own keys; get it again from those who publish"
        ) from error
