"""The pseudo-languages: nobody speaks them, but their letters join, turn and mix as those of real ones do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.content.isolates import bare
from kiosk.content.library import Library, load_start
from kiosk.navigation import HOME, SEARCH
from kiosk.ui.pseudo import ARABIC, LONG, PseudoShelf, arabic, latin, stretched
from kiosk.ui.screens.search import SearchScreen
from tests.fakes import Clock, window_on, words


@pytest.fixture
def pseudo(bundle: Path) -> Iterator[PseudoShelf]:
    shelf = PseudoShelf(load_start(bundle), bundle, lambda: Library.open(bundle))
    yield shelf
    shelf.close()


@pytest.mark.parametrize("text, written", [
    ("Salud", "سالشد"),
    ("¿Dónde está?", "¿دوندع عستا؟"),
    ("Llame al +507 305-3350", "للامع ال +507 305-3350"),
    ("El plan R4V de la OIM, 2022", "عل قلان R4V دع لا OIM، 2022"),
    ("iompanama@iom.int", "iompanama@iom.int"),
    ("Hora: {time}. Lugar: {place}.", "هورا: {time}. لشغار: {place}."),
])  # fmt: skip
def test_words_become_arabic_letters_and_numbers_stay(text: str, written: str) -> None:
    assert arabic(text) == written


def test_what_is_typed_in_it_can_be_looked_for() -> None:
    assert latin(arabic("Informacion")) == "informacion"


def test_the_long_language_is_two_fifths_longer() -> None:
    assert len(stretched("Información para personas en tránsito")) >= 1.4 * len("Información para personas en tránsito")
    assert stretched("+507 305-3350") == "+507 305-3350"


def test_a_whole_home_is_in_it_and_laid_out_from_the_right(pseudo: PseudoShelf, clock: Clock) -> None:
    with window_on(pseudo, clock) as window:
        window.begin_visit(ARABIC.code)
        window.go(HOME)
        letters = [sign for text in words(window) for sign in bare(text) if sign.isalpha() and not sign.isupper()]

        assert window.look.direction == "rtl"
        assert len(letters) > 50
        assert {unicodedata.bidirectional(sign) for sign in letters} == {"AL"}


def test_its_search_finds_what_is_typed_on_its_keys(pseudo: PseudoShelf, clock: Clock) -> None:
    with window_on(pseudo, clock) as window:
        window.begin_visit(ARABIC.code)
        window.go(SEARCH)
        search = window.findChild(SearchScreen)
        assert isinstance(search, SearchScreen)
        title = pseudo.library.topics(ARABIC.code)[0].title.text
        search.write(title[:5])

        assert title in words(window)


def test_the_tour_paints_them_when_asked(tmp_path: Path) -> None:
    out = tmp_path / "pictures"

    code = main(["tour", "--pseudo", "--language", ARABIC.code, "--language", LONG.code, "--out", str(out)])

    assert code == 0
    assert (out / f"home__{ARABIC.code}__1366x768__normal__100.png").is_file()
    assert (out / f"home__{LONG.code}__1366x768__normal__100.png").is_file()


def test_the_tour_knows_no_such_language_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour", "--language", ARABIC.code, "--out", str(tmp_path / "pictures")]) == 1
    assert f"there is no language '{ARABIC.code}'" in capsys.readouterr().err
