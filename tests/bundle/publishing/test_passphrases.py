"""Passphrases: a new one is typed twice, a known one once in a run; a script has a variable."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from kiosk.bundle.publishing.passphrases import VARIABLE, Passphrases
from kiosk.errors import PublishError

FOUR_WORDS = "canoa lunes tejado miel"
Typing = Callable[..., list[str]]


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Somebody who types at a terminal; what was asked is kept."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    def types(*lines: str) -> list[str]:
        asked: list[str] = []
        rest: Iterator[str] = iter(lines)

        def answer(prompt: str) -> str:
            asked.append(prompt)
            try:
                return next(rest)
            except StopIteration as error:
                raise EOFError from error

        monkeypatch.setattr("getpass.getpass", answer)
        return asked

    return types


def opens_with(right: str) -> Callable[[str], str | None]:
    return lambda typed: "opened" if typed == right else None


def test_a_new_passphrase_is_typed_twice(person: Typing) -> None:
    asked = person(FOUR_WORDS, FOUR_WORDS)

    assert Passphrases().new("root-1") == FOUR_WORDS
    assert asked == ["New passphrase for root-1: ", "The same once more: "]


def test_a_slip_is_asked_again(person: Typing) -> None:
    person(FOUR_WORDS, "another one", FOUR_WORDS, FOUR_WORDS)

    assert Passphrases().new("root-1") == FOUR_WORDS


def test_only_slips_make_no_key(person: Typing) -> None:
    person(*(f"{FOUR_WORDS} {number}" for number in range(6)))

    with pytest.raises(PublishError, match="typed in two ways"):
        Passphrases().new("root-1")


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_passphrase_is_refused(person: Typing, typed: str) -> None:
    person(typed, typed)

    with pytest.raises(PublishError, match="needs a passphrase"):
        Passphrases().new("root-1")


@pytest.mark.parametrize("typed", ["a", "eleven sign", "  eleven sign  "])
def test_a_short_one_is_refused(person: Typing, typed: str) -> None:
    person(typed, typed)

    with pytest.raises(PublishError, match="at least 12 letters"):
        Passphrases().new("root-1")


WEAK = [
    "aaaaaaaaaaaa", "            a           ", "abababababab", "abcabcabcabc", "abcdefghijkl", "lkjihgfedcba",
    "123456789012", "qwertyuiopas", "QWERTZUIOPÜ+", "asdfghjklñzx", "passpasspasspass", "1234 1234 1234 1234",
    "aaaabbbbccccdddd",
    "1q2w3e4r5t6y", "1qaz2wsx3edc", "canoacanoacanoa", "aAaAaAaAaAaAaA", "abccba abccba abccba", "............",
    "ёёёёёёёёёёёё", "二二二二二二二二二二二二", "654321654321",
]  # fmt: skip


@pytest.mark.parametrize("typed", WEAK)
def test_a_passphrase_that_is_tried_first_is_refused_with_the_reason(
    person: Typing, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = r"different letters|repeats itself or is a row|at least 12 letters"
    person(typed, typed)
    with pytest.raises(PublishError, match=reason):
        Passphrases().new("root-1")

    monkeypatch.setenv(VARIABLE, typed)
    with pytest.raises(PublishError, match=reason):
        Passphrases().new("root-1")


@pytest.mark.parametrize("typed", [
    FOUR_WORDS, "correct horse battery", "río verde, cuatro gatos", "banana banana mango papaya",
    "三只猫坐在窗台上看月亮升起", "x7#Kp!9vQz2m",
])  # fmt: skip
def test_words_that_nobody_would_put_together_are_taken(person: Typing, typed: str) -> None:
    person(typed, typed)

    assert Passphrases().new("root-1") == typed


def test_a_key_with_a_weak_passphrase_from_before_still_opens(person: Typing) -> None:
    person("aaaa")

    assert Passphrases().open("root-1", opens_with("aaaa")) == "opened"


def test_after_a_theft_no_passphrase_is_taken_again(person: Typing) -> None:
    known, other = "what opened the root", "other words than that"
    person(known, FOUR_WORDS, known, other, other)
    given = Passphrases()
    given.open("root-1", opens_with(known), is_root=True)
    given.forbid(FOUR_WORDS.__eq__)

    for _ in (FOUR_WORDS, known):
        with pytest.raises(PublishError, match="the thief may know that passphrase"):
            given.new("root-3", is_root=True)

    assert given.new("root-3", is_root=True) == other


def test_the_daily_keys_do_not_get_the_passphrase_of_the_root_keys(person: Typing) -> None:
    person(FOUR_WORDS, FOUR_WORDS, FOUR_WORDS)
    given = Passphrases()
    given.new("root-1", is_root=True)

    with pytest.raises(PublishError, match="would have one passphrase"):
        given.new("ana-content")


@pytest.mark.parametrize("is_root", [True, False])
def test_a_passphrase_that_opened_the_one_kind_is_not_taken_for_the_other(person: Typing, is_root: bool) -> None:
    person(FOUR_WORDS, FOUR_WORDS, FOUR_WORDS, FOUR_WORDS)
    given = Passphrases()
    given.open("a key", opens_with(FOUR_WORDS), is_root=is_root)

    assert given.new("another of that kind", is_root=is_root) == FOUR_WORDS
    with pytest.raises(PublishError, match="would have one passphrase"):
        given.new("one of the other kind", is_root=not is_root)


def test_a_script_may_have_one_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, FOUR_WORDS)
    given = Passphrases()

    assert given.new("root-1", is_root=True) == given.new("ana-content") == FOUR_WORDS


def test_what_was_typed_once_is_not_asked_again(person: Typing) -> None:
    asked = person("wrong", "right")
    given = Passphrases()

    assert given.open("ana-content", opens_with("right")) == "opened"
    assert given.open("ana-release", opens_with("right")) == "opened"
    assert len(asked) == 2


def test_three_wrong_ones_say_what_to_do(person: Typing) -> None:
    person("a", "b", "c", "right")

    with pytest.raises(PublishError, match="keys lost ana-content"):
        Passphrases().open("ana-content", opens_with("right"))


def test_nobody_answering_changes_nothing(person: Typing) -> None:
    person()

    with pytest.raises(PublishError, match="stopped at the passphrase"):
        Passphrases().open("ana-content", opens_with("right"))


def test_a_script_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, FOUR_WORDS)

    assert Passphrases().new("root-1") == FOUR_WORDS
    assert Passphrases().open("root-1", opens_with(FOUR_WORDS)) == "opened"


def test_a_script_with_the_wrong_one_is_told_which_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "wrong")

    with pytest.raises(PublishError, match=f"{VARIABLE} does not open the key ana-content"):
        Passphrases().open("ana-content", opens_with("right"))


def test_without_a_terminal_the_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)

    with pytest.raises(PublishError, match=f"set {VARIABLE}"):
        Passphrases().new("root-1")
