"""Staff in front of a kiosk whose content they change: real sticks, real processes, the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from kiosk.device.pin import Pin
from kiosk.ui.drives import Stick
from kiosk.ui.errand import Errand
from kiosk.ui.main_window import MainWindow
from kiosk.ui.renewal import Renewal
from kiosk.ui.staff.generations_desk import GenerationsDesk
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.update_desk import UpdateDesk
from kiosk.ui.supply import Supply
from tests.fakes import Clock, Finger, touchable, window_on
from tests.ui.staff.house import PIN, premises_of, said

#: A process has to start, and to share two cores with others; in milliseconds.
PATIENCE_MS = 30_000


class Staff:
    """Somebody who has entered the PIN, and what they touch, plug in and read."""

    def __init__(
        self, window: MainWindow, supply: Supply, clock: Clock, make: Callable[[Sequence[str]], Any] = Errand
    ) -> None:
        self.window, self._clock, self._make = window, clock, make
        self.finger = Finger(window, clock)
        self.errands: list[Any] = []
        self.verbs: list[str] = []
        self.previewed: list[Path] = []
        self.premises = premises_of(window, supply.store.state, self._errand)
        self.premises.supply = supply
        self.premises.preview = self.previewed.append
        self.come()

    def come(self, task: Task = Task.UPDATE) -> None:
        """Open staff mode, with new desks as each time, and read it in English."""
        self.update, self.generations = UpdateDesk(self.premises), GenerationsDesk(self.premises)
        desks = {
            Task.PIN: PinDesk(self.premises, Pin(self.premises.state, PIN)),
            Task.UPDATE: self.update,
            Task.GENERATIONS: self.generations,
        }
        self.mode = StaffMode(self.window, desks, task, self._clock)
        self.window.put_on(self.mode)
        self.mode.enter()
        self.tap("staff-language", "language-en")

    def leave(self) -> None:
        """Touch *Close*."""
        self.mode.close_mode()
        self.window.take_off()

    def plug(self, *repositories: Path) -> None:
        """Have these sticks plugged in, and no others."""
        self.premises.drives.take(
            [Stick(path, path.name.upper(), repository=path) for path in repositories],
        )

    def tap(self, *found: str) -> None:
        for name in found:
            self.finger.tap(touchable(self.window, name))

    def reads(self) -> str:
        return said(self.window)

    def runs(self) -> list[str]:
        """What runs now in processes of their own."""
        found = self.premises.drives.findChildren(Errand)
        return [errand.objectName() for errand in found if errand.is_running()]

    def awaits(self, qtbot: QtBot, step: str) -> None:
        """Wait for one of the steps of the desk of Update."""
        qtbot.waitUntil(lambda: self.update.step == step, timeout=PATIENCE_MS)

    def end(self, qtbot: QtBot) -> None:
        """Leave, and let what was begun come to its end."""
        self.leave()
        qtbot.waitUntil(lambda: not self.runs(), timeout=PATIENCE_MS)
        QThreadPool.globalInstance().waitForDone()

    def _errand(self, words: Sequence[str]) -> Any:
        self.errands.append(self._make(words))
        self.verbs.append("forget" if "--forget" in words else words[0])
        return self.errands[-1]


@contextmanager
def at_work(
    supply: Supply, clock: Clock, qtbot: QtBot, make: Callable[[Sequence[str]], Any] = Errand
) -> Iterator[Staff]:
    """Staff at the desk of Update; the window follows what is installed."""
    with window_on(supply.contents().best(), clock) as window:
        Renewal(window, supply)
        staff = Staff(window, supply, clock, make)
        yield staff
        staff.end(qtbot)
        window.shelf.close()
