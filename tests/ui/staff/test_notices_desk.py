"""Notices: written by touches alone, seen in all languages before they go up, and taken down by a second touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.content.isolates import bare
from kiosk.device import notices, posting
from kiosk.device.notices import Notice
from kiosk.device.pin import Pin
from kiosk.ui.audit import faults
from kiosk.ui.main_window import MainWindow
from kiosk.ui.notices import told
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.mode import StaffMode
from kiosk.ui.staff.notices_desk import NoticesDesk
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.tasks import Task
from tests.fakes import Clock, Finger, names, touchable, window_on, words
from tests.ui.staff.house import NOW, PIN, Errands, premises_of

TODAY = NOW.astimezone().replace(hour=23, minute=59, second=0, microsecond=0)


class Board:
    """Staff mode, open at Notices, at a time that a test sets."""

    def __init__(self, window: MainWindow, state: Path, clock: Clock) -> None:
        self.window, self.state, self.now = window, state, NOW
        self.finger = Finger(window, clock)
        premises = replace(premises_of(window, state, Errands()), now=lambda: self.now)
        self.desk = NoticesDesk(premises)
        desks = {Task.PIN: PinDesk(premises, Pin(state, PIN)), Task.NOTICES: self.desk}
        self.mode = StaffMode(window, desks, Task.NOTICES, clock)
        window.put_on(self.mode)
        self.mode.enter()

    def tap(self, *found: str) -> None:
        """Touch one thing after the other; what is further down is looked for there."""
        for name in found:
            pager = self.mode.pager()
            for _ in range(20):
                if name in names(self.window) or pager is None or not pager.overflows():
                    break
                pager.page_down()
            self.finger.tap(touchable(self.window, name))

    def types(self, text: str) -> None:
        for letter in text:
            self.tap(f"key-{letter}")

    def up(self) -> tuple[Notice, ...]:
        return notices.read(self.state)

    def put_up(self, *found: Notice) -> None:
        for notice in found:
            posting.post(self.state, notice, self.now)
        self.mode.renew()

    def said(self) -> str:
        return bare(" | ".join(words(self.window))).replace("\u00a0", " ")

    def place_of(self, name: str) -> QPoint:
        part = touchable(self.window, name)
        return part.mapTo(self.window, part.rect().center())


def food(place: str = "Comedor", hours: float = 5) -> Notice:
    return Notice(NOW, NOW + timedelta(hours=hours), template="food", time="12:00", place=place)


def own(text: str = "Traiga su taza", language: str = "es") -> Notice:
    return Notice(NOW, NOW + timedelta(hours=5), text=text, language=language)


@pytest.fixture
def board(shelf: Shelf, state: Path, clock: Clock) -> Iterator[Board]:
    with window_on(shelf, clock) as window:
        board = Board(window, state, clock)
        yield board
        board.mode.close_mode()
        window.take_off()


def test_a_template_is_posted_by_touches_alone(board: Board, shelf: Shelf) -> None:
    board.tap("notice-add", "option-food", "from-hours-more", "from-minutes-more", "next", "option-at-0")
    board.tap("option-today")
    seen = board.said()
    board.tap("next")

    (notice,) = board.up()
    begin = (NOW.astimezone().hour + 2) % 24
    centre = shelf.sign("es").name
    assert (notice.template, notice.time, notice.place) == ("food", f"{begin:02}:05", centre)
    assert notice.until == TODAY
    assert all(word in seen for word in ("Comida.", "Food.", "Repas."))
    assert shelf.wording("es").gettext("The notice is up") in board.said()


def test_nothing_is_up_before_the_last_touch(board: Board) -> None:
    board.tap("notice-add", "option-water", "option-at-0", "option-hours-2")

    assert board.up() == ()


def test_from_one_time_to_another(board: Board) -> None:
    board.tap(
        "notice-add", "option-food", "time-span", "to-hours-more", "next", "option-at-0", "option-hours-4", "next"
    )

    begin = (NOW.astimezone().hour + 1) % 24
    (notice,) = board.up()
    assert notice.time == f"{begin:02}:00-{(begin + 2) % 24:02}:00"
    assert notice.until == NOW.astimezone() + timedelta(hours=4)


def test_one_time_again_has_no_end(board: Board) -> None:
    board.tap("notice-add", "option-food", "time-span", "time-one", "next", "option-at-0", "option-hours-2", "next")

    assert board.up()[0].time == f"{(NOW.astimezone().hour + 1) % 24:02}:00"


def test_minutes_and_hours_go_round(board: Board) -> None:
    board.tap("notice-add", "option-food", "from-minutes-less", *["from-hours-less"] * 12)
    board.tap("next", "option-at-0", "option-hours-2", "next")

    assert board.up()[0].time == f"{(NOW.astimezone().hour + 1 - 12) % 24:02}:55"


def test_a_template_without_a_time_asks_for_none(board: Board) -> None:
    board.tap("notice-add", "option-water")

    assert "option-another" in names(board.window)


def test_another_place_is_written_on_the_screen(board: Board) -> None:
    board.tap("notice-add", "option-water", "option-another")
    board.types("carpa 3")
    board.tap("next", "option-hours-2", "next")

    assert board.up()[0].place == "Carpa 3"


def test_places_of_other_notices_are_one_touch_away(board: Board) -> None:
    board.put_up(food("Carpa azul"))
    board.tap("notice-add", "option-water", "option-at-0", "option-hours-2", "next")

    assert [notice.place for notice in board.up()] == ["Carpa azul", "Carpa azul"]


def test_a_real_keyboard_writes_too(board: Board) -> None:
    board.tap("notice-add", "option-water", "option-another")
    for letter in "comedorx":
        QTest.keyClick(board.finger.glass, Qt.Key(ord(letter.upper())))
    QTest.keyClick(board.finger.glass, Qt.Key.Key_Space)
    QTest.keyClick(board.finger.glass, Qt.Key.Key_Backspace)
    QTest.keyClick(board.finger.glass, Qt.Key.Key_Backspace)
    board.tap("next", "option-hours-2", "next")

    assert board.up()[0].place == "Comedor"


def test_own_words_are_for_one_language_and_marked_for_visitors(board: Board, shelf: Shelf) -> None:
    board.tap("notice-add", "option-own")
    board.types("hoy hay cine. traiga su silla")
    board.tap("next", "option-hours-2")
    seen = board.said()
    board.tap("next")

    (notice,) = board.up()
    in_spanish, in_french = (told([notice], {}, shelf.wording(code), NOW) for code in ("es", "fr"))
    assert (notice.text, notice.language) == ("Hoy hay cine. Traiga su silla", "es")
    assert "Español" in seen
    assert seen.count("Hoy hay cine") == 1
    assert bare(in_spanish[0]) != notice.text
    assert notice.text in bare(in_spanish[0])
    assert in_french == ()


def test_capitals_can_be_written(board: Board) -> None:
    board.tap("notice-add", "option-own")
    board.types("la ")
    board.tap("key-ABC")
    board.types("oim")
    board.tap("key-ABC")
    board.types(" viene")
    board.tap("next", "option-hours-2", "next")

    assert board.up()[0].text == "La OIM viene"


@pytest.mark.parametrize("text", ["llame al 61234567", "mire en oim.org"])
def test_what_could_be_dialled_or_followed_goes_no_further(board: Board, text: str) -> None:
    board.tap("notice-add", "option-own")
    board.types(text)
    before = board.said()
    board.tap("next")

    assert board.said() != before
    assert "option-today" not in names(board.window)
    assert "key-a" in names(board.window)

    for _ in text:
        board.tap("key-delete")
    board.types("hoy no hay luz")
    board.tap("next")

    assert "option-today" in names(board.window)


def test_nothing_written_leads_nowhere(board: Board) -> None:
    board.tap("notice-add", "option-own", "next")

    assert "key-a" in names(board.window)


def test_a_draft_is_lost_by_cancelling_and_nothing_else(board: Board) -> None:
    board.put_up(food())
    before = (board.state / notices.FILE).read_bytes()

    board.tap("notice-add", "option-water", "option-another")
    board.types("carpa")
    board.tap("back", "cancel")

    assert (board.state / notices.FILE).read_bytes() == before
    assert "notice-add" in names(board.window)

    board.tap("notice-add", "option-own")
    assert "Carpa" not in board.said()


def test_back_leads_step_by_step_to_the_list(board: Board) -> None:
    board.tap("notice-add", "option-food", "next", "option-another", "back", "back", "back", "back")

    assert "notice-add" in names(board.window)
    assert board.desk.drafting is None


def test_escape_leads_one_step_back_too(board: Board) -> None:
    board.tap("notice-add", "option-food")
    QTest.keyClick(board.finger.glass, Qt.Key.Key_Escape)
    at_kind = "option-food" in names(board.window)
    QTest.keyClick(board.finger.glass, Qt.Key.Key_Escape)

    assert at_kind
    assert "notice-add" in names(board.window)


def test_what_was_chosen_is_still_there_on_the_way_back(board: Board) -> None:
    board.tap("notice-add", "option-food", "from-hours-more", "next", "back")

    assert f"{(NOW.astimezone().hour + 2) % 24:02}" in board.said()


def test_a_notice_is_changed_in_its_place(board: Board) -> None:
    board.put_up(food("Comedor"), food("Carpa azul"))
    board.tap("change-0", "next", "option-at-1", "option-as-it-was", "next")

    first, second = board.up()
    assert (first.place, first.until) == ("Carpa azul", food().until)
    assert second == food("Carpa azul")


def test_own_words_can_be_changed(board: Board) -> None:
    board.put_up(own())
    board.tap("change-0")
    board.types("s")
    board.tap("next", "option-as-it-was", "next")

    assert board.up()[0].text == "Traiga su tazas"


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
