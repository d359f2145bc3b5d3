"""Has strangers at a kiosk, and tells how a rule was broken in the fewest deeds."""

from __future__ import annotations

import ast
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from kiosk.navigation import START, Destination, Place
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.shelf import Shelf
from tests.fakes import Clock
from tests.strangers.crowd import Crowd
from tests.strangers.events import Event
from tests.strangers.glass import Glass
from tests.strangers.judge import LOOK, SCREENS, Failure, Judge
from tests.strangers.shrinking import shortest
from tests.strangers.watch import Watch, no_longer_than

#: CPU seconds that one answer may take.
PATIENCE = 0.2
#: CPU seconds after which an answer is no more waited for.
HANGS = 20.0
#: After so many deeds the screen is looked at.
LOOKS = 300
#: The rule that a busy machine breaks, too: it counts when it is broken again.
SLOW = "slow"
_EVENTS = {kind.__name__: kind for kind in Event.__subclasses__()}


@dataclass(frozen=True)
class Kiosk:
    """Where strangers stand: each time at a fresh window, with the same content."""

    shelf: Shelf
    size: tuple[int, int]
    settings: Settings
    window: type[MainWindow] = MainWindow
    patience: float = PATIENCE
    looks: int = LOOKS

    @contextmanager
    def opened(self) -> Iterator[tuple[Glass, Judge]]:
        """Its surface, and who judges what happens there."""
        clock = Clock()
        window = self.window(self.shelf, self.settings, scale_by_pixels, clock)
        window.resize(*self.size)
        window.show()
        glass = Glass(window, clock)
        glass.settle()
        with Watch() as watch:
            try:
                yield glass, Judge(glass, self.shelf, self.settings, watch, self.looks)
            finally:
                glass.clear()
                window.close()
                window.deleteLater()
                glass.settle()


@dataclass
class Tally:
    """What strangers did, and what came of it."""

    story: list[Event] = field(default_factory=list)
    visits: int = 0
    places: Counter[Place] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_answer: str = ""
    slow: list[int] = field(default_factory=list)
    """The numbers of the events that took too long."""
    failure: Failure | None = None

    @property
    def never_seen(self) -> list[Place]:
        return [place for place in SCREENS if not self.places[place]]

    def add(self, event: Event, seconds: float, before: Destination, after: Destination) -> None:
        if seconds > self.slowest:
            self.slowest, self.slowest_answer = seconds, f"{event}, from {named(before)} to {named(after)}"
        if after != before:
            self.places[after.place] += 1
            self.visits += before == START


@dataclass
class Told:
    """A story that was told again: up to the rule that was broken, if any, and where each event led to."""

    events: list[Event] = field(default_factory=list)
    way: list[Destination] = field(default_factory=list)
    failure: Failure | None = None


def play(kiosk: Kiosk, seed: int, count: int, before_each: Callable[[Event], object] = repr) -> Tally:
    """Have the strangers of *seed* do *count* things, or fewer if a rule is broken."""
    tally = Tally()
    with kiosk.opened() as (glass, judge):
        crowd = Crowd(seed, glass.window, kiosk.settings)
        while len(tally.story) < count and tally.failure is None:
            event = crowd.next()
            before_each(event)
            tally.story.append(event)
            before = glass.window.destination
            seconds, failure = _judged(event, glass, judge, kiosk.patience)
            if failure is not None and failure.rule == SLOW:
                tally.slow.append(len(tally.story))
            else:
                tally.failure = failure
            tally.add(event, seconds, before, glass.window.destination)
    return tally


def replay(kiosk: Kiosk, story: Sequence[Event], *, looks: bool = False) -> Told:
    """Tell *story* again at a fresh window; *looks* at the screen when it is told."""
    told = Told()
    with kiosk.opened() as (glass, judge):
        for event in story:
            _, told.failure = _judged(event, glass, judge, kiosk.patience)
            told.events.append(event)
            told.way.append(glass.window.destination)
            if told.failure is not None:
                return told
        if looks:
            told.failure = judge.look()
    return told


def shrunk(kiosk: Kiosk, story: Sequence[Event], failure: Failure) -> Told | None:
    """The shortest part of *story* in which the same rule is broken; None if it holds when told again."""
    looks = failure.rule == LOOK

    def fails(part: Sequence[Event]) -> bool:
        again = replay(kiosk, part, looks=looks).failure
        return again is not None and again.rule == failure.rule

    found = shortest(story, fails)
    return None if found is None else replay(kiosk, found, looks=looks)


def read(text: str) -> list[Event]:
    """The events of a story as it was printed: one a line, with a comma at the end."""
    tree = ast.parse(f"[\n{text}\n]", mode="eval").body
    assert isinstance(tree, ast.List)
    return [_event(call) for call in tree.elts]


def written(story: Sequence[Event], way: Sequence[Destination] = ()) -> str:
    """A story as Python, and as `read` reads it, with where each deed led to."""
    places = [f"  # {named(place)}" for place in way] or [""] * len(story)
    return "\n".join(f"    {event},{place}" for event, place in zip(story, places, strict=True))


def named(destination: Destination) -> str:
    return f"{destination.place} {destination.id}".strip()


def _event(call: ast.expr) -> Event:
    assert isinstance(call, ast.Call)
    assert isinstance(call.func, ast.Name)
    fields = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
    return _EVENTS[call.func.id](**fields)


def _judged(event: Event, glass: Glass, judge: Judge, patience: float) -> tuple[float, Failure | None]:
    start = time.process_time()
    try:
        with no_longer_than(HANGS):
            event.happen(glass)
    except Exception as error:  # noqa: BLE001 - whatever it is, it came out of the kiosk
        return 0.0, Failure(f"exception {type(error).__name__}", str(error))
    seconds = time.process_time() - start
    failure = judge.after(event)
    if failure is None and seconds > patience:
        failure = Failure(SLOW, f"{seconds:.3f} s of CPU time")
    return seconds, failure
