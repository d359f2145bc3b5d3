"""Words and dates in the visitor's language, whatever of it there is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from kiosk import i18n
from kiosk.content.isolates import bare, isolated
from kiosk.i18n import Tongue, Wording, catalogue_folder, shipped

DAY = date(2026, 11, 3)


def test_the_first_catalogue_that_has_the_message_says_it() -> None:
    wording = Wording("ht", Tongue([{"Back": "Tounen"}]), "", Tongue([{"Back": "Atrás", "Home": "Inicio"}]))

    assert wording.gettext("Back") == "Tounen"
    assert wording.gettext("Home") == "Inicio"


def test_what_no_catalogue_has_stays_english() -> None:
    assert Wording("ht", Tongue([{}, {"Home": "Inicio"}])).gettext("Urgent help") == "Urgent help"


def test_an_empty_translation_is_none() -> None:
    assert Wording("ht", Tongue([{"Back": ""}, {"Back": "Atrás"}])).gettext("Back") == "Atrás"


def test_words_of_another_language_keep_their_own_direction() -> None:
    arabic = Wording("ar", Tongue([{"Back": "رجوع"}], "rtl"), "", Tongue([{"Home": "Inicio."}], "ltr"))
    spanish = Wording("es", Tongue([{"Home": "Inicio."}]), "", Tongue([{"Back": "رجوع!"}], "rtl"))

    assert arabic.gettext("Back") == "رجوع"
    assert arabic.gettext("Home") == isolated("Inicio.", "ltr")
    assert arabic.gettext("Hide") == isolated("Hide", "ltr")
    assert spanish.gettext("Back") == isolated("رجوع!", "rtl")
    assert spanish.gettext("Hide") == "Hide"


def test_own_words_are_told_from_others() -> None:
    wording = Wording("ht", Tongue([{"Back": "Tounen"}]), "", Tongue([{"Home": "Inicio"}]))

    assert wording.own("Back") == "Tounen"
    assert wording.own("Home") == ""
    assert Wording("en", Tongue()).own("Home") == "Home"


@pytest.mark.parametrize(
    "language, locale, written",
    [
        ("es", "", "3 de noviembre de 2026"),
        ("en", "", "November 3, 2026"),
        ("fr", "", "3 novembre 2026"),
        ("ht", "fr_HT", "3 novembre 2026"),
        ("pt", "pt_BR", "3 de novembro de 2026"),
        ("ar", "", "3 نوفمبر 2026"),
        ("zh", "", "2026年11月3日"),
        ("xx", "", "2026-11-03"),
        ("xx", "root", "2026-11-03"),
        ("xx", "not a locale", "2026-11-03"),
    ],
)
def test_a_day_is_written_as_the_language_has_it(language: str, locale: str, written: str) -> None:
    assert Wording(language, Tongue(), locale).date(DAY) == written


def test_a_language_brings_the_months_that_cldr_lacks() -> None:
    months = "janvye, fevriye, mas, avril, me, jen, jiyè, out, septanm, oktòb, novanm, desanm"
    english = "January, February, March, April, May, June, July, August, September, October, November, December"
    words = {english: months, "{day} {month} {year}": "{day} {month} {year}"}

    assert Wording("ht", Tongue([words]), "fr_HT").date(DAY) == "3 novanm 2026"
    assert Wording("ht", Tongue([words | {english: "janvye, fevriye"}]), "fr_HT").date(DAY) == "3 novembre 2026"


def test_a_number_keeps_its_order_within_any_words() -> None:
    assert isolated("+507 305-3350") == "\u2066+507 305-3350\u2069"


def test_nothing_needs_no_signs_around_it() -> None:
    assert isolated("") == ""


@pytest.mark.parametrize("direction", ["ltr", "rtl", "auto"])
def test_the_signs_can_be_taken_away(direction: Literal["ltr", "rtl", "auto"]) -> None:
    assert bare(isolated("OIM", direction)) == "OIM"
    assert len(isolated("OIM", direction)) == 5


# ---------------------------------------------------------------- the shipped catalogues


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_app_speaks_the_languages_it_ships(language: str) -> None:
    texts = shipped(language)

    assert len(texts) > 30
    assert texts["Home"] not in ("", "Home")


@pytest.mark.parametrize("language", ["en", "xx", "../es"])
def test_a_language_without_a_catalogue_has_no_texts(language: str) -> None:
    assert shipped(language) == {}


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The catalogues of a packaged app."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    folder = tmp_path / "translations"
    folder.mkdir()
    shipped.cache_clear()
    yield folder
    shipped.cache_clear()


def test_a_packaged_app_finds_its_catalogues_within_itself(catalogues: Path) -> None:
    assert catalogue_folder() == catalogues


def test_what_a_translator_is_unsure_of_is_not_shown(catalogues: Path) -> None:
    lines = [
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"',
        'msgid "Back"\nmsgstr "Atrás"',
        '#, fuzzy\nmsgid "Home"\nmsgstr "Casa"',
        'msgid "Search"\nmsgstr ""',
        '#~ msgid "Old"\n#~ msgstr "Viejo"',
    ]
    (catalogues / "xx.po").write_text("\n\n".join(lines), "utf-8")

    assert shipped("xx") == {"Back": "Atrás"}


def test_a_catalogue_is_read_once(catalogues: Path) -> None:
    (catalogues / "xx.po").write_text('msgid "Back"\nmsgstr "Atrás"\n', "utf-8")

    first = shipped("xx")
    (catalogues / "xx.po").unlink()

    assert shipped("xx") is first


def test_a_checkout_has_its_catalogues_beside_the_package() -> None:
    assert catalogue_folder() == Path(i18n.__file__).parents[1] / "translations"


@pytest.mark.parametrize(
    "translated", ["Só em: {idioma}", "Só em", "Só em: {language} {", "Só em: {language} {language}"]
)
def test_a_translation_that_cannot_be_filled_in_is_passed_over(translated: str) -> None:
    otherwise = Tongue([{"Only in: {language}": "Solo en: {language}"}])
    wording = Wording("pt", Tongue([{"Only in: {language}": translated}]), "", otherwise)

    assert wording.gettext("Only in: {language}") == "Solo en: {language}"
