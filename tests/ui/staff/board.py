"""Staff mode, open at Notices, and notices to post there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint

from kiosk.content.isolates import bare
from kiosk.device import notices, posting
from kiosk.device.notices import Notice
from kiosk.device.pin import Pin
from kiosk.ui.main_window import MainWindow
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.notices_desk import NoticesDesk
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.tasks import Task
from tests.fakes import Clock, Finger, names, touchable, words
from tests.ui.staff.house import NOW, PIN, Errands, premises_of


class Board:
    """Staff mode, open at Notices, at a time that a test sets."""

    def __init__(self, window: MainWindow, state: Path, clock: Clock) -> None:
        self.window, self.state, self.now = window, state, NOW
        self.finger = Finger(window, clock)
        premises = replace(premises_of(window, state, Errands()), now=lambda: self.now)
        self.desk = NoticesDesk(premises)
        desks = {Task.PIN: PinDesk(premises, Pin(state, PIN)), Task.NOTICES: self.desk}
        self.mode = StaffMode(window, desks, Task.NOTICES, clock)
        window.put_on(self.mode)
        self.mode.enter()

    def tap(self, *found: str) -> None:
        """Touch one thing after the other; what is further down is looked for there."""
        for name in found:
            pager = self.mode.pager()
            for _ in range(20):
                if name in names(self.window) or pager is None or not pager.overflows():
                    break
                pager.page_down()
            self.finger.tap(touchable(self.window, name))

    def types(self, text: str) -> None:
        for letter in text:
            self.tap(f"key-{letter}")

    def up(self) -> tuple[Notice, ...]:
        return notices.read(self.state)

    def put_up(self, *found: Notice) -> None:
        for notice in found:
            posting.post(self.state, notice, self.now)
        self.mode.renew()

    def said(self) -> str:
        return bare(" | ".join(words(self.window))).replace("\u00a0", " ")

    def place_of(self, name: str) -> QPoint:
        part = touchable(self.window, name)
        return part.mapTo(self.window, part.rect().center())


def food(place: str = "Comedor", hours: float = 5) -> Notice:
    return Notice(NOW, NOW + timedelta(hours=hours), template="food", time="12:00", place=place)


def own(text: str = "Traiga su taza", language: str = "es") -> Notice:
    return Notice(NOW, NOW + timedelta(hours=5), text=text, language=language)
