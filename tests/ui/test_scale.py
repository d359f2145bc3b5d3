"""Sizes hold in millimetres on any screen whose size can be believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.scale import Panel, scale_by_pixels, scale_for

MM_PER_INCH = 25.4


def panel_of(width: int, height: int, dpi: float) -> Panel:
    return Panel(width, height, width / dpi * MM_PER_INCH, height / dpi * MM_PER_INCH)


@pytest.mark.parametrize(
    "width, height, scale",
    [
        (1024, 600, 1.15),
        (1366, 768, 1.0),
        (1920, 1080, 1.4),
        (1080, 1920, 1.25),
        (1280, 800, 1.042),
        (800, 1280, 1.042),
        (3840, 2160, 2.812),
        (2160, 3840, 2.812),
    ],
)
def test_a_screen_of_unknown_size_goes_by_its_pixels(width: int, height: int, scale: float) -> None:
    assert scale_by_pixels(width, height) == scale
    assert scale_for(Panel(width, height)) == scale


@pytest.mark.parametrize(
    "panel, scale",
    [
        (Panel(1366, 768, 345, 194), 1.001),  # 15.6 inches
        (Panel(1920, 1080, 344, 193), 1.411),  # 15.6 inches
        (Panel(1024, 600, 222, 125), 1.166),  # 10.1 inches
        (Panel(3840, 2160, 346, 195), 2.806),  # 15.6 inches
        (Panel(1080, 1920, 193, 344), 1.415),  # 15.6 inches, upright
        (Panel(1920, 1080, 531, 299), 0.914),  # 24 inches
        (Panel(1920, 1080, 598, 336), 0.812),  # 27 inches
    ],
)
def test_a_plausible_size_is_believed(panel: Panel, scale: float) -> None:
    assert scale_for(panel) == pytest.approx(scale, abs=0.002)


def test_a_size_far_from_what_the_pixels_suggest_is_not_believed() -> None:
    television, tiny = Panel(1920, 1080, 1210, 681), Panel(1920, 1080, 154, 87)

    assert scale_for(television) == 1.4
    assert scale_for(tiny) == 1.4


@pytest.mark.parametrize(
    "panel",
    [
        Panel(1366, 768, 0, 0),
        Panel(1366, 768, 16, 9),  # an aspect ratio instead of a size
        Panel(1366, 768, 160, 90),  # … in centimetres
        Panel(1366, 768, 344, 0),
        Panel(1366, 768, 400, 150),  # no screen has such pixels
        Panel(1366, 768, 1600, 900),  # a projector's wall
        Panel(1366, 768, 110, 62),
    ],
)
def test_an_implausible_size_is_not_believed(panel: Panel) -> None:
    assert scale_for(panel) == 1.0


@pytest.mark.parametrize("dpi", [72.0, 96.0])
def test_a_made_up_resolution_is_not_believed(dpi: float) -> None:
    assert scale_for(panel_of(1366, 768, dpi)) == 1.0


def test_a_resolution_near_a_made_up_one_is_believed() -> None:
    assert scale_for(panel_of(1366, 768, 98)) == pytest.approx(0.976, abs=0.001)


def test_the_setting_wins_over_everything() -> None:
    assert scale_for(Panel(1920, 1080, 344, 193), 2.5) == 2.5


@given(
    st.integers(320, 8000),
    st.integers(240, 8000),
    st.floats(0, 5000, allow_nan=False),
    st.floats(0, 5000, allow_nan=False),
)
def test_no_screen_makes_things_much_larger_or_smaller_than_its_pixels_suggest(
    width: int, height: int, width_mm: float, height_mm: float
) -> None:
    by_pixels = scale_by_pixels(width, height)

    scale = scale_for(Panel(width, height, width_mm, height_mm))

    assert 0.49 * by_pixels <= scale <= 1.36 * by_pixels
