"""Going back: what is kept is listed, looked at, and shown again by a second touch elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from kiosk.bundle.going_back import roll_back
from kiosk.ui.staff.generations_desk import kept_by
from kiosk.ui.staff.tasks import Task
from kiosk.ui.supply import Supply
from kiosk.ui.tour import SIZES
from kiosk.visit import TEXT_SIZES
from tests.bundle.device import Device
from tests.bundle.team import Team, content
from tests.fakes import Clock, names, touchable
from tests.ui.staff.house import Answered
from tests.ui.staff.updating import PATIENCE_MS, Staff, at_work


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """A team that has published once."""
    team = Team(tmp_path / "office")
    team.publish(content(1))
    return team


@pytest.fixture
def device(team: Team, state: Path) -> Device:
    """A kiosk on which the first publication is installed."""
    device = Device(state, team.first_root)
    device.install(team.office)
    return device


@pytest.fixture
def twice(team: Team, device: Device) -> Device:
    """… and then the second."""
    team.publish(content(2))
    device.install(team.office)
    return device


@pytest.fixture
def supply(state: Path, bundle: Path) -> Supply:
    return Supply(state, "", lambda: bundle)


@pytest.fixture
def staff(supply: Supply, clock: Clock, qtbot: QtBot) -> Iterator[Staff]:
    with at_work(supply, clock, qtbot) as staff:
        staff.mode.go(Task.GENERATIONS)
        yield staff


@pytest.fixture
def quiet(twice: Device, supply: Supply, clock: Clock, qtbot: QtBot) -> Iterator[Staff]:
    """Staff whose helper processes answer when a test says so."""
    with at_work(supply, clock, qtbot, Answered) as staff:
        staff.mode.go(Task.GENERATIONS)
        yield staff


def preview_of(staff: Staff, standing: str) -> str:
    """The button that shows what is kept."""
    return next(name for name in names(staff.window) if name.startswith(f"preview-{standing}-"))


def test_the_content_from_before_is_shown_again(twice: Device, staff: Staff, bundle: Path, qtbot: QtBot) -> None:
    assert staff.reads().index("2026.11.2") < staff.reads().index("2026.11.1")
    assert staff.reads().index("2026.11.1") < staff.reads().index("What the kiosk came with")

    staff.tap(preview_of(staff, "before"), preview_of(staff, "factory"))
    assert staff.previewed == [twice.store.gen / "00000001", bundle]

    staff.tap("go-back")
    assert "Go back to this content?" in staff.reads()
    assert "November 24, 2026" in staff.reads()
    assert twice.shown() == 2

    staff.tap("confirm")
    assert "The kiosk goes back" in staff.reads()
    qtbot.waitUntil(lambda: staff.generations.step == "back", timeout=PATIENCE_MS)
    assert "The stick with the newer content brings it back." in staff.reads()
    assert twice.shown() == 1
    qtbot.waitUntil(lambda: staff.window.shelf.start.title["es"] == "Información 1", timeout=PATIENCE_MS)

    staff.mode.back()
    assert "Somebody went back from it." in staff.reads()
    assert "There is no older content" in staff.reads()
    staff.tap(preview_of(staff, "aside"))
    assert staff.previewed[-1].name == "00000002.aside"


def test_without_older_content_there_is_a_way_to_restore(device: Device, staff: Staff, qtbot: QtBot) -> None:
    assert "There is no older content" in staff.reads()
    assert "choose Restore, then factory content" in staff.reads()
    assert "go-back" not in names(staff.window)

    staff.generations.gone_to.disconnect()
    with qtbot.waitSignal(staff.generations.gone_to) as wanted:
        staff.tap("restore")

    assert wanted.args == [Task.RESTORE]


def test_with_nothing_installed_it_says_what_is_shown(staff: Staff) -> None:
    assert "Shown now" in staff.reads()
    assert "What the kiosk came with" in staff.reads()
    assert "There is no older content" in staff.reads()
    assert not {"go-back", "restore"} & set(names(staff.window))


@pytest.mark.logged
def test_what_is_damaged_is_not_offered(twice: Device, supply: Supply) -> None:
    with (twice.store.gen / "00000001" / "start.json").open("ab") as file:
        file.write(b" ")

    assert [kept.standing for kept in kept_by(supply)] == ["shown", "factory"]


def test_what_somebody_went_back_from_stays_in_the_list(twice: Device, supply: Supply) -> None:
    roll_back(twice.state)

    assert [kept.standing for kept in kept_by(supply)] == ["shown", "aside", "factory"]


def test_what_is_installed_meanwhile_is_in_the_list(team: Team, device: Device, staff: Staff, qtbot: QtBot) -> None:
    assert "There is no older content" in staff.reads()
    team.publish(content(2))
    device.install(team.office)

    qtbot.waitUntil(lambda: "2026.11.2" in staff.reads(), timeout=PATIENCE_MS)

    assert staff.reads().index("2026.11.2") < staff.reads().index("2026.11.1")
    assert "go-back" in names(staff.window)


def test_nobody_goes_back_to_other_content_than_was_asked_about(
    team: Team, twice: Device, staff: Staff, qtbot: QtBot
) -> None:
    staff.tap("go-back")
    team.publish(content(3))
    twice.install(team.office)

    staff.generations.go_back()
    assert staff.verbs == []

    qtbot.waitUntil(lambda: "2026.11.3" in staff.reads(), timeout=PATIENCE_MS)
    assert "go-back" in names(staff.window)
    assert twice.shown() == 3


def test_a_change_of_mind_changes_nothing(quiet: Staff) -> None:
    quiet.tap("go-back", "cancel", "go-back")
    quiet.mode.back()

    assert "Shown now" in quiet.reads()
    assert quiet.errands == []


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_second_touch_is_elsewhere(quiet: Staff, size: tuple[int, int], text_size: int) -> None:
    quiet.premises.settle({"text_size": text_size})
    quiet.window.resize(*size)
    quiet.mode.renew()
    first = place(quiet, "go-back")

    quiet.generations.ask()
    second = place(quiet, "confirm")

    assert first.right() < second.left() or second.right() < first.left()


def place(staff: Staff, name: str) -> QRect:
    """Where a button is, once it was paged to."""
    while name not in names(staff.window):
        touchable(staff.window, "Further down").click()
    part = touchable(staff.window, name)
    return QRect(part.mapTo(staff.window, QPoint(0, 0)), part.size())


def test_going_back_goes_on_and_is_told_of_once(quiet: Staff) -> None:
    quiet.tap("go-back", "confirm")
    quiet.generations.go_back()
    assert quiet.generations.is_busy()
    assert quiet.generations.back()

    quiet.mode.go(Task.UPDATE)
    quiet.mode.go(Task.GENERATIONS)
    assert "The kiosk goes back" in quiet.reads()
    quiet.errands[-1].answered.emit({"event": "back"})

    assert "The kiosk went back" in quiet.reads()
    assert quiet.verbs == ["rollback"]


def test_a_refusal_says_what_to_do(quiet: Staff) -> None:
    quiet.tap("go-back", "confirm")

    quiet.errands[-1].refused.emit("busy", "another process changes the content")
    assert "Wait a minute. If it does not end, pull the stick out and try again." in quiet.reads()
    quiet.tap("again")

    assert "Shown now" in quiet.reads()
