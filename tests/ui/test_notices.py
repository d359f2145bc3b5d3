"""Notices on Home: filled in in every language, as many as leave room, the others one touch away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kiosk.content.isolates import bare
from kiosk.navigation import HOME, NOTICES
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.notices import NoticeBox
from tests.fakes import Clock, Finger, shelf_of, touchable, touchables, window_on, words

NOW = datetime.now(UTC)
FOOD = {"template": "food", "time": "12:00-14:00", "place": "Carpa 3"}
Post = Callable[..., None]


@pytest.fixture
def own_shelf(bundle: Path) -> Iterator[Shelf]:
    """Content of this test alone, since notices are posted on it."""
    with shelf_of(bundle) as shelf:
        yield shelf


@pytest.fixture
def home(own_shelf: Shelf, clock: Clock) -> Iterator[MainWindow]:
    with window_on(own_shelf, clock) as window:
        window.begin_visit("es")
        yield window


def post(window: MainWindow, shelf: Shelf, *notices: dict[str, str], hours: float = 6) -> None:
    from kiosk.device.notices import Notice

    since = NOW - timedelta(hours=3)
    posted = [Notice(since, since + timedelta(hours=3 + hours), **fields) for fields in notices]
    shelf.posted = partial(tuple, posted)
    window.home()


def boxes(window: MainWindow) -> int:
    return len([box for box in window.findChildren(NoticeBox) if box.isVisible()])


def said(window: MainWindow) -> str:
    return bare(" | ".join(words(window))).replace("\u00a0", " ")


def test_without_notices_nothing_takes_their_place(home: MainWindow) -> None:
    assert boxes(home) == 0
    assert "Aviso de hoy" not in said(home)


@pytest.mark.parametrize("language, notice", [
    ("es", "Aviso de hoy: Comida. Hora: 12:00 – 14:00. Lugar: Carpa 3."),
    ("fr", "Avis du jour : Repas. Heure : 12:00 – 14:00. Lieu : Carpa 3."),
])  # fmt: skip
def test_a_notice_is_read_in_the_visitors_language(
    home: MainWindow, own_shelf: Shelf, language: str, notice: str
) -> None:
    post(home, own_shelf, FOOD)
    home.choose_language(language)

    assert notice in said(home)


def test_a_text_of_the_staff_stands_in_its_own_language_alone(home: MainWindow, own_shelf: Shelf) -> None:
    post(home, own_shelf, {"text": "Traiga su taza", "language": "es"})
    in_spanish = said(home)
    home.choose_language("fr")

    assert "Traiga su taza" in in_spanish
    assert boxes(home) == 0


def test_it_is_gone_when_its_time_is_over(home: MainWindow, own_shelf: Shelf) -> None:
    post(home, own_shelf, FOOD, hours=-1)

    assert boxes(home) == 0


@pytest.mark.parametrize("fields", [
    {"template": "no such template", "time": "1", "place": "2"},
    {"template": "food", "time": "12:00"},
    {"template": "food", "place": "Carpa 3"},
])  # fmt: skip
def test_one_that_cannot_be_filled_in_is_left_out(home: MainWindow, own_shelf: Shelf, fields: dict[str, str]) -> None:
    post(home, own_shelf, fields)

    assert boxes(home) == 0


def test_few_stand_whole_and_many_are_one_touch_away(home: MainWindow, own_shelf: Shelf, clock: Clock) -> None:
    post(home, own_shelf, *[{**FOOD, "place": f"Carpa {number}"} for number in range(2)])
    two = boxes(home), [part.objectName() for part in touchables(home)]

    post(home, own_shelf, *[{**FOOD, "place": f"Carpa {number}"} for number in range(5)])
    shown = boxes(home)
    Finger(home, clock).tap(touchable(home, "notices"))

    assert two[0] == 2
    assert "notices" not in two[1]
    assert 1 <= shown < 5
    assert home.destination == NOTICES
    assert boxes(home) == 5
    assert [f"Carpa {number}." in said(home) for number in range(5)] == [True] * 5


def test_the_tiles_can_be_reached_below_five_long_notices(home: MainWindow, own_shelf: Shelf) -> None:
    home.resize(1024, 600)
    home.choose_text_size(167)
    post(home, own_shelf, *[{**FOOD, "place": "Carpa azul junto a la puerta grande de la entrada"}] * 5)

    assert home.destination == HOME
    assert {"services", "health"} <= {part.objectName() for part in touchables(home)}


def test_all_over_while_they_are_read_says_so(home: MainWindow, own_shelf: Shelf) -> None:
    post(home, own_shelf)
    home.go(NOTICES)

    assert "No hay avisos ahora." in said(home)
