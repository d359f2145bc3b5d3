"""A kill, a failing disk or a full one at any system call that changes the disk leaves old or new content."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bundle.device import Device
from tests.bundle.torture.conftest import Bench
from tests.bundle.torture.tracing import Step, need_strace, run_with, steps

KINDS = ["KILL", "EIO", "ENOSPC"]


@pytest.fixture(scope="session")
def listed(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """All calls by which an installation changes the disk."""
    need_strace()
    folder = tmp_path_factory.mktemp("listed")
    shutil.copytree(bench.state, folder / "state")
    return steps(bench.command(folder / "state"), folder / "state", folder / "log")


def suffer(bench: Bench, step: Step, kind: str, state: Path) -> None:
    """Install with one fault, and see that the one who asked was told the truth."""
    shutil.copytree(bench.state, state)
    done = run_with(step.fault(kind), bench.command(state))

    if kind == "KILL":
        assert done.returncode == -9, step
    elif done.returncode == 0:
        assert Device(state).shown() == 3, step
    else:
        assert Device(state).shown() == 2, f"refused, yet installed: {step}"
        assert (done.returncode, done.stdout) == (1, ""), step
        assert done.stderr.startswith("kiosk: "), step
        assert done.stderr.count("\n") == 1, step


def test_an_installation_changes_the_disk_in_a_known_order(listed: list[Step]) -> None:
    """The manifest is the last file of a generation, the floor rises, and one rename makes the generation appear."""
    names = [f"{step.name} {step.what}" for step in listed]

    order = [
        ("write", "stage/content.db"),
        ("fsync", "stage/content.db"),
        ("fsync", "stage/tuf/targets.json"),
        ("fsync", "stage/media>"),
        ("write", "stage/manifest.json"),
        ("fsync", "stage/manifest.json"),
        ("fsync", "store/stage>"),
        ("write", "floor.json.new"),
        ("fsync", "floor.json.new"),
        ("rename", "floor.json.new"),
        ("fsync", "trust>"),
        ("write", "stolen.json.new"),
        ("fsync", "stolen.json.new"),
        ("rename", "stolen.json.new"),
        ("fsync", "trust>"),
        ("rename", "gen/00000003"),
        ("fsync", "store/gen>"),
        ("rename", "00000001.dead"),
        ("rmdir", "00000001.dead"),
    ]
    at = -1
    for call, what in order:
        at = next(n for n, name in enumerate(names) if n > at and name.startswith(call) and what in name)
    assert not [name for name in names if "gen/00000003" in name and not name.startswith("rename")]
    assert len(listed) > 70


@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_in_a_sample_leaves_old_or_new_content(
    bench: Bench, listed: list[Step], holds: Callable[[Path], None], kind: str, tmp_path: Path
) -> None:
    first = KINDS.index(kind) * 6
    for number, step in enumerate(listed[first::18]):
        suffer(bench, step, kind, tmp_path / f"{number}")
        holds(tmp_path / f"{number}")


@pytest.mark.torture
@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_anywhere_leaves_old_or_new_content(
    bench: Bench, listed: list[Step], holds: Callable[[Path], None], kind: str, tmp_path: Path
) -> None:
    for number, step in enumerate(listed):
        state = tmp_path / f"{number}"
        suffer(bench, step, kind, state)
        holds(state)
        shutil.rmtree(state)


@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_while_enrolling_leaves_the_root_of_before_or_the_new_one(
    bench: Bench, kind: str, tmp_path: Path
) -> None:
    need_strace()
    shutil.copytree(bench.state, tmp_path / "listed")
    (tmp_path / "listed" / "trust" / "root.json").unlink()
    root = bench.stick / "metadata" / "2.root.json"
    listed = steps(bench.command(tmp_path / "listed", "enroll", str(root)), tmp_path / "listed", tmp_path / "log")
    assert len(listed) > 6
    for number, step in enumerate(listed):
        state = tmp_path / f"{number}"
        shutil.copytree(bench.state, state)
        (state / "trust" / "root.json").unlink()
        done = run_with(step.fault(kind), bench.command(state, "enroll", str(root)))
        if kind != "KILL":
            assert (state / "trust" / "root.json").is_file() == (done.returncode == 0), f"refused, yet enrolled: {step}"


@pytest.mark.torture
@pytest.mark.parametrize("arguments, after", [(["rollback"], {1, 2}), (["reset"], {0, 2})])
@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_on_the_way_back_leaves_one_of_both(
    bench: Bench, arguments: list[str], after: set[int], kind: str, tmp_path: Path
) -> None:
    need_strace()
    shutil.copytree(bench.state, tmp_path / "listed")
    listed = steps(bench.command(tmp_path / "listed", *arguments), tmp_path / "listed", tmp_path / "log")
    assert listed
    for number, step in enumerate(listed):
        state = tmp_path / f"{number}"
        shutil.copytree(bench.state, state)
        done = run_with(step.fault(kind), bench.command(state, *arguments))
        device = Device(state)
        assert device.shown() in after, step
        if kind != "KILL" and arguments == ["rollback"]:
            assert device.shown() == (1 if done.returncode == 0 else 2), step
        device.refusal(bench.older)
        device.install(bench.stick)
        assert device.shown() == 3, step
