"""The recovery card has all that is needed on the day on which a key is gone, and no secret."""

from __future__ import annotations

import html.parser
from datetime import date

from kiosk.bundle.publishing.card import as_html, as_text
from kiosk.bundle.publishing.guidance import after, before
from kiosk.bundle.publishing.succession import add, in_strange_hands, named, replace_keys, rotate
from kiosk.bundle.words import words_of
from tests.bundle.publishing.office import FOUR_WORDS, Office

DAY = date(2026, 11, 24)


class Page(html.parser.HTMLParser):
    """What a page shows, and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.fetched = "", list[str]()
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += f"{data} "

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [str(value) for name, value in attrs if name in ("src", "href")]
        if tag in ("script", "link", "img", "iframe"):
            self.fetched.append(tag)


def test_every_root_is_there_in_words(office: Office) -> None:
    keyring = rotate(office.keyring, office.files(office.root_sticks[0]), "release")

    for card in (as_text(keyring, DAY), Page(as_html(keyring, DAY)).text):
        assert all(words_of(root.content) in card for root in keyring.roots)
        assert all(key.name in card for key in keyring.root.keys)
        assert "OIM Panamá" in card
        assert "keys lost" in card


def test_the_page_needs_no_network_and_runs_nothing(office: Office) -> None:
    page = as_html(office.keyring, DAY)

    assert Page(page).fetched == []
    assert "://" not in page


def test_a_name_is_shown_and_never_read_as_markup(office: Office) -> None:
    from dataclasses import replace

    keyring = replace(office.keyring, publisher="<script>alert(1)</script>")

    assert Page(as_html(keyring, DAY)).fetched == []


def test_no_secret_is_on_the_card(office: Office) -> None:
    private = (office.keys / "private" / "ana-content.pem").read_text("utf-8").splitlines()[1]

    for card in (as_text(office.keyring, DAY), as_html(office.keyring, DAY)):
        assert private not in card
        assert FOUR_WORDS not in card


def guide(office: Office, event: str, name: str) -> str:
    keyring = office.keyring
    gone = in_strange_hands(keyring, name) if event == "stolen" else named(keyring, name)
    text = "\n".join(before(event, gone, keyring.root))  # type: ignore[arg-type]
    new = replace_keys(keyring, office.files(*office.root_sticks), gone)
    made = [key for key in new.root.keys if key not in keyring.root.keys]
    return text + "\n" + "\n".join(after(event, gone, made, new))  # type: ignore[arg-type]


def test_what_is_lost_is_replaced_without_hurry(office: Office) -> None:
    text = guide(office, "lost", "ana-release")

    assert "there is no hurry" in text
    assert "1 of the root keys that are left must sign: root-1, root-2" in text
    assert "made: ana-release-2" in text
    assert "publish as usual" in text


def test_a_stolen_release_key_cannot_change_a_word(office: Office) -> None:
    text = guide(office, "stolen", "ana-release")

    assert "cannot change a word or a number" in text
    assert "1. publish at once" in text
    assert "ana-content-2" not in text


def test_with_a_stolen_content_key_the_whole_laptop_is_gone(office: Office) -> None:
    text = guide(office, "stolen", "ana-content")

    assert "wrong phone numbers" in text
    assert "made: ana-content-2, ana-release-2" in text
    assert "call each centre" in text


def test_a_stolen_root_key_is_urgent_where_one_signs(office: Office) -> None:
    text = guide(office, "stolen", "root-1")

    assert "hurry" in text
    assert "must sign: root-2" in text
    assert "enroll it anew at its console" in text


def test_the_other_editor_is_given_the_new_keys(office: Office) -> None:
    add(office.keyring, office.files(office.root_sticks[0]), "bea", None)

    text = guide(office, "stolen", "bea")

    assert "bring bea-content-2.pem and bea-release-2.pem" in text
    assert "on each other laptop: kiosk author keys catch-up" in text


def test_all_lost_is_told_before_it_happens(office: Office) -> None:
    assert "kiosk device enroll NEW/history/1.root.json" in guide(office, "lost", "root-2")
