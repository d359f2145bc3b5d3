"""What has to hold in front of any stranger, looked at after each of their deeds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import ref

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from kiosk.navigation import HOME, START, Destination, Place
from kiosk.settings import Settings
from kiosk.ui.audit import faults
from kiosk.ui.screens.code import CodeScreen
from kiosk.ui.screens.contacts import ContactsScreen
from kiosk.ui.screens.home import HomeScreen
from kiosk.ui.screens.language import LanguageScreen
from kiosk.ui.screens.notices import NoticesScreen
from kiosk.ui.screens.page import PageScreen
from kiosk.ui.screens.search import LONGEST, SearchScreen
from kiosk.ui.screens.show import ShowScreen
from kiosk.ui.screens.start import StartScreen
from kiosk.ui.screens.topic import TopicScreen
from kiosk.ui.screens.view import ViewScreen
from kiosk.ui.screens.write import WriteScreen
from kiosk.ui.shelf import Shelf
from kiosk.ui.stage import Stage
from kiosk.ui.widgets.touchable import Touchable
from kiosk.visit import TEXT_SIZES, Visit
from tests.fakes import touchables
from tests.strangers.events import Event, KeyDown
from tests.strangers.glass import Glass
from tests.strangers.watch import Watch

#: The screen of each place that a visitor can reach; what cannot be shown is not among them.
SCREENS = {
    Place.START: StartScreen,
    Place.HOME: HomeScreen,
    Place.TOPIC: TopicScreen,
    Place.PAGE: PageScreen,
    Place.CONTACTS: ContactsScreen,
    Place.CODE: CodeScreen,
    Place.WRITE: WriteScreen,
    Place.PHRASE: ShowScreen,
    Place.SEARCH: SearchScreen,
    Place.NOTICES: NoticesScreen,
    Place.LANGUAGE: LanguageScreen,
    Place.VIEW: ViewScreen,
}
#: The rule that is looked at only now and then.
LOOK = "seen on the screen"


@dataclass(frozen=True)
class Failure:
    """A rule that did not hold, and how."""

    rule: str
    told: str


@dataclass(frozen=True)
class Moment:
    """What is compared with the moment before."""

    destination: Destination
    visit: Visit
    steps: int
    ends: int
    leaves: int


class Judge:
    """Knows the kiosk as it stood before anybody came; looks at the whole screen once in *looks* deeds."""

    def __init__(self, glass: Glass, shelf: Shelf, settings: Settings, watch: Watch, looks: int) -> None:
        self._glass, self._window = glass, glass.window
        self._shelf, self._settings, self._watch = shelf, settings, watch
        self._looks, self._unseen = looks, 0
        self._ends, self._leaves = 0, 0
        self._stages: list[ref[Stage]] = []
        self._window.idle.expired.connect(self._on_expired)
        self._window.leaving.connect(self._on_leaving)
        self._body = self._window_now()
        self._least = self._parts()
        self._before = self._now()

    def after(self, event: Event) -> Failure | None:
        """The first rule that does not hold after *event*."""
        if heard := self._watch.take():
            return Failure(*heard[0])
        rules = {
            "window": self._window_stands(),
            "stage": self._stage_fits(),
            "visit": self._visit_is_sound(),
            "nothing is left": self._nothing_is_left(event),
            "leaving": self._only_who_may_leaves(event),
            "too early": self._nothing_begun_acts(event),
            "focus": self._focus_is_somewhere(),
        }
        broken = next((Failure(rule, told) for rule, complaints in rules.items() for told in complaints), None)
        self._before = self._now()
        self._unseen += 1
        self._know(self._window.stage)
        return broken or (self.look() if self._unseen >= self._looks else None)

    def look(self) -> Failure | None:
        """Look at the whole screen if nobody touches it; a column may be cut anywhere while it is dragged."""
        if not self._glass.is_free:
            return None
        self._unseen = 0
        return next((Failure(LOOK, told) for told in self._seen()), None)

    def _window_stands(self) -> Iterator[str]:
        if self._window_now() != self._body:
            yield f"visible, size, state: {self._window_now()} instead of {self._body}"

    def _stage_fits(self) -> Iterator[str]:
        place, stage, window = self._window.destination.place, self._window.stage, self._window
        if place not in SCREENS:
            yield f"nobody can go to {place!r}"
        elif stage is None or not isinstance(stage.screen_shown, SCREENS[place]):
            yield f"{stage.screen_shown if stage else None!r} is shown for {place!r}"
        elif stage.size() != window.size() or not stage.isVisible():
            yield f"the stage does not fill the window: {stage.geometry()}, visible: {stage.isVisible()}"
        elif (found := window.findChildren(Stage)) != [stage]:
            yield f"{len(found)} stages"
        question = window.question
        if (question is not None) != window.idle.is_asking:
            yield f"asking: {window.idle.is_asking}, but the question is {question!r}"
        elif question is not None and (question.geometry() != window.rect() or not question.isVisible()):
            yield f"the question does not cover the window: {question.geometry()}"

    def _visit_is_sound(self) -> Iterator[str]:
        visit, stage = self._window.visit, self._window.stage
        if visit.language not in {language.code for language in self._shelf.languages()}:
            yield f"a language that is not on offer: {visit.language!r}"
        if visit.text_size not in TEXT_SIZES:
            yield f"text size {visit.text_size}"
        if len(visit.typed) > LONGEST or not visit.typed.isprintable():
            yield f"typed: {visit.typed!r}"
        if stage and isinstance(stage.screen_shown, SearchScreen) and stage.screen_shown.text != visit.typed:
            yield f"{stage.screen_shown.text!r} stands in the field, {visit.typed!r} in the visit"

    def _nothing_is_left(self, event: Event) -> Iterator[str]:
        """At Start nothing of a visit; at Home, unless one step back led there, nothing of the way."""
        window = self._window
        if window.destination not in (START, HOME):
            return
        if self._steps():
            yield "a way back"
        if window.destination == HOME and (self._before.destination == HOME or self._before.steps < 2):
            return
        if window._positions:  # noqa: SLF001 - how far something was read
            yield f"where something was left: {window._positions}"  # noqa: SLF001
        if window.visit.typed:
            yield f"what was typed: {window.visit.typed!r}"
        if window.destination == START:
            yield from self._nobody_is_there(event)

    def _nobody_is_there(self, event: Event) -> Iterator[str]:
        window = self._window
        fresh = Visit(self._shelf.languages()[0].code, high_contrast=self._settings.high_contrast)
        if window.visit != fresh:
            yield f"{window.visit}"
        if window.question is not None:
            yield "the question"
        if self._before.destination != START:
            by_itself = self._ends != self._before.ends
            if window.property("keys") and not (by_itself and isinstance(event, KeyDown)):
                yield "the focus of somebody with keys"
            if self._parts() != self._least:
                yield f"widgets, windows, objects: {self._parts()} instead of {self._least}"

    def _only_who_may_leaves(self, event: Event) -> Iterator[str]:
        asks = isinstance(event, KeyDown) and event.name == "Q" and {"Ctrl", "Alt"} <= set(event.held.split("+"))
        may = 1 if asks and not self._settings.locked else 0
        if (left := self._leaves - self._before.leaves) != may:
            yield f"left {left} times instead of {may} times"

    def _nothing_begun_acts(self, event: Event) -> Iterator[str]:
        """What was chosen changes when a touch is complete, or when a visit ends by itself."""
        if event.completes or self._ends != self._before.ends:
            return
        before, now = self._before, self._now()
        if now.destination != before.destination:
            yield f"{before.destination} became {now.destination}"
        if (now.visit.language, now.visit.text_size) != (before.visit.language, before.visit.text_size):
            yield f"{before.visit} became {now.visit}"

    def _focus_is_somewhere(self) -> Iterator[str]:
        """On nothing in particular, or on something that is seen and can be chosen."""
        focused = self._window.focusWidget()
        if focused in (None, self._window) or not self._window.property("keys"):
            return
        if not isinstance(focused, Touchable) or not focused.isVisible() or not focused.isEnabled():
            yield f"{focused!r}"
        elif self._window.question is not None and not self._window.question.isAncestorOf(focused):
            yield f"{focused!r} behind the question"

    def _seen(self) -> Iterator[str]:
        yield from faults(self._window, self._window.look)
        if not any(part.isEnabled() for part in touchables(self._window)):
            yield "nothing can be touched"
        gc.collect()
        self._stages = [known for known in self._stages if known() is not None]
        if len(self._stages) > 1:
            yield f"{len(self._stages)} stages are still in memory"

    def _know(self, stage: Stage | None) -> None:
        if stage is not None and (not self._stages or self._stages[-1]() is not stage):
            self._stages.append(ref(stage))

    def _window_now(self) -> tuple[object, ...]:
        window = self._window
        return window.isVisible(), window.size().toTuple(), window.windowState() & ~Qt.WindowState.WindowActive

    def _parts(self) -> tuple[int, int, int]:
        """How many widgets, windows and other objects there are."""
        everything = self._window.findChildren(QObject)
        return len(QApplication.allWidgets()), len(QApplication.topLevelWidgets()), len(everything)

    def _steps(self) -> int:
        return len(self._window._navigation._history)  # noqa: SLF001 - the way back is seen nowhere else

    def _now(self) -> Moment:
        return Moment(self._window.destination, self._window.visit, self._steps(), self._ends, self._leaves)

    def _on_expired(self) -> None:
        self._ends += 1

    def _on_leaving(self) -> None:
        self._leaves += 1
