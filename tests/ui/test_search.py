"""Search by touch: results as typed, never an empty page, nothing kept after the visit."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from kiosk.content.library import Library
from kiosk.errors import BundleError
from kiosk.navigation import CONTACTS, HOME, SEARCH, START, Destination, Place
from kiosk.ui.main_window import MainWindow
from kiosk.ui.screens.search import LONGEST, SearchScreen
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.keyboard import Key
from kiosk.ui.widgets.results import Result
from kiosk.ui.widgets.top_bar import TopBar
from tests.fakes import Clock, Finger, Mouse, Pointer, touchable, window_on, words

#: Shorter than any pause between two letters of somebody who types with two thumbs.
AT_ONCE = 0.05


def search(window: MainWindow) -> SearchScreen:
    found = window.findChild(SearchScreen)
    assert isinstance(found, SearchScreen)
    return found


def found(window: MainWindow) -> list[Destination]:
    return [part.destination for part in window.findChildren(Result) if part.isVisible()]


def type_(window: MainWindow, finger: Finger, text: str) -> None:
    for letter in text:
        finger.tap(touchable(window, f"key-{letter}"))


def strike(finger: Finger, text: str) -> None:
    """Type on a real keyboard."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(finger.glass, key)


@pytest.fixture
def searching(window: MainWindow, finger: Finger) -> MainWindow:
    finger.tap(touchable(window, "search"))
    assert window.destination == SEARCH
    return window


def test_topics_stand_there_before_anything_is_typed(searching: MainWindow) -> None:
    assert [place.place for place in found(searching)] == [Place.TOPIC] * 3


def test_what_is_typed_is_found_and_leads_there(searching: MainWindow, finger: Finger) -> None:
    type_(searching, finger, "salud")
    first = found(searching)
    finger.tap(touchable(searching, "result-topic-health"))

    assert Destination(Place.TOPIC, "health") in first
    assert searching.destination == Destination(Place.TOPIC, "health")


def test_back_leads_to_the_same_search(searching: MainWindow, finger: Finger) -> None:
    type_(searching, finger, "salud")
    before = found(searching)
    finger.tap(touchable(searching, "result-topic-health"))

    finger.tap(touchable(searching, "back"))

    assert search(searching).text == "salud"
    assert found(searching) == before


def test_a_letter_is_taken_back(searching: MainWindow, finger: Finger) -> None:
    type_(searching, finger, "sax")
    finger.tap(touchable(searching, "key-delete"))

    assert search(searching).text == "sa"


def test_delete_on_an_empty_field_changes_nothing(searching: MainWindow, finger: Finger) -> None:
    finger.tap(touchable(searching, "key-delete"))

    assert search(searching).text == ""
    assert len(found(searching)) == 3


def test_nothing_found_says_so_and_leads_to_people_and_topics(searching: MainWindow, finger: Finger) -> None:
    type_(searching, finger, "xqxqxq")

    assert found(searching) == [CONTACTS, HOME]
    assert any(text.startswith("No se encontró nada") for text in words(searching))


def test_one_odd_letter_is_not_yet_nothing(searching: MainWindow, finger: Finger) -> None:
    type_(searching, finger, "x")

    assert [place.place for place in found(searching)] == [Place.TOPIC] * 3


def test_arrows_lead_to_more_and_back(searching: MainWindow, finger: Finger) -> None:
    before = found(searching)
    finger.tap(touchable(searching, "results-after"))
    more = found(searching)
    finger.tap(touchable(searching, "results-before"))

    assert not set(before) & set(more)
    assert found(searching) == before


def test_a_double_letter_is_two_letters(searching: MainWindow, finger: Finger, clock: Clock) -> None:
    for _ in range(2):
        clock.pass_(AT_ONCE)
        finger.press(touchable(searching, "key-l"))
        finger.release()

    assert search(searching).text == "ll"


def test_a_second_finger_types_before_the_first_is_up(searching: MainWindow, finger: Finger, clock: Clock) -> None:
    second = finger.another()
    clock.pass_(1)
    finger.press(touchable(searching, "key-s"))
    clock.pass_(AT_ONCE)
    second = finger.another()
    second.press(touchable(searching, "key-a"))
    finger.release()
    second.release()

    assert search(searching).text == "sa"


def test_no_more_is_taken_than_fits(searching: MainWindow, finger: Finger) -> None:
    search(searching).write("a" * (LONGEST - 1))
    type_(searching, finger, "bc")

    assert search(searching).text == "a" * (LONGEST - 1) + "b"


def test_a_real_keyboard_types_too(searching: MainWindow, finger: Finger) -> None:
    strike(finger, "La salud")
    QTest.keyClick(finger.glass, Qt.Key.Key_Backspace)

    assert searching.destination == SEARCH
    assert search(searching).text == "La salu"


def test_the_enter_key_chooses_what_the_arrows_led_to(searching: MainWindow, finger: Finger) -> None:
    strike(finger, "salud")
    touchable(searching, "result-topic-health").setFocus()
    QTest.keyClick(finger.glass, Qt.Key.Key_Return)

    assert searching.destination == Destination(Place.TOPIC, "health")


def test_nothing_is_typed_behind_the_question(searching: MainWindow, finger: Finger, clock: Clock) -> None:
    clock.pass_(90)
    searching.idle.tick()
    strike(finger, "abc")

    assert searching.question is not None
    assert search(searching).text == ""


@pytest.mark.parametrize("end", ["home", "visit"])
def test_what_was_typed_is_forgotten(searching: MainWindow, finger: Finger, end: str) -> None:
    type_(searching, finger, "salud")

    if end == "home":
        finger.tap(touchable(searching, "home"))
    else:
        searching.end_visit()
        assert searching.destination == START
        searching.begin_visit("es")
    searching.go(SEARCH)

    assert searching.visit.typed == ""
    assert search(searching).text == ""


@pytest.mark.parametrize("pointer", [Finger, Mouse])
def test_what_a_finger_lies_on_may_go_away_when_somebody_types(
    searching: MainWindow, clock: Clock, pointer: type[Pointer]
) -> None:
    lying = pointer(searching, clock)
    lying.press(touchable(searching, "result-topic-health"))
    strike(Finger(searching, clock), "a")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    lying.slide_by(3, 3)
    lying.release()
    after = searching.destination
    lying.tap(touchable(searching, "key-b"))

    assert after == SEARCH
    assert search(searching).text == "ab"


def test_what_a_finger_lies_on_may_go_away_before_the_visit_ends(searching: MainWindow, finger: Finger) -> None:
    finger.press(touchable(searching, "result-topic-health"))
    strike(finger, "a")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    searching.end_visit()
    finger.release()

    assert searching.destination == START


def test_all_topics_forget_what_was_looked_for_as_home_does(searching: MainWindow, finger: Finger) -> None:
    type_(searching, finger, "xqxqxq")

    finger.tap(touchable(searching, "result-home-"))
    finger.tap(touchable(searching, "search"))

    assert search(searching).text == ""


@pytest.mark.logged
def test_a_search_that_fails_is_logged_without_its_words(
    searching: MainWindow, finger: Finger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise BundleError("content.db cannot be read")

    monkeypatch.setattr(Library, "search", fail)
    with caplog.at_level(logging.DEBUG):
        type_(searching, finger, "salud")

    assert found(searching) == [CONTACTS, HOME]
    assert "content.db cannot be read" in caplog.text
    assert "salu" not in caplog.text


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_every_key_of_the_layout_stands_there(window: MainWindow, shelf: Shelf, language: str) -> None:
    window.choose_language(language)
    window.go(SEARCH)

    keys = {key.adds for key in window.findChildren(Key)}

    assert keys == {letter for row in shelf.library.keyboard(language) for letter in row} | {" ", ""}


def test_on_a_low_screen_the_keyboard_gets_the_room_of_the_bar(shelf: Shelf, clock: Clock) -> None:
    with window_on(shelf, clock) as window:
        window.resize(1024, 600)
        window.begin_visit("es")
        window.go(SEARCH)

        bars = [bar for bar in window.findChildren(TopBar) if bar.isVisible()]

        assert bars == []
        assert search(window).y() == 0
