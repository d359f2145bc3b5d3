"""Puts a publication into a repository: a cut at any moment leaves the old one there or the new one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from kiosk.bundle.names import is_allowed
from kiosk.bundle.publishing import durable
from kiosk.bundle.publishing.examining import METADATA, TARGETS, TIMESTAMP
from kiosk.bundle.publishing.roots import SignedRoot
from kiosk.bundle.publishing.signing import Publication
from kiosk.errors import PublishError
from kiosk.storage.files import make_folder

_NUMBERED = re.compile(r"[1-9][0-9]*\.(targets|snapshot)\.json")
_HASHED = re.compile(r"([0-9a-f]{64})\.(.+)")
_MIB = 1024 * 1024


def deliver(publication: Publication, repository: Path, roots: Sequence[SignedRoot], *, roots_last: bool) -> None:
    """Write a publication, then its metadata, then the timestamp that makes it count; then delete what is old.

    *roots_last* is for a publication that the root which is there takes, too: then the
    repository is valid at any moment, although the keys change.

    Raises:
        PublishError: It cannot be written; what was there counts as before.
    """
    made: list[Path] = []
    may_be_out = False
    folder = repository / METADATA
    try:
        _make_room(publication, repository)
        made += _copy(publication, repository / TARGETS)
        make_folder(folder, through=False)
        for kind, content in (("targets", publication.targets), ("snapshot", publication.snapshot)):
            made.append(folder / f"{publication.number}.{kind}.json")
            durable.write(made[-1], content)
        if not roots_last:
            _write_roots(folder, roots)
        may_be_out = True
        durable.write(folder / TIMESTAMP, publication.timestamp)
        if roots_last:
            _write_roots(folder, roots)
        durable.settle(repository)
    except OSError as error:
        what = f"{repository} cannot be written ({error.strerror})"
        if may_be_out:
            raise PublishError(f"{what}; publish again, or take another stick or folder") from error
        for path in made:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise PublishError(f"{what}; what was there is as it was, take another stick or folder") from error
    with suppress(OSError):
        _sweep(publication, repository)


def _make_room(publication: Publication, repository: Path) -> None:
    """Make the folder, and see that all will fit, so that nobody waits for half of it.

    Raises:
        OSError: It cannot be made.
        PublishError: There is too little room.
    """
    make_folder(repository / TARGETS, through=False)
    new = [path for name, path in publication.files.items() if not (repository / TARGETS / name).is_file()]
    metadata = 2 * len(publication.targets) + len(publication.snapshot) + _MIB
    needed = sum(path.stat().st_size for path in new) + metadata
    found = os.statvfs(repository)
    free = found.f_bavail * found.f_frsize
    if needed > free:
        missing = -(-(needed - free) // _MIB)
        raise PublishError(
            f"{repository} has too little room, {missing} MiB are missing; take an empty or larger stick"
        )


def _copy(publication: Publication, targets: Path) -> Iterator[Path]:
    """Copy what is not there yet, and yield what did not exist before."""
    folders = {targets}
    for name, source in publication.files.items():
        place = targets / name
        if not _is_whole(place):
            existed = place.exists()
            make_folder(place.parent, through=False)
            durable.copy(source, place)
            if not existed:
                yield place
            folders.update(parent for parent in place.parents if parent.is_relative_to(targets))
    for folder in sorted(folders, reverse=True):
        durable.settle(folder)


def _is_whole(place: Path) -> bool:
    """Whether the file is there and is what its name says: sticks lose bytes."""
    found = _HASHED.fullmatch(place.name)
    if not found or place.is_symlink() or not place.is_file():
        return False
    with place.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == found[1]


def _write_roots(folder: Path, roots: Sequence[SignedRoot]) -> None:
    for root in roots:
        path = folder / f"{root.version}.root.json"
        if not path.is_file() or path.read_bytes() != root.content:
            durable.write(path, root.content)


def _sweep(publication: Publication, repository: Path) -> None:
    """Delete what no metadata names any more, and nothing that is not ours."""
    number = publication.number
    kept = {f"{number}.targets.json", f"{number}.snapshot.json"}
    for path in (repository / METADATA).iterdir():
        name = path.name.removesuffix(durable.PART)
        if name != path.name or (_NUMBERED.fullmatch(name) and name not in kept):
            path.unlink()
    targets = repository / TARGETS
    for path in sorted(targets.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                path.rmdir()
        elif _is_ours(path.relative_to(targets)) and path.relative_to(targets).as_posix() not in publication.files:
            path.unlink()


def _is_ours(path: Path) -> bool:
    found = _HASHED.fullmatch(path.name.removesuffix(durable.PART))
    return found is not None and is_allowed((PurePosixPath(path.parent) / found[2]).as_posix())
