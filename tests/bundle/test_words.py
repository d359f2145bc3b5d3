"""Fingerprints in words: the same everywhere, and no two words to be mistaken for one another."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.words import ENOUGH_LETTERS, LENGTH, WORDS, are_words_of, words_of


def heard(word: str) -> str:
    """A word as a Spanish ear takes it."""
    for letters, sound in (("ch", "X"), ("ll", "y"), ("qu", "k"), ("h", "")):
        word = word.replace(letters, sound)
    word = re.sub("c(?=[ei])", "s", word)
    return re.sub(r"(.)\1", r"\1", word.translate(str.maketrans("cvzwj", "kbsuh")))


def distance(one: str, other: str) -> int:
    """How many letters have to be changed, added or left out to make one word of the other."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against)))
        above = line
    return above[-1]


def test_there_is_one_word_for_each_byte() -> None:
    assert len(set(WORDS)) == 256
    assert all(re.fullmatch("[a-z]{4,9}", word) for word in WORDS)
    assert list(WORDS) == sorted(WORDS)


def test_no_two_words_are_taken_for_one_another() -> None:
    pairs = [*combinations(WORDS, 2), *combinations(map(heard, WORDS), 2)]

    # Three letters of one that the other has not are three changes; the rest is worth counting.
    close = [(one, other) for one, other in pairs if len(set(one) - set(other)) < 3]
    assert not [pair for pair in close if distance(*pair) < 3]
    assert len({word[:ENOUGH_LETTERS] for word in WORDS}) == 256


def test_the_words_of_a_file_never_change() -> None:
    assert words_of(b"") == "terraza paloma primavera cultura misterio zapato bolero azucar"
    assert words_of(b"root") == "diagonal avenida diamante director avenida jungla bambu chocolate"


@given(st.binary())
def test_the_words_say_the_first_bits_of_the_hash(content: bytes) -> None:
    found = bytes(WORDS.index(word) for word in words_of(content).split(" "))

    assert found == sha256(content).digest()[:LENGTH]


@given(st.binary(), st.integers(4, 9), st.sampled_from([" ", "  ", ", ", "-", "\t", ". "]))
def test_four_letters_of_each_word_stand_for_all_of_them(content: bytes, letters: int, between: str) -> None:
    typed = between.join(word[:letters] for word in words_of(content).split())

    assert are_words_of(content, typed)
    assert are_words_of(content, f" {typed.upper()}\n")


@given(st.binary(), st.integers(0, LENGTH - 1), st.sampled_from(WORDS))
def test_no_word_may_be_another(content: bytes, place: int, other: str) -> None:
    words = words_of(content).split()
    typed = [*words[:place], other, *words[place + 1 :]]

    assert are_words_of(content, " ".join(typed)) == (other == words[place])


def test_what_is_not_all_of_the_words_is_refused() -> None:
    words = words_of(b"root").split()

    assert are_words_of(b"root", "diagonal avenida diamante director avenida jungla bambú CHOCOLATE")
    assert not are_words_of(b"root", "")
    assert not are_words_of(b"root", " ".join(words[:7]))
    assert not are_words_of(b"root", " ".join([*words, words[0]]))
    assert not are_words_of(b"root", " ".join(reversed(words)))
    assert not are_words_of(b"root", " ".join(word[:3] for word in words))
    assert not are_words_of(b"root", " ".join(f"{word[:4]}x" for word in words))
