"""Looking at a stick: the whole content lies ready, what it changes is told, and nothing is installed."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from kiosk.bundle import disk
from kiosk.bundle.going_back import roll_back
from kiosk.bundle.manifest import holds
from kiosk.bundle.offer import NEWER, SAME, SET_ASIDE, Offered, forget, look
from kiosk.bundle.plain_files import FolderRepository
from kiosk.content.compile import compile_source
from kiosk.content.library import load_start
from kiosk.device.reset import reset
from kiosk.errors import BundleError, KioskError, NoSpaceError, OlderError, StoreError, UntrustedError
from tests.bundle.device import COMMAND, Device
from tests.bundle.team import Content, Team, clip, content, phone_of
from tests.bundle.torture.crash import crashing_after
from tests.content.desk import TODAY, Desk

NOTHING_CHANGES = {
    "ways": [],
    "contacts": [],
    "pages": {"added": 0, "changed": 0, "removed": 0},
    "languages": {"added": [], "removed": []},
    "other": 0,
}


def look_at(device: Device, repository: Path, factory: Path | None = None) -> Offered:
    return look(FolderRepository(repository), device.state, factory)


@pytest.fixture
def second(team: Team, device: Device) -> Path:
    """A stick with the second publication, for a kiosk with the first."""
    team.publish(content(2))
    return team.office


def whole_offer(device: Device) -> bool:
    offer = device.store.offer()
    return offer is not None and offer.is_whole()


def test_looking_installs_nothing_and_lays_out_the_whole_bundle(device: Device, second: Path) -> None:
    before = [path.read_bytes() for path in sorted(device.state.rglob("*")) if path.is_file()]

    seen = look_at(device, second)

    assert device.shown() == 1
    assert device.store.names() == ["00000001"]
    assert whole_offer(device)
    assert load_start(seen.bundle.path).title["es"] == "Información 2"
    assert sorted(path.name for path in seen.bundle.path.iterdir()) == [
        "about.json", "content.db", "manifest.json", "media", "painted", "start.json",
    ]  # fmt: skip
    shutil.rmtree(device.store.offer_folder)
    assert [path.read_bytes() for path in sorted(device.state.rglob("*")) if path.is_file()] == before


def test_it_tells_what_changes_against_what_is_shown(device: Device, second: Path) -> None:
    seen = look_at(device, second)

    assert seen.relation == NEWER
    assert seen.changes == NOTHING_CHANGES | {
        "ways": [{"name": "OIM Panamá", "kind": "phone", "old": phone_of(1), "new": phone_of(2)}]
    }


def test_without_content_it_is_compared_with_what_the_kiosk_came_with(team: Team, state: Path, tmp_path: Path) -> None:
    factory = tmp_path / "factory"
    compile_source(Desk(tmp_path / "factory-source").folder, factory, today=TODAY)
    device = Device(state, team.first_root)

    seen = look_at(device, team.office, factory)

    assert [way["old"] for way in seen.changes["ways"]] == ["+507 305-3350"]
    assert device.shown() == 0


def test_with_nothing_to_compare_all_is_new(team: Team, state: Path, tmp_path: Path) -> None:
    seen = look_at(Device(state, team.first_root), team.office, tmp_path / "nowhere")

    assert {way["old"] for way in seen.changes["ways"]} == {""}
    assert seen.changes["languages"]["added"] == ["es", "en", "fr"]


def test_unchanged_media_are_shared_and_content_is_not(device: Device, second: Path) -> None:
    shown, seen = device.current(), look_at(device, second)

    assert shown is not None
    for name, is_shared in (("media/icons/square.svg", True), ("content.db", False)):
        assert (shown.path / name).samefile(seen.bundle.path / name) is is_shared


def test_what_was_looked_at_is_installed_without_reading_it_again(device: Device, second: Path) -> None:
    seen = look_at(device, second)
    database = (seen.bundle.path / "content.db").stat().st_ino
    shutil.rmtree(second / "targets")

    done = device.install(second)

    assert device.shown() == 2
    assert (done.generation.path / "content.db").stat().st_ino == database
    assert not device.store.offer_folder.exists()


@pytest.mark.parametrize("name", ["content.db", "start.json", "media/icons/of-2.svg", "about.json"])
def test_an_offer_that_was_changed_is_not_installed(device: Device, second: Path, name: str) -> None:
    """What is taken is what is signed: every file is hashed after it was taken."""
    path = look_at(device, second).bundle.path / name
    path.write_bytes(b"x" * path.stat().st_size)

    device.install(second)

    assert device.shown() == 2


def test_a_link_in_an_offer_is_not_installed(device: Device, second: Path, tmp_path: Path) -> None:
    path = look_at(device, second).bundle.path / "content.db"
    path.rename(tmp_path / "content.db")
    path.symlink_to(tmp_path / "content.db")

    done = device.install(second)

    assert device.shown() == 2
    assert not (done.generation.path / "content.db").is_symlink()


def test_an_offer_cannot_be_installed_without_those_who_signed_it(device: Device, second: Path) -> None:
    look_at(device, second)
    shutil.rmtree(second / "metadata")

    with pytest.raises(KioskError):
        device.install(second)
    assert device.shown() == 1


def test_looking_again_takes_what_lies_there(device: Device, second: Path) -> None:
    look_at(device, second)
    shutil.rmtree(second / "targets")

    assert look_at(device, second).relation == NEWER
    assert whole_offer(device)


def test_another_stick_takes_the_place_of_the_first(team: Team, device: Device, second: Path) -> None:
    look_at(device, second)
    team.publish(content(3))

    look_at(device, second)

    offer = device.store.offer()
    assert offer is not None
    assert offer.manifest.version == 3
    assert whole_offer(device)


def test_other_content_is_installed_beside_an_offer(team: Team, device: Device, second: Path) -> None:
    look_at(device, second)
    team.publish(content(3))

    device.install(second)

    assert device.shown() == 3
    assert not device.store.offer_folder.exists()


def test_the_same_as_is_shown_is_told(team: Team, device: Device) -> None:
    seen = look_at(device, team.office)

    assert (seen.relation, seen.changes) == (SAME, NOTHING_CHANGES)
    assert whole_offer(device)


def test_what_would_mend_what_is_shown_is_not_the_same(team: Team, device: Device) -> None:
    shown = device.current()
    assert shown is not None
    (shown.path / "media" / "icons" / "of-1.svg").unlink()

    assert look_at(device, team.office).relation == NEWER


def test_what_somebody_went_back_from_is_told(device: Device, second: Path) -> None:
    device.install(second)
    roll_back(device.state)

    assert look_at(device, second).relation == SET_ASIDE


def test_the_way_back_drops_what_was_looked_at(team: Team, device: Device, second: Path) -> None:
    device.install(second)
    team.publish(content(3))
    for way_back in (roll_back, reset):
        look_at(device, second)
        way_back(device.state)

        assert not device.store.offer_folder.exists()


def test_what_was_looked_at_can_be_forgotten(device: Device, second: Path) -> None:
    look_at(device, second)

    forget(device.state)
    forget(device.state)

    assert not device.store.offer_folder.exists()
    assert device.shown() == 1


def test_forgetting_nothing_makes_nothing(tmp_path: Path) -> None:
    forget(tmp_path / "state")

    assert not (tmp_path / "state").exists()


def refusal(device: Device, repository: Path) -> KioskError:
    with pytest.raises(KioskError) as caught:
        look_at(device, repository)
    assert not device.store.stage.exists()
    return caught.value


def test_it_refuses_what_an_installation_refuses(
    team: Team, device: Device, second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = team.stick(tmp_path / "old")
    team.publish(content(3))
    device.install(team.office)
    assert isinstance(refusal(device, old), OlderError)
    team.publish(Content({}))
    assert isinstance(refusal(device, team.office), BundleError)
    other = Team(tmp_path / "other")
    other.publish(content(9))
    assert isinstance(refusal(device, other.office), UntrustedError)
    assert not device.store.offer_folder.exists()
    monkeypatch.setattr(disk, "free_bytes", lambda place: 0)
    team.publish(content(5))
    assert isinstance(refusal(device, team.office), NoSpaceError)


def test_the_floor_does_not_rise_by_looking(team: Team, device: Device, tmp_path: Path) -> None:
    """A stick that is only looked at may be taken back, and an older one installed."""
    team.publish(content(2))
    earlier = team.stick(tmp_path / "earlier")
    team.publish(content(3))
    look_at(device, team.office)

    device.install(earlier)

    assert device.shown() == 2


def test_half_an_offer_is_wiped_by_whatever_comes_next(device: Device, second: Path) -> None:
    look_at(device, second)
    (device.store.offer_folder / "manifest.json").write_bytes(b"{")
    assert device.store.offer() is None

    device.install(second)

    assert device.shown() == 2
    assert not device.store.offer_folder.exists()


@pytest.mark.parametrize("strange", ["file", "link"])
def test_what_is_no_offer_does_not_stop_an_installation(
    device: Device, second: Path, tmp_path: Path, strange: str
) -> None:
    if strange == "file":
        device.store.offer_folder.write_bytes(b"")
    else:
        device.store.offer_folder.symlink_to(tmp_path)

    look_at(device, second)
    device.install(second)

    assert device.shown() == 2
    assert tmp_path.is_dir()


def test_a_kill_at_any_change_of_the_disk_leaves_all_or_nothing(device: Device, second: Path) -> None:
    for changes in range(0, 200, 3):
        with crashing_after(changes):
            look_at(device, second)
        assert device.shown() == 1
        assert device.store.offer() is None or whole_offer(device)
    assert whole_offer(device)
    for changes in range(0, 200, 3):
        with crashing_after(changes):
            device.install(second)
        assert device.shown() in (1, 2)
    assert device.shown() == 2
    assert not device.store.offer_folder.exists()


def test_only_one_changes_the_store(device: Device, second: Path) -> None:
    with disk.locked(device.store.folder / "lock"), pytest.raises(StoreError, match="wait until it has ended"):
        look_at(device, second)


def test_a_script_is_told_all_that_a_screen_shows(device: Device, second: Path) -> None:
    answer = device.run("look", second, "--json")

    assert (answer.code, answer.err) == (0, "")
    *progress, offer = answer.events
    assert {event["event"] for event in progress} == {"progress"}
    assert progress[-1]["done"] == progress[-1]["total"] == offer["bytes"]
    changes, message = offer.pop("changes"), offer.pop("message")
    assert offer == {
        "event": "offer",
        "path": str(device.store.offer_folder),
        "version": 2,
        "label": "2026.11.2",
        "title": "Información",
        "publisher": "OIM Panamá",
        "published": "2026-11-24T15:30:00+00:00",
        "review_by": "2027-05-24",
        "languages": ["es", "en", "fr"],
        "pages": 4,
        "bytes": sum(map(len, content(2).files.values())),
        "relation": "newer",
    }
    assert changes["ways"][0]["new"] == phone_of(2)
    assert "not installed yet" in message
    assert device.run("look", "--forget", "--json").last["event"] == "forgotten"
    assert not device.store.offer_folder.exists()


def test_a_person_is_told_the_same_in_lines(device: Device, second: Path) -> None:
    answer = device.run("look", second)

    assert answer.code == 0
    assert answer.out.splitlines() == [
        "newer: 2026.11.2 (publication 2) of OIM Panamá; not installed yet",
        f"OIM Panamá, phone: {phone_of(1)} → {phone_of(2)}",
    ]


def test_a_script_is_told_why_it_is_refused(device: Device, second: Path) -> None:
    (second / "metadata" / "2.targets.json").write_bytes(b"{}")

    answer = device.run("look", second, "--json")

    assert (answer.code, answer.last["reason"]) == (1, "untrusted")


@pytest.mark.parametrize("arguments", [["look"], ["look", "somewhere", "--forget"]])
def test_looking_takes_a_repository_or_forgets(device: Device, arguments: list[str]) -> None:
    assert device.run(*arguments).code == 2


def test_killed_while_it_looks_it_leaves_what_was_there(team: Team, device: Device) -> None:
    team.publish(content(2).with_media({f"clips/{n}.ogg": clip(n, 500_000) for n in range(20)}))
    command = [*COMMAND, "look", str(team.office), "--json", "--state", str(device.state)]
    for reports in (1, 20, 60, 90):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(reports):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        assert device.shown() == 1

    assert device.run("look", team.office).code == 0
    offer = device.store.offer()
    assert offer is not None
    assert all(holds(offer.path / name, fact) for name, fact in offer.manifest.files.items())
