"""Looks at a publication before it is installed: brings it here whole, and tells what it would change for people."""

from __future__ import annotations

import logging
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kiosk.bundle import disk
from kiosk.bundle.differences import differences
from kiosk.bundle.facts import Facts, facts_of
from kiosk.bundle.install import Claim, bring, examine
from kiosk.bundle.repository import Repository
from kiosk.bundle.stage import TUF, Progress
from kiosk.bundle.store import Generation, Store
from kiosk.bundle.trial import Paint, paint_by_command
from kiosk.bundle.trust import FACTORY_ROOT, trusted_root
from kiosk.errors import BundleError

logger = logging.getLogger(__name__)

NEWER, SAME, SET_ASIDE = "newer", "same", "set-aside"


@dataclass(frozen=True)
class Offered:
    """What a repository offers: a whole bundle with its manifest, and no generation yet.

    *relation* is NEWER, SAME as what is shown, or SET_ASIDE: somebody went back from it. *changes* are
    those of `differences`, against what is shown.
    """

    bundle: Generation
    relation: str
    changes: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        manifest = self.bundle.manifest
        about = asdict(manifest.about) | {
            "published": manifest.about.published.isoformat(timespec="seconds"),
            "review_by": manifest.about.review_by.isoformat(),
        }
        return {
            "path": str(self.bundle.path),
            "version": manifest.version,
            **about,
            "bytes": sum(fact.length for fact in manifest.files.values()),
            "relation": self.relation,
            "changes": self.changes,
        }


def look(
    repository: Repository,
    state: Path,
    factory: Path | None = None,
    progress: Progress | None = None,
    built_in: Path = FACTORY_ROOT,
    paint: Paint = paint_by_command,
) -> Offered:
    """Verify the newest publication of a repository and lay it out to be looked at; nothing is installed.

    It takes the place of what was looked at before. *factory* is the bundle that is shown when nothing is installed.
    *paint* tries out what has to be painted.
    Whenever this process or the power ends, no generation has changed.

    Raises:
        UntrustedError: It is not signed by those whom this kiosk trusts, or was changed since.
        OlderError: It is below the floor, or has the number of what is here and is something else.
        BundleError: It is signed, but no content that a kiosk can show.
        UnreachableError: The repository cannot be read.
        NoSpaceError: The disk is full; says how much to free.
        StoreError: The state folder cannot be read or written, or another process is changing it.
    """
    root = trusted_root(state, built_in)
    store = Store(state)
    with store.changing(reading=repository.place, keep_offer=True):
        claim = examine(repository, store, root)
        relation = _relation(store, claim)
        manifest = bring(repository, store, claim, progress, paint)
        changes = differences(_facts_shown(store, factory), facts_of(store.stage))
        # What the client remembers belongs to a generation alone.
        shutil.rmtree(store.stage / TUF)
        store.drop_offer()
        disk.move(store.stage, store.offer_folder)
    return Offered(Generation(0, store.offer_folder, manifest), relation, changes)


def forget(state: Path) -> None:
    """Delete what was looked at.

    Raises:
        StoreError: It cannot be deleted, or another process is changing the store.
    """
    store = Store(state)
    with disk.told_as_store_error(store.folder):
        is_there = store.offer_folder.is_dir()
    if is_there:
        with store.changing():
            pass


def _relation(store: Store, claim: Claim) -> str:
    newest, version = claim.newest, claim.publication.version
    if newest is not None and claim.is_newest and newest == store.next_to_start() and newest.is_whole():
        return SAME
    aside = (item for item in store.set_aside() if item.manifest.version == version)
    return SET_ASIDE if any(item.manifest.files == claim.files for item in aside) else NEWER


def _facts_shown(store: Store, factory: Path | None) -> Facts | None:
    """Return what the content says that is shown, as far as it can be read; None is nothing at all."""
    shown = store.next_to_start()
    older = [item for item in store.generations() if shown is not None and item.number <= shown.number]
    for folder in (*(item.path for item in older), *([factory] if factory else [])):
        try:
            return facts_of(folder)
        except BundleError as error:
            logger.info("%s is passed over: %s", folder, error)
    return None
