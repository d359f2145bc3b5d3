"""Codes on the screen are read by a reader that is not ours, and say what the contact says."""

from __future__ import annotations

import re
from datetime import date

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.content.model import Shown, ShownContact
from kiosk.navigation import CONTACTS, Destination, Place
from kiosk.ui.look import Look
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import tokens
from kiosk.ui.theme.roles import THEMES
from kiosk.ui.tour import DESIGN_SIZE, SIZES
from kiosk.ui.widgets.code import BORDER, SMALLEST_MODULE, Code, smallest_side, vcard
from tests.fakes import Clock, Finger, touchables, window_on

IOM = "iom-panama"
PAGE = Destination(Place.PAGE, "services/orientation")
NOTHING = Shown("", "es")
#: All that a name may hold on one line.
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60)


def contact(name: str, *phones: str, email: str = "") -> ShownContact:
    return ShownContact(
        id="one",
        icon="headset",
        name=Shown(name, "es"),
        note=NOTHING,
        phones=phones,
        email=email,
        address=NOTHING,
        web="",
        social=(),
        hours=NOTHING,
        languages=NOTHING,
        id_required=NOTHING,
        checked=date(2026, 11, 1),
    )


def read(picture: QImage) -> list[str]:
    """What a phone's reader finds in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def read_all(window: MainWindow) -> list[str]:
    """What is read while somebody pages down."""
    pager, found = window.stage.pager() if window.stage else None, read(window.grab().toImage())
    before = -1
    while pager is not None and pager.position() > before:
        before = pager.position()
        pager.page_down()
        found += read(window.grab().toImage())
    return list(dict.fromkeys(found))


def code_on(window: MainWindow) -> Code:
    return next(part for part in touchables(window) if isinstance(part, Code))


def fields(card: str) -> dict[str, list[str]]:
    """A vCard read as RFC 2426 says: its lines by name, backslashes undone; of N the family name."""
    found: dict[str, list[str]] = {}
    for line in card.split("\r\n"):
        name, _, value = line.partition(":")
        family = re.split(r"(?<!\\)(?:\\\\)*;", value)[0] if name == "N" else value
        found.setdefault(name, []).append(re.sub(r"\\(.)", r"\1", family))
    return found


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
    look = Look(*DESIGN_SIZE, scale=scale)

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
def test_any_name_survives_the_escaping(name: str) -> None:
    found = fields(vcard(contact(name, "+507 1")))

    assert found["FN"] == [name]
    assert found["N"] == [name]


@given(st.text(min_size=1, max_size=60))
def test_no_name_adds_a_line_to_the_card(name: str) -> None:
    card = vcard(contact(name, "+507 1"))

    assert [line.partition(":")[0] for line in card.splitlines()] == ["BEGIN", "VERSION", "N", "FN", "TEL", "END"]


@given(st.lists(st.from_regex(r"\+[0-9][0-9 ()-]{3,14}[0-9]", fullmatch=True), min_size=1, max_size=3))
def test_numbers_keep_their_digits_and_their_plus(phones: list[str]) -> None:
    found = fields(vcard(contact("OIM", *phones)))

    assert found["TEL"] == [re.sub(r"[^+0-9]", "", phone) for phone in phones]


def test_what_a_contact_does_not_have_is_not_in_the_card() -> None:
    assert set(fields(vcard(contact("OIM", "+507 1")))) == {"BEGIN", "VERSION", "N", "FN", "TEL", "END"}


@given(NAMES)
@settings(max_examples=25, deadline=None)
def test_any_name_survives_the_code_too(name: str) -> None:
    card = vcard(contact(name, "+507 305-3350"))
    look = Look(*DESIGN_SIZE)

    code = Code(card, "", look, 400)
    found = read(code.grab().toImage())
    code.deleteLater()

    assert found == [card]
