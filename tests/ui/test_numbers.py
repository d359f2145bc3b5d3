"""Every number is read off the screen as it is dialled by its code, with its extension in large type beside it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.content.compile import compile_source
from kiosk.content.isolates import bare
from kiosk.content.model import Phone
from kiosk.i18n import Tongue, Wording
from kiosk.navigation import Destination, Place
from kiosk.ui.audit import faults
from kiosk.ui.main_window import MainWindow
from kiosk.ui.screens.contacts import Details
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.contact_card import ContactCard
from kiosk.ui.widgets.phone_text import PhoneText, phone_words
from tests.fakes import Clock, shelf_of, window_on
from tests.journeys import foreign
from tests.ui.reading import fields, read_all

FORMAT_2 = Path(__file__).parents[1] / "fixtures" / "format-2" / "state" / "store" / "gen" / "00000002"

SIZES = [(1366, 768), (1024, 600), (1080, 1920)]
LANGUAGES = ("es", "fr", "ar")
WORD = 'msgid "ext. {number}"\nmsgstr "تحويلة {number}"'
#: The numbers of each contact: what its code dials, and which extensions it notes.
CONTACTS = {
    "oim": (
        '"+507 305-3350 ext. 22", "+507 6000-1234 ext. 123456"',
        ["+5073053350", "+50760001234"],
        ["+507 305-3350 ext. 22, +507 6000-1234 ext. 123456"],
    ),
    "one": ('"+507 305-3351 ext 7"', ["+5073053351"], ["ext. 7"]),
    "short": ('"911", "800-1234"', ["911", "8001234"], []),
    "area": ('"+49 30/123456", "+1 (212) 555-0100"', ["+4930123456", "+12125550100"], []),
}


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A source in Spanish, French and Arabic, with numbers of all kinds."""
    folder = tmp_path_factory.mktemp("numbers")
    source = foreign.write(folder / "source")
    change(source / "bundle.yaml", "languages: [pt, ht, ar]", "languages: [pt, es, fr, ar]\ncountry: PA")
    change(source / "pages" / "saude" / "medico.md", "contacts: [oim]", "contacts: [one, area]")
    change(source / "languages" / "ar" / "ui.po", 'msgid "ext. {number}"\nmsgstr ""', WORD)
    rest = "icon: headset\n  source: folheto\n  checked: never\n"
    entries = [
        f"- id: {name}\n  name: Equipe {name}\n  phones: [{phones}]\n  {rest}"
        for name, (phones, *_) in CONTACTS.items()
    ]
    (source / "contacts.yaml").write_text("".join(entries))
    compile_source(source, folder / "bundle")
    with shelf_of(folder / "bundle") as shelf:
        yield shelf


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def shown(part: QWidget) -> list[str]:
    """The numbers that are painted in a part of the screen, with their extensions."""
    return [bare(text.text()) for text in part.findChildren(PhoneText)]


def dialled(texts: list[str]) -> list[str]:
    """What somebody dials who reads numbers with an extension in any language."""
    return [re.sub("[^+0-9]", "", re.match("[-+0-9 ()./]+", text)[0]) for text in texts]  # type: ignore[index]


def extensions(texts: list[str]) -> list[str]:
    """What stands behind the numbers, word and digits."""
    return [found[0] for text in texts if (found := re.search("[^-+0-9 ()./].*", text))]


@pytest.fixture(params=SIZES, ids=lambda size: "x".join(map(str, size)))
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(params=LANGUAGES)
def visit(request: pytest.FixtureRequest, numbers: Shelf, clock: Clock, size: tuple[int, int]) -> Iterator[MainWindow]:
    """A visit in one language on one screen."""
    with window_on(numbers, clock, size=size) as window:
        window.begin_visit(request.param)
        yield window


def test_codes_dial_the_numbers_that_stand_beside_them(visit: MainWindow) -> None:
    for name, (_, numbers, notes) in CONTACTS.items():
        for place in (Place.CODE, Place.CONTACTS):
            visit.go(Destination(place, name))
            beside = part_of(visit, Details) if place == Place.CONTACTS else visit
            (card,) = read_all(visit)

            assert fields(card)["TEL"] == dialled(shown(beside)) == numbers
            assert fields(card).get("NOTE", []) == notes
            assert len(extensions(shown(beside))) == "".join(notes).count("ext.")


def test_the_code_beside_a_page_dials_the_number_that_stands_above_it(visit: MainWindow) -> None:
    visit.go(Destination(Place.PAGE, "saude/medico"))
    cards = [part_of(visit, ContactCard, number) for number in range(2)]
    codes = sorted(read_all(visit))

    assert len(codes) == 2
    assert sorted(fields(code)["TEL"] for code in codes) == sorted(dialled(shown(card)) for card in cards)


def test_a_number_and_its_extension_are_seen_at_once(visit: MainWindow) -> None:
    for place in (Place.WRITE, Place.CODE, Place.CONTACTS):
        visit.go(Destination(place, "oim"))

        assert faults(visit, visit.look) == []
        for text in visit.findChildren(PhoneText):
            assert not text.is_cut()
            assert len(text.line_boxes()) == 1


@pytest.mark.parametrize("language, word", [("es", "ext. 22"), ("fr", "poste 22"), ("ar", "تحويلة 22")])
def test_an_extension_is_named_in_the_visitors_language(numbers: Shelf, clock: Clock, language: str, word: str) -> None:
    with window_on(numbers, clock) as window:
        window.begin_visit(language)
        window.go(Destination(Place.WRITE, "oim"))

        assert shown(window)[0] == f"+507 305-3350 {word}"


@pytest.mark.parametrize("words", ["ext. 9{number}", "{number}{number}", "ext. +{number}", "٩ {number}", "ext."])
def test_no_translation_adds_digits_to_an_extension(words: str) -> None:
    wording = Wording("xx", Tongue([{"ext. {number}": words}]))

    assert bare(phone_words(Phone("+507 305-3351", "+5073053351", "22"), wording)) == "+507 305-3351 ext. 22"


@pytest.mark.parametrize("language", ["es", "ar", "pt"])
def test_the_word_stands_between_the_digits_of_a_number_and_of_its_extension(
    numbers: Shelf, clock: Clock, language: str
) -> None:
    with window_on(numbers, clock) as window:
        window.begin_visit(language)
        window.go(Destination(Place.CODE, "one"))
        (text,) = window.findChildren(PhoneText)
        layout = text.setting().layout
        line = layout.lineAt(0)
        words = layout.text()
        digits = [line.cursorToX(words.rindex(part))[0] for part in ("305", "7")]  # type: ignore[index]
        word = line.cursorToX(words.index("ext." if language != "ar" else "تحويلة"))[0]  # type: ignore[index]

    assert layout.lineCount() == 1
    assert digits[0] < word < digits[1] or digits[1] < word < digits[0]


def test_a_number_that_can_be_read_in_two_ways_is_shown_and_not_dialled(clock: Clock, tmp_path: Path) -> None:
    """As content of format 2 may still have it."""
    older = tmp_path / "older"
    shutil.copytree(FORMAT_2, older)
    with shelf_of(older) as shelf, window_on(shelf, clock) as window:
        window.begin_visit("es")
        window.go(Destination(Place.CODE, "trunk"))

        (card,) = read_all(window)

        assert shown(window) == ["+44 (0)20 7946 0018"]
        assert "TEL" not in fields(card)


def part_of(window: MainWindow, kind: type[QWidget], number: int = 0) -> QWidget:
    return window.findChildren(kind)[number]
