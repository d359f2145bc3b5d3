"""A kiosk that is moved to another centre shows that centre at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.content.compile import compile_source
from kiosk.navigation import CONTACTS, HOME, SEARCH, Destination, Place
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.stage import Door
from kiosk.ui.supply import Supply
from tests.content.desk import Desk
from tests.fakes import Clock, Finger, names, shelf_of, touchable, window_on, words


@pytest.fixture
def two_sites(tmp_path: Path) -> Iterator[Shelf]:
    """The station, and a shelter that starts in French, shows the office first and hides a topic."""
    desk = Desk(tmp_path / "source")
    desk.write(
        "sites/shelter.yaml",
        "name: Albergue\ntitle: Información\nlanguages: [fr, es]\ncontacts: [iom-panama, iom-staff]\n"
        "topics_first: [health]\ntopics_hidden: [protection]\n",
    )
    compile_source(desk.folder, tmp_path / "bundle")
    with shelf_of(tmp_path / "bundle", "station") as shelf:
        yield shelf


@pytest.fixture
def window(two_sites: Shelf, clock: Clock) -> Iterator[MainWindow]:
    with window_on(two_sites, clock) as window:
        yield window


def languages(window: MainWindow) -> list[str]:
    return [name for name in names(window) if name.startswith("language-")]


def test_start_offers_its_languages_in_its_order(window: MainWindow) -> None:
    before = languages(window)

    window.choose_site("shelter")

    assert before == ["language-en", "language-es", "language-fr"]
    assert languages(window) == ["language-fr", "language-es", "language-en"]


def test_home_and_contacts_are_those_of_the_centre(window: MainWindow) -> None:
    window.begin_visit("es")
    before = names(window), words(window)
    window.choose_site("shelter")
    after = names(window), words(window)
    window.go(CONTACTS)
    contacts = [name for name in names(window) if "iom-" in name]

    assert before[0].index("protection") < before[0].index("health")
    assert "Estación de Recepción Migratoria · Darién" in before[1]
    assert "protection" not in after[0]
    assert "Albergue" in after[1]
    assert contacts == ["contact-iom-panama", "contact-iom-staff"]


def test_a_visitor_at_what_is_hidden_there_goes_on_at_home(window: MainWindow) -> None:
    window.begin_visit("es")
    window.go(Destination(Place.TOPIC, "protection"))

    window.choose_site("shelter")

    assert window.destination == HOME


def test_a_visitor_elsewhere_stays_where_they_are(window: MainWindow) -> None:
    window.begin_visit("es")
    window.go(SEARCH)

    window.choose_site("shelter")

    assert window.destination == SEARCH
    assert window.visit.language == "es"


def test_an_unknown_centre_shows_none_and_tells_the_staff(window: MainWindow) -> None:
    window.open_door(Door(is_there=True))

    window.choose_site("nowhere")
    start = names(window), words(window)
    window.begin_visit("es")

    # The general order of the content, not that of a centre where nobody is.
    assert [name for name in start[0] if name.startswith("language-")] == ["language-es", "language-en", "language-fr"]
    assert names(window).index("health") < names(window).index("protection")
    assert "Estación de Recepción Migratoria · Darién" not in [*start[1], *words(window)]
    assert "Este kiosco aún no está preparado. Personal: elija el centro en Ajustes" in start[1]


def test_staff_get_from_there_to_their_door_and_the_right_centre_ends_it(
    window: MainWindow, clock: Clock, qtbot: QtBot
) -> None:
    window.choose_site("nowhere")
    window.open_door(Door(is_there=True))
    with qtbot.waitSignal(window.staff_chosen):
        Finger(window, clock).tap(touchable(window, "alarm"))

    window.choose_site("shelter")

    assert "alarm" not in names(window)
    assert languages(window)[0] == "language-fr"


@pytest.mark.parametrize("wanted", ["nowhere", "Station", "station "])
def test_what_is_installed_is_seen_from_the_centre_that_is_set_or_from_none(
    two_sites: Shelf, tmp_path: Path, caplog: pytest.LogCaptureFixture, wanted: str
) -> None:
    supply = Supply(tmp_path / "state", wanted, lambda: two_sites.bundle)

    with closing(supply.shelf_of(None)) as shelf:
        assert (shelf.site, shelf.missing_site) == ("", wanted)
    assert f"no site {wanted!r}" in caplog.text
    caplog.clear()


def test_a_centre_that_vanishes_with_new_content_is_missed(
    window: MainWindow, two_sites: Shelf, tmp_path: Path
) -> None:
    window.open_door(Door(is_there=True))
    desk = Desk(tmp_path / "newer")
    desk.write("sites/other.yaml", desk.read("sites/station.yaml"))
    desk.remove("sites/station.yaml")
    compile_source(desk.folder, tmp_path / "newer-bundle")
    with shelf_of(tmp_path / "newer-bundle", two_sites.site) as newer:
        window.take_content(newer)

        assert "alarm" in names(window)
