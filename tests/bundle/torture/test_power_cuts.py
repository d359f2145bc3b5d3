"""A power cut after any system call that changes the disk leaves old or new content, and never less than was told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bundle.device import COMMAND, Device
from tests.bundle.torture.conftest import Bench
from tests.bundle.torture.disks import cut_power, make_disk, mounted, need_disks
from tests.bundle.torture.tracing import Step, environment, need_strace, run_with, steps

CARELESS = (sys.executable, str(Path(__file__).with_name("careless.py")))


@dataclass(frozen=True)
class Plant:
    """A kiosk on a disk of its own, which stands in a *folder*."""

    folder: Path
    bench: Bench

    @property
    def image(self) -> Path:
        return self.folder / "disk"

    def command(self, place: Path, program: tuple[str, ...] = COMMAND) -> list[str]:
        return [*program, "install", str(self.bench.stick), "--state", str(place / "state")]

    def install(self, step: Step | None, *, others_write: bool, program: tuple[str, ...] = COMMAND) -> tuple[Path, int]:
        """Install until a call, or to the end, and cut the power there; return the disk and the exit code."""
        work, copy = self.folder / "work", self.folder / "copy"
        shutil.copyfile(self.image, work)
        with mounted(work, self.folder / "mounted") as place:
            command = self.command(place, program)
            if step is None:
                done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
            else:
                done = run_with(step.fault("KILL"), command)
            cut_power(work, place, copy, others_write=others_write)
        return copy, done.returncode

    def shown_after(self, disk: Path) -> int:
        """Return what is shown when the kiosk starts again, and see that it can go on."""
        with mounted(disk, self.folder / "after") as place:
            device = Device(place / "state")
            shown = device.shown()
            device.refusal(self.bench.older)
            device.install(self.bench.stick)
            assert device.shown() == 3
            device.refusal(self.bench.older)
        return shown


@pytest.fixture(scope="session")
def plant(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> Plant:
    need_strace()
    folder = tmp_path_factory.mktemp("plant")
    need_disks(folder)
    plant = Plant(folder, bench)
    make_disk(plant.image)
    with mounted(plant.image, folder / "mounted") as place:
        shutil.copytree(bench.state, place / "state")
    return plant


@pytest.fixture(scope="session")
def listed(plant: Plant) -> list[Step]:
    """All calls by which an installation changes the disk."""
    work = plant.folder / "work"
    shutil.copyfile(plant.image, work)
    with mounted(work, plant.folder / "mounted") as place:
        return steps(plant.command(place), place / "state", plant.folder / "log")


@pytest.mark.parametrize("others_write", [False, True])
def test_what_was_told_to_be_installed_is_there_after_a_power_cut(plant: Plant, others_write: bool) -> None:
    disk, code = plant.install(None, others_write=others_write)

    assert code == 0
    assert plant.shown_after(disk) == 3


@pytest.mark.logged
@pytest.mark.parametrize("others_write", [False, True])
def test_without_writing_through_it_would_not_be(plant: Plant, others_write: bool) -> None:
    """The twin of the test above: what that shows is the work of fsync."""
    disk, code = plant.install(None, others_write=others_write, program=CARELESS)

    assert code == 0
    with pytest.raises(AssertionError):
        assert plant.shown_after(disk) == 3


def cut_everywhere(plant: Plant, listed: list[Step]) -> list[int]:
    shown = []
    for number, step in enumerate(listed):
        disk, code = plant.install(step, others_write=bool(number % 2))
        assert code == -9, step
        shown.append(plant.shown_after(disk))
        assert shown[-1] in (2, 3), step
    return shown


def test_a_power_cut_in_a_sample_leaves_old_or_new_content(plant: Plant, listed: list[Step]) -> None:
    move = next(n for n, step in enumerate(listed) if step.name == "rename" and "gen/00000003" in step.what)
    around = [*listed[: move - 2 : 24], *listed[move - 2 : move + 5 : 2]]

    shown = cut_everywhere(plant, around)

    assert shown[0] == 2
    assert shown[-1] == 3


@pytest.mark.torture
@pytest.mark.parametrize("first", [0, 1])
def test_a_power_cut_anywhere_leaves_old_or_new_content(plant: Plant, listed: list[Step], first: int) -> None:
    """Twice, so that others write after each call in one of both."""
    shown = cut_everywhere(plant, listed[first:])

    assert shown == sorted(shown), "once it is new, it stays new"
    assert set(shown) == {2, 3}
