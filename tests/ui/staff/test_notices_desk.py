"""Notices: written by touches alone, seen in all languages before they go up, and taken down by a second touch."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.content.isolates import bare
from kiosk.device import notices
from kiosk.ui.notices import told
from kiosk.ui.shelf import Shelf
from tests.fakes import names
from tests.ui.staff.board import Board, food, own
from tests.ui.staff.house import NOW

TODAY = NOW.astimezone().replace(hour=23, minute=59, second=0, microsecond=0)


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


def write(board: Board, text: str) -> None:
    """Write with a real keyboard, as it would take a while on the screen's."""
    QTest.keyClicks(board.window, text)


def test_the_letters_of_a_notice_are_counted_and_what_is_too_long_goes_no_further(board: Board) -> None:
    board.tap("staff-language", "language-en", "notice-add", "option-own")
    assert "0 / 200" in board.said()
    write(board, "a" * 190 + " comedor ")
    assert "198 / 200" in board.said()
    assert "Too long." not in board.said()

    write(board, "azul")
    assert "203 / 200" in board.said()
    assert "Too long. Letters to take away: 3" in board.said()
    board.tap("next")
    assert "option-today" not in names(board.window)

    for _ in "azul":
        board.tap("key-delete")
    assert "Too long." not in board.said()
    board.tap("next", "option-hours-2", "next")
    assert board.up()[0].text == "A" + "a" * 189 + " comedor"


def test_a_place_that_is_too_long_goes_no_further_either(board: Board) -> None:
    board.tap("staff-language", "language-en", "notice-add", "option-food", "next", "option-another")
    write(board, "carpa azul " * 6)

    assert "65 / 60" in board.said()
    assert "Too long. Letters to take away: 5" in board.said()
    board.tap("next")
    assert "key-a" in names(board.window)


def test_nobody_writes_without_end(board: Board) -> None:
    board.tap("notice-add", "option-food", "next", "option-another")
    write(board, "carpa" * 60)

    assert "120 / 60" in board.said()


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
