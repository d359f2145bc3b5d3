"""Looks at a repository before it is published into: whose it is, and whether these keys know its last publication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Snapshot, Timestamp
from tuf.api.serialization import DeserializationError

from kiosk.bundle.names import LARGEST_METADATA
from kiosk.bundle.plain_folder import PlainFolder
from kiosk.bundle.publishing.keyring import ROOT_FILE, Keyring
from kiosk.bundle.publishing.roots import SignedRoot
from kiosk.errors import PublishError, reason_of

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


def examine(repository: PlainFolder, keyring: Keyring) -> Found:
    """Return what a repository holds; nothing in an empty folder.

    Raises:
        NotPlainError: There is a link, a pipe or a device in it.
        PublishError: It is somebody else's, damaged, or its roots are ahead of the keys.
    """
    try:
        names = [name.removeprefix(f"{METADATA}/") for name, _ in walk(repository, METADATA)]
        for _ in walk(repository, TARGETS):
            pass
        roots = {int(found[1]): _read(repository, name) for name in names if (found := ROOT_FILE.fullmatch(name))}
        timestamp = _read(repository, TIMESTAMP) if TIMESTAMP in names else b""
        if not roots and not timestamp:
            return Found()
        _check_roots(repository, roots, keyring)
        if not timestamp:
            return Found(max(roots))
        return _publication(repository, max(roots), timestamp, keyring)
    except OSError as error:
        raise PublishError(
            f"{repository.path} cannot be read ({reason_of(error)}); take another stick or folder"
        ) from error


def walk(repository: PlainFolder, folder: str) -> Iterator[tuple[str, bool]]:
    """Yield as `PlainFolder.walk` does; nothing if there is no such folder."""
    try:
        yield from repository.walk(folder)
    except FileNotFoundError:
        return


def refuse_unknown(repository: PlainFolder, found: Found, keyring: Keyring) -> None:
    """Make sure that nobody else's publication is replaced unseen.

    Raises:
        PublishError: The keys do not know the publication in the repository.
    """
    if found.is_current and found.number and keyring.history.published.get(found.number) != found.targets_hash:
        raise PublishError(
            f"{repository.path} holds publication {found.number}, which {keyring.folder} does not know: another editor "
            "made it; get that editor's content, then run: "
            f"kiosk author keys catch-up {repository.path} --keys {keyring.folder}"
        )


def _read(repository: PlainFolder, name: str) -> bytes:
    return repository.read(f"{METADATA}/{name}", LARGEST_METADATA)


def _check_roots(repository: PlainFolder, roots: Mapping[int, bytes], keyring: Keyring) -> None:
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
                f"{repository.path} and {keyring.folder} have different roots {number}: two people changed the keys at "
                "the same time; find out which one the kiosks have, and see docs/publishing.md, Two roots"
            )
        raise PublishError(
            f"the keys were changed elsewhere: {repository.path} has root {number}, {keyring.folder} has not; "
            f"run: kiosk author keys catch-up {repository.path} --keys {keyring.folder}"
        )


def _follows(before: SignedRoot, content: bytes) -> bool:
    try:
        return before.is_followed_by(SignedRoot.of(content, "root"))
    except PublishError:
        return False


def _publication(repository: PlainFolder, root: int, timestamp: bytes, keyring: Keyring) -> Found:
    try:
        first = Metadata[Timestamp].from_bytes(timestamp).signed.snapshot_meta
        snapshot = _read(repository, f"{first.version}.snapshot.json")
        first.verify_length_and_hashes(snapshot)
        second = Metadata[Snapshot].from_bytes(snapshot).signed.meta["targets.json"]
        targets = _read(repository, f"{second.version}.targets.json")
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
            f"{repository.path} was not made by `publish`: somebody else has used the key {names}; treat it as stolen: "
            "kiosk author keys stolen"
        )
    return Found(root, second.version, sha256(targets).hexdigest(), known is keyring.root)


def _damaged(repository: PlainFolder, what: str) -> str:
    return (
        f"{repository.path} holds {what}; publish into another folder, or, if this one is yours, delete the folders "
        f"{METADATA} and {TARGETS} there and try again"
    )


def _refuse(repository: PlainFolder, what: str) -> NoReturn:
    raise PublishError(_damaged(repository, what))
