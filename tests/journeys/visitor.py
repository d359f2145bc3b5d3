"""Somebody who touches what is on the screen, by the words or the names of things, one step after another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kiosk.navigation import Destination, Place
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.touchable import Touchable
from tests.fakes import Clock, Finger, touchables, words

#: The names of the paging arrows, in the code's language.
FURTHER = "Further down"
#: More than any visitor pages through.
MOST_SCREENFULS = 40


class Visitor:
    """Has a finger, or a keypad. Things are named by what they lead to, or by their English word."""

    def __init__(self, window: MainWindow, shelf: Shelf, clock: Clock) -> None:
        self.window, self._shelf, self._clock = window, shelf, clock
        self._finger = Finger(window, clock)

    @property
    def place(self) -> Destination:
        return self.window.destination

    def touches(self, *things: str) -> None:
        """Touch one thing after the other; what is further down is looked for there."""
        for thing in things:
            self._finger.tap(self._found(thing))

    def walks(self, *steps: tuple[str, Destination]) -> None:
        """Touch each thing, and be where it should lead."""
        for thing, place in steps:
            self.touches(thing)
            assert self.place == place, f"touching {thing!r} led to {self.place}"

    def finds(self, thing: str) -> bool:
        """Whether it can be touched now, without paging."""
        return any(self._is(part, thing) for part in touchables(self.window))

    def reads(self) -> list[str]:
        return words(self.window)

    def waits(self, seconds: float) -> None:
        self._clock.pass_(seconds)
        self.window.idle.tick()

    def types(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self._finger.glass, key)

    def sees(self) -> QImage:
        return self.window.grab().toImage()

    def word(self, english: str) -> str:
        """The word on the screens, in the language of the visit."""
        return self._shelf.wording(self.window.visit.language).gettext(english)

    def _found(self, thing: str) -> Touchable:
        for _ in range(MOST_SCREENFULS):
            for part in touchables(self.window):
                if self._is(part, thing):
                    return part
            down = [part for part in touchables(self.window) if self._is(part, FURTHER) and part.isEnabled()]
            if not down:
                break
            self._finger.tap(down[0])
        raise AssertionError(f"nowhere on {self.place} is {thing!r}")

    def _is(self, part: Touchable, thing: str) -> bool:
        return part.objectName() == thing or part.accessibleName() == self.word(thing)


def topic(name: str) -> Destination:
    return Destination(Place.TOPIC, name)


def page(name: str) -> Destination:
    return Destination(Place.PAGE, name)


def contact(name: str) -> Destination:
    return Destination(Place.CONTACTS, name)


def code(name: str) -> Destination:
    return Destination(Place.CODE, name)
