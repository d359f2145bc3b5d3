"""Installs a publication: verified, streamed into the stage, and shown to be there by one rename."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk.bundle import disk
from kiosk.bundle.about import About
from kiosk.bundle.client import Publication, is_twin, verify
from kiosk.bundle.floor import Floor
from kiosk.bundle.manifest import FILE, Fact, Manifest
from kiosk.bundle.names import ABOUT
from kiosk.bundle.repository import Repository
from kiosk.bundle.rules import files_of
from kiosk.bundle.stage import Progress, Staging, seed_metadata
from kiosk.bundle.store import Generation, Store
from kiosk.bundle.trust import FACTORY_ROOT, trusted_root
from kiosk.content import soundness
from kiosk.errors import OlderError

logger = logging.getLogger(__name__)

_TWIN = "this is another publication {} than the one that is here; have it published again, which gives it a new number"


@dataclass(frozen=True)
class Installed:
    """What an installation ended with; *was_there* if the kiosk had it before."""

    generation: Generation
    was_there: bool


def install(
    repository: Repository, state: Path, progress: Progress | None = None, built_in: Path = FACTORY_ROOT
) -> Installed:
    """Verify the newest publication of a repository and make it the newest generation.

    Nothing changes unless all of it holds; whenever this process or the power ends, what was there is there.

    Raises:
        UntrustedError: It is not signed by those whom this kiosk trusts, or was changed since.
        OlderError: It is below the floor, or has the number of what is here and is something else.
        BundleError: It is signed, but no content that a kiosk can show.
        UnreachableError: The repository cannot be read.
        NoSpaceError: The disk is full; says how much to free.
        StoreError: The state folder cannot be read or written, or another process is installing.
    """
    root = trusted_root(state, built_in)
    store = Store(state)
    with store.changing():
        newest = next(iter(store.generations()), None)
        cache = seed_metadata(store.stage, newest)
        publication = verify(repository, root.content, cache)
        store.floor().refuse_older(publication.offer)
        files = files_of(publication)
        if newest is not None and newest.manifest.version == publication.version:
            is_same = files == newest.manifest.files and not is_twin(repository, publication.version, cache)
            _refuse_twin(publication, newest, is_same=is_same)
            if is_same and newest.is_whole():
                _settle(store, newest)
                return Installed(newest, was_there=True)
        _stage(repository, store, files, progress or _silent)
        return Installed(_bring_in(store, _finish(store, publication, files)), was_there=False)


def _refuse_twin(publication: Publication, newest: Generation, *, is_same: bool) -> None:
    # Those who were enrolled since the newest was installed count for themselves.
    if not is_same and publication.offer.anchor in newest.manifest.floor.root:
        raise OlderError(_TWIN.format(publication.version))


def _stage(repository: Repository, store: Store, files: dict[str, Fact], progress: Progress) -> None:
    """Bring all files into the stage, and make sure that a kiosk can show them."""
    staging = Staging(repository, store.stage, files, progress, [*store.generations(), *store.set_aside()])
    staging.refuse_when_full()
    staging.fill()
    soundness.inspect(store.stage)


def _finish(store: Store, publication: Publication, files: dict[str, Fact]) -> Manifest:
    """Write through all that is in the stage, and the manifest last."""
    about = About.of((store.stage / ABOUT).read_bytes())
    floor = Floor.highest([store.floor(), Floor.reached_by(publication.offer)])
    manifest = Manifest(publication.version, about, files, floor, publication.offer.targets_keys)
    disk.settle_files(store.stage)
    disk.flush_folders(store.stage)
    disk.write(store.stage / FILE, manifest.to_bytes())
    disk.flush(store.stage)
    return manifest


def _bring_in(store: Store, manifest: Manifest) -> Generation:
    """Make the stage the newest generation: the one rename."""
    place = store.free_path()
    disk.move(store.stage, place)
    generation = Generation(int(place.name), place, manifest)
    _settle(store, generation)
    return generation


def _settle(store: Store, newest: Generation) -> None:
    """Raise the floor, then delete what is older than the generation before; a later run ends what fails here.

    Raises:
        StoreError: The floor cannot be written.
    """
    store.raise_floor()
    # Whoever installs it, again perhaps, wants it to be tried.
    store.started(newest)
    try:
        store.delete_older()
    except OSError as error:
        logger.info("older generations are still there (%s)", error.strerror)


def _silent(_done: int, _total: int) -> None:
    pass
