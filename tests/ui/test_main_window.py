"""What a visitor chooses is done at once, in place, and for this visit only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.content.compile import compile_source
from kiosk.navigation import CONTACTS, HOME, LANGUAGE, VIEW, Destination, Place
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.screens.page import PageScreen
from kiosk.ui.screens.topic import TopicScreen
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.text import Text
from kiosk.visit import TEXT_SIZES
from tests.content.desk import Desk
from tests.fakes import Clock, Finger, names, shelf_of, touchable, touchables, window_on, words

PAGE = Destination(Place.PAGE, "services/orientation")
TOPIC = Destination(Place.TOPIC, "services")
LONG_LIST = Destination(Place.TOPIC, "about")
SENSITIVE = Destination(Place.PAGE, "protection/private")


def pager(window: MainWindow) -> Pager:
    found = window.stage.pager() if window.stage else None
    assert found is not None
    return found


def line_height(window: MainWindow, said: str) -> float:
    """The pixels that a line of the text *said* takes on the screen."""
    text = next(part for part in window.findChildren(Text) if part.isVisible() and part.text() == said)
    return text.line_boxes()[0].height()


@pytest.fixture
def desk_shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A small source: one page of urgent help, English before Spanish."""
    desk = Desk(tmp_path / "source")
    compile_source(desk.folder, tmp_path / "bundle")
    with shelf_of(tmp_path / "bundle") as shelf:
        yield shelf


# ---------------------------------------------------------------- language


def test_a_touch_on_a_language_begins_the_visit_in_it(window: MainWindow, finger: Finger) -> None:
    window.end_visit()

    finger.tap(touchable(window, "language-fr"))

    assert window.destination == HOME
    assert window.visit.language == "fr"
    assert "Français" in words(window)


def test_another_language_keeps_the_page_and_the_way_back(window: MainWindow, shelf: Shelf, finger: Finger) -> None:
    window.go(TOPIC)
    window.go(PAGE)

    finger.tap(touchable(window, "language"))
    asked = window.destination
    finger.tap(touchable(window, "language-en"))
    shown, said = window.destination, words(window)
    finger.tap(touchable(window, "back"))

    assert asked == LANGUAGE
    assert shown == PAGE
    assert shelf.wording("en").gettext("Urgent help") in said
    assert shelf.library.page(PAGE.id, "en").summary.title.text in said
    assert window.destination == TOPIC


def test_another_language_keeps_what_else_was_chosen(window: MainWindow) -> None:
    window.choose_text_size(133)
    window.choose_contrast(True)

    window.choose_language("fr")

    assert (window.visit.text_size, window.visit.high_contrast) == (133, True)


def test_the_language_of_now_is_marked_and_leads_back_too(window: MainWindow, finger: Finger) -> None:
    window.go(PAGE)
    window.go(LANGUAGE)
    rows = [part for part in touchables(window) if part.objectName().startswith("language-")]
    marked = [row.objectName() for row in rows if row.role() == window.look.role("selected")]

    finger.tap(touchable(window, "language-es"))

    assert marked == ["language-es"]
    assert window.destination == PAGE
    assert window.visit.language == "es"


def test_the_title_of_the_language_screen_says_it_in_several(window: MainWindow, shelf: Shelf) -> None:
    window.go(LANGUAGE)

    title = " · ".join(shelf.wording(code).gettext("Language") for code in ("es", "en", "fr"))
    assert title in words(window)


# ---------------------------------------------------------------- text size and contrast


def test_larger_text_is_seen_at_once_on_the_screen_where_it_is_chosen(window: MainWindow, finger: Finger) -> None:
    finger.tap(touchable(window, "view"))
    before = line_height(window, "Contraste")

    finger.tap(touchable(window, "text-size-167"))

    assert window.destination == VIEW
    assert window.visit.text_size == 167
    assert line_height(window, "Contraste") > 1.2 * before


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_text_size_chosen_is_marked(window: MainWindow, size: int) -> None:
    window.choose_text_size(size)
    window.go(VIEW)

    sizes = [part for part in touchables(window) if part.objectName().startswith("text-size-")]

    assert [part.objectName() for part in sizes if part.isChecked()] == [f"text-size-{size}"]


def test_high_contrast_is_painted_at_once_and_marked(window: MainWindow, finger: Finger) -> None:
    window.go(VIEW)

    finger.tap(touchable(window, "contrast-high"))
    picture = window.grab().toImage()

    assert window.visit.high_contrast
    assert touchable(window, "contrast-high").isChecked()
    assert not touchable(window, "contrast-normal").isChecked()
    assert picture.pixelColor(5, 300).name() == "#000000"


def test_normal_contrast_comes_back(window: MainWindow, finger: Finger) -> None:
    window.choose_contrast(True)
    window.go(VIEW)

    finger.tap(touchable(window, "contrast-normal"))

    assert not window.visit.high_contrast
    assert window.grab().toImage().pixelColor(5, 300).name() != "#000000"


def test_choosing_what_is_chosen_makes_nothing_anew(window: MainWindow) -> None:
    stage = window.stage

    window.choose_text_size(100)
    window.choose_contrast(False)

    assert window.stage is stage


def test_a_kiosk_may_start_in_high_contrast_and_returns_to_it(shelf: Shelf, clock: Clock) -> None:
    with window_on(shelf, clock, Settings(high_contrast=True)) as window:
        window.begin_visit("es")
        begun = window.visit.high_contrast
        window.choose_contrast(False)
        window.end_visit()

        assert begun
        assert window.visit.high_contrast


# ---------------------------------------------------------------- back, home, hide, urgent help


def test_back_shows_a_list_where_it_was_left(window: MainWindow, finger: Finger) -> None:
    window.go(LONG_LIST)
    pager(window).page_down()
    at = pager(window).position()
    row = next(part for part in touchables(pager(window)) if "/" in part.objectName())

    finger.tap(row)
    on_the_page = window.destination.place
    finger.tap(touchable(window, "back"))

    assert on_the_page == Place.PAGE
    assert at > 0
    assert pager(window).position() == at


def test_going_there_anew_shows_it_from_the_top(window: MainWindow) -> None:
    window.go(LONG_LIST)
    pager(window).page_down()

    window.home()
    window.go(LONG_LIST)

    assert pager(window).position() == 0


def test_home_forgets_the_way(window: MainWindow, finger: Finger) -> None:
    window.go(TOPIC)
    window.go(PAGE)

    finger.tap(touchable(window, "home"))

    assert window.destination == HOME
    assert "back" not in names(window)
    assert "home" not in names(window)


def test_hiding_a_sensitive_page_leaves_no_way_back(window: MainWindow, finger: Finger) -> None:
    window.go(Destination(Place.TOPIC, "protection"))
    window.go(SENSITIVE)

    finger.tap(touchable(window, "hide"))
    shown = window.destination
    window.back()

    assert shown == HOME
    assert window.destination == HOME
    assert "back" not in names(window)


def test_only_sensitive_pages_offer_to_hide(window: MainWindow) -> None:
    window.go(PAGE)
    plain = "hide" in names(window)
    window.go(SENSITIVE)

    assert not plain
    assert "hide" in names(window)


def test_urgent_help_is_a_list_when_there_are_several_pages(window: MainWindow, finger: Finger) -> None:
    finger.tap(touchable(window, "urgent"))

    assert window.destination == Destination(Place.TOPIC, "urgent")
    assert "urgent/help" in names(window)


def test_urgent_help_is_the_page_when_there_is_only_one(desk_shelf: Shelf, clock: Clock) -> None:
    with window_on(desk_shelf, clock) as window:
        window.begin_visit("es")
        Finger(window, clock).tap(touchable(window, "urgent"))

        assert window.destination == Destination(Place.PAGE, "urgent/help")


def test_urgent_help_can_be_left_again(window: MainWindow, finger: Finger) -> None:
    window.go(PAGE)

    finger.tap(touchable(window, "urgent"))
    finger.tap(touchable(window, "back"))

    assert window.destination == PAGE


@pytest.mark.logged
def test_content_without_urgent_help_shows_the_contacts_instead(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(tmp_path / "source")
    desk.remove("pages/urgent/help.md")
    desk.change("bundle.yaml", "  - id: urgent", "  - id: other")
    desk.change("pages/health/doctor.md", "[ayuda](page:urgent/help)", "ayuda")
    compile_source(desk.folder, tmp_path / "bundle")

    with shelf_of(tmp_path / "bundle") as shelf, window_on(shelf, clock) as window:
        window.begin_visit("es")
        window.urgent()

        assert window.destination == CONTACTS
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


# ---------------------------------------------------------------- a visit and the next


def test_a_visit_begins_without_anything_of_the_one_before(window: MainWindow) -> None:
    window.choose_text_size(167)
    window.choose_contrast(True)
    window.go(PAGE)

    window.begin_visit("en")

    assert (window.visit.text_size, window.visit.high_contrast) == (100, False)
    assert window.destination == HOME
    assert "back" not in names(window)


def test_a_visit_begins_at_the_top_of_home(shelf: Shelf, clock: Clock) -> None:
    def large(width: int, height: int) -> float:
        return 2.0

    with window_on(shelf, clock, size=(1024, 600), scale_of=large) as window:
        window.begin_visit("es")
        pager(window).page_down()
        scrolled = pager(window).position()
        window.go(TOPIC)
        window.end_visit()

        window.begin_visit("es")
        window.back()

        assert scrolled > 0
        assert pager(window).position() == 0


def test_every_screen_is_announced(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.shown) as shown:
        window.go(PAGE)

    assert shown.args == [PAGE]


def test_a_window_that_grows_shows_the_same_page_at_the_same_place(window: MainWindow) -> None:
    window.go(LONG_LIST)
    pager(window).page_down()

    window.resize(1024, 600)
    smaller = window.destination, pager(window).position()
    window.resize(1080, 1920)

    assert smaller[0] == LONG_LIST
    assert smaller[1] > 0
    assert window.destination == LONG_LIST
    assert window.stage is not None
    assert window.stage.size() == window.size()


def test_a_window_of_no_size_is_nothing_to_fail_for(shelf: Shelf, clock: Clock) -> None:
    with window_on(shelf, clock, size=(1, 1)) as window:
        assert window.stage is None

        window.resize(800, 600)

        assert names(window) == ["language-es", "language-en", "language-fr"]


def test_old_screens_do_not_pile_up(window: MainWindow) -> None:
    for _ in range(5):
        window.go(PAGE)
        window.go(TOPIC)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert [part for part in QApplication.allWidgets() if isinstance(part, PageScreen)] == []
    assert len([part for part in QApplication.allWidgets() if isinstance(part, TopicScreen)]) == 1
