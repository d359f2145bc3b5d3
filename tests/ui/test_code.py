"""Codes on the screen are read by a reader that is not ours, and say what the contact says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from kiosk.content.model import ShownContact
from kiosk.navigation import CONTACTS, Destination, Place
from kiosk.ui.look import Look
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import tokens
from kiosk.ui.theme.roles import THEMES
from kiosk.ui.tour import DESIGN_SIZE, SIZES
from kiosk.ui.widgets.code import BORDER, SMALLEST_MODULE, Code, smallest_side, vcard
from tests.fakes import Clock, Finger, contact, touchables, window_on
from tests.ui.reading import fields, read, read_all

IOM = "iom-panama"
PAGE = Destination(Place.PAGE, "services/orientation")
#: All that a name may hold on one line.
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60)


def code_on(window: MainWindow) -> Code:
    return next(part for part in touchables(window) if isinstance(part, Code))


@pytest.fixture(params=THEMES)
def themed(request: pytest.FixtureRequest, window: MainWindow) -> MainWindow:
    """The window in each theme."""
    window.choose_contrast(request.param == "contrast")
    return window


@pytest.fixture
def iom(shelf: Shelf) -> ShownContact:
    return shelf.library.contact(IOM, "es")


def test_the_code_beside_a_page_holds_name_number_and_address(themed: MainWindow, iom: ShownContact) -> None:
    themed.go(PAGE)

    (card,) = read(themed.grab().toImage())

    assert fields(card)["FN"] == [iom.name.text]
    assert fields(card)["TEL"] == ["+5073053350"]
    assert fields(card)["EMAIL"] == [iom.email]


@pytest.mark.parametrize("place", [CONTACTS, Destination(Place.CODE, IOM)], ids=["contacts", "code"])
def test_the_code_of_a_contact_is_the_same_everywhere(
    themed: MainWindow, iom: ShownContact, place: Destination
) -> None:
    themed.go(place)

    assert read(themed.grab().toImage()) == [vcard(iom)]


def test_the_large_code_is_much_larger(window: MainWindow) -> None:
    window.go(CONTACTS)
    beside = code_on(window).width()
    window.go(Destination(Place.CODE, IOM))

    assert code_on(window).width() > 1.5 * beside


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_codes_are_read_on_every_screen(shelf: Shelf, clock: Clock, size: tuple[int, int]) -> None:
    with window_on(shelf, clock, size=size) as window:
        window.begin_visit("es")
        window.go(CONTACTS)
        listed = read_all(window)
        window.go(Destination(Place.CODE, IOM))
        large = read_all(window)

    assert len(listed) == 1
    assert listed == large


@pytest.mark.parametrize("text_size", [100, 133, 167])
@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_code_of_a_page_is_seen_whole_on_the_lowest_screen(
    shelf: Shelf, clock: Clock, language: str, text_size: int
) -> None:
    with window_on(shelf, clock, size=(1024, 600)) as window:
        window.begin_visit(language)
        window.choose_text_size(text_size)
        for page in ("services/orientation", "protection/private", "urgent/help"):
            window.go(Destination(Place.PAGE, page))

            assert [fields(card)["TEL"] for card in read_all(window)] == [["+5073053350"]]


def test_a_touch_on_a_code_fills_the_screen_and_another_leads_back(window: MainWindow, finger: Finger) -> None:
    window.go(PAGE)

    finger.tap(code_on(window))
    there = window.destination
    finger.tap(code_on(window))

    assert there == Destination(Place.CODE, IOM)
    assert window.destination == PAGE


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.25, 1.4, 2.812])
@pytest.mark.parametrize(
    "whose",
    [
        contact("A", "123"),
        contact("Personal", "+507 305-3350"),
        contact("OIM Panamá", "+507 305-3350", email="iompanama@iom.int"),
        contact("Ministerio de Seguridad Pública, Servicio Nacional", "+507 305-3350", "+507 305-3351"),
    ],
    ids=["short", "name and number", "usual", "long"],
)
def test_a_code_is_as_large_as_a_phone_needs_and_its_modules_are_whole_pixels(
    whose: ShownContact, scale: float, qtbot: QtBot
) -> None:
    width, height = (round(side * scale) for side in DESIGN_SIZE)
    look = Look(width, height, scale=scale)

    code = Code(vcard(whose), "", look, smallest_side(look))
    qtbot.addWidget(code)
    modules = code.width() / module_of(code)

    assert code.width() == code.height()
    assert code.width() >= look.px(tokens.CODE)
    assert module_of(code) >= SMALLEST_MODULE
    assert modules == int(modules)
    assert (modules - 2 * BORDER - 17) % 4 == 0, "no version of QR has so many modules"


def module_of(code: Code) -> int:
    """The pixels of a module, measured: the finder pattern's first line is seven modules of black."""
    picture = code.grab().toImage()
    dark = [picture.pixelColor(x, x).lightness() < 128 for x in range(picture.width())]
    start = dark.index(True)
    row = [picture.pixelColor(x, start).lightness() < 128 for x in range(picture.width())]
    return (row.index(False, start) - start) // 7


def test_a_code_has_the_white_border_that_readers_expect(iom: ShownContact, qtbot: QtBot) -> None:
    look = Look(*DESIGN_SIZE, theme=THEMES["contrast"])
    code = Code(vcard(iom), "", look, smallest_side(look))
    qtbot.addWidget(code)
    border = BORDER * module_of(code)

    picture = code.grab().toImage()
    across = range(code.width())

    assert {picture.pixelColor(x, y).name() for x in across for y in (0, border - 1)} == {"#ffffff"}
    assert {picture.pixelColor(x, y).name() for x in (0, border - 1) for y in across} == {"#ffffff"}
    assert picture.pixelColor(border, border).name() == "#000000"


@given(NAMES)
@settings(deadline=None)
def test_any_name_survives_the_escaping(name: str) -> None:
    found = fields(vcard(contact(name, "+507 123456")))

    assert found["FN"] == [name]
    assert found["N"] == [name]


@given(st.text(min_size=1, max_size=60))
@settings(deadline=None)
def test_no_name_adds_a_line_to_the_card(name: str) -> None:
    card = vcard(contact(name, "+507 123456"))

    assert [line.partition(":")[0] for line in card.splitlines()] == ["BEGIN", "VERSION", "N", "FN", "TEL", "END"]


@settings(deadline=None)
@given(st.lists(st.from_regex(r"\+[1-9][0-9]{2} [0-9]{3}[ .-]?[0-9]{4}", fullmatch=True), min_size=1, max_size=3))
def test_numbers_keep_their_digits_and_their_plus(phones: list[str]) -> None:
    found = fields(vcard(contact("OIM", *phones)))

    assert found["TEL"] == list(dict.fromkeys(re.sub(r"[^+0-9]", "", phone) for phone in phones))


def test_an_extension_stands_in_a_note_and_is_not_dialled() -> None:
    found = fields(vcard(contact("OIM", "+507 305-3351 ext. 22")))

    assert found["TEL"] == ["+5073053351"]
    assert found["NOTE"] == ["ext. 22"]


def test_each_of_several_extensions_says_whose_it_is() -> None:
    found = fields(vcard(contact("OIM", "+507 305-3351 ext. 22", "+507 305-3351 ext. 23", "911")))

    assert found["TEL"] == ["+5073053351", "911"]
    assert found["NOTE"] == ["+507 305-3351 ext. 22, +507 305-3351 ext. 23"]


def test_a_number_that_can_be_read_in_two_ways_is_not_dialled() -> None:
    found = fields(vcard(contact("OIM", "+44 (0)20 7946 0018", email="oim@iom.int")))

    assert "TEL" not in found
    assert found["EMAIL"] == ["oim@iom.int"]


def test_what_a_contact_does_not_have_is_not_in_the_card() -> None:
    assert set(fields(vcard(contact("OIM", "+507 123456")))) == {"BEGIN", "VERSION", "N", "FN", "TEL", "END"}


@given(NAMES)
@settings(max_examples=25, deadline=None)
def test_any_name_survives_the_code_too(name: str) -> None:
    card = vcard(contact(name, "+507 305-3350"))
    look = Look(*DESIGN_SIZE)

    code = Code(card, "", look, 400)
    found = read(code.grab().toImage())
    code.deleteLater()

    assert found == [card]
