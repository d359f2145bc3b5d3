"""A catalogue that is in another language than its name says is told."""

from __future__ import annotations

import pytest

from tests.content.desk import Desk


@pytest.fixture
def translated(desk: Desk) -> Desk:
    desk.translate("en")
    desk.translate("fr")
    return desk


def told(desk: Desk) -> list[str]:
    return [problem for problem in desk.problems().splitlines() if "header" in problem or "nearly all" in problem]


def test_two_whole_catalogues_are_no_problem(translated: Desk) -> None:
    assert told(translated) == []


def test_a_french_catalogue_saved_as_the_english_one_is_an_error(translated: Desk) -> None:
    translated.write("translations/en.po", translated.read("translations/fr.po"))
    line = translated.line_of("translations/en.po", "Language: fr")

    what = 'the header names the language "fr", and the file is for "en"'
    what_to_do = "take the right file, or write Language: en into the header"
    assert told(translated) == [f"translations/en.po:{line}: {what}; {what_to_do}"]
    assert len(translated.errors()) == 1


def test_it_is_told_too_where_its_header_was_changed(translated: Desk) -> None:
    french = translated.read("translations/fr.po")
    translated.write("translations/en.po", french.replace("Language: fr", "Language: en"))

    what = "nearly all translations are the same as in translations/en.po; see which of the two is the wrong file"
    assert told(translated) == [f"translations/fr.po: warning: {what}"]


def test_a_catalogue_that_repeats_the_text_is_told(translated: Desk) -> None:
    catalogue = translated.catalogue("fr")
    for entry in catalogue:
        entry.msgstr = entry.msgid
    catalogue.save()

    what = "nearly all translations into fr are the text itself; see whether this is the right file"
    assert told(translated) == [f"translations/fr.po: warning: {what}"]


@pytest.mark.parametrize("header", ["Language: fr_CA", "Language: fr-FR", "Language: ", "Language: FR", "X-Poedit: 1"])
def test_a_header_may_say_more_or_nothing(translated: Desk, header: str) -> None:
    translated.change("translations/fr.po", "Language: fr", header)

    assert told(translated) == []


def test_the_words_of_the_screens_are_looked_at_alike(desk: Desk) -> None:
    desk.write("languages/fr/ui.po", 'msgid ""\nmsgstr ""\n"Language: pt\\n"\n\nmsgid "Home"\nmsgstr "Accueil"\n')

    what = 'languages/fr/ui.po:3: the header names the language "pt", and the file is for "fr"'
    what_to_do = "take the right file, or write Language: fr into the header"
    assert told(desk) == [f"{what}; {what_to_do}"]
