"""Sees USB sticks come and go, without asking again and again, and has another process look at them."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from kiosk.ui.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)

#: The kernel marks this file as changed whenever something is mounted or goes (proc(5)).
MOUNTS = Path("/proc/self/mountinfo")
#: A stick settles in several steps; they are looked at together, after so many milliseconds.
SETTLING_MS = 400


@dataclass(frozen=True)
class Stick:
    """One stick: where it is mounted, what it is called, and the repository on it, if there is one.

    *fault* says why it cannot be read; *writable* is whether an export may be put there.
    """

    path: Path
    name: str
    writable: bool = False
    repository: Path | None = None
    fault: str = ""


class Drives(QObject):
    """All sticks there are now; *errand* makes the process that looks at them."""

    changed = Signal()

    def __init__(
        self, errand: Callable[[Sequence[str]], Errand] = Errand, mounts: Path = MOUNTS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._mounts = errand, mounts
        self._errand: Errand | None = None
        self._sticks: tuple[Stick, ...] = ()
        self._again = False
        self._handle = -1
        self._notifier: QSocketNotifier | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING_MS)
        self._settling.timeout.connect(self.look)

    @property
    def sticks(self) -> tuple[Stick, ...]:
        """The sticks as they were seen last."""
        return self._sticks

    def with_repository(self) -> tuple[Stick, ...]:
        """Return the sticks that bring content."""
        return tuple(stick for stick in self._sticks if stick.repository is not None)

    def watch(self) -> None:
        """Look now, and whenever something is mounted or goes."""
        try:
            self._handle = os.open(self._mounts, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            logger.error("sticks cannot be seen here: %s", error)  # noqa: TRY400 - one line is enough
            return
        self._notifier = QSocketNotifier(self._handle, QSocketNotifier.Type.Exception, self)
        self._notifier.activated.connect(self._on_mounts_changed)
        self._on_mounts_changed()

    def look(self) -> None:
        """Have all sticks looked at."""
        if self._errand is not None:
            self._again = True
            return
        self._errand = self._make(["sticks"])
        self._errand.answered.connect(self._on_answered)
        self._errand.refused.connect(self._on_refused)
        self._errand.start()

    def stop(self) -> None:
        """Look no more."""
        self._settling.stop()
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        if self._errand is not None:
            self._errand.stop()
            self._errand = None

    def take(self, sticks: Sequence[Stick]) -> None:
        """These are the sticks of now."""
        if tuple(sticks) != self._sticks:
            self._sticks = tuple(sticks)
            self.changed.emit()

    def _on_mounts_changed(self) -> None:
        # Reading it to its end is what arms the next notice.
        with suppress(OSError):
            os.lseek(self._handle, 0, os.SEEK_SET)
            while os.read(self._handle, 65536):
                pass
        self._settling.start()

    def _on_answered(self, answer: dict[str, Any]) -> None:
        self._errand = None
        self.take(_sticks_of(answer))
        self._look_again()

    def _on_refused(self, _reason: str, message: str) -> None:
        self._errand = None
        logger.error("the sticks could not be looked at: %s", message)
        self.take(())
        self._look_again()

    def _look_again(self) -> None:
        if self._again:
            self._again = False
            self.look()


def _sticks_of(answer: dict[str, Any]) -> list[Stick]:
    found = []
    for entry in answer.get("sticks", []):
        repository = entry.get("repository")
        stick = Stick(
            Path(entry["path"]),
            str(entry.get("name") or Path(entry["path"]).name),
            bool(entry.get("writable")),
            Path(repository) if repository else None,
            str(entry.get("fault") or ""),
        )
        found.append(stick)
    return found
