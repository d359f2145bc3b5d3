"""What the desk of Update does at every moment, with helper processes that answer when a test says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.content.isolates import bare
from kiosk.device.sticks import UNREADABLE
from kiosk.ui.drives import Stick
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.update_refusals import refusal
from kiosk.ui.supply import Supply
from tests.fakes import Clock, names, touchable
from tests.ui.staff.house import Answered
from tests.ui.staff.updating import Staff, at_work

REASONS = ("nobody-trusted", "untrusted", "older", "unusable", "no-space", "busy", "store", "unreachable", "internal")
NOTHING = {
    "ways": [],
    "contacts": [],
    "pages": {"added": 0, "changed": 0, "removed": 0},
    "languages": {"added": [], "removed": []},
    "other": 0,
}


def offer(path: Path, **changes: Any) -> dict[str, Any]:
    return {
        "event": "offer",
        "path": str(path),
        "version": 2,
        "label": "2026.12.1",
        "title": "Darién",
        "publisher": "OIM Panamá",
        "published": "2026-12-01T10:00:00+00:00",
        "review_by": "2027-06-01",
        "languages": ["es", "en", "xx"],
        "pages": 46,
        "bytes": 14_200_000,
        "relation": "newer",
        "changes": NOTHING | changes,
    }


def way(kind: str, old: str, new: str) -> dict[str, str]:
    return {"name": "OIM", "kind": kind, "old": old, "new": new}


@pytest.fixture
def staff(state: Path, bundle: Path, clock: Clock, qtbot: QtBot) -> Iterator[Staff]:
    with at_work(Supply(state, "", lambda: bundle), clock, qtbot, Answered) as staff:
        yield staff


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def offered(staff: Staff, stick: Path) -> Staff:
    staff.plug(stick)
    staff.errands[-1].answered.emit(offer(stick))
    return staff


def test_the_card_says_what_it_is(offered: Staff) -> None:
    said = offered.reads()

    assert "14 MB · \u2066" not in said
    for part in ("14 MB", "Spanish", "English", "Pages: 46", "OIM Panamá", "Nothing that people read changes."):
        assert part in said


def test_an_extension_that_changes_is_told_with_its_number(staff: Staff, stick: Path) -> None:
    staff.plug(stick)
    changed = way("phone", "+507 305-3351 ext. 22", "+507 305-3351 ext. 23")

    staff.errands[-1].answered.emit(offer(stick, ways=[changed]))

    said = bare(staff.reads())
    assert "+507 305-3351 ext. 22" in said
    assert "+507 305-3351 ext. 23" in said


def test_numbers_come_first_and_every_kind_of_change_is_told(staff: Staff, stick: Path) -> None:
    ways = [
        way("phone", "+507 000-0000", "+507 305-3350"),
        way("phone", "+507 000-0000", ""),
        way("web", "", "oim.int"),
    ]
    contacts = [{"verb": verb, "name": verb} for verb in ("added", "removed", "renamed", "changed")]
    staff.plug(stick)
    found = offer(
        stick,
        ways=ways,
        contacts=contacts,
        pages={"added": 4, "changed": 11, "removed": 2},
        languages={"added": ["ht"], "removed": ["fr"]},
        other=7,
    )

    staff.errands[-1].answered.emit(found)

    told = [
        "What changes for people",
        "Phone of",
        "+507 000-0000",
        "+507 305-3350",
        "no longer given",
        "New website of",
        "oim.int",
        "New contact:",
        "Contact that is gone:",
        "Contact with a new name:",
        "Contact with other details:",
        "New pages: 4 · Changed pages: 11 · Removed pages: 2",
        "New languages: \u2068Haitian Creole",
        "Languages that are gone: \u2068French",
        "Other texts that change: 7",
    ]
    places = [staff.reads().find(part) for part in told]
    assert places == sorted(places)
    assert -1 not in places


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_has_words_of_its_own(staff: Staff, stick: Path, reason: str) -> None:
    staff.plug(stick)

    staff.errands[-1].refused.emit(reason, "free 214 MB where it lies")

    words = {each: refusal(each, "", staff.mode.wording).title for each in REASONS}
    assert len(set(words.values())) == len(REASONS)
    assert words[reason] in staff.reads()
    # Where the kiosk's own words say it, the program's English ones stay away.
    assert ("free 214 MB where it lies" in staff.reads()) is (reason in ("internal", "store"))
    assert ("\u2066214\u2069 MB more are needed" in staff.reads()) is (reason == "no-space")


def test_a_failed_installation_says_that_nothing_was_installed(offered: Staff) -> None:
    offered.tap("install")

    offered.errands[-1].refused.emit("no-space", "the disk is full")

    assert "Nothing was installed." in offered.reads()
    assert "There is no room for the new content on the disk of this machine." in offered.reads()


@pytest.mark.parametrize("reason", ["unreachable", "silent", "internal"])
def test_what_breaks_because_the_stick_is_gone_is_told_as_that(staff: Staff, stick: Path, reason: str) -> None:
    """The process notices before the kernel has told of it."""
    staff.plug(stick)
    staff.errands[-1].refused.emit(reason, "Input/output error")

    staff.plug()

    assert "The stick was pulled out" in staff.reads()


def test_a_forged_stick_stays_named_as_one_when_it_is_pulled_out(staff: Staff, stick: Path) -> None:
    staff.plug(stick)
    staff.errands[-1].refused.emit("untrusted", "")

    staff.plug()

    assert "Do not use this stick" in staff.reads()


def test_touching_again_and_again_installs_once(offered: Staff) -> None:
    button = touchable(offered.window, "install")
    place = button.mapTo(offered.window, button.rect().center())

    for _ in range(3):
        offered.finger.tap(place)
    offered.update.install()

    assert offered.verbs == ["look", "install"]


def test_while_it_installs_nothing_leads_away_from_it(offered: Staff) -> None:
    offered.tap("install")

    offered.mode.back()
    offered.plug()

    assert offered.mode.task == Task.UPDATE
    assert "The new content is being installed" in offered.reads()


def test_staff_mode_stays_open_while_it_installs(offered: Staff, clock: Clock, qtbot: QtBot) -> None:
    offered.tap("install")
    clock.pass_(1000)
    with qtbot.assertNotEmitted(offered.mode.closed):
        offered.mode.tick()

    offered.errands[-1].answered.emit({"event": "installed", "label": "2026.12.1"})
    clock.pass_(1000)
    with qtbot.waitSignal(offered.mode.closed):
        offered.mode.tick()


def test_how_it_went_is_told_to_whoever_comes_back(offered: Staff) -> None:
    offered.tap("install")
    offered.mode.go(Task.GENERATIONS)
    assert not offered.errands[-1].is_stopped
    offered.errands[-1].answered.emit({"event": "installed", "label": "2026.12.1"})

    offered.mode.go(Task.UPDATE)
    assert "The new content is installed" in offered.reads()

    offered.mode.go(Task.GENERATIONS)
    offered.mode.go(Task.UPDATE)
    assert "Reading the stick…" in offered.reads()
    assert "forget" not in offered.verbs


def test_progress_is_shown_and_outlives_a_new_screen(offered: Staff) -> None:
    offered.tap("install")
    offered.errands[-1].progressed.emit(1, 4)
    before = offered.window.grab().toImage()

    offered.mode.renew()
    assert offered.window.grab().toImage() == before
    offered.errands[-1].progressed.emit(3, 4)

    assert offered.window.grab().toImage() != before


def test_another_stick_disturbs_no_offer_and_is_read_after_a_result(offered: Staff, stick: Path) -> None:
    other = stick.with_name("other")
    offered.plug(stick, other)
    assert "New content on the USB stick" in offered.reads()
    assert offered.verbs == ["look"]

    offered.tap("install")
    offered.errands[-1].answered.emit({"event": "installed", "label": "2026.12.1"})
    offered.plug(stick)
    assert "The new content is installed" in offered.reads()
    offered.plug(other)

    assert offered.verbs == ["look", "install", "look"]


def test_sticks_without_content_say_what_is_missing(staff: Staff) -> None:
    sticks = [Stick(Path("/a"), "FOTOS"), Stick(Path("/b"), "B" * 60, fault=UNREADABLE)]

    staff.premises.drives.take(sticks)

    assert "There is no content on this stick." in staff.reads()
    assert "\u2066metadata\u2069" in staff.reads()
    assert UNREADABLE in staff.reads()
    assert staff.errands == []


def test_ten_sticks_can_be_paged(staff: Staff, stick: Path) -> None:
    sticks = [stick.with_name(f"stick-{number}") for number in range(10)]
    staff.plug(*sticks)

    pager = staff.mode.pager()
    assert pager is not None
    assert pager.overflows()
    while f"stick-{sticks[-1]}" not in names(staff.window):
        staff.tap("Further down")
    staff.tap(f"stick-{sticks[-1]}")

    assert staff.errands[-1].words[:2] == ["look", str(sticks[-1])]


def test_a_mode_that_was_never_open_reads_no_stick(staff: Staff, stick: Path) -> None:
    staff.mode.go(Task.GENERATIONS)

    staff.plug(stick)

    assert staff.errands == []


def test_a_refusal_does_not_accuse_the_next_stick(staff: Staff, stick: Path, tmp_path: Path) -> None:
    staff.plug(stick)
    staff.errands[-1].refused.emit("untrusted", "not signed by those whom this kiosk trusts")
    words = refusal("untrusted", "", staff.mode.wording).title

    staff.plug()
    assert words in staff.reads(), "it said to take the stick out, and that is all that was done"

    staff.premises.drives.take([Stick(tmp_path, "MUSIC")])
    assert words not in staff.reads()


def test_another_stick_during_an_offer_can_be_chosen(offered: Staff, tmp_path: Path) -> None:
    before = offered.premises.drives.sticks

    offered.premises.drives.take([*before, Stick(tmp_path, "ADATA", repository=tmp_path)])

    assert offered.mode.wording.gettext("Another stick") in offered.reads()
