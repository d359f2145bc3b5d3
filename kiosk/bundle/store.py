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
from kiosk.bundle.floor import Floor, read_floor, write_floor
from kiosk.bundle.manifest import Manifest, holds, read_manifest
from kiosk.bundle.names import START
from kiosk.bundle.starts import MOST_DEATHS, Starts
from kiosk.errors import BundleError

logger = logging.getLogger(__name__)

ASIDE = ".aside"
STARTS = "starts.json"
#: Holds the highest number there was before a reset.
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
        """Whether its start.json is what was installed; the other files are looked at when they are used."""
        fact = self.manifest.files.get(START)
        return fact is not None and holds(self.path / START, fact)

    def is_whole(self) -> bool:
        """Whether every file is what was installed; reads all of them."""
        return all(holds(self.path / name, fact) for name, fact in self.manifest.files.items())


class Store:
    """All that is installed in a state folder; reading it changes nothing and needs no other process."""

    def __init__(self, state: Path) -> None:
        self.state, self.folder = state, state / "store"
        self.stage = self.folder / "stage"
        self.gen = self.folder / "gen"
        self.floor_file = state / "trust" / "floor.json"
        self._starts = Starts(self.folder / STARTS)

    def generations(self) -> list[Generation]:
        """Return the generations in use, newest first; one whose manifest is damaged is passed over."""
        return [generation for generation in self._all() if not generation.is_aside]

    def set_aside(self) -> list[Generation]:
        """Return the generations that somebody went back from, newest first."""
        return [generation for generation in self._all() if generation.is_aside]

    def names(self) -> list[str]:
        """Return the names of all generations, whole or damaged, in use or set aside, newest first."""
        try:
            found = [path.name for path in self.gen.iterdir() if _NAME.fullmatch(path.name)]
        except OSError:
            return []
        return sorted(found, reverse=True)

    def best_to_start(self) -> Generation | None:
        """Return the newest generation that can start, and count the start; None is for the factory bundle.

        One that has died three times in this boot before its first frame is passed over.
        """
        best = self.next_to_start()
        if best is not None:
            self._starts.count(best.number)
        return best

    def next_to_start(self) -> Generation | None:
        """Return what `best_to_start` would, and count nothing."""
        for generation in self.generations():
            if self._starts.deaths(generation.number) >= MOST_DEATHS:
                logger.error("generation %d died %d times at its start", generation.number, MOST_DEATHS)
            elif generation.can_start():
                return generation
            else:
                logger.error("generation %d is damaged; an older one is used", generation.number)
        return None

    def started(self, generation: Generation) -> None:
        """Forget that a generation ever died: it has shown its first frame."""
        self._starts.forget(generation.number)

    def floor(self) -> Floor:
        """Return the highest versions ever installed, by floor.json and by all manifests."""
        return Floor.highest([read_floor(self.floor_file), *(item.manifest.floor for item in self._all())])

    def raise_floor(self) -> None:
        """Write down what the generations know of the floor."""
        write_floor(self.floor_file, self.floor())

    def free_path(self) -> Path:
        """Return the place of the next generation: above all that there are or were."""
        return self.gen / f"{self._highest() + 1:08}"

    def clear(self) -> None:
        """Delete all generations; their numbers are not given again, since a window may still show one of them.

        Raises:
            OSError: One cannot be deleted.
        """
        if self.names():
            disk.replace(self.folder / _LAST, str(self._highest()).encode())
        # The lowest first, so that no older content comes up in between.
        for name in reversed(self.names()):
            disk.delete_folder(self.gen / name)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the store for changing it, with what an interrupted change left behind wiped away.

        Raises:
            StoreError: Another process is changing it (BusyError), or it cannot be written.
            NoSpaceError: The disk is full.
        """
        with disk.told_as_store_error(self.folder):
            disk.make_folder(self.gen)
            with disk.locked(self.folder / "lock"):
                self.wipe()
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
        for name in reversed(self.names()):
            if kept and name not in names:
                disk.delete_folder(self.gen / name)

    def wipe(self) -> None:
        """Delete what an installation that ended halfway has left."""
        if self.stage.is_symlink() or self.stage.is_file():
            self.stage.unlink()
        left = [self.stage, *self.folder.glob(f"*{disk.DEAD}"), *self.gen.glob(f"*{disk.DEAD}")]
        for path in left:
            if path.is_dir():
                disk.delete_folder(path)

    def _highest(self) -> int:
        numbers = [int(name[:8]) for name in self.names()]
        with suppress(OSError, ValueError):
            numbers.append(int((self.folder / _LAST).read_bytes()[:8]))
        return max(numbers, default=0)

    def _all(self) -> list[Generation]:
        found = (self._read(name) for name in self.names())
        return [generation for generation in found if generation is not None]

    def _read(self, name: str) -> Generation | None:
        path = self.gen / name
        try:
            return Generation(int(name[:8]), path, read_manifest(path), name.endswith(ASIDE))
        except BundleError as error:
            logger.error("generation %s is passed over: %s", name, error)  # noqa: TRY400 - one line is enough
            return None
