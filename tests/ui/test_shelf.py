"""What the screens say comes from the content, then from the app, then from another language, never from nowhere."""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk import i18n
from kiosk.content.library import Library, Start, StartSite
from kiosk.content.model import Direction, Language
from kiosk.errors import BundleError
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import fonts
from kiosk.ui.widgets.top_bar import Sign

FONTS = Path(fonts.__file__).parent / "fonts"


def language(code: str, endonym: str, direction: Direction = "ltr", font: str = "") -> Language:
    return Language(code, endonym, "", code, direction, font)


def start_of(**changes: object) -> Start:
    """A bundle whose source is Portuguese, in four languages, at two centres."""
    known: dict[str, object] = {
        "bundle_id": "small",
        "title": {"pt": "Informação", "fr": "Informations"},
        "source_language": "pt",
        "languages": (
            language("pt", "Português"),
            language("ht", "Kreyòl ayisyen"),
            language("fr", "Français"),
            language("en", "English"),
        ),
        "sites": (
            StartSite("north", {"pt": "Centro Norte"}, {"pt": "Ponto de informação"}, ("ht", "pt")),
            StartSite("south", {"pt": "Centro Sul", "fr": "Centre Sud"}, {"pt": "Ponto de informação"}),
        ),
        "content_sha256": "",
        "ui_texts": {"pt": {"Back": "Voltar", "Home": "Início"}, "ht": {"Back": "Tounen"}, "fr": {"Back": "Arrière"}},
    }
    return Start(**{**known, **changes})  # type: ignore[arg-type]


def never() -> Library:
    raise AssertionError("the library is opened before anybody asks for it")


def shelf_on(tmp_path: Path, site: str = "", **changes: object) -> Shelf:
    return Shelf(start_of(**changes), tmp_path, never, site)


def test_the_contents_own_words_come_first(tmp_path: Path) -> None:
    wording = shelf_on(tmp_path).wording("fr")

    assert wording.gettext("Back") == "Arrière"


def test_what_the_content_does_not_say_the_app_says(tmp_path: Path) -> None:
    wording = shelf_on(tmp_path).wording("fr")

    assert wording.gettext("Home") == i18n.shipped("fr")["Home"]


def test_what_neither_says_in_a_language_is_said_in_the_contents_own(tmp_path: Path) -> None:
    wording = shelf_on(tmp_path).wording("ht")

    assert wording.gettext("Back") == "Tounen"
    assert wording.gettext("Home") == "Início"


def test_the_contents_own_language_may_be_one_that_the_app_speaks(tmp_path: Path) -> None:
    spanish = (language("es", "Español"), language("ht", "Kreyòl ayisyen"))
    shelf = shelf_on(tmp_path, source_language="es", languages=spanish, sites=(), ui_texts={})

    assert shelf.wording("ht").gettext("Home") == i18n.shipped("es")["Home"]


def test_what_nobody_says_is_said_in_english(tmp_path: Path) -> None:
    wording = shelf_on(tmp_path).wording("ht")

    assert wording.gettext("Urgent help") == "Urgent help"


def test_english_is_never_said_in_another_language(tmp_path: Path) -> None:
    wording = shelf_on(tmp_path).wording("en")

    assert wording.gettext("Home") == "Home"


def test_dates_are_written_as_the_language_has_them(tmp_path: Path) -> None:
    described = (Language("ht", "Kreyòl", "", "fr_HT", "ltr"),)

    wording = shelf_on(tmp_path, languages=described, sites=()).wording("ht")

    assert wording.date(date(2026, 11, 3)) == "3 novembre 2026"


def test_a_centre_has_its_own_languages_first_and_the_others_after_them(tmp_path: Path) -> None:
    assert [item.code for item in shelf_on(tmp_path, "north").languages()] == ["ht", "pt", "fr", "en"]


def test_a_centre_without_an_order_has_all_languages(tmp_path: Path) -> None:
    assert [item.code for item in shelf_on(tmp_path, "south").languages()] == ["pt", "ht", "fr", "en"]


def test_without_a_site_the_first_centre_is_meant(tmp_path: Path) -> None:
    assert shelf_on(tmp_path).site == "north"


def test_content_without_centres_is_shown_as_it_is(tmp_path: Path) -> None:
    shelf = shelf_on(tmp_path, sites=())

    assert shelf.site == ""
    assert len(shelf.languages()) == 4
    assert shelf.sign("fr") == Sign("Informations", "")
    assert shelf.sign("ht") == Sign("Informação", "")


def test_a_centre_is_named_in_the_visitors_language_if_it_can_be(tmp_path: Path) -> None:
    shelf = shelf_on(tmp_path, "south")

    assert shelf.sign("fr") == Sign("Ponto de informação", "Centre Sud")


def test_a_language_that_is_not_on_offer_is_the_first_one(tmp_path: Path) -> None:
    assert shelf_on(tmp_path, "north").language("xx").code == "ht"


def test_every_language_says_what_it_is_called_also_where_it_is_not_offered(tmp_path: Path) -> None:
    spoken = shelf_on(tmp_path, "north").spoken()

    assert {code: language.endonym for code, language in spoken.items()} == {
        "pt": "Português",
        "ht": "Kreyòl ayisyen",
        "fr": "Français",
        "en": "English",
    }


# ---------------------------------------------------------------- the library, the typefaces


def test_the_library_is_opened_once_and_again_after_it_was_closed(bundle: Path) -> None:
    opened: list[Library] = []

    def open_it() -> Library:
        opened.append(Library.open(bundle))
        return opened[-1]

    shelf = Shelf(start_of(), bundle, open_it)
    same = shelf.library is shelf.library
    shelf.close()
    shelf.close()
    again = shelf.library
    shelf.close()

    assert same
    assert opened == [opened[0], again]
    assert len(opened) == 2


def test_a_library_that_cannot_be_opened_may_be_asked_for_again(bundle: Path) -> None:
    answers = [BundleError("damaged"), None]

    def open_it() -> Library:
        if error := answers.pop(0):
            raise error
        return Library.open(bundle)

    shelf = Shelf(start_of(), bundle, open_it)
    with pytest.raises(BundleError):
        _ = shelf.library
    opened = shelf.library
    shelf.close()

    assert opened is not None


def test_a_language_brings_its_typeface(tmp_path: Path) -> None:
    (tmp_path / "media" / "fonts").mkdir(parents=True)
    shutil.copy(next(FONTS.glob("*Regular*.ttf")), tmp_path / "media" / "fonts" / "ht.ttf")
    languages = (language("pt", "Português"), language("ht", "Kreyòl", font="fonts/ht.ttf"))
    media = {"fonts/ht.ttf": sha256((tmp_path / "media" / "fonts" / "ht.ttf").read_bytes()).hexdigest()}
    shelf = shelf_on(tmp_path, languages=languages, sites=(), media=media)

    assert shelf.families("pt") == ()
    assert shelf.families("ht") == (fonts.TEXT,)
    assert shelf.all_families() == (fonts.TEXT,)


@pytest.mark.logged
def test_a_damaged_typeface_is_written_down_once_and_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "ht.ttf").write_bytes(b"no typeface")
    media = {"ht.ttf": sha256(b"no typeface").hexdigest()}
    shelf = shelf_on(tmp_path, languages=(language("ht", "Kreyòl", font="ht.ttf"),), sites=(), media=media)

    found = shelf.families("ht"), shelf.families("ht")

    assert found == ((), ())
    assert [record.getMessage() for record in caplog.records] == ["the typeface ht.ttf of the content cannot be used"]


@pytest.mark.logged
@pytest.mark.parametrize("media", [{"ht.ttf": "0" * 64}, {}], ids=["another", "unnamed"])
def test_a_typeface_that_is_not_the_one_named_is_never_loaded(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, media: dict[str, str]
) -> None:
    (tmp_path / "media").mkdir()
    shutil.copy(next(FONTS.glob("*Regular*.ttf")), tmp_path / "media" / "ht.ttf")
    shelf = shelf_on(tmp_path, languages=(language("ht", "Kreyòl", font="ht.ttf"),), sites=(), media=media)

    assert shelf.families("ht") == ()
    assert [record.getMessage() for record in caplog.records] == ["the typeface ht.ttf of the content cannot be used"]
