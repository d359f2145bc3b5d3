"""A stick brings new content: it is looked at, previewed, installed and shown, with real repositories and processes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.bundle.going_back import roll_back
from kiosk.content.library import load_start
from kiosk.ui.staff.tasks import Task
from kiosk.ui.supply import Supply
from kiosk.ui.widgets.struck import Struck
from tests.bundle.device import Device
from tests.bundle.team import Content, Team, content, phone_of
from tests.fakes import Clock, names
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
def second(team: Team, device: Device, tmp_path: Path) -> Path:
    """A stick with the second publication, for a kiosk with the first."""
    team.publish(content(2))
    return team.stick(tmp_path / "second")


@pytest.fixture
def supply(state: Path, bundle: Path) -> Supply:
    return Supply(state, "", lambda: bundle)


@pytest.fixture
def staff(device: Device, supply: Supply, clock: Clock, qtbot: QtBot) -> Iterator[Staff]:
    with at_work(supply, clock, qtbot) as staff:
        yield staff


def struck(staff: Staff) -> list[str]:
    """What is struck through on the screen."""
    return [part.text().strip("\u2066\u2069") for part in staff.window.findChildren(Struck) if part.isVisible()]


def test_from_the_stick_to_the_visitors_screen(staff: Staff, second: Path, device: Device, qtbot: QtBot) -> None:
    assert "Plug in the USB stick with the new content" in staff.reads()
    assert "In use: \u2068Información\u2069 \u20662026.11.1\u2069" in staff.reads()

    staff.plug(second)
    assert "Reading the stick…" in staff.reads()
    staff.awaits(qtbot, "offer")
    assert "New content on the USB stick" in staff.reads()
    assert "Published by \u2068OIM Panamá\u2069" in staff.reads()
    assert struck(staff) == [phone_of(1)]
    assert phone_of(2) in staff.reads()

    staff.tap("preview")
    assert [load_start(path).title["es"] for path in staff.previewed] == ["Información 2"]
    assert device.shown() == 1

    staff.tap("install")
    assert "Leave the stick in." in staff.reads()
    staff.awaits(qtbot, "installed")
    assert "The new content is installed" in staff.reads()
    assert "You can take the stick out." in staff.reads()
    assert f"Kept for going back: {named(1)}" in staff.reads()
    assert device.shown() == 2
    qtbot.waitUntil(lambda: staff.window.shelf.start.title["es"] == "Información 2", timeout=PATIENCE_MS)
    assert "The new content is installed" in staff.reads()
    assert staff.verbs == ["look", "install"]


def named(number: int) -> str:
    """How a publication of the team is called on the screen: its title and its label."""
    return f"\u2068Información\u2069 \u20662026.11.{number}\u2069"


def test_after_a_second_stick_in_one_sitting_the_versions_are_those_of_now(
    staff: Staff, team: Team, second: Path, device: Device, tmp_path: Path, qtbot: QtBot
) -> None:
    staff.plug(second)
    staff.awaits(qtbot, "offer")
    staff.tap("install")
    staff.awaits(qtbot, "installed")
    team.publish(content(3))
    third = team.stick(tmp_path / "third")

    staff.plug(third)
    staff.awaits(qtbot, "offer")
    assert f"In use: {named(2)}." in staff.reads()

    staff.tap("install")
    staff.awaits(qtbot, "installed")
    assert named(3) in staff.reads()
    assert f"Kept for going back: {named(2)}" in staff.reads()
    assert named(1) not in staff.reads()
    assert device.shown() == 3

    staff.plug(second, third)
    assert "other" not in names(staff.window)
    staff.update.choose_again()
    staff.plug()
    assert f"In use: {named(3)}." in staff.reads()


def test_what_another_hand_installs_meanwhile_is_what_is_in_use(
    staff: Staff, team: Team, second: Path, device: Device, qtbot: QtBot
) -> None:
    assert f"In use: {named(1)}." in staff.reads()

    device.install(second)
    staff.plug(second)
    staff.awaits(qtbot, "offer")
    staff.plug()
    staff.update.choose_again()

    assert f"In use: {named(2)}." in staff.reads()


def test_what_is_not_kept_is_not_named_as_kept(
    team: Team, device: Device, supply: Supply, clock: Clock, tmp_path: Path, qtbot: QtBot
) -> None:
    """Content of a key that was declared stolen goes with the installation."""
    team.sign(content(9), 9, team.targets_keys["luis"], team.release_keys["luis"])
    device.install(team.stick(tmp_path / "stolen"))
    team.give_up_editor("luis", is_stolen=True)
    team.publish(content(2), version=10)
    with at_work(supply, clock, qtbot) as staff:
        assert f"In use: {named(9)}." in staff.reads()
        staff.plug(team.office)
        staff.awaits(qtbot, "offer")
        staff.tap("install")
        staff.awaits(qtbot, "installed")

        assert f"Kept for going back: {named(1)}" in staff.reads()
        assert named(9) not in staff.reads()


def test_without_content_it_is_compared_with_what_the_kiosk_came_with(
    team: Team, supply: Supply, clock: Clock, state: Path, qtbot: QtBot
) -> None:
    Device(state, team.first_root)
    with at_work(supply, clock, qtbot) as staff:
        staff.plug(team.office)
        staff.awaits(qtbot, "offer")

        assert "In use: what the kiosk came with." in staff.reads()
        assert "+507 305-3350" in struck(staff)
        assert staff.errands[0]._words[2] == "--factory"  # noqa: SLF001

        staff.tap("install")
        staff.awaits(qtbot, "installed")

        assert "Kept for going back: what the kiosk came with." in staff.reads()


def test_what_is_shown_already_cannot_be_installed(staff: Staff, team: Team, qtbot: QtBot) -> None:
    staff.plug(team.office)
    staff.awaits(qtbot, "offer")

    assert "This content is shown already" in staff.reads()
    assert not {"install", "preview"} & set(names(staff.window))


def test_what_somebody_went_back_from_can_be_brought_back(
    device: Device, second: Path, supply: Supply, clock: Clock, qtbot: QtBot
) -> None:
    device.install(second)
    roll_back(device.state)
    with at_work(supply, clock, qtbot) as staff:
        staff.plug(second)
        staff.awaits(qtbot, "offer")
        assert "Somebody went back from this version" in staff.reads()

        staff.tap("install")
        staff.awaits(qtbot, "installed")

    assert device.shown() == 2


def test_content_that_is_due_says_so(staff: Staff, second: Path, qtbot: QtBot) -> None:
    staff.premises.now = lambda: datetime(2027, 6, 1, tzinfo=UTC)

    staff.plug(second)
    staff.awaits(qtbot, "offer")

    assert "It should have been checked again by" in staff.reads()


def strangers(team: Team) -> Path:
    other = Team(team.office.with_name("strangers"))
    other.publish(content(9))
    return other.office


def spoiled(team: Team) -> Path:
    team.publish(Content({**content(2).files, "content.db": b"no database"}))
    return team.office


def empty(team: Team) -> Path:
    folder = team.office.with_name("empty")
    (folder / "metadata").mkdir(parents=True)
    return folder


REFUSED: dict[Callable[[Team], Path], tuple[str, str]] = {
    strangers: ("Do not use this stick", "Take the stick out and tell the coordinator."),
    spoiled: ("This content cannot be shown", "it has to be published again"),
    empty: ("The stick cannot be read", "use another stick"),
}


@pytest.mark.parametrize("stick", REFUSED, ids=lambda stick: stick.__name__)
def test_a_refused_stick_says_why_and_what_to_do(
    staff: Staff, team: Team, device: Device, qtbot: QtBot, stick: Callable[[Team], Path]
) -> None:
    staff.plug(stick(team))
    staff.awaits(qtbot, "refused")

    for part in (*REFUSED[stick], "Visitors see the same content as before."):
        assert part in staff.reads()
    assert device.shown() == 1


def test_older_content_is_refused(
    team: Team, device: Device, tmp_path: Path, supply: Supply, clock: Clock, qtbot: QtBot
) -> None:
    first = team.stick(tmp_path / "first")
    team.publish(content(2))
    device.install(team.office)
    with at_work(supply, clock, qtbot) as staff:
        staff.plug(first)
        staff.awaits(qtbot, "refused")

        assert "This content is too old" in staff.reads()
        assert "choose Go back" in staff.reads()


def test_a_kiosk_that_trusts_nobody_says_who_can_change_that(
    team: Team, supply: Supply, clock: Clock, qtbot: QtBot
) -> None:
    with at_work(supply, clock, qtbot) as staff:
        staff.plug(team.office)
        staff.awaits(qtbot, "refused")

        assert "This kiosk trusts nobody yet" in staff.reads()
        assert "enroll the root" in staff.reads()


def test_a_busy_kiosk_can_be_asked_again(staff: Staff, second: Path, device: Device, qtbot: QtBot) -> None:
    with device.store.changing():
        staff.plug(second)
        staff.awaits(qtbot, "refused")
        assert "The kiosk is busy" in staff.reads()

    staff.tap("again")
    staff.awaits(qtbot, "offer")

    assert staff.verbs == ["look", "look"]


def test_a_stick_pulled_out_while_it_is_read_says_so(staff: Staff, second: Path, device: Device, qtbot: QtBot) -> None:
    staff.plug(second)
    staff.plug()

    assert "The stick was pulled out" in staff.reads()
    assert staff.runs() == []

    staff.plug(second)
    staff.awaits(qtbot, "offer")
    assert device.shown() == 1


def test_an_offer_goes_away_with_its_stick(staff: Staff, second: Path, qtbot: QtBot) -> None:
    staff.plug(second)
    staff.awaits(qtbot, "offer")

    staff.plug()

    assert "The stick was pulled out" in staff.reads()
    assert "install" not in names(staff.window)


def test_of_two_sticks_one_is_chosen_and_then_the_other(staff: Staff, team: Team, second: Path, qtbot: QtBot) -> None:
    other = strangers(team)
    staff.plug(other, second)
    assert staff.errands == []
    assert "Choose a stick" in staff.reads()

    staff.tap(f"stick-{other}")
    staff.awaits(qtbot, "refused")
    staff.tap("other", f"stick-{second}")
    staff.awaits(qtbot, "offer")
    assert phone_of(2) in staff.reads()

    staff.mode.back()
    assert "Choose a stick" in staff.reads()
    assert not staff.update.back()


def test_leaving_ends_a_look_and_forgets_the_offer(staff: Staff, second: Path, device: Device, qtbot: QtBot) -> None:
    staff.plug(second)
    staff.awaits(qtbot, "offer")
    staff.mode.go(Task.GENERATIONS)
    qtbot.waitUntil(lambda: device.store.offer() is None, timeout=PATIENCE_MS)

    staff.mode.go(Task.UPDATE)
    staff.mode.go(Task.GENERATIONS)

    assert device.shown() == 1
    assert "look" not in staff.runs()
    qtbot.waitUntil(lambda: staff.runs() == [], timeout=PATIENCE_MS)
    assert device.store.offer() is None


def test_coming_back_at_once_waits_until_the_offer_is_forgotten(staff: Staff, second: Path, qtbot: QtBot) -> None:
    staff.plug(second)
    staff.awaits(qtbot, "offer")

    staff.mode.go(Task.GENERATIONS)
    staff.mode.go(Task.UPDATE)
    assert staff.errands[1].is_running()
    assert staff.runs() == ["forget"]
    staff.awaits(qtbot, "offer")

    assert staff.verbs == ["look", "forget", "look"]


def test_an_installation_goes_on_when_staff_mode_is_closed_and_is_found_again(
    staff: Staff, second: Path, device: Device, qtbot: QtBot
) -> None:
    staff.plug(second)
    staff.awaits(qtbot, "offer")
    staff.tap("install")

    staff.leave()
    staff.come()
    assert "The new content is being installed" in staff.reads()
    staff.awaits(qtbot, "installed")

    assert device.shown() == 2
    assert staff.verbs == ["look", "install"]


def test_a_stick_pulled_out_while_installing_changes_nothing_or_everything(
    staff: Staff, second: Path, device: Device, qtbot: QtBot
) -> None:
    staff.plug(second)
    staff.awaits(qtbot, "offer")

    staff.tap("install")
    shutil.rmtree(second)
    staff.plug()
    qtbot.waitUntil(lambda: staff.update.step in ("installed", "refused"), timeout=PATIENCE_MS)

    is_new = staff.update.step == "installed"
    assert ("The stick was pulled out" in staff.reads()) is not is_new
    assert device.shown() == 1 + is_new
