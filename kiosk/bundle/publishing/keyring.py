"""The folder KEYS: who publishes, every root there ever was, and the history of the publications."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.bundle.plain_folder import PlainFolder
from kiosk.bundle.publishing.history import History
from kiosk.bundle.publishing.roots import NamedKey, SignedRoot, chain
from kiosk.bundle.root_fields import lowest_publication, stolen_keys
from kiosk.errors import PublishError, reason_of

_FORMAT = 1
SETTINGS, HISTORY, LOCK = "keys.json", "history", ".lock"
_PUBLICATIONS = "publications.json"
#: The largest file of settings or history, and the largest root, in bytes.
_LARGEST, LARGEST_ROOT = 64 * 1024 * 1024, 512_000
ROOT_FILE = re.compile(r"([1-9][0-9]{0,8})\.root\.json")


@dataclass(frozen=True)
class Keyring:
    """What an editor's KEYS folder says; the private keys are looked for when they are needed.

    *editor* is whose laptop this is.
    """

    folder: Path
    publisher: str
    editor: str
    roots: tuple[SignedRoot, ...]
    history: History

    @property
    def root(self) -> SignedRoot:
        """The newest root."""
        return self.roots[-1]

    @property
    def lowest(self) -> int:
        """The lowest publication that kiosks accept by the newest root."""
        return lowest_publication(root.root.unrecognized_fields for root in self.roots) or 0

    @property
    def stolen(self) -> frozenset[str]:
        """The ids of all keys that were ever declared stolen."""
        return stolen_keys(root.root.unrecognized_fields for root in self.roots)

    @property
    def former_keys(self) -> tuple[NamedKey, ...]:
        """The keys that count no more, each once."""
        known = {key.id: key for root in self.roots for key in root.keys}
        now = {key.id for key in self.root.keys}
        return tuple(key for name, key in known.items() if name not in now)

    @classmethod
    def open(cls, folder: Path) -> Keyring:
        """Return what a folder says.

        Raises:
            NotPlainError: There is a link or a pipe among them.
            PublishError: There are no keys, or what is there is damaged.
        """
        try:
            files = key_folder(folder)
            raw = json.loads(files.read(SETTINGS, _LARGEST))
            publisher, editor = str(raw["publisher"]), str(raw["editor"])
            numbers = [int(found[1]) for name in files.names(HISTORY) if (found := ROOT_FILE.fullmatch(name))]
            signed = {number: files.read(f"{HISTORY}/{number}.root.json", LARGEST_ROOT) for number in numbers}
            past = files.read(f"{HISTORY}/{_PUBLICATIONS}", _LARGEST)
        except OSError as error:
            what = f"{folder} holds no keys ({Path(error.filename or folder).name}: {reason_of(error)})"
            raise PublishError(f"{what}; name the folder that `keys init` made, or its copy") from error
        except (ValueError, TypeError, KeyError) as error:
            raise PublishError(f"{folder / SETTINGS} is damaged; take it from the copy of this folder") from error
        try:
            roots, history = chain(signed), History.of(past)
        except PublishError as error:
            raise PublishError(f"{folder / HISTORY}: {error}; take that folder from its copy") from error
        if not roots:
            raise PublishError(f"{folder / HISTORY}: 1.root.json is missing; take that folder from its copy")
        return cls(folder, publisher, editor, roots, history)

    def create(self) -> None:
        """Write all of it; the folder exists and holds private keys at most.

        Raises:
            OSError: It cannot be written.
        """
        files = key_folder(self.folder)
        for root in self.roots:
            files.write(f"{HISTORY}/{root.version}.root.json", root.content)
        files.write(f"{HISTORY}/{_PUBLICATIONS}", self.history.to_bytes())
        raw = {"format": _FORMAT, "publisher": self.publisher, "editor": self.editor}
        files.write(SETTINGS, json.dumps(raw, ensure_ascii=False, indent=1).encode())

    def with_roots(self, *more: SignedRoot) -> Keyring:
        """Write further roots, and return the keys with them.

        Raises:
            PublishError: They cannot be written.
        """
        for root in more:
            self._write(f"{root.version}.root.json", root.content)
        return replace(self, roots=(*self.roots, *more))

    def with_history(self, history: History) -> Keyring:
        """Write what is known of the publications, and return the keys with it.

        Raises:
            PublishError: It cannot be written.
        """
        self._write(_PUBLICATIONS, history.to_bytes())
        return replace(self, history=history)

    def _write(self, name: str, content: bytes) -> None:
        try:
            key_folder(self.folder).write(f"{HISTORY}/{name}", content)
        except OSError as error:
            raise PublishError(f"{self.folder} cannot be written ({reason_of(error)}); look at that disk") from error


def key_folder(folder: Path) -> PlainFolder:
    """Return a folder of keys, in which no link is followed."""
    return PlainFolder(folder, "put the file or folder itself in its place, and try again")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep everybody else from publishing with these keys meanwhile.

    Raises:
        NotPlainError: There is a link or a pipe in the place of the lock.
        PublishError: Somebody does already.
    """
    handle = _lock(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path) -> int | None:
    # Where there are no keys, no locks or nothing can be written, the command itself says so or does without.
    with suppress(OSError):
        handle = key_folder(folder).open(LOCK, make=True)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise PublishError(f"another command is using {folder}; wait until it has ended") from error
        except OSError:
            os.close(handle)
            raise
        return handle
    return None
