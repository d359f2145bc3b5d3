"""The generations that are installed on this kiosk, and which of them to start."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.bundle import disk
from kiosk.bundle.floor import FILE as FLOOR_FILE
from kiosk.bundle.floor import Floor, read_floor, write_floor
from kiosk.bundle.manifest import Manifest, holds, read_manifest
from kiosk.bundle.names import START
from kiosk.bundle.showing import Hold, delete_unless_shown, hold
from kiosk.bundle.starts import MOST_DEATHS, Starts
from kiosk.bundle.stolen import FILE as STOLEN_FILE
from kiosk.bundle.stolen import declared_in, read_stolen, signers_of, write_stolen
from kiosk.bundle.trial import is_refused
from kiosk.errors import BundleError, reason_of
from kiosk.storage.state_files import Reset, StateFiles

logger = logging.getLogger(__name__)

ASIDE = ".aside"
STARTS = "starts.json"
FOLDER = "store"
#: Holds the highest number there was before a reset: what has none above it is as good as deleted.
_LAST = "last"
_NAME = re.compile(r"([0-9]{8})(\.aside)?")


@dataclass(frozen=True)
class Generation:
    """Content that was verified and installed: a bundle in the folder *path*, which never changes."""

    number: int
    path: Path
    manifest: Manifest
    is_aside: bool = False

    def can_start(self) -> bool:
        """Whether its start.json is what was installed, and nothing in it is known to take too much to be painted.

        The other files are looked at when they are used.
        """
        fact = self.manifest.files.get(START)
        return fact is not None and holds(self.path / START, fact) and not is_refused(self.path)

    def is_whole(self) -> bool:
        """Whether every file is what was installed; reads all of them."""
        return all(holds(self.path / name, fact) for name, fact in self.manifest.files.items())

    def is_signed_by(self, keys: frozenset[str]) -> bool:
        """Whether one of these keys signed it."""
        return bool(keys) and not keys.isdisjoint(signers_of(self.path, self.manifest))


class Store:
    """All that is installed in a state folder; reading it changes nothing and needs no other process.

    What a stolen key has signed is in `stolen` alone, so that nothing starts it or goes back to it.
    """

    def __init__(self, state: Path) -> None:
        self.state, self.folder = state, state / FOLDER
        self.stage = self.folder / "stage"
        self.offer_folder = self.folder / "offer"
        self.gen = self.folder / "gen"
        self.floor_file = state / FLOOR_FILE
        self.stolen_file = state / STOLEN_FILE
        self._starts = Starts(self.folder / STARTS)

    def generations(self) -> list[Generation]:
        """Return the generations in use, newest first; one whose manifest is damaged is passed over."""
        return [generation for generation in self._trusted() if not generation.is_aside]

    def set_aside(self) -> list[Generation]:
        """Return the generations that somebody went back from, newest first."""
        return [generation for generation in self._trusted() if generation.is_aside]

    def stolen(self) -> list[Generation]:
        """Return the generations that a stolen key has signed, newest first."""
        known = self._read_all(self.names())
        keys = self._stolen_keys(known)
        return [generation for generation in known if generation.is_signed_by(keys)]

    def stolen_keys(self) -> frozenset[str]:
        """Return the keys that were ever declared stolen, by stolen.json and by all generations."""
        return self._stolen_keys(self._read_all(self.names()))

    def declare_stolen(self, keys: frozenset[str]) -> None:
        """Set aside for good what these keys have signed, and write that through to the disk.

        Raises:
            OSError: It cannot be written.
        """
        write_stolen(self.stolen_file, keys | self.stolen_keys())

    def names(self) -> list[str]:
        """Return the names of all generations, whole or damaged, in use or set aside, newest first."""
        last = self._last()
        return [name for name in self._every_name() if int(name[:8]) > last]

    def offer(self) -> Generation | None:
        """Return what was looked at last and can be installed, with the number 0; None is nothing."""
        try:
            return Generation(0, self.offer_folder, read_manifest(self.offer_folder))
        except BundleError:
            return None

    def show(self, generation: Generation) -> Hold:
        """Keep a generation from being deleted until what is returned is closed, or this process ends.

        Raises:
            BundleError: It is gone already.
        """
        return hold(generation.path)

    def best_to_start(self) -> Generation | None:
        """Return the newest generation that can start; it is at risk from now on. None is for the factory bundle.

        One that has died three times in this boot while it was at risk is passed over.
        """
        self._starts.count_death()
        best = self.next_to_start()
        if best is not None:
            self._starts.begin(best.number)
        return best

    def next_to_start(self) -> Generation | None:
        """Return what `best_to_start` would, and count nothing."""
        for generation in self.generations():
            if self._starts.deaths(generation.number) >= MOST_DEATHS:
                logger.error("generation %d died %d times before a visit ended", generation.number, MOST_DEATHS)
            elif generation.can_start():
                return generation
            else:
                logger.error("generation %d is damaged; an older one is used", generation.number)
        return None

    def put_at_risk(self, generation: Generation) -> None:
        """Count a death if this process ends before the next call of `leave_at_peace` or `started`."""
        self._starts.begin(generation.number)

    def leave_at_peace(self) -> None:
        """Count no death if this process ends now; those before are remembered."""
        self._starts.end()

    def started(self, generation: Generation) -> None:
        """Forget that a generation ever died: a visitor has used it and left, or somebody wants it to be tried."""
        self._starts.forget(generation.number)

    def floor(self) -> Floor:
        """Return the highest versions ever installed, by floor.json and by all manifests."""
        known = self._read_all(self.names())
        return Floor.highest([read_floor(self.floor_file), *(item.manifest.floor for item in known)])

    def raise_floor(self) -> None:
        """Write down what the generations know of the floor and of stolen keys."""
        write_floor(self.floor_file, self.floor())
        self.declare_stolen(frozenset())

    def free_path(self) -> Path:
        """Return the place of the next generation: above all that there are or were."""
        return self.gen / f"{self._highest() + 1:08}"

    def clear(self) -> None:
        """Delete all generations; their numbers are not given again, since a window may still show one of them.

        One that cannot be deleted counts no more all the same, and the next installation deletes it.

        Raises:
            OSError: None was deleted.
        """
        if self.names():
            disk.replace(self.folder / _LAST, str(self._highest()).encode())
        for name in reversed(self._every_name()):
            try:
                delete_unless_shown(self.gen / name)
            except OSError as error:
                logger.error("generation %s cannot be deleted (%s)", name, reason_of(error))  # noqa: TRY400

    @contextmanager
    def changing(self, *, reading: str = "", keep_offer: bool = False) -> Iterator[None]:
        """Hold the store for changing it, with what an interrupted change left behind wiped away, and the offer.

        What is *reading* meanwhile, a folder or an address, is told to others who want to change it.

        Raises:
            StoreError: Another process is changing it (BusyError), or it cannot be written.
            NoSpaceError: The disk is full.
        """
        with disk.told_as_store_error(self.folder):
            disk.make_folder(self.gen)
            with disk.locked(self.folder / "lock", reading):
                self.wipe()
                if not keep_offer or self.offer() is None:
                    self.drop_offer()
                try:
                    yield
                finally:
                    # Half a bundle is of no use; what cannot be deleted now is by the next one.
                    shutil.rmtree(self.stage, ignore_errors=True)

    def delete_older(self) -> None:
        """Delete all but the newest generation and the one before, which is what somebody could go back to.

        Raises:
            OSError: One cannot be deleted; it is not taken for whole any more.
        """
        kept = self.generations()[:1]
        # One of the same version is a damaged one that was installed again.
        before = [item for item in self.generations()[1:] if item.manifest.version != kept[0].manifest.version]
        kept += [item for item in before if item.can_start()][:1]
        names = {item.path.name for item in kept}
        for name in reversed(self._every_name()):
            if kept and name not in names:
                delete_unless_shown(self.gen / name)

    def drop_offer(self) -> None:
        """Delete what was looked at.

        Raises:
            OSError: It cannot be deleted; it is not taken for whole any more.
        """
        _unlink_no_folder(self.offer_folder)
        if self.offer_folder.is_dir():
            disk.delete_folder(self.offer_folder)

    def wipe(self) -> None:
        """Delete what an installation that ended halfway has left."""
        _unlink_no_folder(self.stage)
        left = [self.stage, *self.folder.glob(f"*{disk.DEAD}"), *self.gen.glob(f"*{disk.DEAD}")]
        for path in left:
            if path.is_dir():
                disk.delete_folder(path)

    def _trusted(self) -> list[Generation]:
        known = self._read_all(self.names())
        keys = self._stolen_keys(known)
        return [generation for generation in known if not generation.is_signed_by(keys)]

    def _stolen_keys(self, known: list[Generation]) -> frozenset[str]:
        return read_stolen(self.stolen_file).union(*(declared_in(item.path, item.manifest) for item in known))

    def _highest(self) -> int:
        return max((*(int(name[:8]) for name in self._every_name()), self._last()))

    def _last(self) -> int:
        with suppress(OSError, ValueError):
            return int((self.folder / _LAST).read_bytes()[:8])
        return 0

    def _every_name(self) -> list[str]:
        try:
            found = [path.name for path in self.gen.iterdir() if _NAME.fullmatch(path.name)]
        except OSError:
            return []
        return sorted(found, reverse=True)

    def _read_all(self, names: list[str]) -> list[Generation]:
        return [generation for generation in map(self._read, names) if generation is not None]

    def _read(self, name: str) -> Generation | None:
        path = self.gen / name
        try:
            return Generation(int(name[:8]), path, read_manifest(path), name.endswith(ASIDE))
        except BundleError as error:
            logger.error("generation %s is passed over: %s", name, error)  # noqa: TRY400 - one line is enough
            return None


def _unlink_no_folder(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()


class _StoreFiles(StateFiles):
    """The folder of the store; a reset leaves the lock in it, and the number from which generations are counted."""

    def clear(self, state: Path) -> None:
        store = Store(state)
        store.clear()
        (store.folder / STARTS).unlink(missing_ok=True)
        disk.flush(store.folder)


STATE = _StoreFiles((FOLDER,), Reset.CONTENT)
