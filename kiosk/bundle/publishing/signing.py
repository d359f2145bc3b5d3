"""Signs the metadata of one publication: targets, snapshot and timestamp under one number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from securesystemslib.signer import Signer
from tuf.api.metadata import Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp

from kiosk.bundle.client import NEWEST_ROOT
from kiosk.bundle.names import LARGEST_BUNDLE, LARGEST_METADATA, MOST_FILES, is_allowed, largest
from kiosk.bundle.publishing.roots import EXPIRES
from kiosk.errors import PublishError

_HASH = "sha256"
Content = TypeVar("Content", Targets, Snapshot, Timestamp)


@dataclass(frozen=True)
class Publication:
    """A signed publication: its number, the files to carry by their name in ``targets``, and its metadata."""

    number: int
    files: Mapping[str, Path]
    targets: bytes
    snapshot: bytes
    timestamp: bytes

    @property
    def targets_hash(self) -> str:
        """What tells this publication from any other of the same number."""
        return sha256(self.targets).hexdigest()


@dataclass(frozen=True)
class Signers:
    """Who signs: one of each at least; more of them while a key is being replaced."""

    targets: Sequence[Signer]
    release: Sequence[Signer]


def files_of(bundle: Path) -> dict[str, Path]:
    """Return the files of a compiled bundle by name.

    Raises:
        PublishError: A kiosk would refuse a name or a size.
    """
    files = {path.relative_to(bundle).as_posix(): path for path in sorted(bundle.rglob("*")) if not path.is_dir()}
    for name, path in files.items():
        if not is_allowed(name):
            raise PublishError(
                f"a kiosk takes no file called {name}; rename it with small letters, digits, - and _, "
                "at most 40 of them, and also where the source names it"
            )
        if (size := path.stat().st_size) > largest(name):
            raise PublishError(f"{name} has {size} bytes, and a kiosk takes {largest(name)}; make it smaller")
    if (total := sum(path.stat().st_size for path in files.values())) > LARGEST_BUNDLE:
        raise PublishError(f"all files together have {total} bytes, and a kiosk takes {LARGEST_BUNDLE}; take fewer")
    if len(files) > MOST_FILES:
        raise PublishError(f"there are {len(files)} files, and a kiosk takes {MOST_FILES}; take fewer")
    return files


def sign(files: Mapping[str, Path], number: int, signers: Signers, *, root: int) -> Publication:
    """Return the signed publication of files by name; *root* is the one without which a kiosk must not take it.

    Raises:
        PublishError: There are so many that a kiosk would refuse the list of them.
    """
    described = {name: TargetFile.from_file(name, str(path), [_HASH]) for name, path in files.items()}
    targets = _signed(
        Targets(number, expires=EXPIRES, targets=described, unrecognized_fields={NEWEST_ROOT: root}), signers.targets
    )
    targets_meta = {"targets.json": MetaFile.from_data(number, targets, [_HASH])}
    snapshot = _signed(Snapshot(number, expires=EXPIRES, meta=targets_meta), signers.release)
    snapshot_meta = MetaFile.from_data(number, snapshot, [_HASH])
    timestamp = _signed(Timestamp(number, expires=EXPIRES, snapshot_meta=snapshot_meta), signers.release)
    if max(map(len, (targets, snapshot, timestamp))) > LARGEST_METADATA:
        raise PublishError("there are too many files for one publication; take fewer pictures and clips")
    carried = {described[name].get_prefixed_paths()[0]: path for name, path in files.items()}
    return Publication(number, carried, targets, snapshot, timestamp)


def _signed(content: Content, signers: Sequence[Signer]) -> bytes:
    metadata = Metadata(content)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes()
