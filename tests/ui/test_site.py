"""A kiosk that is moved to another centre shows that centre at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.compile import compile_source
from kiosk.errors import NotFoundError
from kiosk.navigation import CONTACTS, HOME, SEARCH, START, Destination, Place
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from tests.content.desk import Desk
from tests.fakes import Clock, names, shelf_of, window_on, words


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


def test_a_centre_that_there_is_not_changes_nothing(window: MainWindow) -> None:
    before = languages(window), window.shelf.site

    with pytest.raises(NotFoundError, match="no site 'nowhere'"):
        window.choose_site("nowhere")

    assert (languages(window), window.shelf.site) == before
    assert window.destination == START
