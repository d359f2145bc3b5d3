"""Notices that are up: taken down by a second touch, gone by themselves, and never lost by a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint

from kiosk.device import notices, posting
from kiosk.ui.audit import faults
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.tasks import Task
from tests.fakes import names, touchable, words
from tests.ui.staff.board import Board, food, own
from tests.ui.staff.house import NOW

TODAY = NOW.astimezone().replace(hour=23, minute=59, second=0, microsecond=0)


def test_taking_down_needs_a_second_touch_elsewhere(board: Board) -> None:
    board.put_up(food())
    first = board.place_of("remove-0")
    board.tap("remove-0")
    still = board.up()
    second = touchable(board.window, "remove")
    lies = second.rect().translated(second.mapTo(board.window, QPoint(0, 0)))
    board.tap("remove")

    assert len(still) == 1
    assert not lies.contains(first)
    assert board.up() == ()


def test_what_stays_up_stays(board: Board) -> None:
    board.put_up(food())
    board.tap("remove-0", "cancel")

    assert board.up() == (food(),)
    assert "notice-add" in names(board.window)


def test_a_sixth_has_to_wait_for_room(board: Board) -> None:
    board.put_up(*[food(f"Carpa {letter}") for letter in "abcde"])
    full = names(board.window)
    board.tap("remove-4", "remove")

    assert "notice-add" not in full
    assert "notice-add" in names(board.window)


def test_what_has_ended_vanishes_by_itself(board: Board) -> None:
    board.put_up(food(hours=1), food("Carpa azul", hours=3))
    board.now = NOW + timedelta(hours=2)
    board.desk.tick()

    assert "Carpa azul" in board.said()
    assert "Comedor" not in board.said()


def test_local_ones_are_marked_in_the_list(board: Board) -> None:
    board.put_up(own("Bring your cup", "en"))

    assert "English" in board.said()


def test_words_that_the_content_has_no_more_can_only_be_taken_down(board: Board) -> None:
    board.put_up(replace(food(), template="no-such-template"))

    assert "remove-0" in names(board.window)
    assert "change-0" not in names(board.window)


def test_a_wrong_clock_is_said(board: Board, shelf: Shelf) -> None:
    board.put_up(food())
    right = len(words(board.window))
    board.now = datetime(2020, 1, 1, tzinfo=NOW.tzinfo)
    board.mode.renew()

    assert len(words(board.window)) == right + 2
    assert "Comedor" in board.said()


def test_a_time_that_is_over_has_to_be_chosen_again(board: Board) -> None:
    board.tap("notice-add", "option-water", "option-at-0", "option-hours-2")
    board.now = NOW + timedelta(hours=3)
    board.tap("next")
    again = names(board.window)
    board.tap("option-hours-2", "next")

    assert "option-hours-2" in again
    assert len(board.up()) == 1


@pytest.mark.logged
def test_a_notice_that_cannot_be_kept_is_not_lost(board: Board) -> None:
    board.tap("notice-add", "option-water", "option-at-0", "option-hours-2")
    in_the_way = board.state / notices.FILE
    in_the_way.mkdir(parents=True)
    before = len(words(board.window))
    board.tap("next")
    said = len(words(board.window))
    in_the_way.rmdir()
    board.tap("next")

    assert said == before + 2
    assert len(board.up()) == 1


def test_one_that_is_gone_meanwhile_cannot_be_changed(board: Board) -> None:
    board.put_up(food())
    board.tap("change-0", "next", "option-at-0", "option-as-it-was")
    posting.clear(board.state)
    board.tap("next")

    assert board.up() == ()
    assert "notice-add" in names(board.window)


def test_five_that_went_up_meanwhile_leave_no_room(board: Board) -> None:
    board.tap("notice-add", "option-water", "option-at-0", "option-hours-2")
    for letter in "abcde":
        posting.post(board.state, food(f"Carpa {letter}"), NOW)
    board.tap("next")

    assert len(board.up()) == 5
    assert "notice-add" not in names(board.window)


def test_nothing_of_a_draft_is_left_when_somebody_goes_elsewhere(board: Board) -> None:
    board.tap("notice-add", "option-own")
    board.types("secreto")
    board.mode.go(Task.NOTICES)

    assert board.desk.drafting is None
    assert "Secreto" not in board.said()


def test_another_window_size_loses_nothing(board: Board) -> None:
    board.tap("notice-add", "option-own")
    board.types("hoy")
    board.window.resize(1024, 600)

    assert "Hoy|" in board.said()
    board.types("s")
    assert "Hoys|" in board.said()


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1080, 1920)])
def test_every_step_can_be_read_and_touched(board: Board, size: tuple[int, int]) -> None:
    board.window.resize(*size)
    board.put_up(food(), own("Traiga su taza " * 13))

    for name in ("notice-add", "option-food", "time-span", "next", "option-another", "key-c", "next", "option-today"):
        board.tap(name)
        assert faults(board.window, board.mode.look) == []
