"""Any language works by data alone, right-to-left ones included."""

from __future__ import annotations

import shutil

import pytest

from kiosk.content.library import load_start
from kiosk.content.model import Language
from kiosk.content.source import load
from tests.content.desk import Desk
from tests.content.forger import TYPEFACE


def offered(desk: Desk, code: str) -> Language:
    """Offer a language instead of French and return what is known of it."""
    desk.change("bundle.yaml", "[es, en, fr]", f"[es, en, {code}]")
    return load(desk.folder).languages[2]


@pytest.mark.parametrize("code, endonym, direction", [
    ("fr", "Français", "ltr"),
    ("pt", "Português", "ltr"),
    ("ar", "العربية", "rtl"),
    ("fa", "فارسی", "rtl"),
    ("ht", "Kreyòl Ayisyen", "ltr"),
    ("ka", "ქართული", "ltr"),
    ("zh_Hans", "中文 (简体)", "ltr"),
    ("pt-BR", "Português (Brasil)", "ltr"),
])  # fmt: skip
def test_cldr_knows_what_a_language_calls_itself(desk: Desk, code: str, endonym: str, direction: str) -> None:
    language = offered(desk, code)

    assert (language.endonym, language.direction) == (endonym, direction)
    assert language.greeting == ""


def test_a_source_describes_its_language(desk: Desk) -> None:
    desk.write("languages/ht/language.yaml", "endonym: Kreyòl\ngreeting: Byenveni\nlocale: fr_HT\nvoice: none\n")

    assert offered(desk, "ht") == Language("ht", "Kreyòl", "Byenveni", "fr_HT", "ltr")


def test_a_language_that_cldr_does_not_know_needs_a_description(desk: Desk) -> None:
    desk.write("languages/gym/language.yaml", "endonym: Ngäbere\n")

    assert offered(desk, "gym") == Language("gym", "Ngäbere", "", "root", "ltr")


def test_a_language_takes_its_direction_from_its_locale(desk: Desk) -> None:
    desk.write("languages/prs/language.yaml", "endonym: دری\nlocale: fa_AF\n")

    assert offered(desk, "prs").direction == "rtl"


def test_a_font_travels_in_the_bundle(desk: Desk) -> None:
    desk.write("languages/ar/language.yaml", "font: NotoSansArabic-Regular.TTF\n")
    shutil.copy(TYPEFACE, desk.folder / "languages" / "ar" / "NotoSansArabic-Regular.TTF")

    language = offered(desk, "ar")
    desk.library().close()

    assert language.font == "fonts/ar.ttf"
    assert (desk.folder.parent / "bundle" / "media" / "fonts" / "ar.ttf").read_bytes() == TYPEFACE.read_bytes()


def test_the_screens_words_travel_in_the_bundle(desk: Desk) -> None:
    desk.write(
        "languages/fr/ui.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Back"\nmsgstr "Retour"\n\n#, fuzzy\nmsgid "Home"\nmsgstr "Maison"\n\n'
        'msgctxt "bar"\nmsgid "Listen"\nmsgstr "Écouter"\n\n'
        'msgid "{n} page"\nmsgid_plural "{n} pages"\nmsgstr[0] "{n} page."\nmsgstr[1] "{n} pages."\n',
    )
    library = desk.library()

    words = library.ui_texts("fr")

    assert words == {
        "Back": "Retour",
        "bar\x04Listen": "Écouter",
        "{n} page": "{n} page.",
        "{n} pages": "{n} pages.",
    }
    assert load_start(desk.folder.parent / "bundle").ui_texts == {"fr": words}
    assert library.ui_texts("es") == {}
    library.close()


def test_a_source_may_be_written_in_any_language(desk: Desk) -> None:
    desk.change("bundle.yaml", "source_language: es", "source_language: ar")
    desk.change("bundle.yaml", "[es, en, fr]", "[ar, pt]")
    desk.change("bundle.yaml", "title: Salud", "title: الصحة")
    desk.change("sites/station.yaml", "[en, es]", "[pt, ar]")
    desk.translate("pt")
    library = desk.library()

    assert library.topic("health", "ar").title.text == "الصحة"
    assert library.topic("health", "pt").title.text == "pt الصحة"
    assert library.languages()[0].direction == "rtl"
    library.close()


def test_a_folder_of_a_language_not_offered_is_a_warning(desk: Desk) -> None:
    desk.write("languages/pt/language.yaml", "endonym: Português\n")

    assert desk.errors() == []
    assert 'languages/pt/language.yaml: warning: bundle.yaml does not offer the language "pt"' in desk.problems()
