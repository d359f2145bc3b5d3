"""A PIN opens what is for the staff; guessing it takes longer than anybody stands at a kiosk."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.bundle import disk
from kiosk.bundle.going_back import reset
from kiosk.device.pin import WELL_KNOWN, Pin, PinError, refuse_weak
from kiosk.device.tries import Tries, wait_after
from kiosk.errors import StoreError

RIGHT, WRONG = "482913", "482914"
MINUTE = 60


class Machine:
    """A kiosk's machine: it is started again, and time passes, when a test says so."""

    def __init__(self, state: Path, installed: str = "") -> None:
        self.state, self.installed, self.now, self.boots = state, installed, 100.0, 1

    def pin(self, installed: str = "") -> Pin:
        """The PIN as a program sees it that was just started."""
        return Pin(self.state, installed or self.installed, clock=lambda: self.now, boot=lambda: f"boot {self.boots}")

    def restart(self) -> Pin:
        """Start the machine again."""
        self.now, self.boots = 5.0, self.boots + 1
        return self.pin()


@pytest.fixture
def machine(state: Path) -> Machine:
    machine = Machine(state)
    machine.pin().set(RIGHT)
    return machine


@pytest.fixture
def quick(state: Path) -> Machine:
    """A machine whose PIN is the installer's, so that a wrong one takes no hash."""
    state.mkdir()
    return Machine(state, RIGHT)


def miss(pin: Pin, times: int = 5) -> None:
    for _ in range(times):
        assert not pin.check(WRONG)


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


# ---------------------------------------------------------------- wrong ones


def test_waits_double_from_a_minute_to_an_hour() -> None:
    assert [wait_after(wrong) for wrong in range(4, 13)] == [
        minutes * MINUTE for minutes in (0, 1, 2, 4, 8, 16, 32, 60, 60)
    ]
    assert wait_after(1_000_000) == 60 * MINUTE


def test_five_wrong_ones_make_everybody_wait_a_minute(quick: Machine) -> None:
    pin = quick.pin()
    miss(pin, 4)
    assert pin.wait() == 0

    miss(pin, 1)

    assert pin.wait() == MINUTE
    assert not pin.check(RIGHT), "nothing is looked at while there is a wait"
    quick.now += MINUTE - 0.5
    assert pin.wait() == 1
    quick.now += 0.5
    assert pin.wait() == 0
    assert pin.check(RIGHT)


def test_each_further_wrong_one_doubles_the_wait(quick: Machine) -> None:
    pin = quick.pin()
    miss(pin, 5)
    waits = []
    for _ in range(7):
        quick.now += pin.wait()
        miss(pin, 1)
        waits.append(pin.wait() // MINUTE)

    assert waits == [2, 4, 8, 16, 32, 60, 60]


def test_what_is_typed_during_a_wait_does_not_count(quick: Machine) -> None:
    pin = quick.pin()
    miss(pin, 5)

    miss(pin, 50)

    assert pin.wait() == MINUTE


def test_the_right_one_forgets_the_wrong_ones(quick: Machine) -> None:
    pin = quick.pin()
    miss(pin, 4)

    assert pin.check(RIGHT)

    assert not (quick.state / "pin-tries.json").exists()
    miss(pin, 4)
    assert pin.wait() == 0


def test_setting_a_pin_ends_the_wait(quick: Machine) -> None:
    running = quick.pin()
    miss(running, 5)

    quick.pin().set("271828")

    assert running.wait() == 0
    assert running.check("271828")


def test_wrong_ones_survive_the_end_of_the_program(quick: Machine) -> None:
    miss(quick.pin(), 3)

    miss(quick.pin(), 2)

    assert quick.pin().wait() == MINUTE


def test_a_wait_begins_anew_once_when_the_machine_was_started_again(quick: Machine) -> None:
    pin = quick.pin()
    miss(pin, 5)
    quick.now += 2 * MINUTE
    miss(pin, 1)
    quick.now += 90

    assert quick.restart().wait() == 2 * MINUTE
    quick.now += MINUTE
    assert quick.pin().wait() == MINUTE, "the program alone was started again"
    quick.now += MINUTE
    assert quick.pin().check(RIGHT)


def test_the_clock_has_no_say(quick: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Pin(quick.state, RIGHT)
    miss(real, 5)

    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)

    assert 0 < real.wait() <= MINUTE


def test_a_try_counts_before_it_is_known_to_be_wrong(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def pull_the_plug(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    for _ in range(5):
        with monkeypatch.context() as cut_off:
            cut_off.setattr(hashlib, "scrypt", pull_the_plug)
            with pytest.raises(KeyboardInterrupt):
                machine.pin().check(WRONG)

    assert machine.restart().wait() == MINUTE


def test_a_pin_that_was_set_is_guessed_no_faster(machine: Machine) -> None:
    miss(machine.pin(), 5)

    assert machine.pin().wait() == MINUTE


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b'{"format": 1}', b"[" * 4000, b"\xff",
    b'{"format": 1, "wrong": -1, "boot": "", "until": 0}',
    b'{"format": 1, "wrong": 0, "boot": 5, "until": 0}',
    b'{"format": 1, "wrong": 0, "boot": "", "until": NaN}',
    b'{"format": 1, "wrong": 0, "boot": "", "until": Infinity}',
    b'{"format": 1, "wrong": 10000000000000000000, "boot": "", "until": 0}',
    b'{"format": 1, "wrong": true, "boot": "", "until": 0}',
])  # fmt: skip
def test_damaged_tries_count_as_five_wrong_ones_once(quick: Machine, content: bytes) -> None:
    (quick.state / "pin-tries.json").write_bytes(content)
    pin = quick.pin()

    assert pin.wait() == MINUTE
    quick.now += MINUTE
    assert pin.wait() == 0
    assert pin.check(RIGHT)


def test_an_end_of_the_wait_that_is_too_far_away_begins_anew(quick: Machine) -> None:
    said = {"format": 1, "wrong": 5, "boot": "boot 1", "until": 10.0**12}
    (quick.state / "pin-tries.json").write_text(json.dumps(said), "ascii")

    assert quick.pin().wait() == MINUTE
    quick.now += MINUTE
    assert quick.pin().wait() == 0


@pytest.mark.logged
@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC])
def test_where_nothing_can_be_written_wrong_ones_are_counted_in_memory(
    quick: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, number: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, "replace", fail)
    pin = quick.pin()

    miss(pin, 5)

    assert pin.wait() == MINUTE
    quick.now += MINUTE
    assert pin.check(RIGHT)
    assert pin.wait() == 0
    assert len(caplog.records) == 1
    assert "counted in memory alone" in caplog.text


@pytest.mark.logged
def test_a_folder_in_place_of_the_tries_keeps_nobody_out_for_ever(quick: Machine) -> None:
    (quick.state / "pin-tries.json").mkdir()
    pin = quick.pin()

    assert pin.wait() == MINUTE
    quick.now += MINUTE
    assert pin.check(RIGHT)
    assert pin.wait() == 0


@given(st.binary(max_size=200))
def test_whatever_is_in_the_file_of_tries_a_wait_has_an_end(content: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        (Path(folder) / "pin-tries.json").write_bytes(content)

        assert 0 <= Tries(Path(folder), lambda: 1.0, lambda: "this").wait() <= 60 * MINUTE
