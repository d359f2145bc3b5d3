"""A contact's name of as many letters as the check lets through fits wherever it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.content.compile import compile_source
from kiosk.content.model import LIMITS
from kiosk.navigation import Destination, Place
from kiosk.settings import Settings
from kiosk.ui.audit import faults
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.shelf import Shelf
from kiosk.ui.stops import Stop
from kiosk.ui.theme import fonts
from kiosk.ui.tour import SIZES, show
from kiosk.visit import TEXT_SIZES
from tests.content.desk import Desk
from tests.fakes import shelf_of

NAMES = {
    "capitals": "OFICINA NACIONAL PARA LA ATENCIÓN DE LAS PERSONAS REFUGIADAS",
    "wide letters": "MMMMMMMM WWWWWWWW MMMMMMMM WWWWWWWW MMMMMMMM WWWWWWWW MMMMMM",
    "long words": "Verantwortlichkeiten Responsabilizaciones Responsabilidades",
}
STOPS = [
    Stop(place.value, Destination(place, contact))
    for contact in ("iom-panama", "iom-staff")
    for place in (Place.CONTACTS, Place.CODE, Place.WRITE)
    if place == Place.CONTACTS or contact == "iom-panama"
] + [Stop("page", Destination(Place.PAGE, "health/doctor"))]


@pytest.fixture(params=NAMES)
def shelf(request: pytest.FixtureRequest, tmp_path: Path, qapp: object) -> Iterator[Shelf]:
    """A small content whose contacts have a long name."""
    fonts.load()
    desk, name = Desk(tmp_path / "source"), NAMES[request.param]
    assert LIMITS["name"] - 1 <= len(name) <= LIMITS["name"]
    desk.change("contacts.yaml", "name: OIM Panamá", f"name: {name}")
    desk.change("contacts.yaml", "name: Personal de la OIM", f"name: {name}")
    compile_source(desk.folder, tmp_path / "bundle")
    with shelf_of(tmp_path / "bundle") as opened:
        yield opened


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_a_long_name_is_whole_in_every_size(shelf: Shelf, qtbot: QtBot, size: tuple[int, int]) -> None:
    window = MainWindow(shelf, Settings(), scale_by_pixels)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    found: dict[str, list[str]] = {}

    for stop, text_size in product(STOPS, TEXT_SIZES):
        show(window, stop, "es", "normal", text_size)
        found[f"{stop.name} {stop.destination.id} {text_size}"] = faults(window, window.look)

    assert len(found) == len(STOPS) * len(TEXT_SIZES)
    assert {where: told for where, told in found.items() if told} == {}
