"""A PIN opens what is for the staff; guessing it takes longer than anybody stands at a kiosk."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.device.pin import Pin, PinError, WeakPinError, refuse_weak
from kiosk.device.reset import reset
from kiosk.device.weak_pins import Weakness, weakness
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
    fresh = Pin(tmp_path / "other", "271846")

    assert fresh.is_set()
    assert fresh.check("271846")
    assert not machine.pin("271846").check("271846")
    assert machine.pin("271846").check(RIGHT)


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


@pytest.mark.parametrize("reason, examples", [
    (Weakness.FEW_DIGITS, "000000 777777 121212 100000 111222 050505 696969"),
    (Weakness.REPEATED, "123123 123321 112233 332211 447711 121245 451245 454512 907907 420420"),
    (Weakness.STEPS, "123456 654321 890123 987654 246802 135791 246810 108642 369121 510152 102030 010203"),
    (Weakness.STEPS, "101112 121110 891011 142536 302010 051015 162738 100200 123124 200400 499500"),
    (Weakness.KEYPAD, "147896 159753 147369 741963 123654 789632 258963 137937 248652 580147 874512 145236"),
    (Weakness.DATE, "311280 123180 801231 198012 121980 050690 060590 900605 290296 202611 112026 731985 199900"),
    (Weakness.FAMOUS, "314159 271828 112358"),
])  # fmt: skip
def test_a_pin_that_anybody_would_guess_is_refused_with_the_reason(
    state: Path, reason: Weakness, examples: str
) -> None:
    for digits in examples.split():
        with pytest.raises(WeakPinError, match=r"easily guessed: it .*; choose") as refused:
            Pin(state).set(digits)
        assert refused.value.reason is reason, digits

    assert not state.exists()


@pytest.mark.parametrize("digits", [RIGHT, "730581", "271846", "604739", "957306", "386172", "407835"])
def test_a_pin_without_a_pattern_is_taken(state: Path, digits: str) -> None:
    Pin(state).set(digits)

    assert Pin(state).check(digits)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d%m%y", "%m%d%y", "%y%m%d", "%Y%m", "%m%Y"]))
def test_no_date_is_a_pin(day: date, form: str) -> None:
    with pytest.raises(WeakPinError):
        refuse_weak(day.strftime(form))


@given(st.from_regex("[0-9]{6}", fullmatch=True))
def test_a_pattern_stays_one_backwards(digits: str) -> None:
    patterns = {Weakness.FEW_DIGITS, Weakness.REPEATED, Weakness.STEPS, Weakness.KEYPAD}

    assume({weakness(digits), weakness(digits[::-1])} <= {*patterns, None})
    assert (weakness(digits) is None) == (weakness(digits[::-1]) is None)


def test_four_pins_of_five_are_left() -> None:
    refused = sum(weakness(f"{number:06}") is not None for number in range(0, 1_000_000, 7))

    assert 0.19 < refused / 142_858 < 0.2


def test_a_pin_that_cannot_be_written_is_told_and_the_one_before_holds(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(StoreError, match="see who may write there"):
            machine.pin().set("271846")

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
    pin = machine.pin("271846")

    assert not pin.is_set()
    assert pin.fault().endswith("set it anew with kiosk device set-pin")
    assert not pin.check(RIGHT)
    assert not pin.check("271846"), "the installer's PIN is no way around"


def test_a_pin_that_cannot_be_read_is_set_anew(machine: Machine) -> None:
    cut(machine.state / "pin.json")

    machine.pin().set("271846")

    assert machine.pin().fault() == ""
    assert machine.pin().check("271846")
