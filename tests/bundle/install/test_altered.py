"""A stick on which anything was changed, cut, made longer or endless is refused, and the old content stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import KioskError, UntrustedError
from tests.bundle.device import Device
from tests.bundle.team import Team, content

TIB = 1 << 40
METADATA = ["metadata/timestamp.json", "metadata/2.snapshot.json", "metadata/2.targets.json", "metadata/2.root.json"]
TARGETS = ["about.json", "start.json", "content.db", "media/icons/of-2.svg"]


def tamper(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def lengthen(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" ")


def make_endless(path: Path) -> None:
    os.truncate(path, TIB)


def swap_number(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"305-0002", b"666-0002"))


def make_deep(path: Path) -> None:
    path.write_bytes(b"[" * 500_000)


def make_strange(path: Path) -> None:
    path.write_bytes(b'{"signed": {"_type": 5}, "signatures": {}}')


def target(stick: Path, name: str) -> Path:
    """Return the file of a target on a stick."""
    folder, _, last = name.rpartition("/")
    found = [path for path in (stick / "targets" / folder).glob(f"*.{last}") if len(path.name) == len(last) + 65]
    return max(found, key=lambda path: path.stat().st_mtime_ns)


@pytest.fixture
def stick(team: Team, device: Device, tmp_path: Path) -> Path:
    """A stick with the second publication and a second root."""
    team.add_editor("eva")
    team.publish(content(2))
    return team.stick(tmp_path / "stick")


def test_untouched_it_is_installed(device: Device, stick: Path) -> None:
    device.install(stick)

    assert device.shown() == 2


@pytest.mark.parametrize("change", [tamper, truncate, empty, lengthen, make_endless])
@pytest.mark.parametrize("name", TARGETS)
def test_a_changed_file_is_refused(device: Device, stick: Path, name: str, change: Callable[[Path], None]) -> None:
    change(target(stick, name))

    error = device.refusal(stick)

    assert isinstance(error, UntrustedError)
    assert name.rpartition("/")[2] in str(error)


@pytest.mark.parametrize("change", [tamper, truncate, empty, make_endless, make_deep, make_strange])
@pytest.mark.parametrize("name", METADATA)
def test_changed_metadata_is_refused(device: Device, stick: Path, name: str, change: Callable[[Path], None]) -> None:
    change(stick / name)

    error = device.refusal(stick)

    assert isinstance(error, UntrustedError)
    assert name in str(error)


def test_a_phone_number_swapped_in_place_is_refused(device: Device, stick: Path) -> None:
    database = target(stick, "content.db")
    before = database.read_bytes()
    swap_number(database)
    assert database.read_bytes() != before

    assert isinstance(device.refusal(stick), UntrustedError)


@pytest.mark.parametrize("name", [*METADATA[:3], "targets"])
def test_what_is_missing_is_named(device: Device, stick: Path, name: str) -> None:
    (stick / name).rename(stick / "elsewhere")

    assert f"{name}" in str(device.refusal(stick))
    assert "is missing" in str(device.refusal(stick))


def test_every_byte_of_the_metadata_matters_or_changes_nothing(device: Device, stick: Path) -> None:
    """No flipped bit makes the installer end otherwise than with the new content or one line."""
    for name in METADATA:
        path = stick / name
        original = path.read_bytes()
        for place in range(0, len(original), 97):
            path.write_bytes(original[:place] + bytes([original[place] ^ 0x20]) + original[place + 1 :])
            try:
                device.install(stick)
            except KioskError:
                assert device.shown() == 1
            else:
                assert device.shown() == 2
                return
        path.write_bytes(original)
