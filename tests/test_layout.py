"""Every screen in every way it can be shown, judged by its geometry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from kiosk.content.compile import compile_source
from kiosk.content.library import Library, load_start
from kiosk.navigation import START
from kiosk.settings import Settings
from kiosk.ui.audit import faults
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.stops import examples
from kiosk.ui.theme import fonts
from kiosk.ui.theme.roles import THEMES
from kiosk.ui.tour import SIZES, Route, show, visit_all
from kiosk.ui.widgets.keyboard import Key
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable
from kiosk.visit import TEXT_SIZES
from tests.pseudo import ARABIC, LONG, MIRRORED, PseudoShelf

SOURCE = Path(__file__).parents[1] / "kiosk" / "content" / "darien"
LANGUAGES = ("es", "en", "fr", LONG.code, ARABIC.code)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layout") / "bundle"
    compile_source(SOURCE, folder)
    return folder


@pytest.fixture
def shelf(bundle: Path, qapp: object) -> Iterator[PseudoShelf]:
    fonts.load()
    shelf = PseudoShelf(load_start(bundle), bundle, lambda: Library.open(bundle))
    yield shelf
    shelf.close()


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_nothing_is_cut_covered_off_the_screen_or_too_small(
    shelf: PseudoShelf, size: tuple[int, int], theme: str, text_size: int
) -> None:
    route = Route((size,), LANGUAGES, (theme,), (text_size,), staff=False)

    seen = {view.name: view.faults() for view in visit_all(shelf, route)}

    assert len(seen) >= 12 * len(LANGUAGES)
    assert {name: found for name, found in seen.items() if found} == {}


@pytest.mark.parametrize(
    "size, text_size",
    [*((size, TEXT_SIZES[0]) for size in SIZES), (SIZES[0], TEXT_SIZES[-1]), (SIZES[-1], TEXT_SIZES[-1])],
    ids=str,
)
def test_the_staff_find_nothing_cut_covered_or_too_small_either(
    shelf: PseudoShelf, size: tuple[int, int], text_size: int
) -> None:
    route = Route((size,), (LONG.code, ARABIC.code), ("normal",), (text_size,), visitor=False)

    seen = {view.name: view.faults() for view in visit_all(shelf, route)}

    assert len(seen) >= 2 * 60
    assert {name: found for name, found in seen.items() if found} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_staff_see_as_much_in_every_theme(shelf: PseudoShelf, theme: str) -> None:
    route = Route(languages=("es",), themes=(theme,), text_sizes=(133,), visitor=False)

    seen = {view.name: view.faults() for view in visit_all(shelf, route)}

    assert {name: found for name, found in seen.items() if found} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_at_the_size_of_the_design(shelf: PseudoShelf, language: str) -> None:
    route = Route(languages=(language,), every_page=True, staff=False)

    seen = {view.name: view.faults() for view in visit_all(shelf, route)}

    assert sum(name.startswith("page-") for name in seen) > 30
    assert {name: found for name, found in seen.items() if found} == {}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_other_reading_direction_is_the_same_screen_in_a_mirror(
    shelf: PseudoShelf, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = MainWindow(shelf, Settings(), scale_by_pixels)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()

    # Start stands in the direction of the first language, whatever the visitor's is.
    for stop in (stop for stop in examples(shelf.library, LONG.code) if stop.destination != START):
        show(window, stop, LONG.code, "normal", 100)
        straight = boxes(window)
        show(window, stop, MIRRORED.code, "normal", 100)
        mirrored = [box_in_mirror(box, window.width()) for box in boxes(window)]

        assert straight, stop.name
        assert all(near(one, other) for one, other in zip(straight, mirrored, strict=True)), stop.name


def test_the_audit_sees_what_is_wrong(shelf: PseudoShelf, qtbot: QtBot) -> None:
    """A judge that finds nothing is worth nothing: break a screen in each way and listen."""
    window = MainWindow(shelf, Settings(), scale_by_pixels)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.begin_visit("es")
    tiles = [part for part in window.findChildren(Touchable) if part.isVisible()]
    text = next(part for part in window.findChildren(Text) if part.text() == "Contactos")

    text.resize(40, 20)
    tiles[0].setGeometry(tiles[1].geometry())
    tiles[2].setFixedSize(30, 30)
    tiles[3].move(5000, 0)
    found = faults(window, window.look)

    for word in ("cut", "overlap", "too small", "outside its parent"):
        assert any(fault.startswith(word) for fault in found), word


def boxes(window: MainWindow) -> list[QRect]:
    """The touchable parts of a screen, top to bottom as they were made; a keyboard is never mirrored."""
    parts = [part for part in window.findChildren(Touchable) if part.isVisible() and not isinstance(part, Key)]
    return [QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts]


def box_in_mirror(box: QRect, width: int) -> QRect:
    return QRect(width - box.right() - 1, box.top(), box.width(), box.height())


def near(one: QRect, other: QRect) -> bool:
    """Whether two boxes are the same but for a pixel of rounding."""
    corner, other_corner = one.topLeft() - other.topLeft(), one.bottomRight() - other.bottomRight()
    return max(abs(corner.x()), abs(corner.y()), abs(other_corner.x()), abs(other_corner.y())) <= 2
