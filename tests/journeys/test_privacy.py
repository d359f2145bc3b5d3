"""Nothing about one visit outlives it: not on the screen, not in memory that a next visitor meets, not on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from kiosk.navigation import HOME, START, VIEW
from kiosk.visit import Visit
from tests.journeys.visitor import Visitor, page, topic

IDLE, ANSWER = 90, 30


def walk(visitor: Visitor) -> list[QImage]:
    """What somebody sees who looks at a little of everything."""
    pictures = [visitor.sees()]
    for thing in ("language-es", "about", "Home", "view", "Home", "protection", "protection/private"):
        visitor.touches(thing)
        pictures.append(visitor.sees())
    visitor.touches("Hide")
    return pictures


def live_through(visitor: Visitor) -> None:
    """A visit that changes all that can be changed, and stops on a sensitive page."""
    visitor.walks(("language-fr", HOME), ("view", VIEW), ("text-size-167", VIEW), ("contrast-high", VIEW))
    visitor.walks(("Home", HOME), ("about", topic("about")))
    visitor.touches("Further down")
    visitor.walks(("back", HOME), ("protection", topic("protection")))
    visitor.walks(("protection/private", page("protection/private")))
    visitor.types(Qt.Key.Key_Tab, Qt.Key.Key_Tab)


@pytest.mark.parametrize("end", ["nobody answers", "End"])
def test_nothing_of_a_visit_is_left_for_the_next(visitor: Visitor, end: str) -> None:
    before = walk(visitor)
    visitor.waits(IDLE)
    visitor.touches("End")

    live_through(visitor)
    visitor.waits(IDLE)
    asked = visitor.window.question is not None
    if end == "nobody answers":
        visitor.waits(ANSWER)
        visitor.waits(ANSWER)
    else:
        visitor.touches(end)
    ended = visitor.place, visitor.window.visit, visitor.window.property("keys")
    after = walk(visitor)

    assert asked
    assert ended == (START, Visit("es"), False)
    assert [one == other for one, other in zip(before, after, strict=True)] == [True] * len(before)


def test_what_was_chosen_is_seen_so_that_forgetting_it_means_something(visitor: Visitor) -> None:
    visitor.touches("language-es")
    plain = visitor.sees()
    visitor.waits(IDLE)
    visitor.touches("End")

    live_through(visitor)
    visitor.touches("Hide")

    assert visitor.sees() != plain


def test_the_end_of_a_visit_cannot_be_undone(visitor: Visitor) -> None:
    live_through(visitor)
    visitor.waits(IDLE)
    visitor.waits(ANSWER)
    visitor.waits(ANSWER)

    visitor.types(Qt.Key.Key_Escape, Qt.Key.Key_Back)

    assert visitor.place == START


def test_the_question_hides_what_a_sensitive_page_says_and_staying_shows_it_again(visitor: Visitor) -> None:
    live_through(visitor)
    shown = visitor.reads()

    visitor.waits(IDLE)
    hidden = visitor.sees()
    visitor.touches("I am here")

    assert {hidden.pixelColor(x, 20).name() for x in range(hidden.width())} == {hidden.pixelColor(0, 0).name()}
    assert visitor.place == page("protection/private")
    assert visitor.reads() == shown


def test_a_visit_writes_nothing(visitor: Visitor, state: Path, bundle: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in bundle.rglob("*")}

    live_through(visitor)
    visitor.waits(IDLE)
    visitor.waits(ANSWER)
    visitor.waits(ANSWER)

    assert not state.exists()
    assert {path: path.stat().st_mtime_ns for path in bundle.rglob("*")} == before


def test_a_long_visit_is_not_interrupted_while_somebody_touches(visitor: Visitor) -> None:
    visitor.touches("language-es")

    for _ in range(8):
        visitor.waits(IDLE - 5)
        visitor.touches("about", "Home")

    assert visitor.place == HOME
    assert visitor.window.question is None
