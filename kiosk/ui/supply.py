"""Where a kiosk's content comes from: what was installed, newest first, then what it came with."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from kiosk.bundle import trial
from kiosk.bundle.store import Generation, Store
from kiosk.content.library import Library, load_start
from kiosk.device import notices
from kiosk.errors import BundleError, KioskError
from kiosk.ui.fallback import Contents
from kiosk.ui.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

logger = logging.getLogger(__name__)


class Supply:
    """The generations in a state folder, seen from one site; *factory* gives the bundle of last resort."""

    def __init__(self, state: Path, site: str, factory: Callable[[], Path]) -> None:
        self.store = Store(state)
        self._state, self._site, self._factory = state, site, factory
        self._begun: Generation | None = None
        self._last_resort: Path | None = None

    @property
    def site(self) -> str:
        """The site that the content is seen from; empty for the first of each bundle."""
        return self._site

    def move_to(self, site: str) -> None:
        """Be seen from another site from now on."""
        self._site = site

    def contents(self) -> Contents:
        """Return all there is, best first; the first is at risk until `has_started`."""
        best = self._begun = self.store.best_to_start()
        ways = [partial(self.shelf_of, item) for item in self._up_to(best)]
        return Contents([*ways, partial(self.shelf_of, None)])

    def has_started(self) -> None:
        """Write down that the first frame was shown."""
        if self._begun is not None:
            self.store.leave_at_peace()
            self._begun = None

    def generation_in(self, folder: Path) -> Generation | None:
        """Return the generation in a folder; None if it is the factory content, or gone."""
        return next((item for item in self.store.generations() if item.path == folder), None)

    def newest(self) -> Generation | None:
        """Return what the next start would show; None is the factory content."""
        return self.store.next_to_start()

    def best_besides(self, refused: Container[Path]) -> Generation | None:
        """Return the best generation whose folder is not among the *refused* ones; None is the factory content."""
        return next((item for item in self._up_to(self.newest()) if item.path not in refused), None)

    def _up_to(self, best: Generation | None) -> list[Generation]:
        """Return the best generation and the older ones, newest first."""
        return [item for item in self.store.generations() if best is not None and item.number <= best.number]

    def folder_of(self, generation: Generation | None) -> Path:
        """Return the bundle of a generation, or that of last resort.

        Raises:
            KioskError: There is none.
        """
        if generation is not None:
            return generation.path
        if self._last_resort is None:
            self._last_resort = self._factory()
        return self._last_resort

    def shelf_of(self, generation: Generation | None) -> Shelf:
        """Return a generation's content, or that of last resort.

        Content that was made for other centres is better than none.

        Raises:
            KioskError: It cannot be used.
        """
        if generation is not None and generation in self.store.stolen():
            # Declared since what is shown was chosen.
            raise BundleError(f"{generation.path} is signed with a stolen key; install newer content")
        bundle = self.folder_of(generation)
        if generation is not None:
            trial.make_sure(bundle, generation.manifest.files)
        shelf = shelf_at(bundle, self._site, self._state)
        if shelf.missing_site:
            logger.warning("the content has no site %r; choose a centre in the settings of the staff", self._site)
        if generation is not None:
            shelf.hold(self.store.show(generation))
        return shelf


def shelf_at(bundle: Path, site: str, state: Path) -> Shelf:
    """Return the content of a bundle with this device's notices.

    Raises:
        BundleError: It is missing or damaged.
    """
    start = load_start(bundle)
    shelf = Shelf(start, bundle, partial(_opened, bundle, start.content_sha256), site)
    shelf.posted = partial(notices.read, state)
    return shelf


def _opened(bundle: Path, sha256: str) -> Library:
    """Return the library of a bundle, once its hash is known to hold."""
    library = Library.open(bundle)
    try:
        library.verify(sha256)
        if not library.topics(library.source_language):
            raise BundleError(f"{bundle} holds no topics; install the content again")
    except KioskError:
        library.close()
        raise
    return library
