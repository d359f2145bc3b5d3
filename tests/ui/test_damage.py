"""What is missing or damaged never leaves a visitor in front of nothing."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.content.library import Library, load_start
from kiosk.errors import BundleError
from kiosk.navigation import HOME, Destination, Place
from kiosk.ui.main_window import MainWindow
from kiosk.ui.screens.problem import ProblemScreen
from kiosk.ui.shelf import Shelf
from tests.fakes import Clock, Finger, names, touchable, window_on, words

PAGE = Destination(Place.PAGE, "services/orientation")
TOPIC = Destination(Place.TOPIC, "services")
LONG_LIST = Destination(Place.TOPIC, "about")
SENSITIVE = Destination(Place.PAGE, "protection/private")


@pytest.mark.logged
@pytest.mark.parametrize(
    "destination",
    [
        Destination(Place.PAGE, "no/such"),
        Destination(Place.TOPIC, "none"),
        Destination(Place.CODE, "nobody"),
        Destination(Place.PHRASE, "nothing"),
    ],
    ids=lambda destination: destination.place,
)
def test_what_is_not_in_the_content_is_a_problem_with_a_way_out(
    window: MainWindow, finger: Finger, caplog: pytest.LogCaptureFixture, destination: Destination
) -> None:
    window.go(destination)
    screen = window.stage.screen_shown if window.stage else None
    logged = [(record.name, record.levelno) for record in caplog.records]
    finger.tap(touchable(window, "home"))

    assert isinstance(screen, ProblemScreen)
    assert logged == [("kiosk.ui.stage", logging.ERROR)]
    assert destination.id in caplog.text
    assert window.destination == HOME


def damaged(bundle: Path) -> Shelf:
    """A bundle whose start.json is all right and whose content is not."""

    def refuse() -> Library:
        raise BundleError("damaged")

    return Shelf(load_start(bundle), bundle, refuse)


@pytest.mark.logged
def test_damaged_content_still_shows_start_and_a_problem_instead_of_pages(
    bundle: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = damaged(bundle)

    with window_on(shelf, clock) as window:
        started = names(window)
        window.begin_visit("fr")

        assert started == ["language-es", "language-en", "language-fr"]
        assert window.stage is not None
        assert isinstance(window.stage.screen_shown, ProblemScreen)
        assert shelf.wording("fr").gettext("This cannot be shown now") in words(window)
    assert {record.levelno for record in caplog.records} == {logging.ERROR}


@pytest.mark.logged
def test_the_question_over_damaged_content_hides_everything(bundle: Path, clock: Clock) -> None:
    """Nobody knows whether the page was sensitive."""
    with window_on(damaged(bundle), clock) as window:
        window.begin_visit("es")
        window.go(PAGE)
        clock.pass_(90)
        window.idle.tick()
        picture = window.grab().toImage()

    assert len({picture.pixelColor(x, y).name() for x in range(0, 250, 9) for y in range(0, 768, 9)}) == 1
