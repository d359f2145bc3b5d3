"""A text knows exactly how tall it is, breaks no word and says when it is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

from kiosk.content.model import Span
from kiosk.ui.look import Look
from kiosk.ui.theme.tokens import BLACK
from kiosk.ui.widgets.text import SHRINKING, Text

LOOK = Look(1366, 768)
PARAGRAPH = "Puede pedir hablar a solas con el personal de la OIM, en su idioma y sin dar su nombre."
LONG_WORD = "Donaudampfschifffahrtsgesellschaft"
NUMBER = "+507 305-3350"

Make = Callable[..., Text]


@pytest.fixture
def text() -> Iterator[Make]:
    """Makes texts, in the body's type unless told, and takes them away after the test."""
    made: list[Text] = []

    def make(words: str | tuple[Span, ...], kind: str = "body", look: Look = LOOK, **options: Any) -> Text:
        made.append(Text(words, look, kind, colour=BLACK, **options))
        return made[-1]

    yield make
    for each in made:
        each.deleteLater()


def lines(text: Text) -> list[str]:
    """What stands in each line."""
    layout = text.setting().layout
    whole, found = layout.text(), []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        found.append(whole[line.textStart() : line.textStart() + line.textLength()])
    return found


def ink(text: Text) -> tuple[list[int], list[int]]:
    """The columns and the rows of pixels in which something is painted."""
    picture = QImage(text.size(), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    text.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    across, down = range(picture.width()), range(picture.height())
    inked = [(x, y) for y in down for x in across if picture.pixel(x, y)]
    return sorted({x for x, _ in inked}), sorted({y for _, y in inked})


@pytest.mark.parametrize("width", [160, 300, 555, 1200])
def test_at_its_height_nothing_is_cut_and_one_pixel_less_cuts(text: Make, width: int) -> None:
    shown = text(PARAGRAPH)
    height = shown.heightForWidth(width)

    shown.resize(width, height)
    whole = shown.is_cut()
    shown.resize(width, height - 3)

    assert not whole
    assert shown.is_cut()


def test_all_ink_is_within_the_lines(text: Make) -> None:
    shown = text("Ágjpqy " * 30)
    height = shown.heightForWidth(400)
    shown.resize(400, height + 200)

    _, rows = ink(shown)

    assert height - LOOK.font("body").pixelSize() < rows[-1] < height


def test_lines_follow_one_another_without_gap(text: Make) -> None:
    shown = text(PARAGRAPH)
    shown.resize(300, shown.heightForWidth(300))

    boxes = shown.line_boxes()

    assert len(boxes) > 2
    assert boxes[0].top() == 0
    assert all(upper.bottom() + 1 == lower.top() for upper, lower in pairwise(boxes))
    assert boxes[-1].bottom() + 1 == pytest.approx(shown.height(), abs=1)


@given(st.lists(st.text("abcdeßñé", min_size=1, max_size=9), min_size=1, max_size=30), st.integers(0, 900))
@settings(max_examples=60)
def test_no_word_is_broken_at_any_width_that_holds_the_longest(some_words: list[str], spare: int) -> None:
    shown = Text(" ".join(some_words), LOOK, "body", colour=BLACK)
    width = shown.minimumSizeHint().width() + spare
    shown.resize(width, shown.heightForWidth(width))

    broken = " ".join(line.strip() for line in lines(shown))
    cut = shown.is_cut()
    shown.deleteLater()

    assert broken == " ".join(some_words)
    assert not cut


def test_a_word_wider_than_its_place_counts_as_cut(text: Make) -> None:
    shown = text(LONG_WORD)

    shown.resize(200, 500)

    assert len(lines(shown)) > 1
    assert shown.is_cut()


def test_a_text_that_shrinks_gets_smaller_until_its_longest_word_fits(text: Make) -> None:
    firm, yielding = text(LONG_WORD), text(LONG_WORD, shrinks=True)
    width = round(firm.longest_at_full_size() * 0.8)

    for each in (firm, yielding):
        each.resize(width, each.heightForWidth(width))

    assert firm.is_cut()
    assert not yielding.is_cut()
    assert lines(yielding) == [LONG_WORD]
    assert yielding.setting().width <= width


def test_a_text_that_shrinks_gets_smaller_until_its_lines_fit_the_height(text: Make) -> None:
    shown = text(PARAGRAPH, shrinks=True)
    height = shown.heightForWidth(500)

    shown.resize(500, round(height * 0.8))

    assert shown.setting().height <= shown.height()
    assert not shown.is_cut()


def test_no_text_shrinks_below_what_can_be_read(text: Make) -> None:
    shown = text(LONG_WORD, shrinks=True)
    full = shown.longest_at_full_size()

    shown.resize(round(full * (SHRINKING[-1] - 0.1)), 400)

    assert shown.is_cut()
    assert shown.minimumSizeHint().width() == pytest.approx(full * SHRINKING[-1], rel=0.06)


def test_a_text_that_fits_is_not_shrunk(text: Make) -> None:
    shown = text(PARAGRAPH, shrinks=True)

    shown.resize(500, shown.heightForWidth(500))

    assert shown.setting().layout.font().pixelSize() == LOOK.font("body").pixelSize()


@pytest.mark.parametrize("room", [1.0, 0.9, 0.8])
def test_a_number_is_never_broken(text: Make, room: float) -> None:
    shown = text(NUMBER, "number", one_line=True)
    width = round(shown.sizeHint().width() * room)

    shown.resize(width, shown.heightForWidth(width))

    assert lines(shown) == [NUMBER]
    assert not shown.is_cut()


def test_a_number_with_too_little_room_counts_as_cut(text: Make) -> None:
    shown = text(NUMBER, "number", one_line=True)

    shown.resize(shown.sizeHint().width() // 3, 300)

    assert shown.is_cut()


def test_bold_words_are_measured_bold(text: Make) -> None:
    plain, bold = text(LONG_WORD), text((Span(LONG_WORD, strong=True),))

    assert bold.longest_at_full_size() > plain.longest_at_full_size()
    assert bold.sizeHint().width() > plain.sizeHint().width()


def test_only_the_strong_part_is_bold_also_after_signs_of_two_units(text: Make) -> None:
    shown = text((Span("😀 😀 "), Span("ya", strong=True), Span(" mismo")))

    bold: Any = shown.setting().layout.formats()[0]  # its fields are missing in PySide6's stubs
    units = shown.setting().layout.text().encode("utf-16-le")

    assert units[2 * bold.start : 2 * (bold.start + bold.length)].decode("utf-16-le") == "ya"
    assert len(shown.setting().layout.formats()) == 1


@pytest.mark.parametrize("per_cent", [133, 167])
def test_larger_text_is_taller(text: Make, per_cent: int) -> None:
    normal, larger = text(PARAGRAPH), text(PARAGRAPH, look=replace(LOOK, text_size=per_cent))

    assert larger.heightForWidth(500) > normal.heightForWidth(500)


def test_a_right_to_left_text_begins_at_the_right(text: Make) -> None:
    shown = text("short", look=replace(LOOK, direction="rtl"))
    shown.resize(600, 60)

    columns, _ = ink(shown)

    assert columns[0] > 300
    assert columns[-1] > 590


def test_centred_in_height_it_has_as_much_above_as_below(text: Make) -> None:
    shown = text("Inicio").centre_vertically()

    shown.resize(300, 200)
    (box,) = shown.line_boxes()

    assert abs(box.top() - (199 - box.bottom())) <= 1


def test_what_it_says_can_change(text: Make) -> None:
    shown = text("30")
    before = shown.sizeHint().width()

    shown.set_text("cuatrocientos")

    assert shown.text() == shown.accessibleName() == "cuatrocientos"
    assert shown.sizeHint().width() > before
