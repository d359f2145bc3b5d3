"""A kill, a failing or full disk, or a power cut while somebody looks at a stick, or installs what was looked at."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.bundle.offer import look
from kiosk.bundle.plain_files import FolderRepository
from tests.bundle.device import Device
from tests.bundle.torture.conftest import Bench
from tests.bundle.torture.disks import cut_power, make_disk, mounted, need_disks
from tests.bundle.torture.tracing import Step, environment, need_strace, run_with, steps

KINDS = ["KILL", "EIO", "ENOSPC"]


def looked_at(state: Path) -> bool:
    """Whether an offer lies there, once it is seen to be whole."""
    offer = Device(state).store.offer()
    assert offer is None or offer.is_whole()
    return offer is not None


def steps_of(bench: Bench, command: str, state: Path, folder: Path) -> list[Step]:
    """Return all calls by which a command changes a copy of the *state*."""
    need_strace()
    shutil.copytree(state, folder / "listed")
    return steps(bench.command(folder / "listed", command, str(bench.stick)), folder / "listed", folder / "log")


def look_with_faults(bench: Bench, chosen: list[Step], kind: str, folder: Path) -> None:
    for number, step in enumerate(chosen):
        state = folder / f"{number}"
        shutil.copytree(bench.state, state)
        run_with(step.fault(kind), bench.command(state, "look", str(bench.stick)))

        looked_at(state)
        assert Device(state).shown() == 2, step
        look(FolderRepository(bench.stick), state)
        assert looked_at(state), step
        Device(state).install(bench.stick)
        assert Device(state).shown() == 3, step
        shutil.rmtree(state)


@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_in_a_sample_while_looking_changes_no_generation(bench: Bench, kind: str, tmp_path: Path) -> None:
    listed = steps_of(bench, "look", bench.state, tmp_path)

    look_with_faults(bench, listed[KINDS.index(kind) * 9 :: 27], kind, tmp_path)


@pytest.mark.torture
@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_anywhere_while_looking_changes_no_generation(bench: Bench, kind: str, tmp_path: Path) -> None:
    look_with_faults(bench, steps_of(bench, "look", bench.state, tmp_path), kind, tmp_path)


@pytest.mark.torture
@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_while_installing_an_offer_leaves_old_or_new_content(
    bench: Bench, holds: Callable[[Path], None], kind: str, tmp_path: Path
) -> None:
    ready = tmp_path / "ready"
    shutil.copytree(bench.state, ready)
    look(FolderRepository(bench.stick), ready)
    for number, step in enumerate(steps_of(bench, "install", ready, tmp_path)):
        state = tmp_path / f"{number}"
        shutil.copytree(ready, state)
        done = run_with(step.fault(kind), bench.command(state, "install", str(bench.stick)))
        assert kind == "KILL" or done.returncode in (0, 1), step
        looked_at(state)
        holds(state)
        assert not Device(state).store.offer_folder.exists(), step
        shutil.rmtree(state)


class Plant:
    """A kiosk on a disk of its own."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        need_disks(folder)
        self.folder, self.bench, self.disk = folder, bench, folder / "disk"
        make_disk(self.disk)
        with mounted(self.disk, folder / "mounted") as place:
            shutil.copytree(bench.state, place / "state")

    def do(self, verb: str) -> None:
        with mounted(self.disk, self.folder / "mounted") as place:
            self._run(verb, place / "state")

    def steps(self, verb: str) -> list[Step]:
        """Return all calls by which a command would change the disk."""
        need_strace()
        with self._copy() as (_, place):
            command = self.bench.command(place / "state", verb, str(self.bench.stick))
            return steps(command, place / "state", self.folder / "log")

    @contextmanager
    def after_a_cut(self, verb: str, step: Step | None, *, others_write: bool) -> Iterator[Device]:
        """Let a command run until a call, or to its end, cut the power, and start again."""
        with self._copy() as (work, place):
            if step is None:
                self._run(verb, place / "state")
            else:
                run_with(step.fault("KILL"), self.bench.command(place / "state", verb, str(self.bench.stick)))
            cut_power(work, place, self.folder / "cut", others_write=others_write)
        with mounted(self.folder / "cut", self.folder / "after") as place:
            yield Device(place / "state")

    @contextmanager
    def _copy(self) -> Iterator[tuple[Path, Path]]:
        shutil.copyfile(self.disk, self.folder / "work")
        with mounted(self.folder / "work", self.folder / "mounted") as place:
            yield self.folder / "work", place

    def _run(self, verb: str, state: Path) -> None:
        command = self.bench.command(state, verb, str(self.bench.stick))
        subprocess.run(command, env=environment(), capture_output=True, check=True)


@pytest.fixture
def plant(bench: Bench, tmp_path: Path) -> Plant:
    return Plant(tmp_path, bench)


@pytest.mark.parametrize("others_write", [False, True])
def test_what_was_looked_at_is_whole_after_a_power_cut(plant: Plant, others_write: bool) -> None:
    with plant.after_a_cut("look", None, others_write=others_write) as device:
        assert looked_at(device.state)
        assert device.shown() == 2


@pytest.mark.parametrize("others_write", [False, True])
def test_an_offer_that_was_installed_is_there_after_a_power_cut(plant: Plant, others_write: bool) -> None:
    plant.do("look")

    with plant.after_a_cut("install", None, others_write=others_write) as device:
        assert device.shown() == 3
        assert not looked_at(device.state)


@pytest.mark.torture
@pytest.mark.parametrize("first", [0, 1])
def test_a_power_cut_anywhere_while_looking_changes_no_generation(plant: Plant, first: int) -> None:
    plant.do("look")
    for number, step in enumerate(plant.steps("look")[first:]):
        with plant.after_a_cut("look", step, others_write=bool(number % 2)) as device:
            looked_at(device.state)
            assert device.shown() == 2, step
            device.install(plant.bench.stick)
            assert device.shown() == 3, step


@pytest.mark.torture
@pytest.mark.parametrize("first", [0, 1])
def test_a_power_cut_anywhere_while_installing_an_offer_leaves_old_or_new(plant: Plant, first: int) -> None:
    plant.do("look")
    for number, step in enumerate(plant.steps("install")[first:]):
        with plant.after_a_cut("install", step, others_write=bool(number % 2)) as device:
            assert device.shown() in (2, 3), step
            looked_at(device.state)
            device.install(plant.bench.stick)
            assert device.shown() == 3, step
