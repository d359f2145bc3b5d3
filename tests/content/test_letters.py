"""An editor is told of letters that would be boxes on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kiosk
from kiosk.content.check.letters import signs_of
from tests.content.desk import Desk

FONTS = Path(kiosk.__file__).parent / "ui" / "theme" / "fonts"
LATIN, ARABIC = FONTS / "AtkinsonHyperlegible-Regular.ttf", FONTS / "KioskArabic-Regular.ttf"


def told(desk: Desk) -> list[str]:
    return [problem for problem in desk.problems().splitlines() if "no typeface" in problem]


@pytest.fixture
def chinese(desk: Desk) -> Desk:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, zh]")
    desk.change("sites/station.yaml", "[en, es]", "[es, zh]")
    return desk


def test_latin_and_arabic_letters_are_there(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, ar, fa, ur, ht, so]")
    desk.change("sites/station.yaml", "[en, es]", "[es, ar]")

    assert told(desk) == []


def test_letters_of_another_script_need_a_font(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "greeting: 您需要信息吗？\n")

    what = 'languages/zh/language.yaml: warning: no typeface has 8 of the letters of "zh" (中 信 吗 …)'
    what_to_do = "put a font that has them beside languages/zh/language.yaml and name it there, as in font: own.ttf"

    assert told(chinese) == [f"{what}; {what_to_do}"]


def test_without_a_description_the_list_of_languages_is_named(chinese: Desk) -> None:
    assert [problem.split(":")[0] for problem in told(chinese)] == ["bundle.yaml"]


def test_a_font_without_the_letters_is_of_no_use(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\n")
    (chinese.folder / "languages/zh/own.ttf").write_bytes(LATIN.read_bytes())

    assert len(told(chinese)) == 1


def test_a_font_with_the_letters_serves(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\nendonym: العربية\n")
    (chinese.folder / "languages/zh/own.ttf").write_bytes(ARABIC.read_bytes())

    assert told(chinese) == []


def test_of_a_font_that_cannot_be_read_nothing_is_said_here(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\n")
    chinese.write("languages/zh/own.ttf", "a font")

    assert told(chinese) == []


def test_a_typeface_tells_its_signs() -> None:
    latin, arabic = signs_of(LATIN.read_bytes()), signs_of(ARABIC.read_bytes())

    assert latin is not None
    assert arabic is not None
    assert set("Aéñœ0¿") <= latin
    assert "ع" not in latin
    assert set("عپگے") <= arabic


@given(st.binary(max_size=400), st.integers(0, 4000))
def test_a_damaged_typeface_is_no_trouble(garbage: bytes, start: int) -> None:
    content = ARABIC.read_bytes()

    for damaged in (garbage, content[:start], content[:start] + garbage + content[start + len(garbage) :]):
        assert signs_of(damaged) is None or isinstance(signs_of(damaged), frozenset)
