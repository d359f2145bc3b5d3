"""Whoever guesses at the PIN waits longer each time, over restarts and whatever the clock says."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle import disk
from kiosk.device.pin import Pin
from kiosk.device.tries import Tries, wait_after
from tests.device.machine import MINUTE, RIGHT, WRONG, Machine, miss


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

    quick.pin().set("271846")

    assert running.wait() == 0
    assert running.check("271846")


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
