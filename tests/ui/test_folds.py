"""A tall column falls into screenfuls that cut nothing, leave nothing out and can be paged both ways."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.ui.widgets.folds import Folds


@dataclass(frozen=True)
class Column:
    """A column and the height of the screen in pixels."""

    folds: Folds
    room: int

    @classmethod
    def of(cls, boxes: list[tuple[int, int]], height: int, room: int) -> Column:
        return cls(Folds.of(boxes, height), room)

    def downwards(self) -> list[int]:
        """Where each screenful begins, from the first on."""
        tops = [0]
        while (top := min(self.folds.after(tops[-1], self.room), self.folds.last(self.room))) > tops[-1]:
            tops.append(top)
        return tops

    def upwards(self, start: int) -> list[int]:
        tops = [start]
        while (top := self.folds.before(tops[-1], self.room)) < tops[-1]:
            tops.append(top)
        return tops

    def seen(self, tops: list[int]) -> list[tuple[int, int]]:
        """From where to where each screenful shows the column."""
        return [(top, self.folds.visible_bottom(top, self.room)) for top in tops]


@st.composite
def columns(draw: st.DrawFn) -> Column:
    """Columns with gaps, boxes of all heights, also taller than the screen, and boxes within boxes."""
    room = draw(st.integers(60, 400))
    boxes, bottom = [], 0
    for _ in range(draw(st.integers(0, 14))):
        top = bottom + draw(st.integers(0, 30))
        bottom = top + draw(st.integers(8, 2 * room))
        boxes.append((top, bottom))
        if draw(st.booleans()):
            boxes.append((top + 2, bottom - 2))
    return Column.of(draw(st.permutations(boxes)), bottom + draw(st.integers(0, 30)), room)


TALL_FIRST = Column.of([(0, 1000), (1000, 1100)], 1100, 300)
TALL_BETWEEN = Column.of([(0, 50), (60, 700), (720, 800), (810, 830)], 830, 200)
MARGIN_BELOW = Column.of([(0, 8), (8, 186)], 192, 183)
EMPTY = Column.of([], 0, 100)


@given(columns())
@example(TALL_FIRST)
@example(TALL_BETWEEN)
@example(EMPTY)
def test_paging_down_shows_every_box(column: Column) -> None:
    seen = column.seen(column.downwards())

    assert not left_out(column.folds.boxes, seen)


@given(columns())
@example(TALL_FIRST)
@example(TALL_BETWEEN)
def test_a_box_that_fits_the_screen_is_somewhere_seen_whole(column: Column) -> None:
    seen = column.seen(column.downwards())

    for top, bottom in column.folds.boxes:
        if bottom - top <= column.room:
            assert any(start <= top and bottom <= end for start, end in seen), (top, bottom)


@given(columns())
def test_no_screenful_ends_within_a_box_that_another_shows_whole(column: Column) -> None:
    for start, end in column.seen(column.downwards()):
        cut = [box for box in column.folds.boxes if box[0] < end < box[1]]

        assert all(bottom - top > column.room or top < start for top, bottom in cut)


@given(columns())
@example(MARGIN_BELOW)
def test_no_screenful_begins_within_a_box_that_fits_the_screen(column: Column) -> None:
    down = column.downwards()

    for start in (*down, *column.upwards(down[-1]), column.folds.last(column.room)):
        cut = [box for box in column.folds.boxes if box[0] < start < box[1]]

        assert all(bottom - top > column.room for top, bottom in cut)


@given(columns())
def test_no_screenful_is_taller_than_the_screen(column: Column) -> None:
    assert all(end - start <= column.room for start, end in column.seen(column.downwards()))


@given(columns())
@example(TALL_FIRST)
@example(TALL_BETWEEN)
def test_paging_up_returns_to_the_top_and_shows_every_box_again(column: Column) -> None:
    end = column.downwards()[-1]

    tops = column.upwards(end)

    assert tops[-1] == 0
    assert not left_out(column.folds.boxes, column.seen(tops))


@given(columns())
@example(MARGIN_BELOW)
def test_the_last_screenful_shows_the_end_of_the_last_box(column: Column) -> None:
    last = column.folds.last(column.room)

    end = column.folds.boxes[-1][1] if column.folds.boxes else column.folds.height
    assert column.folds.visible_bottom(last, column.room) >= end


def test_boxes_within_boxes_count_once() -> None:
    folds = Folds.of([(10, 20), (0, 30), (30, 40), (35, 60)], 60)

    assert folds.boxes == ((0, 30), (30, 60))


def test_a_screenful_ends_before_the_line_that_does_not_fit() -> None:
    folds = Folds.of([(0, 40), (40, 80), (80, 120)], 120)

    assert folds.visible_bottom(0, 100) == 80
    assert folds.after(0, 100) == 80


def test_a_column_that_fits_has_one_screenful() -> None:
    column = Column.of([(0, 40), (50, 90)], 90, 100)

    assert column.downwards() == [0]
    assert column.seen([0]) == [(0, 90)]


def left_out(boxes: tuple[tuple[int, int], ...], seen: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of boxes, as (top, bottom), that no screenful shows."""
    edges = sorted({edge for part in (*boxes, *seen) for edge in part})
    return [
        (top, bottom)
        for top, bottom in pairwise(edges)
        if any(box[0] <= top and bottom <= box[1] for box in boxes)
        and not any(start <= top and bottom <= end for start, end in seen)
    ]


def test_a_card_that_fits_only_without_the_blank_above_it_is_seen_whole() -> None:
    folds = Folds.of([(30, 425)], 500, room=410)

    assert folds.head == 15
    assert folds.snapped(0) == 15
    assert folds.visible_bottom(folds.head, 410) == 425
    assert folds.before(430, 410) == 15


def test_nothing_is_skipped_where_the_first_screenful_fits_or_the_box_never_does() -> None:
    assert Folds.of([(30, 400)], 500, room=410).head == 0
    assert Folds.of([(30, 600)], 700, room=410).head == 0
    assert Folds.of([], 700, room=410).head == 0
