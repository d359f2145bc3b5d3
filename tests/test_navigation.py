"""The way back leads back step by step, and ends at home, at hiding and at the end of a visit."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.navigation import (
    CONTACTS,
    HOME,
    LANGUAGE,
    LONGEST_HISTORY,
    START,
    VIEW,
    Destination,
    Navigation,
    Place,
)

TOPIC = Destination(Place.TOPIC, "health")
PAGE = Destination(Place.PAGE, "health/doctor")
ONE, OTHER = Destination(Place.CONTACTS, "iom-panama"), Destination(Place.CONTACTS, "iom-staff")

DESTINATIONS = st.sampled_from([HOME, TOPIC, PAGE, CONTACTS, ONE, OTHER, LANGUAGE, VIEW])
STEPS = st.lists(st.one_of(DESTINATIONS, st.sampled_from(["back", "home"])), max_size=200)


def begun() -> Navigation:
    """A visit that has begun."""
    navigation = Navigation()
    navigation.home()
    return navigation


def walked(steps: list[Destination | str]) -> Navigation:
    navigation = begun()
    for step in steps:
        if step == "back":
            navigation.back()
        elif step == "home":
            navigation.home()
        elif isinstance(step, Destination):
            navigation.go(step)
    return navigation


def way_back(navigation: Navigation) -> list[Destination]:
    """Where *Back* leads, again and again."""
    found = []
    while navigation.can_go_back:
        navigation.back()
        found.append(navigation.current)
    return found


def test_nobody_is_there_at_first() -> None:
    navigation = Navigation()

    assert navigation.current == START
    assert not navigation.can_go_back


def test_back_leads_the_same_way_back() -> None:
    navigation = walked([TOPIC, PAGE, ONE])

    assert navigation.current == ONE
    assert way_back(navigation) == [PAGE, TOPIC, HOME]


def test_going_where_one_is_leaves_no_trace() -> None:
    assert way_back(walked([TOPIC, TOPIC, TOPIC])) == [HOME]


def test_another_contact_replaces_the_one_shown() -> None:
    navigation = walked([PAGE, CONTACTS, ONE, OTHER])

    assert navigation.current == OTHER
    assert way_back(navigation) == [PAGE, HOME]


def test_a_contact_reached_from_a_code_is_a_step() -> None:
    code = Destination(Place.CODE, "iom-panama")

    assert way_back(walked([ONE, code, OTHER])) == [code, ONE, HOME]


def test_home_forgets_the_way_also_as_a_destination() -> None:
    for navigation in (walked([TOPIC, PAGE, "home"]), walked([TOPIC, PAGE, HOME])):
        assert navigation.current == HOME
        assert not navigation.can_go_back


def test_the_end_forgets_everything() -> None:
    navigation = walked([TOPIC, PAGE])

    navigation.end()

    assert navigation.current == START
    assert not navigation.can_go_back


def test_back_with_nowhere_to_go_stays() -> None:
    navigation = Navigation()

    navigation.back()

    assert navigation.current == START


@given(STEPS)
def test_whatever_a_visitor_does_the_way_back_ends_at_home(steps: list[Destination | str]) -> None:
    navigation = walked(steps)
    current = navigation.current

    back = way_back(navigation)

    assert len(back) <= LONGEST_HISTORY
    assert (back or [current])[-1] == HOME or len(back) == LONGEST_HISTORY
    assert START not in back


@given(STEPS)
def test_back_always_shows_something_else(steps: list[Destination | str]) -> None:
    navigation = walked(steps)

    shown = [navigation.current, *way_back(navigation)]

    assert all(one != next_one for one, next_one in pairwise(shown))


@given(STEPS)
def test_nothing_leads_back_beyond_home(steps: list[Destination | str]) -> None:
    navigation = walked([*steps, "home", PAGE])

    assert way_back(navigation) == [HOME]


@given(st.integers(LONGEST_HISTORY + 1, 3 * LONGEST_HISTORY))
def test_a_very_long_way_is_forgotten_at_its_beginning(length: int) -> None:
    steps = [Destination(Place.PAGE, f"health/{number}") for number in range(length)]

    back = way_back(walked([*steps]))

    assert back == list(reversed(steps[-LONGEST_HISTORY - 1 : -1]))


@pytest.mark.parametrize(
    "target, destination", [("page:health/doctor", PAGE), ("contact:iom-panama", ONE)], ids=["page", "contact"]
)
def test_a_link_leads_to_a_page_or_a_contact(target: str, destination: Destination) -> None:
    assert Destination.of_link(target) == destination


@pytest.mark.parametrize("target", ["page:", "contact:", "health/doctor", "https://example.org", "topic:health"])
def test_any_other_link_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match=re.escape(target)):
        Destination.of_link(target)
