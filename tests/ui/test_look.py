"""One look decides lengths, type and the reading direction of all that is painted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.content.model import Direction
from kiosk.ui.look import Look
from kiosk.ui.theme import fonts
from kiosk.ui.theme.tokens import TYPE
from kiosk.ui.widgets.tile import SHAPES, Tile, TileShape

LOOK = Look(1366, 768)
RTL = replace(LOOK, direction="rtl")


@pytest.mark.parametrize(
    "name, straight, turned",
    [
        ("arrow-left", "arrow-left", "arrow-right"),
        ("chevron-right", "chevron-right", "chevron-left"),
        ("chevron-down", "chevron-down", "chevron-down"),
        ("house", "house", "house"),
    ],
)
def test_what_points_forward_points_where_one_reads_on(name: str, straight: str, turned: str) -> None:
    assert LOOK.forward(name) == straight
    assert RTL.forward(name) == turned


def test_leading_and_trailing_margins_change_places() -> None:
    assert LOOK.margins(30, 1, 10, 2) == QMargins(30, 1, 10, 2)
    assert RTL.margins(30, 1, 10, 2) == QMargins(10, 1, 30, 2)


@pytest.mark.parametrize(
    "width, height, scale, low, narrow",
    [
        (1366, 768, 1.0, False, False),
        (1920, 1080, 1.4, False, False),
        (1024, 600, 1.15, True, False),
        (1080, 1920, 1.25, False, True),
        (800, 600, 1.15, True, True),
        (3840, 2160, 2.812, False, False),
    ],
)
def test_room_is_measured_in_design_pixels(width: int, height: int, scale: float, low: bool, narrow: bool) -> None:
    look = Look(width, height, scale)

    assert (look.low, look.narrow) == (low, narrow)


@pytest.mark.parametrize("number, size", [(0, 100), (1, 133), (2, 167)])
def test_type_has_the_size_that_the_design_gives_it(number: int, size: int) -> None:
    look = Look(1920, 1080, 1.4, text_size=size)

    assert {kind: look.font(kind).pixelSize() for kind in TYPE} == {
        kind: round(1.4 * sizes[number]) for kind, (sizes, _, _) in TYPE.items()
    }


def test_numbers_have_a_typeface_in_which_no_two_signs_look_alike() -> None:
    assert LOOK.font("number").families()[0] == fonts.NUMBERS
    assert LOOK.font("body").families()[0] == fonts.TEXT


def test_a_languages_own_typeface_stands_in_where_the_kiosks_has_no_signs() -> None:
    families = replace(LOOK, families=("Own",)).font("body").families()

    assert list(dict.fromkeys(families)) == [fonts.TEXT, "Own", fonts.ARABIC]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("shape", [SHAPES[0], SHAPES[4]], ids=["above the word", "beside the word"])
def test_a_tiles_pictogram_stands_at_the_leading_side(qtbot: QtBot, direction: Direction, shape: TileShape) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    look = replace(LOOK, direction=direction)
    tile = Tile("stethoscope", "", look, look.theme.tile("#075C43"))
    tile.setParent(ground)
    tile.resize(400, 160)
    tile.take_shape(shape)

    picture = tile.grab().toImage()
    inked = [x for x in range(400) for y in range(160) if picture.pixelColor(x, y).name() == "#ffffff"]

    assert len(inked) > 100
    assert max(inked) < 200 if direction == "ltr" else min(inked) > 200
