"""A disk that is full, fails or may not be written to costs one line and no content."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.bundle import disk
from kiosk.bundle.going_back import roll_back
from kiosk.device.reset import reset
from kiosk.errors import NoSpaceError, StoreError
from tests.bundle.device import Device
from tests.bundle.team import Team, clip, content
from tests.bundle.torture.disks import make_disk, mounted, need_disks


@pytest.fixture
def small(team: Team, state: Path, tmp_path: Path) -> Iterator[Device]:
    """A kiosk on a disk of its own with little room."""
    need_disks(tmp_path)
    make_disk(tmp_path / "disk", 24)
    state.mkdir()
    with mounted(tmp_path / "disk", state):
        device = Device(state / "kiosk", team.first_root)
        device.install(team.office)
        yield device


def test_too_little_room_is_told_before_anything_is_copied(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.publish(content(2).with_media({"clips/a.ogg": clip(1, 3_000_000)}))
    monkeypatch.setattr(disk, "free_bytes", lambda _: 1_000_000)

    error = device.refusal(team.office)

    assert isinstance(error, NoSpaceError)
    assert "free 11 MB where" in str(error)


def test_what_is_here_already_takes_no_room(team: Team, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    clips = {"clips/a.ogg": clip(1, 4_000_000)}
    team.publish(content(2).with_media(clips))
    device.install(team.office)
    team.publish(content(3).with_media(clips))
    monkeypatch.setattr(disk, "free_bytes", lambda _: 9_000_000)

    device.install(team.office)

    assert device.shown() == 3


def test_a_full_disk_is_told_and_the_old_content_stays(team: Team, small: Device) -> None:
    team.publish(content(2).with_media({f"clips/{n}.ogg": clip(n, 4_000_000) for n in range(6)}))

    answer = small.run("install", team.office, "--json")

    assert answer.last["reason"] == "no-space"
    assert small.shown() == 1
    team.publish(content(3))
    small.install(team.office)
    assert small.shown() == 3


def test_a_disk_that_fills_up_on_the_way_is_told(team: Team, small: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    team.publish(content(2).with_media({f"clips/{n}.ogg": clip(n, 4_000_000) for n in range(6)}))
    monkeypatch.setattr(disk, "free_bytes", lambda _: 1 << 40)

    error = small.refusal(team.office)

    assert isinstance(error, NoSpaceError)
    assert "the disk is full" in str(error)
    assert shutil.disk_usage(small.state).free > 8_000_000, "what was half there is gone"


def test_a_disk_without_room_for_a_name_still_shows_the_old_content(team: Team, small: Device) -> None:
    subprocess.run(["dd", "if=/dev/zero", f"of={small.state / 'filler'}", "bs=4k"], capture_output=True, check=False)
    team.publish(content(2))

    assert small.run("install", team.office).code == 1
    assert small.run("status").code == 0
    assert small.shown() == 1
    (small.state / "filler").unlink()
    small.install(team.office)
    assert small.shown() == 2


def test_a_read_only_disk_costs_one_line(team: Team, small: Device) -> None:
    team.publish(content(2))
    subprocess.run(["mount", "-o", "remount,ro", str(small.state.parent)], check=True)
    generation = small.store.best_to_start()

    for arguments in (["install", team.office], ["rollback"], ["reset"]):
        answer = small.run(*arguments)
        assert (answer.code, answer.out) == (1, "")
        assert "the disk is read-only" in answer.err
        assert answer.err.count("\n") == 1
    assert small.run("status").code == 0
    assert generation is not None
    assert small.shown() == 1
    subprocess.run(["mount", "-o", "remount,rw", str(small.state.parent)], check=True)
    small.install(team.office)
    assert small.shown() == 2


@pytest.mark.parametrize("arguments", [["install", "stick"], ["enroll", "root.json"], ["rollback"], ["reset"]])
def test_a_state_folder_that_is_none_costs_one_line(
    team: Team, tmp_path: Path, state: Path, arguments: list[str]
) -> None:
    (tmp_path / "root.json").write_bytes(team.first_root)
    state.write_text("no folder", "utf-8")

    answer = Device(state).run(arguments[0], *(tmp_path / name for name in arguments[1:]))

    assert answer.code == 1
    assert answer.err.count("\n") == 1


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, when: Callable[[str], bool]) -> None:
    """Let a call of the system fail for some of its files."""
    call = getattr(os, name)

    def failing(what: object, *rest: object, **named: object) -> object:
        path = str(Path(f"/proc/self/fd/{what}").readlink()) if isinstance(what, int) else str(what)
        if when(path):
            raise OSError(5, "Input/output error", path)
        return call(what, *rest, **named)

    monkeypatch.setattr(os, name, failing)


@pytest.mark.parametrize("call, file", [
    ("fsync", "content.db"), ("write", "content.db"), ("fsync", "manifest.json"), ("mkdir", "stage"),
    ("fsync", "stage"), ("open", "start.json"), ("fsync", "targets.json"), ("fchmod", "tuf"),
])  # fmt: skip
def test_a_failing_disk_is_told_and_the_old_content_stays(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch, call: str, file: str
) -> None:
    team.publish(content(2))
    # With it each file and folder has to be given its mode.
    before = os.umask(0o077)
    with monkeypatch.context() as broken:
        fail_at(broken, call, lambda path: "/stage" in path and path.endswith(file))
        with pytest.raises(StoreError, match="the disk or stick fails"):
            device.install(team.office)
    os.umask(before)

    assert device.shown() == 1
    device.install(team.office)
    assert device.shown() == 2


@pytest.mark.parametrize("file", ["floor.json.new", "stolen.json.new"])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_what_has_to_be_known_for_ever_is_written_before_anything_shows(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch, call: str, file: str
) -> None:
    team.give_up_editor("luis", is_stolen=True)
    team.publish(content(2))
    with monkeypatch.context() as broken:
        fail_at(broken, call, lambda path: path.endswith(file))
        for _ in range(3):
            with pytest.raises(StoreError, match="the disk or stick fails"):
                device.install(team.office)
            assert device.shown() == 1
            assert device.store.names() == ["00000001"], "and nothing piles up"

    device.install(team.office)
    assert device.shown() == 2


@pytest.mark.logged
@pytest.mark.parametrize("place", ["/gen", "/store", "/trust"])
def test_what_holds_already_is_not_told_to_have_failed(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    """A disk that cannot flush a folder has changed it all the same; whoever reads the journal is told."""
    team.publish(content(2))
    with monkeypatch.context() as broken:
        fail_at(broken, "fsync", lambda path: path.endswith(place))
        assert not device.install(team.office).was_there

    assert device.shown() == 2
    assert "cannot be flushed" in caplog.text
    assert device.install(team.office).was_there
    assert device.store.floor().publication(device.store.floor().targets) == 2


@pytest.mark.logged
def test_going_back_is_told_to_have_happened_when_it_has(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.publish(content(2))
    device.install(team.office)
    with monkeypatch.context() as broken:
        fail_at(broken, "fsync", lambda path: path.endswith("/gen"))
        roll_back(device.state)

    assert device.shown() == 1


@pytest.mark.logged
@pytest.mark.parametrize("fails, shown", [("00000003", 2), ("00000002", 1)])
def test_going_back_half_way_is_told_as_what_is_shown(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch, fails: str, shown: int
) -> None:
    """Between the two is something damaged, which is set aside last."""
    (device.store.gen / "00000002").mkdir()
    team.publish(content(2))
    device.install(team.office)
    (device.store.gen / "00000002").mkdir()
    with monkeypatch.context() as broken:
        fail_at(broken, "rename", lambda path: path.endswith(fails))
        if shown == 1:
            roll_back(device.state)
        else:
            with pytest.raises(StoreError):
                roll_back(device.state)

    assert device.shown() == shown


@pytest.mark.logged
def test_a_reset_is_told_to_have_happened_when_it_has(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    (device.state / "notices.json").write_text("{}", "utf-8")
    with monkeypatch.context() as broken:
        fail_at(broken, "rename", lambda path: path.endswith("00000001"))
        reset(device.state)

    assert device.shown() == 0
    assert not (device.state / "notices.json").exists()
    device.install(team.office)
    assert [path.name for path in device.store.gen.iterdir()] == ["00000002"]


@pytest.mark.logged
def test_what_is_here_already_is_told_so_where_the_floor_cannot_be_written(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest has it, too."""
    team.publish(content(2))
    device.install(team.office)
    device.store.floor_file.unlink()
    with monkeypatch.context() as broken:
        fail_at(broken, "open", lambda path: path.endswith("floor.json.new"))
        assert device.install(team.office).was_there


def test_what_cannot_be_deleted_is_no_reason_to_refuse(
    team: Team, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.publish(content(2))
    device.install(team.office)
    team.publish(content(3))
    with monkeypatch.context() as broken:
        fail_at(broken, "unlink", lambda path: ".dead" in path or path.endswith(".svg"))
        device.install(team.office)
    assert device.shown() == 3

    device.install(team.office)

    assert sorted(path.name for path in device.store.gen.iterdir()) == ["00000002", "00000003"]


@pytest.mark.logged
def test_a_cache_with_rubbish_in_it_is_no_reason_to_refuse(team: Team, device: Device) -> None:
    memory = device.store.generations()[0].path / "tuf"
    for name in ("x.root.json", "0.root.json", "99.root.json", "-1.root.json", "\u0663.root.json"):
        (memory / "root_history" / name).write_bytes(b"{")
    (memory / "targets.json").unlink()
    (memory / "targets.json").mkdir()
    team.publish(content(2))

    device.install(team.office)

    assert device.shown() == 2
