"""Puts a publication into a repository: a cut at any moment leaves the old one there or the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import file_digest
from pathlib import PurePosixPath

from kiosk.bundle.names import is_allowed
from kiosk.bundle.plain_folder import PART, PlainFolder
from kiosk.bundle.publishing.examining import METADATA, TARGETS, TIMESTAMP, walk
from kiosk.bundle.publishing.roots import SignedRoot
from kiosk.bundle.publishing.signing import Publication
from kiosk.errors import PublishError, reason_of

_NUMBERED = re.compile(r"[1-9][0-9]*\.(targets|snapshot)\.json")
_HASHED = re.compile(r"([0-9a-f]{64})\.(.+)")
_MIB = 1024 * 1024


def deliver(
    publication: Publication, repository: PlainFolder, roots: Sequence[SignedRoot], *, roots_last: bool
) -> None:
    """Write a publication, then its metadata, then the timestamp that makes it count; then delete what is old.

    *roots_last* is for a publication that the root which is there takes, too: then the
    repository is valid at any moment, although the keys change.

    Raises:
        PublishError: It cannot be written; what was there counts as before.
    """
    made: list[str] = []
    may_be_out = False
    try:
        _make_room(publication, repository)
        made += _copy(publication, repository)
        for kind, content in (("targets", publication.targets), ("snapshot", publication.snapshot)):
            made.append(f"{METADATA}/{publication.number}.{kind}.json")
            repository.write(made[-1], content)
        if not roots_last:
            _write_roots(repository, roots)
        may_be_out = True
        repository.write(f"{METADATA}/{TIMESTAMP}", publication.timestamp)
        if roots_last:
            _write_roots(repository, roots)
        repository.settle()
    except OSError as error:
        what = f"{repository.path} cannot be written ({reason_of(error)})"
        if may_be_out:
            raise PublishError(f"{what}; publish again, or take another stick or folder") from error
        for name in made:
            with suppress(OSError):
                repository.delete(name)
        raise PublishError(f"{what}; what was there is as it was, take another stick or folder") from error
    with suppress(OSError):
        _sweep(publication, repository)


def _make_room(publication: Publication, repository: PlainFolder) -> None:
    """Make the folders, and see that all will fit, so that nobody waits for half of it.

    Raises:
        OSError: They cannot be made.
        PublishError: There is too little room.
    """
    for folder in (TARGETS, METADATA):
        repository.make(folder)
    new = [path for name, path in publication.files.items() if not repository.has_file(f"{TARGETS}/{name}")]
    metadata = 2 * len(publication.targets) + len(publication.snapshot) + _MIB
    needed = sum(path.stat().st_size for path in new) + metadata
    free = repository.free_bytes()
    if needed > free:
        missing = -(-(needed - free) // _MIB)
        raise PublishError(
            f"{repository.path} has too little room, {missing} MiB are missing; take an empty or larger stick"
        )


def _copy(publication: Publication, repository: PlainFolder) -> Iterator[str]:
    """Copy what is not there yet, and yield what did not exist before."""
    folders = {TARGETS}
    for name, source in publication.files.items():
        place = f"{TARGETS}/{name}"
        existed = repository.has_file(place)
        if not (existed and _is_whole(repository, place)):
            repository.copy(place, source)
            if not existed:
                yield place
            folders.update(parent.as_posix() for parent in PurePosixPath(place).parents if parent.parts)
    for folder in sorted(folders, reverse=True):
        repository.settle(folder)


def _is_whole(repository: PlainFolder, place: str) -> bool:
    """Whether a file is what its name says: sticks lose bytes."""
    found = _HASHED.fullmatch(PurePosixPath(place).name)
    if not found:
        return False
    with open(repository.open(place), "rb") as file:  # noqa: PTH123 - a handle, not a path
        return file_digest(file, "sha256").hexdigest() == found[1]


def _write_roots(repository: PlainFolder, roots: Sequence[SignedRoot]) -> None:
    for root in roots:
        name = f"{METADATA}/{root.version}.root.json"
        if not repository.has_file(name) or repository.read(name, len(root.content) + 1) != root.content:
            repository.write(name, root.content)


def _sweep(publication: Publication, repository: PlainFolder) -> None:
    """Delete what no metadata names any more, and nothing that is not ours."""
    number = publication.number
    kept = {f"{number}.targets.json", f"{number}.snapshot.json"}
    for name in repository.names(METADATA):
        whole = name.removesuffix(PART)
        if whole != name or (_NUMBERED.fullmatch(name) and name not in kept):
            repository.delete(f"{METADATA}/{name}")
    for place, is_folder in list(walk(repository, TARGETS)):
        path = PurePosixPath(place).relative_to(TARGETS)
        if is_folder:
            with suppress(OSError):
                repository.delete_empty(place)
        elif _is_ours(path) and path.as_posix() not in publication.files:
            repository.delete(place)


def _is_ours(path: PurePosixPath) -> bool:
    found = _HASHED.fullmatch(path.name.removesuffix(PART))
    return found is not None and is_allowed((path.parent / found[2]).as_posix())
