"""Into staff mode by the door and the PIN, and always back to Start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.content.compile import compile_source
from kiosk.device.pin import Pin
from kiosk.navigation import HOME, START
from kiosk.ui.drives import Drives, Stick
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.entrance import Entrance
from kiosk.ui.staff.mode import IDLE_SECONDS, PIN_SECONDS, StaffMode
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.premises import Premises
from kiosk.ui.staff.restore_desk import RestoreDesk
from kiosk.ui.staff.settings_desk import SettingsDesk
from kiosk.ui.staff.status_desk import StatusDesk
from kiosk.ui.staff.tasks import Task
from kiosk.ui.supply import shelf_at
from tests.content.desk import Desk as EditorsDesk
from tests.fakes import Clock, Finger, names, shelf_of, touchable, window_on
from tests.ui.staff.house import PIN, Errands, premises_of, said, type_pin


class House:
    """One kiosk at Start with its entrance."""

    def __init__(self, window: MainWindow, state: Path, clock: Clock, pin: str) -> None:
        self.window, self.state, self.clock = window, state, clock
        self.errands = Errands()
        self.drives = Drives(self.errands)
        self.finger = Finger(window, clock)
        self.pin = Pin(state, pin)
        self.entrance = Entrance(window, self.drives, self.desks, lambda bundle: shelf_at(bundle, "", state), clock)

    def desks(self) -> dict[Task, Desk]:
        premises = premises_of(self.window, self.state, self.errands)
        gate = PinDesk(premises, self.pin)
        gate.opened.connect(self.enter)
        known: dict[Task, Callable[[Premises], Desk]] = {
            Task.STATUS: StatusDesk,
            Task.SETTINGS: SettingsDesk,
            Task.RESTORE: RestoreDesk,
        }
        rest = [task for task in Task if task not in (Task.PIN, Task.MENU, Task.LANGUAGE, *known)]
        return {
            Task.PIN: gate,
            **{task: known[task](premises) for task in known},
            **{t: StatusDesk(premises) for t in rest},
        }

    def enter(self) -> None:
        self.mode.enter()

    @property
    def mode(self) -> StaffMode:
        assert self.entrance.mode is not None
        return self.entrance.mode

    def tap(self, name: str) -> None:
        self.finger.tap(touchable(self.window, name))

    def come_in(self, qtbot: QtBot) -> None:
        self.tap("staff")
        type_pin(self.window, self.finger, PIN)
        qtbot.waitUntil(lambda: self.mode.task != Task.PIN)


@pytest.fixture
def house(shelf: Shelf, state: Path, clock: Clock) -> Iterator[House]:
    with window_on(shelf, clock) as window:
        house = House(window, state, clock, PIN)
        yield house
        if house.entrance.mode is not None:
            house.mode.close_mode()


def test_the_door_asks_for_the_pin(house: House) -> None:
    house.tap("staff")

    assert house.mode.task == Task.PIN
    assert "staff" not in names(house.window), "Start can still be touched"


def test_the_right_pin_opens_by_its_sixth_digit(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)

    assert house.mode.task == Task.STATUS


def test_a_wrong_pin_opens_nothing(house: House, qtbot: QtBot) -> None:
    house.tap("staff")
    type_pin(house.window, house.finger, "482914")

    wrong = house.mode.wording.gettext("That was not the PIN. Try again.")
    qtbot.waitUntil(lambda: wrong in said(house.window))
    assert house.mode.task == Task.PIN


def test_after_five_wrong_ones_nobody_can_type(house: House, qtbot: QtBot) -> None:
    house.tap("staff")
    for _ in range(5):
        type_pin(house.window, house.finger, "000001")
        qtbot.waitUntil(lambda: house.mode.frame is not None and not house.mode._desks[Task.PIN].is_busy())  # noqa: SLF001

    qtbot.waitUntil(lambda: "pad-1" not in names(house.window))
    assert house.pin.wait() > 50


def test_no_task_is_shown_before_the_pin(house: House) -> None:
    house.tap("staff")

    for task in Task:
        house.mode.go(task)
        assert house.mode.task in (Task.PIN, Task.LANGUAGE)


def test_keys_do_not_get_in_either(house: House) -> None:
    house.tap("staff")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(house.window, key)

    assert house.entrance.mode is None or house.mode.task in (Task.PIN, Task.LANGUAGE)


def test_a_keyboard_types_the_pin_too(house: House, qtbot: QtBot) -> None:
    house.tap("staff")
    QTest.keyClicks(house.window, PIN)

    qtbot.waitUntil(lambda: house.mode.task == Task.STATUS)


@pytest.mark.parametrize("pin", [""])
def test_without_a_pin_it_stays_closed_and_says_who_sets_one(shelf: Shelf, state: Path, clock: Clock, pin: str) -> None:
    with window_on(shelf, clock) as window:
        house = House(window, state, clock, pin)
        house.tap("staff")

        assert "kiosk device set-pin" in said(window)
        assert "pad-1" not in names(window)
        QTest.keyClicks(window, PIN)
        assert house.mode.task == Task.PIN
        house.mode.close_mode()


def test_a_damaged_pin_does_not_open_with_the_installers(house: House) -> None:
    house.state.mkdir(parents=True, exist_ok=True)
    (house.state / "pin.json").write_text("{")
    house.tap("staff")

    assert "pad-1" not in names(house.window)


def test_the_pin_is_not_waited_for_for_ever(house: House) -> None:
    house.tap("staff")
    house.clock.pass_(PIN_SECONDS + 1)
    house.mode.tick()

    assert house.entrance.mode is None
    assert "staff" in names(house.window)


def test_it_closes_after_five_minutes_without_a_touch(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.clock.pass_(IDLE_SECONDS - 10)
    house.mode.tick()
    assert "0:1" in said(house.window)

    house.clock.pass_(11)
    house.mode.tick()

    assert house.entrance.mode is None
    assert house.window.destination == START


def test_a_touch_keeps_it_open(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.clock.pass_(IDLE_SECONDS - 10)
    house.tap("task-settings")
    house.clock.pass_(60)
    house.mode.tick()

    assert house.mode.task == Task.SETTINGS


def test_closing_leads_to_start_and_the_pin_is_asked_again(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.tap("staff-close")
    assert house.window.destination == START

    house.tap("staff")

    assert house.mode.task == Task.PIN


def test_its_language_is_the_contents_own_and_can_be_changed(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.tap("staff-language")
    house.tap("language-en")

    assert "Staff mode" in said(house.window)
    assert house.mode.task == Task.STATUS


def test_escape_leads_to_the_menu_and_out(house: House, qtbot: QtBot) -> None:
    house.window.resize(1024, 600)
    house.come_in(qtbot)
    house.tap("task-settings")

    QTest.keyClick(house.window, Qt.Key.Key_Escape)
    assert house.mode.task == Task.MENU
    QTest.keyClick(house.window, Qt.Key.Key_Escape)
    assert house.entrance.mode is None


def test_the_focus_of_keys_begins_on_the_screen_and_not_on_the_bar(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.window.focus.show(True)

    house.mode.go(Task.SETTINGS)

    focused = house.window.focusWidget()
    assert focused is not None
    assert focused.objectName().startswith("setting-")


def test_a_stick_with_content_is_announced_on_start(house: House, tmp_path: Path, qtbot: QtBot) -> None:
    house.drives.take([Stick(tmp_path, "ADATA", repository=tmp_path)])
    house.tap("news")
    type_pin(house.window, house.finger, PIN)
    qtbot.waitUntil(lambda: house.mode.task == Task.UPDATE)

    house.tap("staff-close")
    assert "news" not in names(house.window), "once is enough"


@pytest.mark.parametrize("way", ["news", "staff"])
def test_who_has_no_pin_cannot_take_the_word_away(house: House, tmp_path: Path, qtbot: QtBot, way: str) -> None:
    house.drives.take([Stick(tmp_path, "ADATA", repository=tmp_path)])
    house.tap(way)
    type_pin(house.window, house.finger, "482914")
    qtbot.waitUntil(lambda: not house.mode._desks[Task.PIN].is_busy())  # noqa: SLF001
    house.tap("staff-close")
    assert "news" in names(house.window)

    house.tap(way)
    house.clock.pass_(PIN_SECONDS + 1)
    house.mode.tick()
    assert "news" in names(house.window)

    house.come_in(qtbot)
    house.tap("staff-close")
    assert "news" not in names(house.window)


def test_a_stick_that_comes_while_the_pin_is_asked_for_is_announced_afterwards(house: House, tmp_path: Path) -> None:
    house.tap("staff")
    house.drives.take([Stick(tmp_path, "ADATA", repository=tmp_path)])

    house.tap("staff-close")

    assert "news" in names(house.window)


def test_the_word_goes_with_the_stick(house: House, tmp_path: Path) -> None:
    house.drives.take([Stick(tmp_path, "ADATA", repository=tmp_path)])
    assert "news" in names(house.window)

    house.drives.take([])

    assert "news" not in names(house.window)


def test_a_stick_without_content_is_no_news(house: House, tmp_path: Path) -> None:
    house.drives.take([Stick(tmp_path, "MUSIC")])

    assert "news" not in names(house.window)


def test_during_a_visit_the_word_waits_for_its_end(house: House, tmp_path: Path) -> None:
    house.tap("language-es")
    house.drives.take([Stick(tmp_path, "ADATA", repository=tmp_path)])
    assert house.window.destination == HOME
    assert "news" not in names(house.window)

    house.window.end_visit()

    assert "news" in names(house.window)


def test_a_preview_shows_the_content_and_leads_back(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    before = house.mode.task
    house.entrance.preview(house.window.shelf.bundle)
    assert "end-preview" in names(house.window)
    assert "task-settings" not in names(house.window)

    house.tap("end-preview")

    assert house.mode.task == before
    assert "task-settings" in names(house.window)


CANOE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="{}"/></svg>'
HULL, SAIL = "M0 0H4L3 2H1z", "M2 0L4 2H0z"


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[[str], Path]:
    """Compiles content that draws a pictogram of its own for the topic of health, or for none if there is no path."""
    desk = EditorsDesk(tmp_path / "source")
    desk.change("sites/station.yaml", "[en, es]", "[es, en]")

    def compiled(path: str) -> Path:
        if path:
            desk.write("media/icons/canoe.svg", CANOE.format(path))
        else:
            (desk.folder / "media/icons/canoe.svg").unlink()
        icon, other = ("canoe", "stethoscope") if path else ("stethoscope", "canoe")
        if f"icon: {other}" in (desk.folder / "bundle.yaml").read_text("utf-8"):
            desk.change("bundle.yaml", f"icon: {other}", f"icon: {icon}")
        bundle = tmp_path / f"bundle-{path}"
        compile_source(desk.folder, bundle)
        return bundle

    return compiled


def tile_of(window: MainWindow) -> QImage:
    """The tile of health on Home, as a visitor sees it."""
    window.begin_visit("es")
    picture = touchable(window, "health").grab().toImage()
    window.end_visit()
    return picture


@pytest.mark.parametrize("previewed", [SAIL, ""], ids=["another drawing of the same name", "no drawing"])
def test_a_preview_leaves_the_pictograms_of_what_is_shown(
    drawn: Callable[[str], Path], previewed: str, state: Path, clock: Clock, qtbot: QtBot
) -> None:
    shown, other = drawn(HULL), drawn(previewed)
    with shelf_of(shown) as shelf, window_on(shelf, clock) as window:
        house = House(window, state, clock, PIN)
        before = tile_of(window)

        house.come_in(qtbot)
        house.entrance.preview(other)
        seen = touchable(window, "health").grab().toImage()
        house.tap("end-preview")
        house.mode.close_mode()

        assert seen != before
        assert tile_of(window) == before


def test_visitors_screens_can_be_walked_in_a_preview(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.entrance.preview(house.window.shelf.bundle)
    house.tap("urgent")

    assert house.window.destination == START, "the visitors' own window has moved"
    assert "end-preview" in names(house.window)
    QTest.keyClick(house.window, Qt.Key.Key_Escape)
    QTest.keyClick(house.window, Qt.Key.Key_Escape)
    assert "task-settings" in names(house.window)


def test_status_is_looked_at_anew_when_the_content_changes(
    bundle: Path, state: Path, clock: Clock, qtbot: QtBot
) -> None:
    with shelf_of(bundle) as shown, shelf_of(bundle) as newer, window_on(shown, clock) as window:
        house = House(window, state, clock, PIN)
        house.come_in(qtbot)
        first = house.errands.last
        first.answered.emit({"event": "doctor", "findings": []})

        window.take_content(newer)

        assert house.errands.last is not first
        assert house.errands.last.words[0] == "doctor"
        house.mode.close_mode()


def test_idling_closes_a_preview_with_staff_mode(house: House, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.entrance.preview(house.window.shelf.bundle)
    house.clock.pass_(IDLE_SECONDS + 1)
    house.mode.tick()

    assert house.entrance.mode is None
    assert "end-preview" not in names(house.window)


@pytest.mark.logged
def test_what_cannot_be_opened_is_not_previewed(house: House, tmp_path: Path, qtbot: QtBot) -> None:
    house.come_in(qtbot)
    house.entrance.preview(tmp_path / "nothing")

    assert "task-settings" in names(house.window)
