"""Lets python-tuf's client decide whether a publication is signed by those whom this kiosk trusts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from securesystemslib.signer import Key
from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.ngclient import Updater, UpdaterConfig

from kiosk.bundle.fetcher import Fetcher
from kiosk.bundle.floor import Offer, older
from kiosk.bundle.names import LARGEST_METADATA
from kiosk.bundle.repository import MissingError, Repository, UnreachableError
from kiosk.bundle.root_fields import key_id, lowest_publication, stolen_keys
from kiosk.bundle.roots import AGAIN, METADATA, refuse_before, refuse_gap, refuse_hidden
from kiosk.errors import KioskError, OlderError, UntrustedError

if TYPE_CHECKING:
    from tuf.ngclient import FetcherInterface

#: Where the targets say which root was the newest when they were signed.
NEWEST_ROOT = "x-kiosk-root"
TIMESTAMP = f"{METADATA}timestamp.json"
#: Before any metadata can have expired: a clock decides nothing here, age is shown and not enforced.
_TIMELESS = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBERS = re.compile(r"([0-9]+) must be >= ([0-9]+)")
_OLDER = "this is older than what is here already; bring newer content"
#: Changes of the root in one go; a kiosk may lie in a box for years.
_MOST_ROOTS = 1000
_CONFIG = UpdaterConfig(
    max_root_rotations=_MOST_ROOTS,
    max_delegations=0,
    snapshot_max_length=LARGEST_METADATA,
    targets_max_length=LARGEST_METADATA,
)


@dataclass(frozen=True)
class Publication:
    """What was found to be signed: its offer to the floor, and its files by name.

    *versions* are those of targets, snapshot and timestamp.
    """

    offer: Offer
    versions: tuple[int, int, int]
    files: Mapping[str, TargetFile]

    @property
    def version(self) -> int:
        """The number of the publication."""
        return self.offer.targets


class _TimelessUpdater(Updater):
    """The client with a clock that stands still; python-tuf 7.0 has no setting for it."""

    def __init__(self, cache: Path, fetcher: FetcherInterface, trusted_root: bytes) -> None:
        super().__init__(str(cache), METADATA, fetcher=fetcher, config=_CONFIG, bootstrap=trusted_root)
        self._trusted_set.reference_time = _TIMELESS


def verify(repository: Repository, trusted_root: bytes, cache: Path) -> Publication:
    """Return the newest publication of a repository, all of its metadata verified.

    *cache* is a folder with what the client remembers, of which it makes use and which it changes: plain
    files afterwards, not yet flushed to the disk.

    Raises:
        UntrustedError: It is not signed by those who are trusted, or was changed or mixed since.
        OlderError: It is older than what the client remembers.
        UnreachableError: It cannot be read.
        OSError: The cache cannot be read or written.
    """
    fetcher = Fetcher(repository)
    try:
        updater = _TimelessUpdater(cache, fetcher, trusted_root)
    except RepositoryError as error:
        raise UntrustedError("the root that this kiosk trusts is damaged; enroll it again") from error
    with _told_as_kiosk_errors(fetcher, repository, cache):
        updater.refresh()
    root = Metadata[Root].from_file(str(cache / "root.json")).signed
    if not root.consistent_snapshot:
        raise UntrustedError(f"its root keeps no consistent snapshots; {AGAIN}")
    refuse_gap(repository, root.version)
    _tidy(cache, root.version)
    return _publication(cache, trusted_root, root)


def is_twin(repository: Repository, version: int, cache: Path) -> bool:
    """Whether a repository has another publication of this number than the one that the client remembers.

    To the client, two of the same number are the same one, even if they were published on two machines that
    did not know of each other.
    """
    try:
        with repository.read(f"{METADATA}{version}.targets.json", LARGEST_METADATA, exactly=False) as parts:
            return b"".join(parts) != (cache / "targets.json").read_bytes()
    except MissingError:
        return False


def key_name(key: Key) -> str:
    """Return a name of a key that follows from the key alone, whatever a root calls it."""
    return key_id(key.keytype, key.scheme, key.keyval)


def _publication(cache: Path, trusted_root: bytes, root: Root) -> Publication:
    targets = Metadata[Targets].from_file(str(cache / "targets.json"))
    snapshot = Metadata[Snapshot].from_file(str(cache / "snapshot.json"))
    timestamp = Metadata[Timestamp].from_file(str(cache / "timestamp.json"))
    refuse_hidden(root.version, targets.signed.unrecognized_fields.get(NEWEST_ROOT))
    versions = (targets.signed.version, snapshot.signed.version, timestamp.signed.version)
    chain = _chain(cache, trusted_root, root.version)
    fields = [known.unrecognized_fields for known in chain]
    stolen, lowest = stolen_keys(fields), lowest_publication(fields)
    offer = Offer(
        anchor=sha256(trusted_root).hexdigest(),
        root=root.version,
        targets=versions[0],
        release=min(versions[1:]),
        targets_keys=_keys(root, [Targets.type]),
        release_keys=_keys(root, [Snapshot.type, Timestamp.type]),
        targets_signers=_signers(root, targets),
        release_signers=_signers(root, snapshot) | _signers(root, timestamp),
        lowest=lowest,
        former_keys=_former_keys(chain, stolen),
        stolen=stolen,
    )
    return Publication(offer, versions, targets.signed.targets)


def _chain(cache: Path, trusted_root: bytes, newest: int) -> list[Root]:
    """Return the roots from the trusted one to the newest, all of which the client has verified."""
    first = Metadata[Root].from_bytes(trusted_root).signed.version
    files = (str(cache / "root_history" / f"{version}.root.json") for version in range(first, newest + 1))
    return [Metadata[Root].from_file(file).signed for file in files]


def _former_keys(chain: Iterable[Root], stolen: frozenset[str]) -> frozenset[str]:
    """Return the keys that could ever sign content or releases, without those that were stolen."""
    roles = (Targets.type, Snapshot.type, Timestamp.type)
    return frozenset(key for root in chain for key in _keys(root, roles)) - stolen


def _keys(root: Root, roles: Iterable[str]) -> frozenset[str]:
    return frozenset(key_name(root.get_key(keyid)) for role in roles for keyid in root.roles[role].keyids)


def _signers(root: Root, metadata: Metadata[Targets] | Metadata[Snapshot] | Metadata[Timestamp]) -> frozenset[str]:
    result = root.get_verification_result(metadata.signed.type, metadata.signed_bytes, metadata.signatures)
    return frozenset(key_name(key) for key in result.signed.values())


def _tidy(cache: Path, newest: int) -> None:
    """Leave plain files in the cache, and no root of another line."""
    (cache / "root.json").unlink()
    for path in (cache / "root_history").iterdir():
        if int(path.name.partition(".")[0]) > newest:
            path.unlink()


@contextmanager
def _told_as_kiosk_errors(fetcher: Fetcher, repository: Repository, cache: Path) -> Iterator[None]:
    try:
        yield
    except UnsignedMetadataError as error:
        newest = Metadata[Root].from_file(str(cache / "root.json")).signed.version
        refuse_gap(repository, newest)
        refuse_before(repository, newest, cache)
        what = f"{fetcher.last} is not signed by those whom this kiosk trusts"
        raise UntrustedError(f"{what}: it is somebody else's, or files are missing; {AGAIN}") from error
    except (RepositoryError, DownloadError) as error:
        raise _refusal(fetcher.last, error) from error


def _refusal(name: str, error: RepositoryError | DownloadError) -> KioskError:
    """Return the kiosk's error for one of the client's, which happened at the file *name*."""
    if isinstance(error, DownloadHTTPError):
        return MissingError(str(error))
    if isinstance(error, DownloadError):
        return UnreachableError(f"{name} cannot be read; push the stick in again, or copy it anew")
    if isinstance(error, BadVersionNumberError):
        if name == TIMESTAMP:
            # The client tells its numbers in its words only.
            numbers = _NUMBERS.search(str(error))
            return older(*numbers.groups()) if numbers else OlderError(_OLDER)
        return UntrustedError(f"{name} is of another publication; {AGAIN}")
    if isinstance(error, DeserializationError) and name.endswith(".root.json"):
        return UntrustedError(f"{name} is no metadata (a server must answer 404 for what it has not); {AGAIN}")
    return UntrustedError(f"{name} was changed or is damaged; {AGAIN}")
