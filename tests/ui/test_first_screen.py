"""Number and code of the contact to call are seen before anybody pages down, whatever its name and the page's text."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path

import pytest

from kiosk.content.compile import compile_source
from kiosk.content.isolates import bare
from kiosk.navigation import CONTACTS, Destination, Place
from kiosk.ui.audit import faults
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.code import Code
from kiosk.ui.widgets.contact_card import ContactCard
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.visit import TEXT_SIZES
from tests.content.desk import Desk
from tests.fakes import Clock, shelf_of, window_on
from tests.typeface import give_font
from tests.ui.reading import fields, read

SOURCES = Path(__file__).parents[1] / "journeys" / "sources"
DESIGN, LOW, PORTRAIT = (1366, 768), (1024, 600), (1080, 1920)
DOCTOR = Destination(Place.PAGE, "health/doctor")
#: By source: the contact's name in it, longer names of the kinds that once hid the code, and its numbers.
LATIN = ("OIM Panamá", "Oficina Nacional para la Atención de Refugiados", '"+507 305-3350"')
NAMES = {
    "letters": LATIN,
    "longest": ("OIM Panamá", "OFICINA NACIONAL PARA LA ATENCIÓN DE LAS PERSONAS REFUGIADAS", '"+507 305-3350"'),
    "extension": (*LATIN[:2], '"+507 305-3350 ext. 123456"'),
    "numbers": (
        *LATIN[:2],
        '"+507 305-3350", "+507 6000-1234", "+507 6000-1235", "+507 6000-1236", "+507 305-3351 ext. 22"',
    ),
    "arabic": ("المنظمة الدولية للهجرة (IOM) في بنما", "الهيئة الوطنية لرعاية شؤون اللاجئين والمهاجرين في بنما", ""),
    "chinese": ("国际移民组织巴拿马办事处", "国际移民组织巴拿马共和国办事处", ""),
}
PARAGRAPH = "\n\nPregunte al personal de este centro. Espere en la fila y diga que está enfermo."


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[dict[str, Shelf]]:
    """A source for each kind of name, in two or three languages; the Latin ones with a long text."""
    with ExitStack() as opened:
        yield {kind: opened.enter_context(shelf_of(bundle_with(kind, tmp_path_factory.mktemp(kind)))) for kind in NAMES}


def bundle_with(kind: str, folder: Path) -> Path:
    old, new, phones = NAMES[kind]
    desk = Desk(folder / "source")
    if phones:
        desk.append("pages/health/doctor.md", PARAGRAPH * 20)
        desk.change("contacts.yaml", '"+507 305-3350"', phones)
    else:
        shutil.rmtree(desk.folder)
        shutil.copytree(SOURCES / kind, desk.folder)
    desk.change("contacts.yaml", f"name: {old}", f"name: {new}")
    if kind == "chinese":
        give_font(desk.folder, "zh")
    compile_source(desk.folder, folder / "bundle")
    return folder / "bundle"


@pytest.fixture(params=NAMES)
def shelf(request: pytest.FixtureRequest, shelves: dict[str, Shelf]) -> Shelf:
    return shelves[request.param]


@pytest.mark.parametrize("size", [DESIGN, LOW, PORTRAIT], ids=lambda size: "x".join(map(str, size)))
def test_number_and_code_are_on_the_first_screen(shelf: Shelf, clock: Clock, size: tuple[int, int]) -> None:
    languages = [language.code for language in shelf.languages() if language.code not in ("en", "fr")]
    with window_on(shelf, clock, size=size) as window:
        for language, text_size, destination in product(languages, TEXT_SIZES, (DOCTOR, CONTACTS)):
            window.begin_visit(language)
            window.choose_text_size(text_size)
            window.go(destination)
            (card,) = read(window.grab().toImage())
            where = (language, text_size, destination.place)

            assert faults(window, window.look) == [], where
            assert fields(card)["TEL"] == dialled(window), where
            window.end_visit()


def test_a_code_at_the_size_of_the_design_is_never_smaller_than_a_phone_reads(shelf: Shelf, clock: Clock) -> None:
    with window_on(shelf, clock, size=DESIGN) as window:
        window.begin_visit(shelf.languages()[0].code)
        for text_size, destination in product(TEXT_SIZES, (DOCTOR, CONTACTS)):
            window.choose_text_size(text_size)
            window.go(destination)

            assert min(code.width() for code in window.findChildren(Code)) >= 225


def test_a_card_in_the_text_gives_way_to_the_one_that_is_always_seen(shelves: dict[str, Shelf], clock: Clock) -> None:
    with window_on(shelves["arabic"], clock) as window:
        window.begin_visit("ar")
        window.go(DOCTOR)

        assert len(window.findChildren(Code)) == 1


def test_the_audit_misses_a_number_or_code_that_is_not_seen_at_first(shelves: dict[str, Shelf], clock: Clock) -> None:
    with window_on(shelves["letters"], clock) as window:
        window.begin_visit("es")
        for kind, what in ((Code, "code"), (PhoneText, "number")):
            for destination in (DOCTOR, CONTACTS):
                window.go(destination)
                for part in window.findChildren(kind):
                    part.hide()

                assert f"not on the first screen: the {what} of {LATIN[1]!r}" in faults(window, window.look)


def test_the_audit_misses_a_code_below_the_fold(shelves: dict[str, Shelf], clock: Clock) -> None:
    with window_on(shelves["letters"], clock) as window:
        window.begin_visit("es")
        window.go(CONTACTS)
        (code,) = window.findChildren(Code)
        code.move(code.x(), 600)

        assert f"not on the first screen: the code of {LATIN[1]!r}" in faults(window, window.look)


def dialled(window: MainWindow) -> list[str]:
    """What somebody dials who reads the numbers of the first card, or of all details."""
    cards = [part for part in window.findChildren(ContactCard) if part.findChildren(PhoneText)]
    texts = (cards[0] if cards else window).findChildren(PhoneText)
    numbers = [bare(text.text()) for text in texts if text.property("muted") is None]
    return [re.sub("[^+0-9]", "", re.match("[-+0-9 ]+", number)[0]) for number in numbers]  # type: ignore[index]
