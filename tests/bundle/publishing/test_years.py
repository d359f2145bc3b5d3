"""Years of an office: whatever is rotated, lost and published in any order, each stick is good for every kiosk."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.bundle.publishing import passphrases, pem
from kiosk.bundle.publishing.roots import KeyRole
from kiosk.bundle.publishing.succession import add, named, remove, replace_keys, rotate
from tests.bundle.publishing.office import FOUR_WORDS, Office, look

STICKS = st.sampled_from(["a", "b", "c"])


class Years(RuleBasedStateMachine):
    """An office, three sticks, and what each was last seen to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.patched = pytest.MonkeyPatch()
        self.patched.setattr(pem, "COST", 2)
        self.patched.setattr(pem, "PARALLEL", 1)
        self.patched.setenv(passphrases.VARIABLE, FOUR_WORDS)
        self.folder = Path(mkdtemp(prefix="kiosk-years-"))
        self.office = Office(self.folder / "office")
        self.numbers: dict[str, int] = {}
        self.last, self.calls = 0, 0

    def teardown(self) -> None:
        self.patched.undo()
        shutil.rmtree(self.folder)

    @initialize(threshold=st.sampled_from([1, 2]))
    def begin(self, threshold: int) -> None:
        self.first = self.office.make_keys(3, threshold).root.content
        self.roots = [self.office.folder / f"root{number}" for number in (1, 2, 3)]

    @rule(stick=STICKS)
    def publish(self, stick: str) -> None:
        self.calls += 1
        self.office.set_phone(f"+507 305-{3000 + self.calls}")
        done = self.office.publish(self.folder / stick)
        assert done.number > self.last
        self.last = self.numbers[stick] = done.number

    @rule(role=st.sampled_from(["root", "targets", "release"]))
    def rotate(self, role: KeyRole) -> None:
        rotate(self.office.keyring, self.office.files(*self.roots), role)

    @rule(which=st.integers(0, 9))
    def lose(self, which: int) -> None:
        keyring = self.office.keyring
        gone = keyring.root.keys[which % len(keyring.root.keys)]
        replace_keys(keyring, self.office.files(*self.roots), named(keyring, gone.name))

    @precondition(lambda self: len(self.office.keyring.root.editors) == 1)
    @rule()
    def let_somebody_in(self) -> None:
        add(self.office.keyring, self.office.files(*self.roots), "bea", None)

    @precondition(lambda self: "bea" in self.office.keyring.root.editors)
    @rule()
    def let_somebody_go(self) -> None:
        remove(self.office.keyring, self.office.files(*self.roots), "bea")

    @precondition(lambda self: self.numbers)
    @rule(stick=STICKS)
    def lose_a_stick(self, stick: str) -> None:
        shutil.rmtree(self.folder / stick, ignore_errors=True)
        self.numbers.pop(stick, None)

    @invariant()
    def every_stick_is_good_for_a_kiosk_of_the_first_day(self) -> None:
        for stick, number in self.numbers.items():
            verdict = look(self.folder / stick, as_of=number, trusted_root=self.first)
            assert verdict.problems == []
            assert verdict.number == number

    @invariant()
    def no_name_stands_for_two_keys(self) -> None:
        if not hasattr(self, "first"):
            return
        known: dict[str, str] = {}
        for root in self.office.keyring.roots:
            for key in root.keys:
                assert known.setdefault(key.name, key.key.keyid) == key.key.keyid


def test_years_of_an_office_in_any_order() -> None:
    run_state_machine_as_test(Years, settings=settings(max_examples=6, stateful_step_count=10, deadline=None))
