"""Looks at a repository before it is published into: whose it is, and whether these keys know its last publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Snapshot, Timestamp
from tuf.api.serialization import DeserializationError

from kiosk.bundle.names import LARGEST_METADATA
from kiosk.bundle.publishing.keyring import ROOT_FILE, Keyring
from kiosk.bundle.publishing.roots import SignedRoot
from kiosk.errors import PublishError

METADATA, TARGETS, TIMESTAMP = "metadata", "targets", "timestamp.json"


@dataclass(frozen=True)
class Found:
    """What a repository holds: its newest root and its publication, 0 where there is none.

    *is_current* tells whether the newest root of the keys would still take that publication.
    """

    root: int = 0
    number: int = 0
    targets_hash: str = ""
    is_current: bool = True


def examine(repository: Path, keyring: Keyring) -> Found:
    """Return what a repository holds; nothing in an empty folder.

    Raises:
        PublishError: It is somebody else's, damaged, or its roots are ahead of the keys.
    """
    folder = repository / METADATA
    try:
        roots = {int(name[1]): _read(path) for path in _files(folder) if (name := ROOT_FILE.fullmatch(path.name))}
        timestamp = _read(folder / TIMESTAMP) if (folder / TIMESTAMP).exists() else b""
        if not roots and not timestamp:
            return Found()
        _check_roots(repository, roots, keyring)
        if not timestamp:
            return Found(max(roots))
        return _publication(repository, max(roots), timestamp, keyring)
    except OSError as error:
        raise PublishError(f"{repository} cannot be read ({error.strerror}); take another stick or folder") from error


def refuse_unknown(repository: Path, found: Found, keyring: Keyring) -> None:
    """Make sure that nobody else's publication is replaced unseen.

    Raises:
        PublishError: The keys do not know the publication in the repository.
    """
    if found.is_current and found.number and keyring.history.published.get(found.number) != found.targets_hash:
        raise PublishError(
            f"{repository} holds publication {found.number}, which {keyring.folder} does not know: another editor made "
            f"it; get that editor's content, then run: kiosk author keys catch-up {repository} --keys {keyring.folder}"
        )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_METADATA)


def _check_roots(repository: Path, roots: Mapping[int, bytes], keyring: Keyring) -> None:
    ours = {root.version: root for root in keyring.roots}
    if not any(number in ours for number in roots):
        _refuse(repository, "no root of these keys")
    for number, content in sorted(roots.items()):
        if number in ours and ours[number].content == content:
            continue
        before = ours.get(number - 1)
        if before is None or not _follows(before, content):
            _refuse(repository, f"a {number}.root.json of other keys, or a damaged one")
        if number in ours:
            raise PublishError(
                f"{repository} and {keyring.folder} have different roots {number}: two people changed the keys at the "
                "same time; find out which one the kiosks have, and see docs/publishing.md, Two roots"
            )
        raise PublishError(
            f"the keys were changed elsewhere: {repository} has root {number}, {keyring.folder} has not; "
            f"run: kiosk author keys catch-up {repository} --keys {keyring.folder}"
        )


def _follows(before: SignedRoot, content: bytes) -> bool:
    try:
        return before.is_followed_by(SignedRoot.of(content, "root"))
    except PublishError:
        return False


def _publication(repository: Path, root: int, timestamp: bytes, keyring: Keyring) -> Found:
    try:
        first = Metadata[Timestamp].from_bytes(timestamp).signed.snapshot_meta
        snapshot = _read(repository / METADATA / f"{first.version}.snapshot.json")
        first.verify_length_and_hashes(snapshot)
        second = Metadata[Snapshot].from_bytes(snapshot).signed.meta["targets.json"]
        targets = _read(repository / METADATA / f"{second.version}.targets.json")
        second.verify_length_and_hashes(targets)
    except (FileNotFoundError, RepositoryError, DeserializationError, ValueError, KeyError, AttributeError) as error:
        raise PublishError(_damaged(repository, "damaged metadata")) from error
    files = {"timestamp": timestamp, "snapshot": snapshot, "targets": targets}
    signed_by = (each for each in reversed(keyring.roots) if all(each.signs(files[role], role) for role in files))
    known = next(signed_by, None)
    if known is None:
        _refuse(repository, "metadata that these keys did not sign")
    if known is keyring.root and first.version != second.version:
        names = " or ".join(key.name for key in known.of_role("release"))
        raise PublishError(
            f"{repository} was not made by `publish`: somebody else has used the key {names}; treat it as stolen: "
            "kiosk author keys stolen"
        )
    return Found(root, second.version, sha256(targets).hexdigest(), known is keyring.root)


def _damaged(repository: Path, what: str) -> str:
    return (
        f"{repository} holds {what}; publish into another folder, or, if this one is yours, delete the folders "
        f"{METADATA} and {TARGETS} there and try again"
    )


def _refuse(repository: Path, what: str) -> NoReturn:
    raise PublishError(_damaged(repository, what))
