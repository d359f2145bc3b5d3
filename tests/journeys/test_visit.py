"""What a visitor came for: finding help and a contact, in their language, by touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from kiosk.content.isolates import isolated
from kiosk.navigation import CONTACTS, HOME, LANGUAGE, START, VIEW, Destination, Place
from kiosk.ui.shelf import Shelf
from kiosk.ui.tour import SIZES
from tests.fakes import Clock, window_on
from tests.journeys.visitor import Visitor, code, contact, page, topic

LANGUAGES = ("es", "en", "fr")
NUMBER = "+507 305-3350"


@pytest.fixture(params=SIZES, ids=lambda size: "x".join(map(str, size)))
def anywhere(request: pytest.FixtureRequest, shelf: Shelf, clock: Clock) -> Iterator[Visitor]:
    """A visitor in front of each size of screen."""
    with window_on(shelf, clock, size=request.param) as window:
        yield Visitor(window, shelf, clock)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_finds_a_number_and_comes_back(visitor: Visitor, language: str) -> None:
    visitor.walks(
        (f"language-{language}", HOME),
        ("services", topic("services")),
        ("services/orientation", page("services/orientation")),
        ("contact-iom-panama", contact("iom-panama")),
        ("Show the code large", code("iom-panama")),
        ("code", contact("iom-panama")),
        ("back", page("services/orientation")),
        ("back", topic("services")),
        ("back", HOME),
    )

    assert not visitor.finds("back")
    assert visitor.word("Contacts") in visitor.reads()


def test_a_visitor_finds_a_number_on_any_screen_and_in_the_largest_text(anywhere: Visitor) -> None:
    anywhere.walks(
        ("language-fr", HOME),
        ("view", VIEW),
        ("text-size-167", VIEW),
        ("back", HOME),
        ("services", topic("services")),
        ("services/orientation", page("services/orientation")),
        ("contact-iom-panama", contact("iom-panama")),
    )

    assert isolated(NUMBER) in anywhere.reads()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_goes_straight_to_the_contacts_and_writes_a_number_down(visitor: Visitor, language: str) -> None:
    visitor.walks(
        (f"language-{language}", HOME),
        ("contacts", CONTACTS),
        ("contact-iom-staff", contact("iom-staff")),
        ("contact-iom-panama", contact("iom-panama")),
        ("Write it down", Destination(Place.WRITE, "iom-panama")),
    )

    assert isolated(NUMBER) in visitor.reads()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_in_need_is_two_touches_away_from_urgent_help(visitor: Visitor, language: str) -> None:
    visitor.walks((f"language-{language}", HOME), ("Urgent help", topic("urgent")))

    assert visitor.finds("urgent/help")


def test_a_visitor_who_chose_the_wrong_language_changes_it_on_the_page(visitor: Visitor, shelf: Shelf) -> None:
    visitor.walks(
        ("language-fr", HOME),
        ("health", topic("health")),
        ("health/feel-ill", page("health/feel-ill")),
        ("language", LANGUAGE),
        ("language-en", page("health/feel-ill")),
    )

    assert shelf.wording("en").gettext("Back") in visitor.reads()
    assert shelf.library.page("health/feel-ill", "en").summary.title.text in visitor.reads()
    visitor.walks(("back", topic("health")), ("back", HOME))


def test_a_visitor_changes_the_language_again_and_again(visitor: Visitor) -> None:
    visitor.walks(("language-es", HOME), ("about", topic("about")))

    for language in (*LANGUAGES, *LANGUAGES):
        visitor.walks(("language", LANGUAGE), (f"language-{language}", topic("about")))
        assert visitor.word("Home") in visitor.reads()

    visitor.walks(("back", HOME))


def test_a_visitor_hides_a_sensitive_page_and_nobody_finds_it_again(visitor: Visitor, shelf: Shelf) -> None:
    title = shelf.library.page("protection/private", "es").summary.title.text
    visitor.walks(
        ("language-es", HOME),
        ("protection", topic("protection")),
        ("protection/private", page("protection/private")),
        ("Hide", HOME),
    )

    visitor.types(Qt.Key.Key_Escape, Qt.Key.Key_Back, Qt.Key.Key_Escape)

    assert not visitor.finds("back")
    assert visitor.place == HOME
    assert title not in visitor.reads()


def test_a_visitor_reads_a_long_list_to_its_end_and_finds_the_place_again(visitor: Visitor, shelf: Shelf) -> None:
    last = shelf.library.pages("about", "es")[-1].id

    visitor.walks(("language-es", HOME), ("about", topic("about")), (last, page(last)), ("back", topic("about")))

    assert visitor.finds(last), "the list is where it was left"


def test_a_visitor_with_a_keypad_gets_everywhere(visitor: Visitor) -> None:
    def choose(name: str) -> None:
        for _ in range(60):
            visitor.types(Qt.Key.Key_Tab)
            focused = visitor.window.focusWidget()
            if focused is not None and focused.objectName() == name:
                break
        visitor.types(Qt.Key.Key_Return)

    choose("language-en")
    home = visitor.place
    choose("health")
    choose("health/feel-ill")
    read = visitor.place
    visitor.types(Qt.Key.Key_Escape, Qt.Key.Key_Escape)

    assert home == HOME
    assert read == page("health/feel-ill")
    assert visitor.place == HOME


def test_one_visitor_after_another_in_every_language(visitor: Visitor) -> None:
    for language in LANGUAGES:
        visitor.walks((f"language-{language}", HOME), ("health", topic("health")))
        visitor.waits(90)
        visitor.walks(("End", START))
