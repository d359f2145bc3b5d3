"""Brings newly installed content into an open kiosk, between two visits."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QThreadPool, QTimer, Signal

from kiosk.bundle import trial
from kiosk.bundle.manifest import holds
from kiosk.bundle.names import CONTENT
from kiosk.errors import BundleError, KioskError
from kiosk.navigation import START, Destination

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.bundle.store import Generation
    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.supply import Supply

logger = logging.getLogger(__name__)

#: Where the store cannot be watched, it is looked at this often, in milliseconds.
INTERVAL_MS = 30_000


class Renewal(QObject):
    """Looks at the store when it changes; takes other content when nobody is there.

    The large file is hashed in another thread, so that no visitor waits for it.
    """

    _examined = Signal(object, bool)

    def __init__(self, window: MainWindow, supply: Supply) -> None:
        super().__init__(window)
        self._window, self._supply = window, supply
        self._ready: Generation | None = None
        self._has_ready = False
        self._busy: Path | None = None
        self._refused: set[Path] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._examined.connect(self._on_examined)
        window.shown.connect(self._on_shown)
        self.look()

    def look(self) -> None:
        """See whether other content than what is shown is the best, and examine it.

        What turned out to be damaged is passed over, and what was signed with a stolen key is given up, shown or not.
        """
        self._watch()
        if self._busy is not None:
            return
        newest = self._supply.best_besides(self._refused)
        try:
            folder = self._supply.folder_of(newest)
        except KioskError as error:
            logger.error("there is no content to change to: %s", error)  # noqa: TRY400 - one line is enough
            return
        self._has_ready = False
        if folder == self._window.shelf.bundle or folder in self._refused:
            return
        if newest is None:
            self._on_examined(None, is_sound=True)
            return
        self._busy = folder
        QThreadPool.globalInstance().start(_Examination(newest, self._examined.emit))

    def _watch(self) -> None:
        """Watch what there is by now: the store appears with the first installation."""
        store = self._supply.store
        wanted = [
            str(path) for path in (store.state, store.folder, store.gen, store.stolen_file.parent) if path.is_dir()
        ]
        missing = [path for path in wanted if path not in self._watcher.directories()]
        if missing:
            self._watcher.addPaths(missing)

    def _on_examined(self, generation: Generation | None, is_sound: bool) -> None:  # noqa: FBT001 - from a signal
        self._busy = None
        if generation is not None and not is_sound:
            logger.error("generation %d is damaged and passed over", generation.number)
            self._refused.add(generation.path)
            self.look()
            return
        self._ready, self._has_ready = generation, True
        if self._window.destination == START:
            self._take()

    def _on_shown(self, destination: Destination) -> None:
        if destination == START and self._has_ready:
            # After the visit's end has been carried out whole.
            QTimer.singleShot(0, self._take)

    def _take(self) -> None:
        if not self._has_ready or self._window.destination != START:
            return
        self._has_ready = False
        try:
            shelf = self._supply.shelf_of(self._ready)
            _ = shelf.library
        except KioskError as error:
            logger.error("the new content cannot be shown: %s", error)  # noqa: TRY400 - one line is enough
            self._refused.add(self._supply.folder_of(self._ready))
            self.look()
            return
        self._window.take_content(shelf)
        self.look()


class _Examination:
    """Hashes what a start would hash, and has painted what never was; the result comes back to the window's thread."""

    def __init__(self, generation: Generation, tell: Callable[[Generation, bool], None]) -> None:
        self._generation, self._tell = generation, tell

    def __call__(self) -> None:
        generation = self._generation
        fact = generation.manifest.files.get(CONTENT)
        is_sound = fact is not None and generation.can_start() and holds(generation.path / CONTENT, fact)
        self._tell(generation, is_sound and self._can_be_painted())

    def _can_be_painted(self) -> bool:
        try:
            trial.make_sure(self._generation.path, self._generation.manifest.files)
        except BundleError as error:
            logger.error("%s", error)  # noqa: TRY400 - one line is enough
            return False
        return True
