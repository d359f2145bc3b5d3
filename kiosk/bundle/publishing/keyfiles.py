"""Finds the private key that is needed, on this laptop or on a stick, and opens it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from securesystemslib.exceptions import Error as SecurityError
from securesystemslib.signer import CryptoSigner

from kiosk.bundle.publishing import pem
from kiosk.bundle.publishing.answers import answer
from kiosk.bundle.publishing.keyring import key_folder
from kiosk.bundle.publishing.passphrases import Passphrases
from kiosk.bundle.publishing.roots import NamedKey
from kiosk.errors import PublishError, reason_of
from kiosk.storage import files

SUFFIX = ".pem"
PRIVATE = "private"


class KeyFiles:
    """The folders in which private keys lie, and what opened them."""

    def __init__(self, folders: Sequence[Path], passphrases: Passphrases) -> None:
        self._folders = list(folders)
        self.passphrases = passphrases
        self._opened: dict[str, CryptoSigner] = {}

    def has(self, key: NamedKey) -> bool:
        """Whether the private key is here."""
        return key.name in self._opened or self.find(key.name) is not None

    def find(self, name: str) -> Path | None:
        """Return the file of a private key, if it is here.

        Raises:
            NotPlainError: There is a link or a pipe in its place.
        """
        for folder in self._folders:
            for place in (f"{name}{SUFFIX}", f"{PRIVATE}/{name}{SUFFIX}"):
                with suppress(OSError):
                    if key_folder(folder).has_file(place):
                        return folder / place
        return None

    def ask_for(self, names: Sequence[str]) -> bool:
        """Ask a person where one of these keys lies, and return whether a folder was named."""
        if not sys.stdin.isatty():
            return False
        typed = answer(f"Put in the stick with {' or '.join(names)} and type its folder (nothing to stop): ").strip()
        if typed:
            self._folders.append(Path(typed))
        return bool(typed)

    def make(self, name: str, folder: Path, passphrase: str) -> CryptoSigner:
        """Make a new key and write it to *folder*.

        Raises:
            PublishError: It cannot be written.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        private = Ed25519PrivateKey.generate()
        path = folder / f"{name}{SUFFIX}"
        try:
            place = folder.parent if folder.name == PRIVATE else folder
            files.make_folder(folder, files.PRIVATE_FOLDER_MODE)
            content = pem.encrypted(private, passphrase)
            key_folder(place).write(path.relative_to(place).as_posix(), content, files.PRIVATE_FILE_MODE)
        except OSError as error:
            raise PublishError(f"the key {path} cannot be written ({reason_of(error)}); look at the disk") from error
        self._opened[name] = CryptoSigner(private)
        return self._opened[name]

    def signer(self, key: NamedKey) -> CryptoSigner:
        """Return the signer of a key, asking for its passphrase if that is not known yet.

        Raises:
            PublishError: The key is not here, damaged or another one, or its passphrase is not known.
        """
        if key.name not in self._opened:
            self._opened[key.name] = self._open(key)
        return self._opened[key.name]

    def forbid_passphrases_of(self, keys: Sequence[NamedKey]) -> None:
        """Refuse for new keys the passphrases of these, which were stolen, and what is known in this run already."""
        for path in (self.find(key.name) for key in keys):
            self.passphrases.forbid(partial(_opens, path))

    def _open(self, key: NamedKey) -> CryptoSigner:
        path = self.find(key.name)
        if path is None:
            raise PublishError(f"the key {key.name} is not here; name the folder that holds {key.name}{SUFFIX}")
        is_root = key.role == "root"
        private = self.passphrases.open(key.name, lambda typed: pem.decrypted(path, typed), is_root=is_root)
        try:
            return CryptoSigner(private, key.key)
        except (SecurityError, ValueError) as error:
            raise PublishError(f"{path} is another key than the {key.name} that counts; take the right file") from error


def _opens(path: Path | None, typed: str) -> bool:
    """Whether a passphrase opens a key; a file that is away or damaged is opened by none."""
    try:
        return path is not None and pem.decrypted(path, typed) is not None
    except PublishError:
        return False
