"""The bars never change places, everything can be pressed, and each screen says what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect

from kiosk.content.compile import compile_source
from kiosk.content.isolates import isolated
from kiosk.content.model import ShownPage
from kiosk.navigation import CONTACTS, HOME, LANGUAGE, VIEW, Destination, Place
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.stops import examples
from kiosk.ui.theme.roles import THEMES
from kiosk.ui.tour import SIZES, show
from kiosk.ui.widgets.blocks import LinkButton
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable
from tests.content.desk import Desk
from tests.fakes import Clock, Finger, names, shelf_of, touchable, touchables, window_on, words

PAGE = Destination(Place.PAGE, "services/orientation")
#: A page of the small source.
DOCTOR = Destination(Place.PAGE, "health/doctor")
SLOTS = ("back", "home", "view", "urgent")


def box(window: MainWindow, name: str) -> QRect:
    part = touchable(window, name)
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_a_slot_stands_in_the_same_place_on_every_screen(shelf: Shelf, clock: Clock, size: tuple[int, int]) -> None:
    seen: dict[str, list[QRect]] = {}
    with window_on(shelf, clock, size=size) as window:
        window.begin_visit("es")
        for destination in (HOME, Destination(Place.TOPIC, "health"), PAGE, CONTACTS, VIEW, LANGUAGE):
            window.go(destination)
            for name in (*SLOTS, "language"):
                if name in names(window):
                    seen.setdefault(name, []).append(box(window, name))

    assert set(seen) == {*SLOTS, "language"}
    assert {name: boxes for name, boxes in seen.items() if boxes.count(boxes[0]) < len(boxes)} == {}


def test_slots_have_equal_widths_and_an_empty_place_stays_empty(window: MainWindow) -> None:
    window.go(PAGE)
    boxes = {name: box(window, name) for name in SLOTS}
    window.home()

    assert len({slot.width() for slot in boxes.values()}) == 1
    assert [name for name in SLOTS if name in names(window)] == ["view", "urgent"]
    assert box(window, "view") == boxes["view"]


def test_the_order_of_the_slots_turns_with_the_reading_direction(tmp_path: Path, clock: Clock) -> None:
    desk = Desk(tmp_path / "source")
    desk.change("bundle.yaml", "languages: [es, en, fr]", "languages: [es, en, fr, ar]")
    desk.change("sites/station.yaml", "languages: [en, es]", "languages: [en, es, ar]")
    compile_source(desk.folder, tmp_path / "bundle")

    with shelf_of(tmp_path / "bundle") as shelf, window_on(shelf, clock) as window:
        order = {}
        for code in ("es", "ar"):
            window.begin_visit(code)
            window.go(CONTACTS)
            order[code] = sorted(SLOTS, key=lambda name: box(window, name).left())

    assert order["es"] == list(SLOTS)
    assert order["ar"] == list(reversed(SLOTS))


def test_see_and_hear_is_marked_while_it_is_shown(window: MainWindow) -> None:
    before = touchable(window, "view").role()
    window.go(VIEW)

    assert before == window.look.role("control")
    assert touchable(window, "view").role() == window.look.role("chosen")


@pytest.mark.parametrize("theme", THEMES)
def test_everything_on_every_screen_can_be_pressed(window: MainWindow, shelf: Shelf, theme: str) -> None:
    """A role without its pressed twin would fail here, and not in front of a visitor."""
    same = []
    for stop in examples(shelf.library, "es"):
        show(window, stop, "es", theme, 100)
        for part in (part for part in window.findChildren(Touchable) if part.isVisible() and part.isEnabled()):
            role = part.role()
            part.setDown(True)
            part.repaint_words()
            if part.role() == role and type(part).__name__ != "Tile":
                same.append((stop.name, part.objectName()))

    assert same == []


def test_every_topic_is_a_tile_but_the_one_with_a_slot(window: MainWindow, shelf: Shelf) -> None:
    topics = [topic.id for topic in shelf.library.topics("es", shelf.site) if topic.tile]

    assert [name for name in names(window) if name in {*topics, "contacts", "urgent"}][:-1] == [*topics, "contacts"]
    assert names(window).count("urgent") == 1
    assert touchable(window, "urgent").role() == window.look.role("urgent")


def test_the_bar_says_where_this_is(window: MainWindow, shelf: Shelf) -> None:
    sign = shelf.sign("es")

    assert {sign.title, sign.name} <= set(words(window))
    assert "Español" in words(window)


# ---------------------------------------------------------------- start


def test_start_has_a_card_for_each_language_in_that_language(window: MainWindow, shelf: Shelf) -> None:
    window.end_visit()

    cards = {part.objectName(): [text.text() for text in part.findChildren(Text)] for part in touchables(window)}

    greetings = {code: shelf.wording(code).gettext("Do you need information?") for code in ("es", "en", "fr")}
    assert cards == {
        f"language-{code}": [shelf.language(code).endonym, greeting] for code, greeting in greetings.items()
    }
    assert len(set(greetings.values())) == 3


def test_start_calls_in_each_language_the_first_one_larger(window: MainWindow, shelf: Shelf) -> None:
    window.end_visit()

    first, *others = [shelf.wording(code).gettext("Touch your language") for code in ("es", "en", "fr")]
    heights = {text.text(): text.line_boxes()[0].height() for text in window.findChildren(Text) if text.isVisible()}
    assert heights[first] > heights[" · ".join(others)]


def test_start_promises_in_each_language_to_keep_nothing(window: MainWindow, shelf: Shelf) -> None:
    window.end_visit()

    promises = [shelf.wording(code).gettext("We keep no names and no history") for code in ("es", "en", "fr")]
    assert " · ".join(promises) in words(window)


# ---------------------------------------------------------------- page, contacts, number, phrases


def test_a_page_ends_with_its_source_and_that_nobody_checked_it(window: MainWindow) -> None:
    window.go(PAGE)

    assert any("2022" in text and "Pregunte al personal" in text for text in words(window))


@pytest.fixture
def half_translated(tmp_path: Path) -> Iterator[Shelf]:
    """English has it all but one block, and one block that is out of date."""
    desk = Desk(tmp_path / "source")
    desk.translate("en")
    catalogue = desk.catalogue("en")
    blocks = [entry for entry in catalogue if entry.msgctxt == "page:health/doctor#body"]
    blocks[0].flags = ["fuzzy"]
    blocks[-1].msgstr = ""
    catalogue.save()
    compile_source(desk.folder, tmp_path / "bundle")
    with shelf_of(tmp_path / "bundle") as shelf:
        yield shelf


def test_a_page_that_somebody_checked_says_when(half_translated: Shelf, clock: Clock) -> None:
    with window_on(half_translated, clock) as window:
        window.begin_visit("es")
        window.go(DOCTOR)

        assert any("1 de noviembre de 2026" in text for text in words(window))


def test_what_is_not_translated_says_so_and_what_is_stale_too(half_translated: Shelf, clock: Clock) -> None:
    page: ShownPage = half_translated.library.page("health/doctor", "en")
    states = {(shown.language, shown.stale) for shown in page.blocks}
    with window_on(half_translated, clock) as window:
        window.begin_visit("en")
        window.go(DOCTOR)
        said = words(window)

    assert states == {("en", True), ("en", False), ("es", False)}
    assert "This translation may be out of date." in said
    assert "Only in: Español" in said


def test_steps_are_counted(half_translated: Shelf, clock: Clock) -> None:
    with window_on(half_translated, clock) as window:
        window.begin_visit("es")
        window.go(Destination(Place.PAGE, "protection/private"))
        said = words(window)

    steps = ["1.", "Diga que necesita hablar a solas.", "2.", "Espere al personal."]
    assert [text for text in said if text in steps] == steps


def test_a_link_in_a_text_is_a_button_that_leads_there(half_translated: Shelf, clock: Clock) -> None:
    with window_on(half_translated, clock) as window:
        window.begin_visit("es")
        window.go(DOCTOR)
        links = [part.accessibleName() for part in window.findChildren(LinkButton)]
        Finger(window, clock).tap(next(part for part in touchables(window) if isinstance(part, LinkButton)))

        assert links == ["Ayuda urgente"]
        assert window.destination == Destination(Place.PAGE, "urgent/help")


def test_a_centres_own_contacts_come_first(half_translated: Shelf, clock: Clock) -> None:
    with window_on(half_translated, clock) as window:
        window.begin_visit("es")
        window.go(CONTACTS)
        rows = [name for name in names(window) if name.startswith("contact-")]

    assert rows == ["contact-iom-staff", "contact-iom-panama"]


def test_a_centres_first_topic_comes_first(half_translated: Shelf, clock: Clock) -> None:
    with window_on(half_translated, clock) as window:
        window.begin_visit("es")

        assert [name for name in names(window) if name in ("health", "protection")] == ["protection", "health"]


def test_another_contact_takes_the_place_of_the_one_shown(window: MainWindow, finger: Finger) -> None:
    finger.tap(touchable(window, "contacts"))
    first = words(window)
    finger.tap(touchable(window, "contact-iom-staff"))
    second = words(window)
    finger.tap(touchable(window, "back"))

    assert isolated("+507 305-3350") in first
    assert isolated("iompanama@iom.int") in first
    assert isolated("iompanama@iom.int") not in second
    assert window.destination == HOME


def test_a_number_to_write_down_fills_the_screen(window: MainWindow, finger: Finger) -> None:
    window.go(CONTACTS)

    finger.tap(touchable(window, "write"))
    number = next(part for part in window.findChildren(Text) if "+507" in part.text())

    assert window.destination == Destination(Place.WRITE, "iom-panama")
    assert number.setting().width > 0.6 * window.width()


def test_a_sentence_for_the_staff_stands_in_their_language_above_the_visitors(
    half_translated: Shelf, clock: Clock
) -> None:
    with window_on(half_translated, clock) as window:
        window.begin_visit("en")
        window.go(Destination(Place.PHRASE, "help-now"))
        said = words(window)

    assert "Muestre esta pantalla al personal · Show this screen to the staff" in said
    assert said.index("Necesito ayuda ahora.") < said.index("en Necesito ayuda ahora.")


def test_a_visitor_who_speaks_the_staffs_language_sees_the_sentence_once(half_translated: Shelf, clock: Clock) -> None:
    with window_on(half_translated, clock) as window:
        window.begin_visit("es")
        window.go(Destination(Place.PHRASE, "help-now"))
        said = words(window)

    assert said.count("Necesito ayuda ahora.") == 1
    assert "Muestre esta pantalla al personal" in said


def test_a_sentence_is_chosen_from_a_list(window: MainWindow, finger: Finger) -> None:
    window.go(Destination(Place.PAGE, "urgent/show-a-phrase"))

    finger.tap(touchable(window, "phrase-help-now"))

    assert window.destination == Destination(Place.PHRASE, "help-now")
