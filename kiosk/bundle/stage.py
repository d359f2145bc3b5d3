"""Brings the files of a publication into the stage: each read once, and hashed on the way."""

from __future__ import annotations

import logging
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from kiosk.bundle import disk
from kiosk.bundle.manifest import Fact, holds
from kiosk.bundle.names import MEDIA
from kiosk.bundle.repository import Repository
from kiosk.bundle.store import Generation
from kiosk.errors import NoSpaceError, UntrustedError, reason_of

logger = logging.getLogger(__name__)

#: Told how many bytes are there, and of how many.
Progress = Callable[[int, int], None]
TUF = "tuf"
_ROOT = re.compile(r"[1-9][0-9]{0,8}\.root\.json")
_METADATA = ("timestamp.json", "snapshot.json", "targets.json")
#: From this length on, in bytes, a file is written through to the disk before the next one is read.
_LARGE = 1024 * 1024
#: What a file takes on the disk beyond its length, and what the rest of an installation takes, in bytes.
_PER_FILE, _MARGIN = 8192, 8 * 1024 * 1024


def seed_metadata(stage: Path, newest: Generation | None) -> Path:
    """Make the stage with what the client remembers of the *newest* generation, and return where that is.

    What cannot be read is left out: the client then asks for it again, and the floor does not forget.
    """
    cache = stage / TUF
    disk.make_folder(cache / "root_history", through=False)
    if newest is not None:
        old = newest.path / TUF
        roots = [path for path in sorted((old / "root_history").glob("*.json")) if _ROOT.fullmatch(path.name)]
        for path in (*(old / name for name in _METADATA), *roots):
            _copy(path, cache / path.relative_to(old))
    return cache


class Staging:
    """The files of one publication on their way into the stage; *known* are here already, if they hold."""

    def __init__(
        self,
        repository: Repository,
        stage: Path,
        files: Mapping[str, Fact],
        progress: Progress,
        known: Mapping[str, Path],
    ) -> None:
        self._repository, self._stage, self._files, self._progress = repository, stage, files, progress
        self._done, self._total = 0, sum(fact.length for fact in files.values())
        self._known = known

    def refuse_when_full(self) -> None:
        """Make sure that there is room for all that has to be copied.

        Raises:
            NoSpaceError: There is not.
        """
        new = [fact.length + _PER_FILE for name, fact in self._files.items() if name not in self._known]
        missing = sum(new) + _MARGIN - disk.free_bytes(self._stage)
        if missing > 0:
            what_to_do = f"free {disk.megabytes(missing)} where {self._stage.parent} lies"
            raise NoSpaceError(f"there is too little room on the disk; {what_to_do}, and try again")

    def fill(self) -> None:
        """Bring every file into the stage.

        Raises:
            UntrustedError: One was changed since it was signed.
            UnreachableError: One cannot be read.
            OSError: The stage cannot be written.
        """
        self._progress(0, self._total)
        for name, fact in self._files.items():
            path = self._stage / name
            disk.make_folder(path.parent, through=False)
            if not self._link(name, fact, path):
                self._copy(name, fact, path)

    def _link(self, name: str, fact: Fact, path: Path) -> bool:
        """Take a file that is here already, if it is what is signed; looked at is the one that is taken."""
        known = self._known.get(name)
        if known is None:
            return False
        try:
            os.link(known, path, follow_symlinks=False)
        except OSError as error:
            # No links on this file system, or too many of them: then it is copied like all others.
            logger.info("%s is not linked (%s)", name, reason_of(error))
            return False
        if not stat.S_ISREG(path.lstat().st_mode) or not holds(path, fact):
            path.unlink()
            return False
        self._advance(fact.length)
        return True

    def _copy(self, name: str, fact: Fact, path: Path) -> None:
        folder, slash, last = name.rpartition("/")
        source = f"targets/{folder}{slash}{fact.sha256}.{last}"
        digest = sha256()
        # Small files are written through together, at the end.
        file = disk.new_file(path, through=fact.length >= _LARGE)
        with self._repository.read(source, fact.length, exactly=True) as parts, file as handle:
            for part in parts:
                digest.update(part)
                disk.write_all(handle, part)
                self._advance(len(part))
        if digest.hexdigest() != fact.sha256:
            raise UntrustedError(f"{name} was changed or is damaged; copy the content again")

    def _advance(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self._total)


def known_files(files: Mapping[str, Fact], old: Iterable[Generation], offer: Generation | None) -> dict[str, Path]:
    """Return where files lie that are here already: all of an offer's, and of generations the media.

    What else a generation has is small or so important that each keeps its own. An offer took its own
    from the repository, and is gone when it has become a generation.
    """
    there: dict[Fact, Path] = {}
    for generation in old:
        for name, fact in generation.manifest.files.items():
            if name.startswith(MEDIA):
                there.setdefault(fact, generation.path / name)
    known = {name: there[fact] for name, fact in files.items() if name.startswith(MEDIA) and fact in there}
    if offer is not None:
        known |= {name: offer.path / name for name, fact in files.items() if offer.manifest.files.get(name) == fact}
    return known


def _copy(path: Path, copy: Path) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        logger.info("%s is not remembered (%s)", path, reason_of(error))
        return
    copy.write_bytes(content)
