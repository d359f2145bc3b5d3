"""Words and dates in the visitor's language, whatever of it there is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk import i18n
from kiosk.i18n import Wording, catalogue_folder, isolated, shipped

DAY = date(2026, 11, 3)


def test_the_first_catalogue_that_has_the_message_says_it() -> None:
    wording = Wording("ht", [{"Back": "Tounen"}, {"Back": "Atrás", "Home": "Inicio"}])

    assert wording.gettext("Back") == "Tounen"
    assert wording.gettext("Home") == "Inicio"


def test_what_no_catalogue_has_stays_english() -> None:
    assert Wording("ht", [{}, {"Home": "Inicio"}]).gettext("Urgent help") == "Urgent help"


def test_an_empty_translation_is_none() -> None:
    assert Wording("ht", [{"Back": ""}, {"Back": "Atrás"}]).gettext("Back") == "Atrás"


@pytest.mark.parametrize(
    "language, locale, written",
    [
        ("es", "", "3 de noviembre de 2026"),
        ("en", "", "November 3, 2026"),
        ("fr", "", "3 novembre 2026"),
        ("ht", "fr_HT", "3 novembre 2026"),
        ("pt", "pt_BR", "3 de novembro de 2026"),
        ("xx", "", "2026-11-03"),
        ("xx", "not a locale", "2026-11-03"),
    ],
)
def test_a_day_is_written_as_the_language_has_it(language: str, locale: str, written: str) -> None:
    assert Wording(language, locale=locale).date(DAY) == written


def test_a_number_keeps_its_order_within_any_words() -> None:
    assert isolated("+507 305-3350") == "\u2066+507 305-3350\u2069"


def test_nothing_needs_no_signs_around_it() -> None:
    assert isolated("") == ""


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
    wording = Wording("pt", [{"Only in: {language}": translated}, {"Only in: {language}": "Solo en: {language}"}])

    assert wording.gettext("Only in: {language}") == "Solo en: {language}"
