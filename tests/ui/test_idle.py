"""A visit ends when nobody answers, never before somebody had the full time to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.navigation import HOME, START, Destination, Place
from kiosk.settings import Settings
from kiosk.ui.idle import Idle
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from tests.fakes import Clock, Finger, names, touchable, window_on, words

IDLE, ANSWER = 90, 30
SENSITIVE = Destination(Place.PAGE, "protection/private")
NOTHING = QPoint(4, 300)


@dataclass
class Watched:
    """An idle watch whose visit has begun, and what it said."""

    idle: Idle
    said: list[str] = field(default_factory=list)
    left: list[tuple[int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.idle.asked.connect(self._on_asked)
        self.idle.expired.connect(self._on_expired)
        self.idle.left.connect(self._on_left)
        self.idle.begin()

    def _on_asked(self) -> None:
        self.said.append("asked")

    def _on_expired(self) -> None:
        self.said.append("expired")

    def _on_left(self, seconds: int, part: float) -> None:
        self.left.append((seconds, part))


@pytest.fixture
def watched(qapp: QApplication, clock: Clock) -> Iterator[Watched]:
    parent = QObject()
    yield Watched(Idle(IDLE, ANSWER, parent, clock))
    parent.deleteLater()


def test_nobody_is_asked_before_the_time(watched: Watched, clock: Clock) -> None:
    clock.pass_(IDLE - 0.1)
    watched.idle.tick()

    assert watched.said == []
    assert not watched.idle.is_asking


def test_a_visit_ends_when_nobody_answers(watched: Watched, clock: Clock) -> None:
    for seconds in (IDLE, ANSWER - 0.1, 0.1, 500):
        clock.pass_(seconds)
        watched.idle.tick()

    assert watched.said == ["asked", "expired"]
    assert not watched.idle.is_asking


def test_every_touch_begins_the_time_anew(watched: Watched, clock: Clock) -> None:
    for _ in range(3):
        clock.pass_(IDLE - 1)
        watched.idle.touch()
        watched.idle.tick()

    assert watched.said == []


def test_an_answer_begins_the_time_anew(watched: Watched, clock: Clock) -> None:
    clock.pass_(IDLE)
    watched.idle.tick()
    clock.pass_(ANSWER - 1)

    watched.idle.stay()
    clock.pass_(IDLE - 1)
    watched.idle.tick()
    said_before = list(watched.said)
    clock.pass_(1)
    watched.idle.tick()

    assert said_before == ["asked"]
    assert watched.said == ["asked", "asked"]


def test_a_touch_beside_the_answers_shows_that_somebody_is_there(watched: Watched, clock: Clock) -> None:
    clock.pass_(IDLE)
    watched.idle.tick()
    for _ in range(3):
        clock.pass_(ANSWER - 1)
        watched.idle.touch()
        watched.idle.tick()

    assert watched.said == ["asked"]
    assert watched.idle.is_asking
    assert watched.left[-1] == (ANSWER, 0.0)

    clock.pass_(ANSWER)
    watched.idle.tick()

    assert watched.said == ["asked", "expired"]


def test_the_seconds_are_counted_down_to_one(watched: Watched, clock: Clock) -> None:
    clock.pass_(IDLE)
    watched.idle.tick()
    for _ in range(ANSWER * 4 - 1):
        clock.pass_(0.25)
        watched.idle.tick()

    seconds = [second for second, _ in watched.left]
    parts = [part for _, part in watched.left]
    assert list(dict.fromkeys(seconds)) == list(range(ANSWER, 0, -1))
    assert parts[0] == 0
    assert parts == sorted(parts)
    assert parts[-1] < 1


def test_a_clock_that_jumped_still_leaves_the_full_time_to_answer(watched: Watched, clock: Clock) -> None:
    clock.pass_(8 * 3600)
    watched.idle.tick()
    clock.pass_(ANSWER - 1)
    watched.idle.tick()

    assert watched.said == ["asked"]
    assert watched.left == [(ANSWER, 0.0), (1, (ANSWER - 1) / ANSWER)]


def test_nobody_is_asked_when_no_visit_lasts(watched: Watched, clock: Clock) -> None:
    watched.idle.end()
    clock.pass_(IDLE * 10)
    watched.idle.tick()

    assert watched.said == []


def test_a_visit_that_begins_while_asked_is_not_asked_again_at_once(watched: Watched, clock: Clock) -> None:
    clock.pass_(IDLE)
    watched.idle.tick()

    watched.idle.begin()
    watched.idle.tick()

    assert watched.said == ["asked"]
    assert not watched.idle.is_asking


# ---------------------------------------------------------------- in the window


def fall_asleep(window: MainWindow, clock: Clock) -> None:
    """Let so much time pass that the question stands."""
    clock.pass_(IDLE)
    window.idle.tick()
    assert window.question is not None


def test_only_the_two_answers_can_be_touched(window: MainWindow, clock: Clock) -> None:
    fall_asleep(window, clock)

    assert names(window) == ["end", "stay"]
    assert "¿Sigue ahí?" in words(window)
    assert str(ANSWER) in words(window)


def test_staying_leaves_everything_as_it_was(window: MainWindow, clock: Clock, finger: Finger) -> None:
    finger.tap(touchable(window, "health"))
    fall_asleep(window, clock)

    finger.tap(touchable(window, "stay"))

    assert window.question is None
    assert window.destination == Destination(Place.TOPIC, "health")
    assert "back" in names(window)


def test_ending_returns_to_the_start(window: MainWindow, clock: Clock, finger: Finger) -> None:
    fall_asleep(window, clock)

    finger.tap(touchable(window, "end"))

    assert window.question is None
    assert window.destination == START


def test_not_answering_returns_to_the_start(window: MainWindow, clock: Clock) -> None:
    fall_asleep(window, clock)

    clock.pass_(ANSWER)
    window.idle.tick()

    assert window.question is None
    assert window.destination == START


def test_touches_beside_the_answers_do_not_answer_and_do_not_reach_the_page(
    window: MainWindow, clock: Clock, finger: Finger
) -> None:
    behind = touchable(window, "services")
    fall_asleep(window, clock)

    clock.pass_(ANSWER - 2)
    finger.tap(behind)
    clock.pass_(ANSWER - 2)
    window.idle.tick()

    assert window.destination == HOME
    assert window.question is not None

    clock.pass_(ANSWER)
    window.idle.tick()

    assert window.destination == START


def test_on_a_sensitive_page_only_the_answer_returns_to_it(window: MainWindow, clock: Clock, finger: Finger) -> None:
    window.go(SENSITIVE)
    fall_asleep(window, clock)
    for _ in range(3):
        clock.pass_(ANSWER - 2)
        finger.tap(NOTHING)
        window.idle.tick()
        assert window.question is not None

    finger.tap(touchable(window, "stay"))

    assert window.destination == SENSITIVE


def test_after_a_countdown_that_nobody_touched_the_answer_returns_to_home(
    window: MainWindow, clock: Clock, finger: Finger
) -> None:
    window.go(SENSITIVE)
    fall_asleep(window, clock)
    clock.pass_(ANSWER)
    window.idle.tick()
    assert window.question is not None
    assert str(ANSWER) in words(window)

    finger.tap(touchable(window, "stay"))

    assert window.destination == HOME
    assert "back" not in names(window)


def test_a_visit_to_a_sensitive_page_ends_after_a_second_countdown(window: MainWindow, clock: Clock) -> None:
    window.go(SENSITIVE)
    fall_asleep(window, clock)
    for _ in range(2):
        clock.pass_(ANSWER)
        window.idle.tick()

    assert window.question is None
    assert window.destination == START


def test_a_finger_that_was_down_when_the_question_came_does_not_act_behind_it(
    window: MainWindow, clock: Clock, finger: Finger
) -> None:
    finger.press(touchable(window, "services"))
    fall_asleep(window, clock)
    finger.release()

    assert window.destination == HOME
    assert window.question is not None


def test_escape_does_not_move_the_screen_behind_the_question(window: MainWindow, clock: Clock, finger: Finger) -> None:
    finger.tap(touchable(window, "health"))
    fall_asleep(window, clock)

    QTest.keyClick(finger.glass, Qt.Key.Key_Escape)

    assert window.destination == Destination(Place.TOPIC, "health")
    assert window.question is not None


def test_the_question_hides_a_sensitive_page_and_lets_another_shine_through(
    window: MainWindow, clock: Clock, finger: Finger
) -> None:
    on_home = colours_beside_the_question(window, clock)
    finger.tap(touchable(window, "stay"))
    window.go(SENSITIVE)
    on_sensitive = colours_beside_the_question(window, clock)

    assert len(on_home) > 1
    assert len(on_sensitive) == 1


def colours_beside_the_question(window: MainWindow, clock: Clock) -> set[str]:
    """The colours that are seen at the edge of the window, beside the question."""
    fall_asleep(window, clock)
    picture = window.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(20, 260, 7) for y in range(20, 748, 7)}


def test_the_question_is_asked_in_the_visitors_language(window: MainWindow, shelf: Shelf, clock: Clock) -> None:
    question = shelf.wording("fr").gettext("Are you still there?")
    window.choose_language("fr")

    fall_asleep(window, clock)

    assert question != "Are you still there?"
    assert question in words(window)


def test_the_times_are_settings(shelf: Shelf, clock: Clock) -> None:
    with window_on(shelf, clock, Settings(idle_seconds=20, answer_seconds=60)) as window:
        window.begin_visit("es")
        clock.pass_(20)
        window.idle.tick()
        asked = window.question is not None
        clock.pass_(59)
        window.idle.tick()
        still_asked = window.question is not None
        clock.pass_(1)
        window.idle.tick()
        ended = window.destination == START

    assert (asked, still_asked, ended) == (True, True, True)


def test_a_window_that_changes_its_size_still_asks(window: MainWindow, clock: Clock) -> None:
    fall_asleep(window, clock)

    window.resize(1080, 1920)

    assert window.question is not None
    assert window.question.size() == window.size()
    assert names(window) == ["end", "stay"]


def test_the_start_screen_never_asks(window: MainWindow, clock: Clock) -> None:
    window.end_visit()

    clock.pass_(IDLE * 100)
    window.idle.tick()

    assert window.question is None
