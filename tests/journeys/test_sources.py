"""Three whole sources, in Arabic, Haitian Creole and Chinese: each makes a working kiosk without touching the code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from kiosk.content.check import review
from kiosk.content.compile import compile_source
from kiosk.content.isolates import isolated
from kiosk.content.messages import update_catalogues
from kiosk.content.source import load
from kiosk.navigation import HOME, SEARCH
from kiosk.ui.audit import faults
from kiosk.ui.shelf import Shelf
from kiosk.ui.tour import SIZES, Route, visit_all
from kiosk.ui.widgets.blocks import Bullet
from kiosk.ui.widgets.code import vcard
from kiosk.ui.widgets.keyboard import Key
from kiosk.ui.widgets.text import Text
from tests.fakes import Clock, shelf_of, window_on
from tests.journeys.visitor import Visitor, contact, page, topic
from tests.typeface import give_font

SOURCES = Path(__file__).parent / "sources"
LANGUAGES = {"arabic": ("ar", "ht"), "creole": ("ht", "es", "ar"), "chinese": ("zh", "es")}
Shelves = dict[str, Shelf]


def source_of(name: str, folder: Path) -> Path:
    """Return a copy of a source, the Chinese one with a font, which is too large to be kept."""
    copy = folder / "sources" / name
    shutil.copytree(SOURCES / name, copy)
    if name == "chinese":
        give_font(copy, "zh")
    return copy


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelves]:
    folder = tmp_path_factory.mktemp("sources")
    for name in LANGUAGES:
        compile_source(source_of(name, folder), folder / name)
    with shelf_of(folder / "arabic") as one, shelf_of(folder / "creole") as two, shelf_of(folder / "chinese") as three:
        yield {"arabic": one, "creole": two, "chinese": three}


@pytest.fixture
def visitor(shelves: Shelves, request: pytest.FixtureRequest, clock: Clock) -> Iterator[Visitor]:
    """Somebody in front of the kiosk of one of the sources, to be asked for by indirect parameter."""
    shelf = shelves[request.param]
    with window_on(shelf, clock) as window:
        yield Visitor(window, shelf, clock)


arabic, creole, chinese = (
    pytest.mark.parametrize("visitor", [name], indirect=True) for name in ("arabic", "creole", "chinese")
)


def shown(visitor: Visitor, text: str) -> Text:
    return next(part for part in visitor.window.findChildren(Text) if part.isVisible() and part.text() == text)


def left_edge(part: QWidget, visitor: Visitor) -> int:
    return part.mapTo(visitor.window, QPoint(0, 0)).x()


def order_on_screen(text: Text) -> str:
    """The signs of a one-line text from left to right, as they are painted."""
    layout = text.setting().layout
    places: list[tuple[float, str]] = []
    for index, sign in enumerate(layout.text()):
        for run in layout.glyphRuns(index, 1) if sign.isprintable() else ():
            places += [(place.x(), sign) for place in run.positions()]
    return "".join(sign for _, sign in sorted(places))


def found(shelf: Shelf, typed: str, language: str) -> list[str]:
    return [one.target for one in shelf.library.search(typed, language)]


# ---------------------------------------------------------------- the author's commands


@pytest.mark.parametrize("name", LANGUAGES)
def test_an_editor_is_told_of_no_error(name: str, tmp_path: Path) -> None:
    assert review(source_of(name, tmp_path)).errors == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_its_catalogues_are_up_to_date(name: str, tmp_path: Path) -> None:
    shutil.copytree(SOURCES / name, tmp_path / name)

    changed = update_catalogues(load(tmp_path / name))

    # The words of the screens change with the program.
    assert [file for file in changed if file.startswith("translations/")] == []


# ---------------------------------------------------------------- every screen


@pytest.mark.parametrize("text_size", [100, 167])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("name", LANGUAGES)
def test_nothing_is_cut_covered_or_too_small(
    shelves: Shelves, name: str, size: tuple[int, int], text_size: int
) -> None:
    route = Route((size,), LANGUAGES[name], text_sizes=(text_size,), staff=False)

    seen = {view.name: faults(view.window, view.window.look) for view in visit_all(shelves[name], route)}

    assert len(seen) > 12 * len(LANGUAGES[name])
    assert {stop: wrong for stop, wrong in seen.items() if wrong} == {}


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_staff_read_their_screens_in_it_too(shelves: Shelves, name: str) -> None:
    seen = {
        view.name: faults(view.window, view.window.look)
        for view in visit_all(shelves[name], Route(languages=LANGUAGES[name], visitor=False))
    }

    assert {stop: wrong for stop, wrong in seen.items() if wrong} == {}


# ---------------------------------------------------------------- Arabic


@arabic
def test_an_arabic_reader_finds_a_number_and_reads_it_from_left_to_right(visitor: Visitor) -> None:
    visitor.walks(
        ("language-ar", HOME),
        ("health", topic("health")),
        ("health/doctor", page("health/doctor")),
        ("Home", HOME),
        ("contacts", contact("")),
    )
    number = shown(visitor, isolated("+507 6000-1234"))

    assert number.text() == "\u2066+507 6000-1234\u2069"
    assert order_on_screen(number) == "+507 6000-1234"
    assert visitor.window.look.qt_direction == Qt.LayoutDirection.RightToLeft


@arabic
def test_what_is_only_in_arabic_keeps_its_side_for_somebody_who_reads_from_the_left(visitor: Visitor) -> None:
    visitor.touches("language-ht", "health", "health/water")
    block = shown(visitor, "اشرب كثيرًا من الماء.")
    bullet = next(part for part in visitor.window.findChildren(Bullet) if part.isVisible())

    assert f"Sèlman an: {isolated('العربية', 'rtl')}" in visitor.reads()
    assert isolated("الماء والطعام", "rtl") in visitor.reads()
    assert block.setting().layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft
    assert left_edge(bullet, visitor) > left_edge(block, visitor)
    assert visitor.window.look.qt_direction == Qt.LayoutDirection.LeftToRight


@arabic
def test_the_staff_are_shown_their_sentence_in_their_direction(visitor: Visitor) -> None:
    visitor.touches("language-ht", "urgent", "urgent/phrases", "phrase-doctor")

    assert isolated("أشعر بالمرض. أحتاج إلى رؤية طبيب.", "rtl") in visitor.reads()
    assert "Mwen malad. Mwen bezwen wè yon doktè." in visitor.reads()
    assert isolated("أرِ هذه الشاشة للموظفين", "rtl") in visitor.reads()


def test_a_scanned_name_has_no_signs_of_direction(shelves: Shelves) -> None:
    card = vcard(shelves["arabic"].library.contact("iom", "ht"))

    assert "FN:المنظمة الدولية للهجرة (IOM) في بنما" in card
    assert not set("\u2066\u2067\u2068\u2069") & set(card)


@arabic
def test_arabic_keys_stand_as_on_every_keyboard(visitor: Visitor) -> None:
    visitor.walks(("language-ar", HOME), ("search", SEARCH))
    keys = {key.adds: left_edge(key, visitor) for key in visitor.window.findChildren(Key) if key.isVisible()}

    assert keys["ض"] < keys["ص"] < keys["د"]

    visitor.touches("key-ط", "key-ب", "key-ي", "key-ب", "result-page-health/doctor")

    assert visitor.place == page("health/doctor")


@pytest.mark.parametrize("typed", [
    "طبيب", "الطبيب", "طبيب ", "دكتور", "مستشفي", "حمى", "حُمَّى", "انا مريض", "أنا مَرِيض", "زياره", "بالطبيب",
])  # fmt: skip
def test_arabic_is_found_with_and_without_signs_article_and_hamza(shelves: Shelves, typed: str) -> None:
    assert "page:health/doctor" in found(shelves["arabic"], typed, "ar")


@pytest.mark.parametrize(
    "typed, target", [("ز", "page:health/doctor"), ("ما", "page:health/water"), ("IOM", "contact:iom")]
)
def test_few_letters_find_the_beginnings_of_titles(shelves: Shelves, typed: str, target: str) -> None:
    assert target in found(shelves["arabic"], typed, "ar")


# ---------------------------------------------------------------- Haitian Creole


@creole
def test_a_date_is_in_creole_though_cldr_has_french_months(visitor: Visitor) -> None:
    visitor.touches("language-ht", "protection", "protection/private")

    assert "Dapre yon bwochi OIM. Dènye verifikasyon: 3 novanm 2022." in visitor.reads()


@pytest.mark.parametrize(
    "typed", ["doktè", "dokte", "DOKTÈ", "dòktè", "doctè", "lopital", "m malad", "tet fe mal", "fyev"]
)
def test_creole_is_found_as_people_type_it(shelves: Shelves, typed: str) -> None:
    assert "page:health/doctor" in found(shelves["creole"], typed, "ht")


@creole
def test_a_language_without_words_greets_in_no_other(visitor: Visitor) -> None:
    said = visitor.reads()

    assert "العربية" in said
    assert said.count("Èske ou bezwen enfòmasyon?") == 1


@creole
def test_creole_words_stand_in_for_arabic_ones_in_their_order(visitor: Visitor) -> None:
    visitor.touches("language-ar", "health", "health/doctor")

    assert isolated("Sa li ye:", "ltr") + " " + isolated("swen sante debaz pou migran yo", "ltr") in visitor.reads()
    assert shown(visitor, "زيارة الطبيب").isVisible()


# ---------------------------------------------------------------- Chinese


@chinese
def test_a_chinese_reader_reads_a_page_to_its_end(visitor: Visitor) -> None:
    visitor.walks(("language-zh", HOME), ("health", topic("health")), ("health/doctor", page("health/doctor")))
    text = next(part for part in visitor.window.findChildren(Text) if part.text().startswith("请向本中心"))

    assert len(text.line_boxes()) > 1
    assert not text.is_cut()


@chinese
def test_who_cannot_type_chinese_types_how_it_sounds(visitor: Visitor) -> None:
    """If the editor has written it among the keywords."""
    visitor.walks(("language-zh", HOME), ("search", SEARCH))

    visitor.touches(*(f"key-{letter}" for letter in "yisheng"), "result-page-health/doctor")

    assert visitor.place == page("health/doctor")


@pytest.mark.parametrize(
    "typed", ["医", "医生", "看医生", "看 医生", "发烧", "我病了", "头疼怎么办", "本中心的医生在哪里", "ｙｉｓｈｅｎｇ"]
)
def test_chinese_is_found_without_blanks(shelves: Shelves, typed: str) -> None:
    assert "page:health/doctor" in found(shelves["chinese"], typed, "zh")


@chinese
def test_a_chinese_date_is_written_as_in_china(visitor: Visitor) -> None:
    visitor.touches("language-zh", "protection", "protection/private")

    assert "来自国际移民组织宣传册。最近核对：2022年11月3日。" in visitor.reads()
