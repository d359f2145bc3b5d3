"""An editor is told of characters that would be boxes on the screen, wherever they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.check.font_coverage import FontCoverage, shipped, signs_of
from tests.content.desk import Desk
from tests.typeface import ARABIC, LATIN, cmap, typeface, with_tables

CHINESE = "您需要看医生吗请问本中心的工作人员不证件文是是"


def told(desk: Desk) -> list[str]:
    return [problem for problem in desk.errors() if "no typeface" in problem]


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

    what = 'languages/zh/language.yaml: no typeface has 9 of the letters of "zh" (中 信 吗 …)'
    what_to_do = "put a font that has them beside languages/zh/language.yaml and name it there, as in font: own.ttf"

    assert told(chinese) == [f"{what}; {what_to_do}"]


def test_without_a_description_the_list_of_languages_is_named(chinese: Desk) -> None:
    chinese.write("languages/zh/ui.po", f'msgid ""\nmsgstr ""\n\nmsgid "Home"\nmsgstr "{CHINESE}"\n')

    assert [problem.split(":")[0] for problem in told(chinese)] == ["bundle.yaml"]


def test_of_few_letters_each_text_is_named(chinese: Desk) -> None:
    what = 'bundle.yaml:4: no typeface has "中" (U+4E2D), "文" (U+6587)'
    what_to_do = "write it in other letters, or put a font that has it into languages/zh"

    assert told(chinese) == [f"{what}; {what_to_do}"]


def test_a_font_without_the_letters_is_of_no_use(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\n")
    (chinese.folder / "languages/zh/own.ttf").write_bytes(LATIN.read_bytes())

    assert len(told(chinese)) == 1


def test_a_font_with_the_letters_serves(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\ngreeting: 您需要看医生吗\n")
    (chinese.folder / "languages/zh/own.ttf").write_bytes(typeface("Own", CHINESE))
    chinese.change("contacts.yaml", "name: OIM Panamá", "name: OIM Panamá 中文")

    assert told(chinese) == []


def test_a_font_that_gives_letters_no_shape_does_not_have_them(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\n")
    (chinese.folder / "languages/zh/own.ttf").write_bytes(typeface("Own", CHINESE, glyph=0))

    assert len(told(chinese)) == 1


def test_a_font_without_any_character_map_that_can_be_read_has_no_letters(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\n")
    (chinese.folder / "languages/zh/own.ttf").write_bytes(with_tables(LATIN.read_bytes(), {b"cmap": b"\0"}))

    assert len(told(chinese)) == 1


def test_of_a_font_that_cannot_be_read_nothing_is_said_here(chinese: Desk) -> None:
    chinese.write("languages/zh/language.yaml", "font: own.ttf\n")
    chinese.write("languages/zh/own.ttf", "a font")

    assert told(chinese) == []
    assert "this is no TrueType or OpenType font" in chinese.problems()


@pytest.mark.parametrize("file, old, new, line", [
    ("pages/health/doctor.md", "- Diga que está enfermo", "- Diga 😀 que está enfermo", 16),
    ("pages/health/doctor.md", "summary: Dónde", "summary: 😀 Dónde", 3),
    ("pages/health/clinic.md", "cost: Pregunte", "cost: 😀 Pregunte", 9),
    ("contacts.yaml", "address: Calle", "address: 😀 Calle", 7),
    ("contacts.yaml", "hours: De", "hours: 😀 De", 9),
    ("contacts.yaml", 'social: ["@oim', 'social: ["😀 @oim', 8),
    ("bundle.yaml", "title: Salud", "title: Salud 😀", 9),
    ("sites/station.yaml", "title: Punto", "title: 😀 Punto", 2),
    ("sources.yaml", "publisher: OIM", "publisher: 😀 OIM", 3),
    ("phrases.yaml", "text: Necesito", "text: 😀 Necesito", 3),
    ("notices.yaml", "Charla.", "Charla 😀.", 2),
])  # fmt: skip
def test_a_sign_that_no_typeface_has_is_an_error_wherever_it_stands(
    desk: Desk, file: str, old: str, new: str, line: int
) -> None:
    desk.change(file, old, new)

    what = f'{file}:{line}: no typeface has "😀" (U+1F600, grinning face); delete it or write it in words'
    assert told(desk) == [what]


@pytest.mark.parametrize("sign, name", [
    ("→", '"→" (U+2192, rightwards arrow)'), ("✔", '"✔" (U+2714, heavy check mark)'), ("\ue000", "U+E000"),
    ("\u0378", "U+0378"), ("中", '"中" (U+4E2D)'),
    ("\u0303\u0331", "U+0331 (combining macron below)"), ("🏥", '"🏥" (U+1F3E5, hospital)'),
])  # fmt: skip
def test_each_kind_of_sign_is_named(desk: Desk, sign: str, name: str) -> None:
    desk.change("pages/health/doctor.md", "Pida un", f"Pida{sign} un")

    assert [problem.partition("; ")[0] for problem in told(desk)] == [
        f"pages/health/doctor.md:19: no typeface has {name}"
    ]


def test_a_translation_the_words_of_the_screens_and_keys_are_looked_at_too(desk: Desk) -> None:
    desk.translate("en")
    desk.set_translation("en", "topic:health#title", "Health 💊")
    desk.write("languages/fr/ui.po", 'msgid ""\nmsgstr ""\n\nmsgid "Home"\nmsgstr "Accueil 🏠"\n')
    desk.write("languages/fr/keyboard.yaml", "rows:\n  - a z e\n  - q 한 d\n")
    desk.write("languages/en/language.yaml", "greeting: ☺ Hello\n")

    places = [problem.partition(" no typeface has ")[0] for problem in told(desk)]

    line = next(entry.linenum for entry in desk.catalogue("en") if entry.msgctxt == "topic:health#title")
    assert places == [
        "languages/en/language.yaml:1:",
        "languages/fr/keyboard.yaml:3:",
        "languages/fr/ui.po:4:",
        f"translations/en.po:{line}: topic:health#title:",
    ]


def test_what_takes_no_ink_needs_no_typeface(desk: Desk) -> None:
    desk.change("pages/health/doctor.md", "Pida un", "Pida\u202fu\u00adn\u2009\u00a0\u200d un\u200c")

    assert told(desk) == []


def test_a_letter_can_be_put_together_from_parts(desk: Desk) -> None:
    desk.change("pages/health/doctor.md", "Pida un", "Nga\u0308be Ĉu un")

    assert told(desk) == []


def test_words_that_are_only_searched_may_have_any_sign(desk: Desk) -> None:
    desk.change("pages/health/doctor.md", "keywords: doctor", "keywords: doctor, 医生")

    assert told(desk) == []


def test_a_typeface_tells_its_signs() -> None:
    latin, arabic = signs_of(LATIN.read_bytes()), signs_of(ARABIC.read_bytes())

    assert latin is not None
    assert arabic is not None
    assert set("Aéñœ0¿") <= latin
    assert "ع" not in latin
    assert set("عپگے") <= arabic


def test_a_sign_that_only_the_regular_weight_has_is_not_shipped() -> None:
    """Titles are bold."""
    coverage = FontCoverage(shipped())
    for path in (LATIN, LATIN.with_name(LATIN.name.replace("Regular", "Bold"))):
        signs = signs_of(path.read_bytes()) or frozenset()
        assert not set(coverage.missing("AÉñ¿œ")) & signs


def test_a_map_with_two_tables_is_read_as_the_kiosk_reads_it() -> None:
    """The one with all of Unicode is used, whatever the other one has."""
    both = cmap("中", 40)
    small = b"\0\6\0\x0c\0\0\0A\0\1\0\5"
    two = both[:2] + b"\0\2" + b"\0\3\0\1\0\0\0\x14" + b"\0\3\0\x0a" + (20 + len(small)).to_bytes(4, "big")

    assert signs_of(with_tables(LATIN.read_bytes(), {b"cmap": two + small + both[12:]})) == frozenset("中")


@given(st.binary(max_size=400), st.integers(0, 4000))
def test_a_damaged_typeface_is_no_trouble(garbage: bytes, start: int) -> None:
    content = ARABIC.read_bytes()

    for damaged in (garbage, content[:start], content[:start] + garbage + content[start + len(garbage) :]):
        assert signs_of(damaged) is None or isinstance(signs_of(damaged), frozenset)
