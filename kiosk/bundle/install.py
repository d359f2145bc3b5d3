"""Installs a publication: verified, streamed into the stage, and shown to be there by one rename."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk.bundle import disk
from kiosk.bundle.about import About
from kiosk.bundle.client import Publication, is_twin, verify
from kiosk.bundle.floor import Floor, Offer, write_floor
from kiosk.bundle.manifest import FILE, Fact, Manifest
from kiosk.bundle.names import ABOUT
from kiosk.bundle.repository import Repository
from kiosk.bundle.rules import files_of
from kiosk.bundle.stage import Progress, Staging, known_files, seed_metadata
from kiosk.bundle.store import Generation, Store
from kiosk.bundle.trial import Paint, is_painted, paint_by_command, unknown, write_mark
from kiosk.bundle.trust import FACTORY_ROOT, TrustedRoot, trusted_root
from kiosk.content import soundness
from kiosk.errors import OlderError, UntrustedError, reason_of

logger = logging.getLogger(__name__)

_TWIN = "this is another publication {} than the one that is here; have it published again, which gives it a new number"

_STOLEN = "this is signed with a key that was declared stolen; bring content that was published since then"


@dataclass(frozen=True)
class Installed:
    """What an installation ended with; *was_there* if the kiosk had it before."""

    generation: Generation
    was_there: bool


@dataclass(frozen=True)
class Claim:
    """A verified publication that is not here yet; *is_newest* if it is that of the *newest* generation."""

    publication: Publication
    files: dict[str, Fact]
    newest: Generation | None
    is_newest: bool


def install(
    repository: Repository,
    state: Path,
    progress: Progress | None = None,
    built_in: Path = FACTORY_ROOT,
    paint: Paint = paint_by_command,
) -> Installed:
    """Verify the newest publication of a repository and make it the newest generation.

    *paint* tries out what has to be painted. Nothing changes unless all of it holds; whenever this process or the
    power ends, what was there is there.

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
    with store.changing(reading=repository.place, keep_offer=True):
        claim = examine(repository, store, root)
        newest = claim.newest
        if newest is not None and claim.is_newest and newest.is_whole() and is_painted(newest.path):
            _note(store, claim.publication.offer)
            _tidy(store, newest)
            return Installed(newest, was_there=True)
        manifest = bring(repository, store, claim, progress, paint)
        return Installed(_bring_in(store, manifest), was_there=False)


def examine(repository: Repository, store: Store, root: TrustedRoot) -> Claim:
    """Verify what a repository claims to hold; the client's memory is in the stage then. Raises as `install` does."""
    newest = next(iter(store.generations()), None)
    cache = seed_metadata(store.stage, newest)
    publication = verify(repository, root.content, cache)
    store.floor().refuse_older(publication.offer)
    stolen = publication.offer.stolen | store.stolen_keys()
    if publication.offer.signers & stolen:
        raise UntrustedError(_STOLEN)
    files = files_of(publication)
    is_newest = False
    if newest is not None and newest.is_signed_by(stolen):
        # Set aside when this is installed; its number is free.
        newest = None
    if newest is not None and newest.manifest.version == publication.version:
        is_newest = files == newest.manifest.files and not is_twin(repository, publication.version, cache)
        # Those who were enrolled since the newest was installed count for themselves.
        if not is_newest and publication.offer.anchor in newest.manifest.floor.root:
            raise OlderError(_TWIN.format(publication.version))
    return Claim(publication, files, newest, is_newest)


def bring(repository: Repository, store: Store, claim: Claim, progress: Progress | None, paint: Paint) -> Manifest:
    """Bring all files of a claim into the stage, see that a kiosk can show them, and write them through to the disk.

    Raises as `install` does.
    """
    offer = store.offer()
    if offer is not None and offer.manifest.files != claim.files:
        store.drop_offer()
        offer = None
    old = [*store.generations(), *store.set_aside()]
    staging = Staging(repository, store.stage, claim.files, progress or _silent, known_files(claim.files, old, offer))
    staging.refuse_when_full()
    staging.fill()
    soundness.inspect(store.stage)
    painted = [item.manifest.files for item in (*old, *([offer] if offer else [])) if is_painted(item.path)]
    paint(store.stage, unknown(claim.files, painted))
    write_mark(store.stage, is_fine=True, through=False)
    about = About.of((store.stage / ABOUT).read_bytes())
    offered = claim.publication.offer
    floor = Floor.highest([store.floor(), Floor.reached_by(offered)])
    stolen = offered.stolen | store.stolen_keys()
    manifest = Manifest(
        claim.publication.version, about, claim.files, floor, offered.targets_keys, offered.signers, stolen
    )
    # The manifest last: what has one is whole.
    disk.give_all_to_owner(store.stage, store.folder)
    disk.settle_files(store.stage)
    disk.flush_folders(store.stage)
    disk.write(store.stage / FILE, manifest.to_bytes())
    disk.flush(store.stage)
    return manifest


def _bring_in(store: Store, manifest: Manifest) -> Generation:
    """Make the stage the newest generation: the one rename.

    What has to be known for ever is written before it, so that whoever is told that nothing was installed is told the
    truth, and nothing that fails after it is an error.

    Raises:
        OSError: Nothing was installed.
    """
    write_floor(store.floor_file, manifest.floor)
    store.declare_stolen(manifest.stolen)
    place = store.free_path()
    disk.move(store.stage, place)
    generation = Generation(int(place.name), place, manifest)
    _tidy(store, generation)
    return generation


def _note(store: Store, offer: Offer) -> None:
    """Write down what roots say that came with a publication which is here already.

    Raises:
        OSError: The stolen keys cannot be written. The floor is known without its file, too.
    """
    store.declare_stolen(offer.stolen)
    try:
        write_floor(store.floor_file, Floor.highest([store.floor(), Floor.reached_by(offer)]))
    except OSError as error:
        logger.error("the floor cannot be written (%s); see who may write in the state folder", error)  # noqa: TRY400


def _tidy(store: Store, newest: Generation) -> None:
    """Delete the offer and what is older than the generation before; a later run ends what fails here."""
    try:
        # Whoever installs it, again perhaps, wants it to be tried.
        store.started(newest)
        store.delete_older()
        store.drop_offer()
    except OSError as error:
        logger.info("older generations or the offer are still there (%s)", reason_of(error))


def _silent(_done: int, _total: int) -> None:
    pass
