"""The backlight, set by its file or through logind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.device.brightness import Brightness
from kiosk.errors import KioskError
from tests.device.conftest import Logind

SESSION = ["/org/freedesktop/login1/session/auto", "org.freedesktop.login1.Session"]


@pytest.fixture
def backlight(tmp_path: Path, no_bus: Path) -> Path:
    return add_backlight(tmp_path, "intel_backlight", "raw", "480", "960")


def add_backlight(sys: Path, name: str, kind: str, now: str, highest: str) -> Path:
    folder = sys / "class" / "backlight" / name
    folder.mkdir(parents=True)
    for file, text in (("type", kind), ("brightness", now), ("max_brightness", highest)):
        (folder / file).write_text(f"{text}\n", "ascii")
    return folder


def test_it_is_told_in_per_cent(tmp_path: Path, backlight: Path) -> None:
    assert Brightness(tmp_path).available()
    assert Brightness(tmp_path).get() == 50


@pytest.mark.parametrize("percent, written", [(100, "960"), (25, "240"), (0, "1"), (-5, "1"), (400, "960")])
def test_it_is_set_in_per_cent_and_never_quite_dark(
    tmp_path: Path, backlight: Path, percent: int, written: str
) -> None:
    Brightness(tmp_path).set(percent)

    assert (backlight / "brightness").read_text("ascii") == written


@pytest.mark.parametrize("percent", range(1, 101))
def test_what_was_set_is_told(tmp_path: Path, backlight: Path, percent: int) -> None:
    brightness = Brightness(tmp_path)

    brightness.set(percent)

    assert brightness.get() == percent


def test_of_several_the_firmwares_is_taken(tmp_path: Path, backlight: Path) -> None:
    add_backlight(tmp_path, "acpi_video0", "firmware", "3", "10")
    add_backlight(tmp_path, "another", "unheard-of", "1", "10")

    assert Brightness(tmp_path).get() == 30


def test_a_screen_without_backlight_says_what_to_do(tmp_path: Path, no_bus: Path) -> None:
    brightness = Brightness(tmp_path)

    assert not brightness.available()
    for ask in (brightness.get, lambda: brightness.set(50)):
        with pytest.raises(KioskError, match="use its own buttons"):
            ask()


@pytest.mark.parametrize("highest", ["0", "", "-5", "much", "²"])
def test_a_backlight_that_makes_no_sense_is_none(tmp_path: Path, backlight: Path, highest: str) -> None:
    (backlight / "max_brightness").write_text(highest, "utf-8")

    assert not Brightness(tmp_path).available()
    with pytest.raises(KioskError):
        Brightness(tmp_path).set(50)


@pytest.fixture
def guarded(backlight: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backlight whose file the kiosk may not write, whoever runs the test."""
    (backlight / "brightness").unlink()
    (backlight / "brightness").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    return backlight


def test_what_may_not_be_written_is_set_through_logind(
    tmp_path: Path, logind: Callable[..., Logind], guarded: Path
) -> None:
    fake = logind(SetBrightness=["", *()], Get=["v", ["s", "3"]])
    brightness = Brightness(tmp_path)

    assert brightness.available()
    brightness.set(25)

    assert fake.heard()[2:] == ["Get", SESSION[1], "Id"]
    assert fake.heard() == [*SESSION, "SetBrightness", "backlight", "intel_backlight", 240]


def test_without_logind_it_cannot_be_set(tmp_path: Path, guarded: Path) -> None:
    assert not Brightness(tmp_path).available()
    with pytest.raises(KioskError):
        Brightness(tmp_path).set(25)
