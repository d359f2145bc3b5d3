"""Changes who may sign: the first keys, new ones, and those that count no more."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root

from kiosk.bundle.publishing.history import History
from kiosk.bundle.publishing.keyfiles import PRIVATE, KeyFiles
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.roots import KeyRole, NamedKey, SignedRoot, draft
from kiosk.errors import PublishError, reason_of
from kiosk.storage import files as files_on_disk

EDITOR = re.compile(r"[a-z][a-z0-9]{0,19}")
_MOST_ROOTS = 9


@dataclass(frozen=True)
class Wanted:
    """A key to be made: what it will be called, for which role, and the folder for its file."""

    name: str
    role: KeyRole
    folder: Path


@dataclass(frozen=True)
class Plan:
    """The first keys: who publishes, the first editor, and how many root keys, of which so many have to sign.

    *root_folders* are where the root keys go, one each; KEYS/private if there are none.
    """

    publisher: str
    editor: str = "editor"
    roots: int = 2
    threshold: int = 1
    root_folders: Sequence[Path] = field(default_factory=tuple)

    def check(self) -> None:
        """Make sure that this can be done.

        Raises:
            PublishError: It cannot.
        """
        check_editor(self.editor)
        if not 1 <= self.threshold <= self.roots <= _MOST_ROOTS:
            raise PublishError(f"{self.threshold} of {self.roots} root keys cannot sign; write --threshold 1 --roots 2")
        if self.root_folders and len(self.root_folders) != self.roots:
            raise PublishError(f"there are {self.roots} root keys; name a folder for each of them, or none")
        for place in self.root_folders:
            check_place(place)
        if len({(found.st_dev, found.st_ino) for found in map(Path.stat, self.root_folders)}) < len(self.root_folders):
            raise PublishError(
                "two root keys would lie in one folder, and be lost or stolen together; name another stick for each"
            )
        if not self.publisher.isprintable() or len(self.publisher) > 200:  # noqa: PLR2004 - as in about.json
            raise PublishError("the publisher's name is too long or cannot be printed; write another one")


def check_place(folder: Path) -> None:
    """Make sure that a folder is there, so that no key lands on the laptop because a stick is not in it.

    Raises:
        PublishError: It is not.
    """
    if not folder.is_dir():
        raise PublishError(f"there is no folder {folder}; put in the stick, or make that folder")


def check_editor(editor: str) -> None:
    """Make sure that an editor may have this name.

    Raises:
        PublishError: It may not.
    """
    if not EDITOR.fullmatch(editor) or editor == "root":
        raise PublishError(
            f"an editor cannot be called {editor!r}; write a small-letter word such as office or laptop2"
        )


def establish(folder: Path, plan: Plan, files: KeyFiles) -> Keyring:
    """Make the first keys in a new folder, all of them or none.

    Raises:
        PublishError: The folder holds something, or cannot be written.
    """
    plan.check()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PublishError(f"{folder} holds something already; name a new folder for the keys")
    for number, place in enumerate(plan.root_folders, 1):
        if (place / f"root-{number}.pem").exists():
            raise PublishError(f"{place} holds a key root-{number} already; take an empty stick")
    try:
        files_on_disk.make_folder(folder.parent)
        stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise PublishError(f"{folder} cannot be made ({reason_of(error)}); name another folder") from error
    try:
        _first(stage, plan, files)
        stage.replace(folder)
    except OSError as error:
        raise PublishError(f"{folder} cannot be written ({reason_of(error)}); look at the disk") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Keyring.open(folder)


def _first(stage: Path, plan: Plan, files: KeyFiles) -> None:
    folders = plan.root_folders or [stage / PRIVATE] * plan.roots
    wanted = [Wanted(f"root-{number}", "root", place) for number, place in enumerate(folders, 1)]
    wanted += editors_keys(plan.editor, stage / PRIVATE, taken=())
    keys, signers = make(wanted, files)
    metadata = draft(keys, version=1, threshold=plan.threshold)
    root = _signed(metadata, signers[: plan.roots])
    Keyring(stage, plan.publisher, plan.editor, (root,), History()).create()


def editors_keys(editor: str, folder: Path, taken: Iterable[str]) -> list[Wanted]:
    """Return the two keys that an editor gets."""
    return [
        Wanted(free_name(f"{editor}-content", taken), "targets", folder),
        Wanted(free_name(f"{editor}-release", taken), "release", folder),
    ]


def free_name(stem: str, taken: Iterable[str]) -> str:
    """Return a name that no key ever had: the stem, or the stem with a number."""
    names, number, name = set(taken), 1, stem
    while name in names:
        number += 1
        name = f"{stem}-{number}"
    return name


def free_root_name(taken: Iterable[str]) -> str:
    """Return a name that no root key ever had."""
    names = set(taken)
    return next(name for number in range(1, len(names) + 2) if (name := f"root-{number}") not in names)


def make(wanted: Sequence[Wanted], files: KeyFiles) -> tuple[list[NamedKey], list[CryptoSigner]]:
    """Make keys, asking for one passphrase for the root keys and one for the others.

    Raises:
        PublishError: There is no passphrase, or a key cannot be written.
    """
    passphrases: dict[bool, str] = {}
    for key in wanted:
        is_root = key.role == "root"
        if is_root not in passphrases:
            names = ", ".join(each.name for each in wanted if (each.role == "root") == is_root)
            passphrases[is_root] = files.passphrases.new(names, is_root=is_root)
    signers = [files.make(key.name, key.folder, passphrases[key.role == "root"]) for key in wanted]
    keys = [NamedKey(key.name, key.role, signer.public_key) for key, signer in zip(wanted, signers, strict=True)]
    return keys, signers


def amend(
    keyring: Keyring,
    files: KeyFiles,
    *,
    gone: Sequence[NamedKey],
    wanted: Sequence[Wanted],
    stolen: Iterable[NamedKey] = (),
) -> Keyring:
    """Make a new root in which the *gone* keys count no more and the *wanted* ones do.

    It states that kiosks accept no publication below the last one that these keys know of, and lists the *stolen* keys
    beside those that were stolen before.

    The new keys are written first and the root last, so that a cut leaves the old root. The files of
    keys that are gone stay where they are.

    Raises:
        PublishError: A root key that is needed is not here; a key or the root cannot be written.
    """
    old = keyring.root
    kept = [key for key in old.keys if key not in gone]
    needed = enough(old, files, kept, new=sum(key.role == "root" for key in wanted))
    old_signers = [files.signer(key) for key in needed]
    made, made_signers = make(wanted, files)
    metadata = draft(
        [*kept, *made],
        version=old.version + 1,
        threshold=old.threshold,
        lowest=max(keyring.lowest, keyring.history.taken),
        stolen=keyring.stolen | {key.id for key in stolen},
    )
    new_roots = [signer for key, signer in zip(made, made_signers, strict=True) if key.role == "root"]
    root = _signed(metadata, [*old_signers, *new_roots])
    if not old.is_followed_by(root):
        raise PublishError("the new root is not signed as the old one wants it; nothing was changed")
    return keyring.with_roots(root)


def enough(old: SignedRoot, files: KeyFiles, kept: Sequence[NamedKey], new: int) -> list[NamedKey]:
    """Return the root keys that have to sign: enough for the old root, and with the *new* ones for the new root.

    Somebody at the keyboard is asked where those are that are not here.

    Raises:
        PublishError: Too few are here.
    """
    while True:
        here = sorted((key for key in old.of_role("root") if files.has(key)), key=lambda key: key not in kept)
        # Those that stay come first, so that as few as possible sign for both roots.
        chosen = here[: old.threshold]
        short = old.threshold - min(len(chosen), sum(key in kept for key in chosen) + new)
        if short <= 0:
            return chosen
        away = [key.name for key in old.of_role("root") if key not in here]
        if not away or not files.ask_for(away):
            more = f"one more of the root keys has to sign ({' or '.join(away) or 'none is left'})"
            raise PublishError(f"{more}; put in its stick and name its folder by --root-keys, nothing was changed")


def _signed(metadata: Metadata[Root], signers: Iterable[CryptoSigner]) -> SignedRoot:
    for signer in signers:
        metadata.sign(signer, append=True)
    return SignedRoot.of(metadata.to_bytes(), "the new root")
