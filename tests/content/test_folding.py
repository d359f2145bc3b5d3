"""Case, accents and signs make no difference to a search, and a slip is forgiven."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.search.folding import fold, typed_words, written_words
from kiosk.content.search.spelling import (
    BEGINNING,
    ONE_SLIP,
    ONE_SLIP_IN_FEW,
    SAME_BEGINNING,
    SAME_SOUND,
    TWO_SLIPS,
    WITHIN,
    Typed,
    grams,
    most_shared,
    sound,
    stem_of,
)


@pytest.mark.parametrize("one, other", [
    ("MÉDICO", "medico"),
    ("me\u0301dico", "médico"),
    ("Niña", "nina"),
    ("ŒUVRE", "oeuvre"),
    ("curriculum vitæ", "curriculum vitae"),
    ("Straße", "STRASSE"),
    ("İstanbul", "istanbul"),
    ("ﬁn", "fin"),
    ("ＡＢＣ", "abc"),
    ("l’hôpital", "l'hopital"),
    ("paspò", "paspo"),
    ("الطَّبِيب", "الطبيب"),
    ("أين", "اين"),
    ("مدرسة", "مدرسه"),
    ("۹۱۱", "911"),
    ("९११", "911"),
    ("ɓoɗɗo", "boddo"),
    ("so\u00adft", "soft"),
    ("❤\ufe0f", " "),
])  # fmt: skip
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_case_and_the_way_accents_are_composed_make_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
    assert typed_words(unicodedata.normalize("NFD", text)) == typed_words(unicodedata.normalize("NFC", text))


@given(st.text())
def test_words_hold_neither_blanks_nor_signs(text: str) -> None:
    for word in typed_words(text):
        assert word
        assert not set(word) & set(" '\"*%_-\0\n()")


@given(st.text())
def test_a_text_is_found_by_each_of_its_words(text: str) -> None:
    written = set(written_words(text))

    for word in typed_words(text):
        assert any(found.startswith(word) or word.startswith(found) for found in written)


def test_what_is_written_together_is_found_apart_and_together() -> None:
    assert typed_words("L’hôpital aujourd'hui") == ["l", "hopital", "aujourd", "hui"]
    assert list(written_words("l'hôpital")) == ["l", "hopital", "lhopital"]
    assert list(written_words("e-mail")) == ["e", "mail", "email"]
    assert list(written_words("والطبيب")) == ["والطبيب", "طبيب"]


def test_signs_without_spaces_are_taken_in_pieces() -> None:
    assert typed_words("我要看医生abc") == ["我要看医生", "abc"]
    assert list(written_words("看医生")) == ["看医", "医生", "生"]
    assert list(written_words("ยาบาล"))[:2] == ["ยาบ", "าบา"]


@pytest.mark.parametrize("typed, written", [
    ("doktor", "doctor"),
    ("bolver", "volver"),
    ("serca", "cerca"),
    ("keso", "queso"),
    ("ospital", "hospital"),
    ("jente", "gente"),
    ("telephone", "telefone"),
    ("abokado", "abocado"),
])  # fmt: skip
def test_what_sounds_alike_is_alike(typed: str, written: str) -> None:
    assert sound(typed) == sound(written)


@pytest.mark.parametrize("word", ["h", "hh", "xx", "ж", "صصص", "ñ"])
def test_every_word_has_a_sound(word: str) -> None:
    assert sound(word)


def plain_distance(one: str, other: str) -> int:
    """Return the distance with exchanged neighbours as one slip, by the book."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


@given(st.text("abcd", min_size=1, max_size=9), st.text("abcd", min_size=1, max_size=9))
def test_slips_are_counted_as_by_the_book(one: str, other: str) -> None:
    typed = Typed(one)
    beginnings = [plain_distance(typed.heard, other[:length]) for length in range(len(other) + 1)]

    assert typed.slips_to(other) == beginnings


def test_the_farther_off_the_later() -> None:
    typed = Typed("dokumento")
    words = ["documento", "documentos", "docunento", "indokumento", "documentacion", "domumetto"]
    order = [SAME_SOUND, SAME_BEGINNING, ONE_SLIP, WITHIN, BEGINNING, TWO_SLIPS]

    assert [typed.farness(word) for word in words] == order == sorted(order)


def test_other_words_are_no_match() -> None:
    assert Typed("doctor").farness("sector") is None
    assert Typed("robo").farness("todo") is None
    assert Typed("agua").farness("ayuda") is None


@pytest.mark.parametrize("typed, written, farness", [
    ("medko", "medico", ONE_SLIP_IN_FEW),
    ("abogdo", "abogado", ONE_SLIP),
    ("abgdo", "abogado", None),
    ("avgado", "abogado", ONE_SLIP),
    ("pspote", "pasaporte", None),
    ("psporte", "pasaporte", TWO_SLIPS),
    ("dokt", "doctor", SAME_BEGINNING),
    ("pasp", "pasaporte", BEGINNING),
    ("carpa", "capacitacion", None),
    ("leche", "leyes", None),
    ("lancha", "llama", None),
])  # fmt: skip
def test_longer_words_are_forgiven_more(typed: str, written: str, farness: int | None) -> None:
    assert Typed(typed).farness(written) == farness


@pytest.mark.parametrize("one, other", [
    ("embarazada", "embarazo"),
    ("niña", "niños"),
    ("pasaportes", "pasaporte"),
    ("retornar", "retorno"),
])  # fmt: skip
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    stem, longest = stem_of(one)

    assert other.startswith(stem)
    assert len(other) <= longest


@given(st.lists(st.sets(st.integers(0, 40)), max_size=9), st.integers(1, 4), st.integers(1, 20))
def test_all_words_are_counted_at_once(sets: list[set[int]], least: int, most: int) -> None:
    counts = {number: sum(number in numbers for numbers in sets) for number in range(41)}
    best = sorted((number for number in counts if counts[number] >= least), key=lambda n: (-counts[n], n))

    assert most_shared([sum(1 << number for number in numbers) for numbers in sets], least, most) == best[:most]


def test_pairs_of_letters_know_the_ends_of_a_word() -> None:
    assert grams("ana") == ["^a", "a$", "an", "na"]
