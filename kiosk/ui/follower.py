"""Follows an editor's folder: what is saved there is on the open kiosk within two seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.errors import BundleError, Problem, SourceError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: How often the folder is looked at; with the time to compile it stays below two seconds.
INTERVAL_MS = 500


class Follower(QObject):
    """Has *compiled* make a new bundle whenever a file of *source* changes."""

    renewed = Signal(object)
    """The folder of the new bundle, a Path."""
    refused = Signal(list)
    """The problems that an editor has to mend first; what is shown stays."""

    def __init__(self, source: Path, compiled: Callable[[], Path], parent: QObject) -> None:
        super().__init__(parent)
        self._source, self._compiled = source, compiled
        self._seen = tuple(self._state())
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look again and again from now on."""
        self._timer.start()

    def look(self) -> None:
        """Compile anew if anything was saved since the last look."""
        state = tuple(self._state())
        if state == self._seen:
            return
        self._seen = state
        try:
            bundle = self._compiled()
        except SourceError as error:
            self.refused.emit([problem for problem in error.problems if problem.is_error])
        except (BundleError, OSError) as error:
            why = reason_of(error) if isinstance(error, OSError) else str(error)
            problem = Problem(str(self._source), 0, f"it cannot be read ({why})", "see that the folder is still there")
            self.refused.emit([problem])
        else:
            self.renewed.emit(bundle)

    def _state(self) -> Iterator[tuple[str, int, int]]:
        for path in sorted(self._source.rglob("*")):
            try:
                found = path.lstat()
            except OSError:
                # Saved by renaming: gone for an instant, seen at the next look.
                continue
            yield str(path), found.st_mtime_ns, found.st_size
