"""Sticks come and go: the kernel says so, a helper looks, and the window hears what changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui.drives import Drives, Stick
from tests.machine import Lacks, need, need_root, skip
from tests.ui.staff.house import Errands

ANSWER = {
    "event": "sticks",
    "sticks": [
        {"path": "/media/a", "name": "ADATA", "writable": True, "repository": "/media/a/kiosk", "fault": ""},
        {"path": "/media/b", "name": "", "writable": False, "repository": None, "fault": "cannot be read"},
    ],
}


@pytest.fixture
def errands() -> Errands:
    return Errands()


def test_what_the_helper_saw_is_told_once(qtbot: QtBot, errands: Errands) -> None:
    drives = Drives(errands)
    drives.look()

    with qtbot.waitSignal(drives.changed):
        errands.last.answered.emit(ANSWER)

    assert drives.sticks == (
        Stick(Path("/media/a"), "ADATA", writable=True, repository=Path("/media/a/kiosk")),
        Stick(Path("/media/b"), "b", fault="cannot be read"),
    )
    assert [stick.name for stick in drives.with_repository()] == ["ADATA"]
    drives.look()
    with qtbot.assertNotEmitted(drives.changed):
        errands.last.answered.emit(ANSWER)


def test_a_change_during_a_look_is_looked_at_after_it(errands: Errands) -> None:
    drives = Drives(errands)
    drives.look()
    drives.look()
    drives.look()
    assert len(errands.all) == 1

    errands.last.answered.emit(ANSWER)

    assert len(errands.all) == 2


@pytest.mark.logged
def test_a_look_that_fails_means_no_sticks(errands: Errands) -> None:
    drives = Drives(errands)
    drives.take([Stick(Path("/media/a"), "ADATA")])
    drives.look()
    errands.last.refused.emit("silent", "the stick does not answer")

    assert drives.sticks == ()


def test_the_kernel_tells_of_a_mount(qtbot: QtBot, errands: Errands, tmp_path: Path) -> None:
    need("mount")
    need_root()
    drives = Drives(errands)
    drives.watch()
    qtbot.waitUntil(lambda: len(errands.all) == 1)
    errands.last.answered.emit({"event": "sticks", "sticks": []})
    place = tmp_path / "mounted"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "none", str(place)], check=False)
    if made.returncode:
        skip(Lacks.MOUNTS)
    try:
        qtbot.waitUntil(lambda: len(errands.all) == 2)
    finally:
        subprocess.run(["umount", str(place)], check=True)
    errands.last.answered.emit({"event": "sticks", "sticks": []})
    qtbot.waitUntil(lambda: len(errands.all) == 3)
    drives.stop()
    assert errands.last.is_stopped
