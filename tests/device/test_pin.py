"""A PIN opens what is for the staff; guessing it takes longer than anybody stands at a kiosk."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.bundle.going_back import reset
from kiosk.device.pin import WELL_KNOWN, Pin, PinError, refuse_weak
from kiosk.errors import StoreError
from tests.device.machine import MINUTE, RIGHT, WRONG, Machine, miss


@pytest.fixture
def machine(state: Path) -> Machine:
    machine = Machine(state)
    machine.pin().set(RIGHT)
    return machine


# ---------------------------------------------------------------- which PIN holds


def test_without_a_pin_nothing_opens(state: Path) -> None:
    pin = Pin(state)

    assert (pin.is_set(), pin.fault(), pin.wait()) == (False, "", 0)
    assert not pin.check("000000")
    assert not state.exists()


def test_the_pin_that_was_set_opens_and_no_other(machine: Machine) -> None:
    pin = machine.pin()

    assert pin.is_set()
    assert pin.check(RIGHT)
    assert not pin.check(WRONG)


def test_the_installers_pin_holds_until_another_is_set(machine: Machine, tmp_path: Path) -> None:
    fresh = Pin(tmp_path / "other", "271828")

    assert fresh.is_set()
    assert fresh.check("271828")
    assert not machine.pin("271828").check("271828")
    assert machine.pin("271828").check(RIGHT)


def test_an_installers_pin_that_is_none_is_none(state: Path) -> None:
    assert not Pin(state, "1234").is_set()
    assert not Pin(state, "1234").check("1234")


def test_what_is_kept_tells_nobody_the_pin_and_nobody_else_may_read_it(machine: Machine) -> None:
    path = machine.state / "pin.json"

    assert RIGHT not in path.read_text("ascii")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(json.loads(path.read_bytes())) == ["format", "hash", "n", "p", "r", "salt"]
    assert [item.name for item in machine.state.iterdir()] == ["pin.json"]


def test_the_same_pin_is_never_kept_as_the_same_hash(machine: Machine) -> None:
    before = (machine.state / "pin.json").read_bytes()

    machine.pin().set(RIGHT)

    assert (machine.state / "pin.json").read_bytes() != before


@pytest.mark.parametrize("digits", ["", "4829", "4829133", "48291a", "४८२९१३", "48 291", "-48291", "482913\n"])
def test_a_pin_of_anything_but_six_digits_is_refused(machine: Machine, digits: str) -> None:
    with pytest.raises(PinError, match="6 of 0 to 9"):
        machine.pin().set(digits)

    assert machine.pin().check(RIGHT)
    assert not machine.pin().check(digits)


@pytest.mark.parametrize("digits", [
    "000000", "777777", "123456", "654321", "890123", "987654", "246802", "135791", "112233", "332211", "121212",
    "123123", "123321", "159753", "147258", "100000", "111222", "102030", "050505",
])  # fmt: skip
def test_a_pin_that_anybody_would_guess_is_refused(state: Path, digits: str) -> None:
    with pytest.raises(PinError, match="easily guessed; choose"):
        Pin(state).set(digits)

    assert not state.exists()


@given(st.from_regex("[0-9]{6}", fullmatch=True))
def test_a_pattern_stays_one_backwards(digits: str) -> None:
    def is_weak(number: str) -> bool:
        try:
            refuse_weak(number)
        except PinError:
            return True
        return False

    assume(not {digits, digits[::-1]} & WELL_KNOWN)

    assert is_weak(digits) == is_weak(digits[::-1])


def test_few_pins_are_refused() -> None:
    refused = 0
    for number in range(0, 1_000_000, 7):
        try:
            refuse_weak(f"{number:06}")
        except PinError:
            refused += 1

    assert refused < 142_857 * 0.02


def test_a_pin_that_cannot_be_written_is_told_and_the_one_before_holds(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(StoreError, match="see who may write there"):
            machine.pin().set("271828")

    assert machine.pin().check(RIGHT)


def test_no_reset_on_the_screen_clears_the_pin_or_the_wrong_tries(machine: Machine) -> None:
    miss(machine.pin(), 5)
    (machine.state / "usage.json.damaged").write_bytes(b"{")

    reset(machine.state)

    assert machine.pin().is_set()
    assert machine.pin().wait() == MINUTE
    assert not (machine.state / "usage.json.damaged").exists()


def test_somebody_at_the_console_has_everything_forgotten(machine: Machine) -> None:
    miss(machine.pin(), 5)

    reset(machine.state, everything=True)

    assert not machine.pin().is_set()
    assert machine.pin().wait() == 0


# ---------------------------------------------------------------- a file that cannot be used


def altered(**changes: Any) -> Callable[[Path], None]:
    def alter(path: Path) -> None:
        path.write_text(json.dumps(json.loads(path.read_bytes()) | changes), "ascii")

    return alter


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def nested(path: Path) -> None:
    path.write_bytes(b"[" * 4000)


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [
    cut, emptied, nested, made_a_folder, altered(format=2), altered(n=2**30), altered(n=2**15 + 1), altered(n=2),
    altered(n="32768"), altered(n=True), altered(r=10**6), altered(p=10**6), altered(r=0), altered(salt="00"),
    altered(n=2**17), altered(salt="zz" * 16), altered(salt=None), altered(hash=""), altered(hash="00" * 64),
])  # fmt: skip
def test_a_pin_that_cannot_be_read_opens_nothing_and_says_what_to_do(
    machine: Machine, spoil: Callable[[Path], None]
) -> None:
    spoil(machine.state / "pin.json")
    pin = machine.pin("271828")

    assert not pin.is_set()
    assert pin.fault().endswith("set it anew with kiosk device set-pin")
    assert not pin.check(RIGHT)
    assert not pin.check("271828"), "the installer's PIN is no way around"


def test_a_pin_that_cannot_be_read_is_set_anew(machine: Machine) -> None:
    cut(machine.state / "pin.json")

    machine.pin().set("271828")

    assert machine.pin().fault() == ""
    assert machine.pin().check("271828")
