"""Which generations are kept, which one is started, and what happens to those that die or are damaged."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.bundle.starts import Starts
from kiosk.bundle.store import Store
from kiosk.errors import BundleError
from tests.bundle.device import Device
from tests.bundle.team import Team, content


@pytest.fixture
def full(team: Team, device: Device) -> Device:
    """A kiosk on which three publications were installed, one after the other."""
    for number in (2, 3):
        team.publish(content(number))
        device.install(team.office)
    return device


def test_two_generations_are_kept(full: Device) -> None:
    assert full.store.names() == ["00000003", "00000002"]
    assert [item.manifest.version for item in full.store.generations()] == [3, 2]
    assert full.shown() == 3


def test_what_was_half_deleted_is_deleted_by_the_next_installation(team: Team, full: Device) -> None:
    (full.store.gen / "00000001.dead" / "media").mkdir(parents=True)
    (full.store.folder / "stage" / "media").mkdir(parents=True)

    assert full.install(team.office).was_there
    assert sorted(path.name for path in full.store.gen.iterdir()) == ["00000002", "00000003"]
    assert not full.store.stage.exists()


def test_the_same_again_changes_nothing(team: Team, full: Device) -> None:
    before = {path: path.stat().st_mtime_ns for path in full.store.gen.rglob("*")}

    done = full.install(team.office)

    assert done.was_there
    assert {path: path.stat().st_mtime_ns for path in full.store.gen.rglob("*")} == before


def test_unchanged_media_are_shared_and_content_is_not(full: Device) -> None:
    new, old = full.store.generations()
    inode = {name: [(item.path / name).stat().st_ino for item in (new, old)] for name in old.manifest.files if
             name in new.manifest.files}  # fmt: skip

    assert len(set(inode["media/icons/square.svg"])) == 1
    assert len(set(inode["content.db"])) == 2


def test_a_damaged_file_is_not_shared(team: Team, full: Device) -> None:
    drawing = full.store.generations()[0].path / "media" / "icons" / "square.svg"
    drawing.write_bytes(b"x" * drawing.stat().st_size)
    team.publish(content(4))

    full.install(team.office)

    assert full.shown() == 4


def test_everything_written_has_the_same_modes_whatever_the_umask(full: Device) -> None:
    for path in [full.store.gen, *full.store.gen.rglob("*")]:
        expected = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.lstat().st_mode) == expected, path
        assert not path.is_symlink()


@pytest.mark.logged
def test_a_generation_with_another_start_is_passed_over(full: Device) -> None:
    (full.store.generations()[0].path / "start.json").write_bytes(b"{}")

    assert full.shown() == 2


@pytest.mark.logged
@pytest.mark.parametrize("manifest", [b"", b"[]", b'{"format": 2}', None, b"[" * 10**6, b"\xff"])
def test_a_generation_with_a_damaged_manifest_is_passed_over(full: Device, manifest: bytes | None) -> None:
    path = full.store.generations()[0].path / "manifest.json"
    path.unlink() if manifest is None else path.write_bytes(manifest)

    assert full.shown() == 2
    assert full.store.names() == ["00000003", "00000002"]


@pytest.mark.logged
def test_damaged_content_is_mended_by_the_same_stick(team: Team, full: Device) -> None:
    database = full.store.generations()[0].path / "content.db"
    database.write_bytes(database.read_bytes().replace(b"305-0003", b"305-9993"))

    done = full.install(team.office)

    assert not done.was_there
    assert full.shown() == 3
    assert [item.manifest.version for item in full.store.generations()] == [3, 2]


@pytest.mark.logged
def test_a_number_is_never_given_twice(team: Team, full: Device) -> None:
    (full.store.generations()[0].path / "manifest.json").unlink()

    done = full.install(team.office)

    assert done.generation.number == 4
    assert full.shown() == 3


@pytest.mark.logged
def test_one_that_dies_three_times_is_given_up_in_this_boot(full: Device) -> None:
    started = [full.store.best_to_start() for _ in range(5)]

    assert [item.number if item else 0 for item in started] == [3, 3, 3, 2, 2]


@pytest.mark.logged
def test_when_all_have_died_the_factory_content_is_shown(full: Device) -> None:
    started = [full.store.best_to_start() for _ in range(8)]

    assert [item.number if item else 0 for item in started] == [3, 3, 3, 2, 2, 2, 0, 0]


def test_one_that_shows_start_is_not_at_risk_however_it_ends(full: Device) -> None:
    for _ in range(5):
        generation = full.store.best_to_start()
        assert generation is not None
        assert generation.number == 3
        full.store.leave_at_peace()


def visit_and_die(store: Store) -> int:
    """Start, show the first frame, and die in the first visit; returns what was started."""
    generation = store.best_to_start()
    assert generation is not None
    store.leave_at_peace()
    store.put_at_risk(generation)
    return generation.number


@pytest.mark.logged
def test_one_that_dies_in_three_visits_is_given_up(full: Device) -> None:
    assert [visit_and_die(full.store) for _ in range(5)] == [3, 3, 3, 2, 2]


def test_deaths_are_remembered_until_a_visit_has_ended(full: Device) -> None:
    store = full.store
    for _ in range(2):
        visit_and_die(store)
    for _ in range(3):
        # It stands at Start, and is plugged out or restarted.
        store.best_to_start()
        store.leave_at_peace()

    assert visit_and_die(store) == 3
    assert store.next_to_start() == store.generations()[0]
    store.started(store.generations()[0])

    assert [visit_and_die(store) for _ in range(3)] == [3, 3, 3]


def test_while_the_third_visit_goes_on_it_is_still_the_newest(full: Device) -> None:
    for _ in range(3):
        visit_and_die(full.store)

    assert full.shown() == 3


def test_the_date_of_the_file_does_not_tell_of_a_visit(full: Device) -> None:
    visit_and_die(full.store)

    assert (full.store.folder / "starts.json").stat().st_mtime == 0


@pytest.mark.logged
def test_what_is_installed_again_is_tried_again(team: Team, full: Device) -> None:
    for _ in range(4):
        full.store.best_to_start()

    assert full.shown() == 2
    full.install(team.office)
    assert full.shown() == 3


def die(starts: Starts, number: int) -> None:
    starts.begin(number)
    starts.count_death()


def test_deaths_count_within_one_boot(tmp_path: Path) -> None:
    boot = tmp_path / "boot_id"
    boot.write_text("first\n", "ascii")
    starts = Starts(tmp_path / "starts.json", boot)
    for _ in range(3):
        die(starts, 7)
    assert starts.deaths(7) == 3
    assert starts.deaths(6) == 0

    boot.write_text("second\n", "ascii")

    assert starts.deaths(7) == 0


def test_without_a_boot_id_nothing_is_counted(tmp_path: Path) -> None:
    starts = Starts(tmp_path / "starts.json", tmp_path / "none")
    die(starts, 7)

    assert starts.deaths(7) == 0


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b'{"boot": 5}', b"\xff", b"[" * 10**5])
def test_damaged_counts_are_none(tmp_path: Path, damage: bytes) -> None:
    boot, file = tmp_path / "boot_id", tmp_path / "starts.json"
    boot.write_text("first", "ascii")
    starts = Starts(file, boot)
    file.write_bytes(damage)

    assert starts.deaths(7) == 0
    die(starts, 7)
    assert starts.deaths(7) == 1


def test_a_store_that_cannot_be_written_counts_nothing_and_starts(full: Device) -> None:
    (full.store.folder / "starts.json.new").mkdir()

    started = [full.store.best_to_start() for _ in range(5)]

    assert {item.number if item else 0 for item in started} == {3}


def test_an_empty_state_folder_has_the_factory_content(tmp_path: Path) -> None:
    store = Store(tmp_path / "nowhere")

    assert store.best_to_start() is None
    assert store.generations() == []
    assert not (tmp_path / "nowhere").exists()


def test_the_store_needs_no_client() -> None:
    """The window imports the store; python-tuf takes longer to import than the first frame may."""
    code = "import sys, kiosk.bundle.store; sys.exit(any(name.split('.')[0] == 'tuf' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_manifest_is_read_back(full: Device) -> None:
    generation = full.store.generations()[0]
    raw = json.loads((generation.path / "manifest.json").read_bytes())

    assert generation.manifest.to_bytes() == (generation.path / "manifest.json").read_bytes()
    assert raw["files"]["content.db"] == [generation.manifest.hashes["content.db"], raw["files"]["content.db"][1]]


def test_a_manifest_names_no_file_outside(full: Device) -> None:
    generation = full.store.generations()[0]
    raw = generation.manifest.to_bytes().replace(b'"about.json"', b'"../../x"', 1)

    with pytest.raises(BundleError):
        type(generation.manifest).of(raw)


def test_a_generation_whose_file_is_gone_is_not_whole(full: Device) -> None:
    generation = full.store.generations()[0]
    assert generation.is_whole()

    shutil.rmtree(generation.path / "media")

    assert not generation.is_whole()
    assert generation.can_start()
