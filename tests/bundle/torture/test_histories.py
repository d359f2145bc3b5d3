"""Whatever happens to a team and its kiosk, in whatever order: content is whole, signed and never below the floor."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from securesystemslib.signer import CryptoSigner

from kiosk.bundle.going_back import roll_back
from kiosk.device.reset import reset
from kiosk.errors import KioskError, OlderError, StoreError, UntrustedError
from tests.bundle.device import Device
from tests.bundle.team import Team, content
from tests.bundle.torture.crash import crashing_after

FORGED = 99


@dataclass(frozen=True)
class Stick:
    """A publication on a stick of its own."""

    version: int
    folder: Path


class History(RuleBasedStateMachine):
    """A team, a thief and a kiosk; *may_show* is what a visitor may see, *floor* what was ever installed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.team = Team(self.folder / "office")
        self.device = Device(self.folder / "state", self.team.first_root)
        self.sticks: list[Stick] = []
        self.stolen: list[tuple[CryptoSigner, CryptoSigner]] = []
        self.editors = ["ana", "luis"]
        self.may_show, self.floor = {0}, 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def stick(self) -> Path:
        return self.team.stick(self.folder / f"stick-{len(list(self.folder.iterdir()))}")

    @rule(by=st.integers(0, 5))
    def publish(self, by: int) -> None:
        self.team.publish(content(self.team.version + 1), by=self.editors[by % len(self.editors)])
        self.sticks.append(Stick(self.team.version, self.stick()))

    @rule()
    def change_root_key(self) -> None:
        self.team.replace_root_key()

    @rule()
    def add_editor(self) -> None:
        self.editors.append(f"editor-{len(self.editors)}-{self.team.root.version}")
        self.team.add_editor(self.editors[-1])

    @precondition(lambda self: len(self.editors) > 1)
    @rule(who=st.integers(0, 5))
    def give_up_editor(self, who: int) -> None:
        name = self.editors.pop(who % len(self.editors))
        self.stolen.append((self.team.targets_keys[name], self.team.release_keys[name]))
        self.team.give_up_editor(name)

    @precondition(lambda self: self.sticks)
    @rule()
    def install_newest(self) -> None:
        newest = self.sticks[-1]
        self.device.install(newest.folder)
        self.may_show, self.floor = {newest.version}, newest.version

    @precondition(lambda self: self.sticks)
    @rule(which=st.integers(0, 20))
    def install_any(self, which: int) -> None:
        stick = self.sticks[which % len(self.sticks)]
        try:
            self.device.install(stick.folder)
        except (OlderError, UntrustedError):
            # What an editor signed who was given up since is not trusted any more, or told to be old.
            assert stick.version < self.floor
        else:
            assert stick.version >= self.floor
            self.may_show, self.floor = {stick.version}, stick.version

    @precondition(lambda self: self.sticks)
    @rule(which=st.integers(0, 20))
    def be_offered_an_old_stick_with_the_newest_roots(self, which: int) -> None:
        old = self.sticks[which % len(self.sticks)]
        folder = self.folder / f"stick-{len(list(self.folder.iterdir()))}"
        shutil.copytree(old.folder, folder)
        for root in (self.team.office / "metadata").glob("*.root.json"):
            shutil.copy(root, folder / "metadata")
        if old.version < self.floor:
            self.device.refusal(folder)

    @precondition(lambda self: self.sticks)
    @rule(which=st.integers(0, 20), changes=st.integers(0, 130))
    def be_killed_while_installing(self, which: int, changes: int) -> None:
        stick = self.sticks[which % len(self.sticks)]
        before = self.device.shown()
        with crashing_after(changes):
            try:
                self.device.install(stick.folder)
            except KioskError:
                assert stick.version < self.floor
        after = self.device.shown()
        assert after in (before, stick.version)
        # The floor rises before anything shows.
        reached = self.reached()
        assert reached in (self.floor, stick.version)
        self.floor = reached
        if after != before:
            assert stick.version >= self.floor
            self.may_show, self.floor = {after}, stick.version

    @precondition(lambda self: self.stolen and self.sticks)
    @rule(whose=st.integers(0, 5), version=st.sampled_from([1, 2, 1000, 2**31 - 1]))
    def be_offered_forged_content(self, whose: int, version: int) -> None:
        folder = self.stick()
        thief = Team(self.folder / "thief")
        shutil.rmtree(thief.office)
        thief.office = folder
        thief.sign(content(FORGED), version, *self.stolen[whose % len(self.stolen)])
        self.device.refusal(folder)

    @rule(everything=st.booleans())
    def forget(self, everything: bool) -> None:
        for generation in self.device.store.generations():
            memory = generation.path / "tuf"
            if everything:
                shutil.rmtree(memory, ignore_errors=True)
            for path in memory.glob("*.json"):
                path.unlink()

    @rule()
    def lose_the_floor(self) -> None:
        if self.device.store.names():
            self.device.store.floor_file.unlink(missing_ok=True)

    @rule(changes=st.integers(0, 40))
    def go_back(self, changes: int) -> None:
        generations = self.device.store.generations()
        before = self.device.shown()
        with crashing_after(changes):
            try:
                roll_back(self.device.state)
            except StoreError:
                assert len(generations) < 2
        after = self.device.shown()
        assert after == before or after == generations[1].manifest.version
        self.may_show = {after}

    @rule(changes=st.integers(0, 60))
    def reset(self, changes: int) -> None:
        before = self.device.shown()
        with crashing_after(changes):
            reset(self.device.state)
        after = self.device.shown()
        assert after in (0, before)
        self.may_show = {after}

    @invariant()
    def what_is_shown_is_whole_and_not_forged(self) -> None:
        shown = self.device.shown()
        assert shown in self.may_show
        assert shown != FORGED
        assert self.reached() == self.floor

    def reached(self) -> int:
        return self.device.store.floor().publication(self.device.store.floor().targets)


def run(examples: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        History,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=checks
        ),
    )


@pytest.mark.logged
def test_a_few_histories_end_well() -> None:
    run(examples=10, steps=12)


@pytest.mark.logged
@pytest.mark.torture
def test_many_histories_end_well() -> None:
    run(examples=150, steps=30)
