"""What the staff set on the screen is written into a file of the device's own, and holds at the next start."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NoSpaceError, SettingsError, StoreError
from kiosk.settings import Settings, clear, load, save


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    return tmp_path / "installer.yaml"


@pytest.fixture
def own(state: Path) -> Path:
    """The device's own file, in its state folder."""
    state.mkdir()
    return state / "settings.yaml"


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"text_size": 120}, "text_size is 120; write one of 100, 133, 167"),
        ({"rotation": 45}, "rotation is 45; write one of 0, 90, 180, 270"),
        ({"volume": 101}, "volume is 101; write a number from 0 to 100"),
        ({"volume": 60, "loudest": 50}, "volume is 60; write a number from 0 to 50"),
        ({"loudest": -1}, "loudest is -1; write a number from 0 to 100"),
        ({"brightness": 9}, "brightness is 9; write a number from 10 to 100"),
        ({"night_from": "22:00"}, "write both night_from and night_until"),
        ({"night_from": "10 pm", "night_until": "06:00"}, "night_from is '10 pm'; write a time as in 22:00"),
        ({"night_from": "22:00", "night_until": "24:00"}, "night_until is '24:00'"),
        ({"night_from": "22:00", "night_until": "22:00"}, "begins and ends at 22:00"),
        ({"idle_seconds": "90"}, "idle_seconds is '90'; give it a value as in 90"),
        ({"idle_seconds": True}, "idle_seconds is True"),
        ({"high_contrast": 1}, "high_contrast is 1; give it a value as in False"),
        ({"scale": float("nan")}, "scale is 'nan'"),
        ({"wallpaper": "sea"}, "there is no setting 'wallpaper'; known are site"),
        ({"pin": "271828"}, "set it with kiosk device set-pin"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_before_anything_is_written(
    state: Path, changes: Mapping[str, object], message: str
) -> None:
    save(state, {"volume": 30})
    before = (state / "settings.yaml").read_bytes()

    with pytest.raises(SettingsError) as caught:
        save(state, changes)

    assert message in str(caught.value)
    assert "271828" not in str(caught.value)
    assert (state / "settings.yaml").read_bytes() == before


def test_what_the_staff_set_holds_and_the_rest_stays(installer: Path, state: Path) -> None:
    installer.write_text("site: punto\nidle_seconds: 60\nhigh_contrast: yes\n", "utf-8")
    installed = load(installer, state)
    save(state, {"volume": 30, "night_from": "22:00", "night_until": "06:00"}, installed=installed)

    settings = save(state, {"high_contrast": False, "scale": 1.25, "volume": 40}, installed=installed)

    assert settings == load(installer, state)
    assert settings == Settings(
        "punto", 1.25, 60, high_contrast=False, volume=40, night_from="22:00", night_until="06:00"
    )
    assert (state / "settings.yaml").read_text("utf-8").splitlines() == [
        *("volume: '40'", "night_from: '22:00'", "night_until: 06:00", "high_contrast: 'no'", "scale: '1.25'")
    ]


SITES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "site": SITES | st.sampled_from(["yes", "null", "~", "0777", "- a", "{", "# a", "a: b", "Ñandú"]),
        "scale": st.floats(0.5, 4),
        "idle_seconds": st.integers(20, 3600),
        "high_contrast": st.booleans(),
        "text_size": st.sampled_from([100, 133, 167]),
        "volume": st.integers(0, 100),
        "brightness": st.integers(10, 100),
        "rotation": st.sampled_from([0, 90, 180, 270]),
    },
)


@given(CHOICES, CHOICES)
def test_whatever_is_saved_is_loaded_again(first: dict[str, object], second: dict[str, object]) -> None:
    with TemporaryDirectory() as folder:
        save(Path(folder), first)
        saved = save(Path(folder), second)

        assert load(None, Path(folder)) == saved
        for key, value in {**first, **second}.items():
            assert asdict(saved)[key] == (pytest.approx(value, abs=1e-4) if key == "scale" else value)


@pytest.mark.logged
@pytest.mark.parametrize("content", [b"volume: loud\n", b"\xff", b"- a\n", b"volume: 5\nnight_from: '22:00'\n"])
def test_a_damaged_file_is_written_anew(
    own: Path, state: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    own.write_bytes(content)

    save(state, {"volume": 20})

    assert load(None, state) == Settings(volume=20)
    assert len(caplog.records) == 1
    assert caplog.records[0].getMessage().endswith("it is written anew")


@pytest.mark.logged
def test_what_nobody_knows_is_left_out(own: Path, state: Path, caplog: pytest.LogCaptureFixture) -> None:
    own.write_text("wallpaper: sea\npin: 271828\nidle_seconds: 60\n", "utf-8")

    save(state, {"volume": 20})

    assert load(None, state) == Settings(volume=20, idle_seconds=60)
    assert "pin, wallpaper is left out" in caplog.text
    assert "271828" not in caplog.text


@pytest.mark.parametrize("number, kind", [(errno.ENOSPC, NoSpaceError), (errno.EROFS, StoreError)])
def test_a_disk_that_cannot_be_written_is_told_and_the_settings_are_as_they_were(
    state: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    save(state, {"volume": 20})

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(kind):
            save(state, {"volume": 30})

    assert load(None, state).volume == 20


def test_what_the_staff_set_can_be_forgotten(state: Path) -> None:
    clear(state)
    save(state, {"volume": 20})

    clear(state)

    assert load(None, state) == Settings()
    assert list(state.iterdir()) == []


def test_a_ceiling_lowers_the_volume_of_another_file(installer: Path, state: Path) -> None:
    installer.write_text("loudest: 40\n", "utf-8")
    assert load(installer, state) == Settings(loudest=40, volume=40)

    save(state, {"volume": 70})

    assert load(installer, state) == Settings(loudest=40, volume=40)


def test_only_the_installer_writes_a_pin_and_nobody_reads_it_by_chance(installer: Path, state: Path) -> None:
    installer.write_text("pin: 012345\n", "utf-8")

    settings = load(installer, state)

    assert settings.pin == "012345"
    assert "012345" not in repr(settings)


def test_a_pin_that_is_none_is_refused_without_being_shown(installer: Path, state: Path) -> None:
    installer.write_text("pin: 98765\n", "utf-8")

    with pytest.raises(SettingsError, match="write six digits") as caught:
        load(installer, state)

    assert "98765" not in str(caught.value)


@pytest.mark.logged
def test_a_pin_in_the_devices_own_file_is_no_pin(own: Path, state: Path, caplog: pytest.LogCaptureFixture) -> None:
    own.write_text("pin: 271828\nvolume: 20\n", "utf-8")

    assert load(None, state) == Settings()
    assert "271828" not in caplog.text


@pytest.mark.parametrize("begin, end, dark, light", [
    ("22:00", "06:00", ["22:00", "23:59", "00:00", "05:59"], ["06:00", "12:00", "21:59"]),
    ("01:30", "05:00", ["01:30", "04:59"], ["01:29", "05:00", "23:00"]),
    ("", "", [], ["00:00", "12:00", "23:59"]),
])  # fmt: skip
def test_the_night_has_a_beginning_and_an_end(begin: str, end: str, dark: list[str], light: list[str]) -> None:
    settings = Settings(night_from=begin, night_until=end)

    assert all(settings.is_night(time.fromisoformat(moment)) for moment in dark)
    assert not any(settings.is_night(time.fromisoformat(moment)) for moment in light)
