"""A keyboard is data: shipped for a language, brought by a source, or that of the source's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.compile import compile_cached
from kiosk.content.library import Library
from kiosk.content.model import Keyboard
from kiosk.content.source.keyboards import SHIPPED
from tests.content.desk import Desk
from tests.typeface import give_font


def keyboard(desk: Desk, language: str) -> Keyboard:
    library = desk.library()
    try:
        return library.keyboard(language)
    finally:
        library.close()


def letters(found: Keyboard) -> str:
    return "".join("".join(row) for row in found)


@pytest.mark.parametrize("language, start, accents", [
    ("es", "qwertyuiop", "ñáéíóúü"),
    ("en", "qwertyuiop", "'"),
    ("fr", "azertyuiop", "éèêàçùûîôœëï'"),
])  # fmt: skip
def test_a_language_has_the_keys_that_its_people_know(desk: Desk, language: str, start: str, accents: str) -> None:
    found = keyboard(desk, language)

    assert start in ["".join(row) for row in found]
    assert set("abcdefghijklmnopqrstuvwxyz" + accents) <= set(letters(found))
    assert all(len(key) == 1 for row in found for key in row)


def test_arabic_has_all_its_letters(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, ar, fa]")
    desk.change("sites/station.yaml", "[en, es]", "[ar, es]")

    assert set("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى") == set(letters(keyboard(desk, "ar")))
    assert keyboard(desk, "fa") == keyboard(desk, "ar")


@pytest.mark.parametrize(
    "code, like", [("ht", "en"), ("pt", "en"), ("ar", "ar"), ("ur", "ar"), ("zh", "en"), ("am", "en")]
)
def test_nobody_types_in_the_letters_of_another_script(desk: Desk, code: str, like: str) -> None:
    """In a source in Arabic, or in a script that the kiosk has no letters of."""
    desk.change("bundle.yaml", "[es, en, fr]", f"[ru, en, {code}]")
    desk.change("bundle.yaml", "source_language: es", "source_language: ru")
    desk.change("sites/station.yaml", "[en, es]", f"[en, {code}]")
    desk.write("languages/ru/keyboard.yaml", "rows:\n  - й ц у к е н\n")
    for each in dict.fromkeys(["ru", code]):
        give_font(desk.folder, each)

    found = keyboard(desk, code)

    assert keyboard(desk, "ru") == (("й", "ц", "у", "к", "е", "н"),)
    assert found[0][0] == {"en": "q", "ar": "ض"}[like]


def test_every_layout_fits_the_smallest_screen() -> None:
    for path in SHIPPED.glob("*.yaml"):
        rows = [line[4:].split() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("  - ")]
        assert len(rows) <= 4
        assert max(map(len, rows)) <= 13


def test_a_source_brings_a_keyboard_of_its_own(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, ar, fr]")
    desk.change("sites/station.yaml", "[en, es]", "[ar, es]")
    desk.write("languages/ar/keyboard.yaml", "rows:\n  - ض ص ث ق\n  - ش س ي لا\n")
    desk.write("languages/fr/keyboard.yaml", "rows:\n  - b é p o\n")

    assert keyboard(desk, "ar") == (("ض", "ص", "ث", "ق"), ("ش", "س", "ي", "لا"))
    assert keyboard(desk, "fr") == (("b", "é", "p", "o"),)


def test_a_language_without_a_keyboard_has_that_of_the_source(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, pt, fr-HT]")
    desk.change("sites/station.yaml", "[en, es]", "[pt, es]")

    assert keyboard(desk, "pt") == keyboard(desk, "es") == keyboard(desk, "not offered")
    assert keyboard(desk, "fr-HT")[1][:3] == ("a", "z", "e")


def test_where_the_source_has_none_either_it_is_the_english_one(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[pt, ht, en]")
    desk.change("bundle.yaml", "source_language: es", "source_language: pt")
    desk.change("sites/station.yaml", "[en, es]", "[en, pt]")

    assert keyboard(desk, "pt") == keyboard(desk, "ht") == keyboard(desk, "en")


def test_a_keyboard_of_the_source_serves_the_others(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, pt]")
    desk.change("sites/station.yaml", "[en, es]", "[pt, es]")
    desk.write("languages/es/keyboard.yaml", "rows:\n  - a b c\n")

    assert keyboard(desk, "pt") == (("a", "b", "c"),)


@pytest.mark.parametrize("text, problem", [
    ("", "languages/fr/keyboard.yaml: the file is empty"),
    ("- a b c\n", "languages/fr/keyboard.yaml:1: the file holds no keys"),
    ("rows:\n", "languages/fr/keyboard.yaml:1: the keyboard has no keys"),
    ("keys:\n  - a b\n", 'languages/fr/keyboard.yaml:1: no key "keys" here'),
    ("rows: []\n", "languages/fr/keyboard.yaml:1: the keyboard has no keys"),
    ("rows: a b c\n", 'languages/fr/keyboard.yaml:1: "rows" is no list'),
    ("rows:\n  - a b c\n  - d e a\n", 'languages/fr/keyboard.yaml:3: the key "a" stands twice; keep one of them'),
    ("rows:\n  - a b c b\n", 'languages/fr/keyboard.yaml:2: the key "b" stands twice'),
    ("rows:\n  - a b c\n  - a b c\n", 'languages/fr/keyboard.yaml:3: "a b c" stands twice'),
    ("rows:\n  - a b c\n  -\n", 'languages/fr/keyboard.yaml:3: an item of "rows" is empty'),
    ("rows:\n  - a b c d e f g h i j k l m n\n", "languages/fr/keyboard.yaml:2: a row has 14 keys, more than 13"),
    ("rows:\n  - a b\n  - qwerty\n", 'languages/fr/keyboard.yaml:3: the key "qwerty" has 6 letters, more than 3; put'),
    ("rows:\n  - a\n  - b\n  - c\n  - d\n  - e\n  - f\n", "languages/fr/keyboard.yaml:1: the keyboard has 6 rows"),
    ("rows:\n  - [a, b]\n", 'languages/fr/keyboard.yaml:2: an item of "rows" is a list'),
    ("rows:\n  - a\tb\n  - *c\n", "languages/fr/keyboard.yaml:"),
])  # fmt: skip
def test_a_mistake_in_a_keyboard_is_told_with_its_line(desk: Desk, text: str, problem: str) -> None:
    desk.write("languages/fr/keyboard.yaml", text)

    assert any(error.startswith(problem) for error in desk.errors()), desk.errors()


def test_one_mistake_is_told_once(desk: Desk) -> None:
    desk.write("languages/fr/keyboard.yaml", "rows: a b c\n")

    assert desk.errors() == ['languages/fr/keyboard.yaml:1: "rows" is no list; write [a b c]']


def test_keys_may_be_signs_that_mean_something_in_yaml(desk: Desk) -> None:
    desk.write("languages/fr/keyboard.yaml", 'rows:\n  - "\' - ? ! :"\n  - a y n\n')

    assert keyboard(desk, "fr") == (("'", "-", "?", "!", ":"), ("a", "y", "n"))


def test_a_changed_layout_is_compiled_anew(desk: Desk) -> None:
    cache = desk.folder.parent / "cache"
    desk.write("languages/fr/keyboard.yaml", "rows:\n  - a b c\n")
    first = compile_cached(desk.folder, cache)
    desk.write("languages/fr/keyboard.yaml", "rows:\n  - c b a\n")

    library = Library.open(compile_cached(desk.folder, cache))

    assert library.keyboard("fr") == (("c", "b", "a"),)
    assert first.is_dir()
    library.close()


def test_the_keyboard_of_the_translators_guide_is_accepted(desk: Desk) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "translating.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\nrows:")[1].split("```")[0]
    desk.write("languages/fr/keyboard.yaml", f"rows:{example}")

    assert desk.errors() == []
    assert len(keyboard(desk, "fr")[3]) == 11
