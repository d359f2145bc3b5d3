"""The tour and the self-test see each centre of the content, where a centre shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.content.compile import compile_source
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import fonts
from kiosk.ui.tour import SELF_TEST, Route, visit_all
from tests.content.desk import Desk
from tests.fakes import shelf_of, words

SIGN = "Centro del norte"


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    """A small content with a second centre."""
    fonts.load()
    desk = Desk(tmp_path / "source")
    desk.write("sites/north.yaml", f"name: Norte\ntitle: {SIGN}\nlanguages: [fr]\ntopics_hidden: [health]\n")
    yield desk
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shelf(desk: Desk, tmp_path: Path) -> Iterator[Shelf]:
    """That content, seen from its first centre."""
    compile_source(desk.folder, tmp_path / "bundle")
    with shelf_of(tmp_path / "bundle") as opened:
        opened.move_to("station")
        yield opened


def test_other_centres_are_seen_where_a_centre_shows(shelf: Shelf) -> None:
    seen = {view.name.partition("__")[0]: words(view.window) for view in visit_all(shelf, Route(languages=("es",)))}

    elsewhere = {name for name in seen if name.endswith("-at-north")}
    assert elsewhere == {"start-at-north", "home-at-north", "contacts-at-north"}
    assert all(SIGN in seen[name] for name in elsewhere)
    assert "Salud" in seen["home"]
    assert "Salud" not in seen["home-at-north"]


def test_the_self_test_sees_every_number_in_every_text_size(shelf: Shelf) -> None:
    names = {view.name for route in SELF_TEST[1:] for view in visit_all(shelf, route)}

    kinds = {(stop, size) for stop, _, _, _, size in (name.split("__") for name in names)}
    assert kinds == {(stop, size) for stop in ("page-health-doctor", "contacts-iom-panama") for size in ("133", "167")}


def test_each_language_begins_in_the_centre_that_was_asked_for(shelf: Shelf) -> None:
    views = visit_all(shelf, Route(languages=("es", "en")))

    sites = [(view.name.partition("__")[0], view.window.shelf.site) for view in views]

    assert {site for name, site in sites if name == "home"} == {"station"}
    assert shelf.site == "station"


def test_a_name_that_does_not_fit_is_found_in_any_centre(desk: Desk, tmp_path: Path) -> None:
    desk.change("sites/north.yaml", SIGN, "M" * 48)
    compile_source(desk.folder, tmp_path / "wide")

    with shelf_of(tmp_path / "wide") as shelf:
        shelf.move_to("station")
        views = visit_all(shelf, Route(languages=("es",), staff=False))
        faulty = {view.name.partition("__")[0] for view in views if view.faults()}

    assert faulty == {"start-at-north"}
