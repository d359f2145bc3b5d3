"""Invents what strangers do: mostly they touch what is there, often they do what nobody should."""

from __future__ import annotations

import random
import string
from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, Qt

from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.widgets.button import Arrow
from kiosk.ui.widgets.touchable import Touchable
from tests.fakes import spot
from tests.strangers.events import (
    MODIFIERS,
    Event,
    FingerDown,
    FingerMoves,
    FingerUp,
    HandDown,
    HandMoves,
    HandUp,
    KeyDown,
    KeyUp,
    Menu,
    MouseDouble,
    MouseDown,
    MouseMoves,
    MouseUp,
    Nothing,
    TouchLost,
    Wheel,
)
from tests.strangers.glass import BUTTONS, FINGERS

#: No more of them do something at the same time.
MOST = 3
#: Every key that Qt has a name for, once; of two names for one key the first.
KEYS = sorted({key.value: key.name.removeprefix("Key_") for key in reversed(Qt.Key)}.values())
ARROWS = ("Left", "Right", "Up", "Down")
#: What leads on or back, or what people press to see what happens.
POPULAR = ("Return", "Enter", "Space", "Tab", "Backtab", "Escape", "Back", "PageDown", "PageUp", "Backspace", "Home")
STRANGE = ("F1", "F4", "F5", "F11", "Print", "Menu", "VolumeUp", "MediaPlay", "HomePage", "Search", "PowerOff", "Sleep")
#: What is on the keys of real keyboards in several countries, and what no screen should stumble over.
LETTERS = string.ascii_letters + string.digits + "ñáéïçœ ßשлم漢!?&%_'\"\\*()[]-😀\u0301\u200f\t"
WORDS = ("doctor", "medko", "pasporte", "ABOGADO", "ayuda urgente", "œuvre", "xqxqxq", "   ", "a' OR 1=1 --", "%%*")

Deeds = Iterator[Event]


class Crowd:
    """Up to three people before one kiosk; the same *seed* invents the same as long as the kiosk does the same."""

    def __init__(self, seed: int, window: MainWindow, settings: Settings) -> None:
        self._random = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self._window, self._settings = window, settings
        self._at_work: list[Deeds] = []
        self._fingers = set(range(FINGERS))
        self._has_hand = True
        self._touched: Counter[str] = Counter()
        self._habits: dict[Callable[[], Deeds], int] = {
            self._taps: 80,
            self._hammers: 2,
            self._slides: 4,
            self._drags: 8,
            self._reads_on: 8,
            self._rests: 3,
            self._lays_a_hand: 3,
            self._clicks: 5,
            self._fiddles_with_the_mouse: 3,
            self._walks_by_keys: 5,
            self._types: 4,
            self._presses_any_key: 10,
            self._goes_away: 5,
        }

    def next(self) -> Event:
        """The next deed of one of them."""
        while True:
            if not self._at_work or (len(self._at_work) < MOST and self._random.random() < 0.04):
                habit = self._random.choices(list(self._habits), list(self._habits.values()))[0]
                self._at_work.append(habit())
            who = self._random.choice(self._at_work)
            deed = next(who, None)
            if deed is not None:
                return deed
            self._at_work.remove(who)

    # ---------------------------------------------------------------- fingers

    def _taps(self) -> Deeds:
        yield from self._tap(self._aim(), self._pause())

    def _hammers(self) -> Deeds:
        place = self._aim()
        for _ in range(self._random.randint(2, 12)):
            yield from self._tap(place, self._random.choice((0.02, 0.1, 0.3, 0.5)))

    def _tap(self, place: QPoint, pause: float) -> Deeds:
        for finger in self._a_finger():
            yield FingerDown(pause, finger, place.x(), place.y())
            place = self._near(place, 4)
            yield FingerUp(self._short(), finger, place.x(), place.y())

    def _slides(self) -> Deeds:
        """From one thing to another, or in from the edge."""
        for finger in self._a_finger():
            start, end = self._random.choice((self._aim, self._edge))(), self._aim()
            yield FingerDown(self._pause(), finger, start.x(), start.y())
            for _ in range(self._random.randint(1, 4)):
                between = self._anywhere()
                yield FingerMoves(self._short(), finger, between.x(), between.y())
            yield FingerUp(self._short(), finger, end.x(), end.y())

    def _drags(self) -> Deeds:
        for finger in self._a_finger():
            place = self._aim()
            yield FingerDown(self._pause(), finger, place.x(), place.y())
            step = self._random.randint(-120, 120)
            for _ in range(self._random.randint(1, 8)):
                place = self._inside(place + QPoint(self._random.randint(-9, 9), step))
                yield FingerMoves(0.03, finger, place.x(), place.y())
            yield FingerUp(0.03, finger, place.x(), place.y())

    def _reads_on(self) -> Deeds:
        """By the arrows, where there is more than the screen holds."""
        for _ in range(self._random.randint(1, 4)):
            arrows = [part for part in self._window.findChildren(Arrow) if part.isVisible() and part.isEnabled()]
            place = spot(self._random.choice(arrows), self._window) if arrows else None
            if place is not None:
                yield from self._tap(place, 0.5)

    def _rests(self) -> Deeds:
        """A finger that lies while others act, and is taken away at some time."""
        for finger in self._a_finger():
            place = self._random.choice((self._aim, self._edge))()
            yield FingerDown(self._pause(), finger, place.x(), place.y())
            for _ in range(self._random.randint(0, 9)):
                place = self._near(place, 2)
                yield FingerMoves(self._random.choice((0.1, 2.5)), finger, place.x(), place.y())
            if self._random.random() < 0.2:
                yield TouchLost(0.1)
            yield FingerUp(self._pause(), finger, place.x(), place.y())

    def _lays_a_hand(self) -> Deeds:
        """A hand, from fingertip to palm, which may grow while it lies."""
        if not self._has_hand:
            return
        self._has_hand = False
        place = self._aim()
        yield HandDown(self._pause(), place.x(), place.y(), self._random.choice((20, 60, 150, 400)))
        for _ in range(self._random.randint(0, 5)):
            place = self._near(place, 30)
            yield HandMoves(self._short(), place.x(), place.y(), self._random.choice((40, 60, 150, 400)))
        yield HandUp(self._random.choice((0.1, 3.0)))
        self._has_hand = True

    def _a_finger(self) -> Iterator[int]:
        """A finger that is free, for the time in which it is used; none if all are used."""
        if self._fingers:
            finger = self._fingers.pop()
            yield finger
            self._fingers.add(finger)

    # ---------------------------------------------------------------- mouse

    def _clicks(self) -> Deeds:
        place, button = self._aim(), self._random.choice(("left", "left", "left", *BUTTONS))
        yield MouseDown(self._pause(), place.x(), place.y(), button)
        yield MouseUp(self._short(), button)
        if self._random.random() < 0.3:
            yield MouseDouble(0.1, place.x(), place.y(), button)
            yield MouseUp(0.1, button)

    def _fiddles_with_the_mouse(self) -> Deeds:
        place, drags = self._aim(), self._random.random() < 0.5
        yield MouseMoves(self._pause(), place.x(), place.y())
        if drags:
            yield MouseDown(0.1, place.x(), place.y())
        for _ in range(self._random.randint(1, 6)):
            place = self._near(place, 200)
            yield MouseMoves(0.05, place.x(), place.y())
        if drags:
            yield MouseUp(0.1)
        yield Wheel(0.2, place.x(), place.y(), self._random.choice((-3, -1, 1, 3)))
        yield Menu(0.2, place.x(), place.y())

    # ---------------------------------------------------------------- keys

    def _walks_by_keys(self) -> Deeds:
        """As with a keypad: a few steps, then a choice."""
        for _ in range(self._random.randint(1, 8)):
            yield from self._press(self._random.choice((*ARROWS, "Tab", "Backtab")))
        yield from self._press(self._random.choice(POPULAR))

    def _types(self) -> Deeds:
        many = self._random.choice((1, 2, 4, 60))
        word = self._random.choice((*WORDS, "".join(self._random.choices(LETTERS, k=many))))
        for letter in word:
            yield from self._press(_key_of(letter), text=letter, pause=0.1)

    def _presses_any_key(self) -> Deeds:
        """Any key with any others held; some are held down, some are never seen to come up."""
        held = "+".join(name for name in MODIFIERS if self._random.random() < 0.3)
        name = self._random.choice((*self._random.choices(KEYS, k=4), *POPULAR, *STRANGE, "Q"))
        if self._random.random() < 0.1:
            name, held = "Q", "Ctrl+Alt"
        text = _text_of(name, held)
        yield KeyDown(self._pause(), name, held, text)
        for _ in range(self._random.choice((0, 0, 0, 15))):
            yield KeyDown(0.03, name, held, text, again=True)
        if self._random.random() < 0.9:
            yield KeyUp(0.1, name, held, text)

    def _press(self, name: str, *, text: str = "", pause: float = 0.3) -> Deeds:
        text = text or _text_of(name, "")
        yield KeyDown(pause, name, "", text)
        yield KeyUp(0.05, name, "", text)

    # ---------------------------------------------------------------- time

    def _goes_away(self) -> Deeds:
        """Until the kiosk asks, and sometimes until it answers itself."""
        yield Nothing(self._random.choice((30.0, self._settings.idle_seconds, self._settings.idle_seconds + 0.3)))
        for _ in range(self._random.randint(0, 3)):
            yield Nothing(self._random.choice((0.25, 5.0, self._settings.answer_seconds)))
        if self._random.random() < 0.1:
            # As when the machine was asleep.
            yield Nothing(100_000.0)

    def _pause(self) -> float:
        return self._random.choice((0.05, 0.3, 0.5, 1.0, 1.0, 2.5))

    def _short(self) -> float:
        return self._random.choice((0.02, 0.1, 0.1, 0.3, 2.2))

    # ---------------------------------------------------------------- places

    def _aim(self) -> QPoint:
        """Mostly at something that can be touched, or just below it; often at what was touched least so far."""
        if self._random.random() < 0.75:
            parts = [part for part in self._window.findChildren(Touchable) if part.isVisible() and part.isEnabled()]
            self._random.shuffle(parts)
            if self._random.random() < 0.5:
                parts.sort(key=self._familiarity)
            for part in parts[:6]:
                place = spot(part, self._window)
                if place is not None:
                    self._touched[part.objectName()] += 1
                    return self._inside(place + QPoint(0, part.height() // 2 + 3 if self._random.random() < 0.1 else 0))
        return self._anywhere()

    def _familiarity(self, part: Touchable) -> int:
        return self._touched[part.objectName()]

    def _anywhere(self) -> QPoint:
        size = self._window.size()
        return QPoint(self._random.randrange(size.width()), self._random.randrange(size.height()))

    def _edge(self) -> QPoint:
        place, size = self._anywhere(), self._window.size()
        return self._random.choice(
            (QPoint(0, place.y()), QPoint(size.width() - 1, place.y()), QPoint(place.x(), size.height() - 1))
        )

    def _near(self, place: QPoint, pixels: int) -> QPoint:
        across, down = self._random.randint(-pixels, pixels), self._random.randint(-pixels, pixels)
        return self._inside(place + QPoint(across, down))

    def _inside(self, place: QPoint) -> QPoint:
        size = self._window.size()
        return QPoint(max(0, min(place.x(), size.width() - 1)), max(0, min(place.y(), size.height() - 1)))


def _key_of(letter: str) -> str:
    """The name of the key that types a letter; most letters of the world have none."""
    if letter == " ":
        return "Space"
    return letter.upper() if letter.upper() in KEYS else "unknown"


def _text_of(name: str, held: str) -> str:
    """What a key types by itself, as Qt tells it: with Ctrl held a sign that cannot be seen."""
    if len(name) == 1:
        if "Ctrl" in held and name.isalpha():
            return chr(ord(name) - 64)
        return name if "Shift" in held else name.lower()
    return {"Space": " ", "Return": "\r", "Enter": "\r", "Tab": "\t", "Escape": "\x1b", "Backspace": "\b"}.get(name, "")
