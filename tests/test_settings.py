"""Settings come from defaults, installer and device in this order; a damaged file never stops a kiosk."""

from __future__ import annotations

import errno
import os
from dataclasses import FrozenInstanceError, replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.errors import SettingsError
from kiosk.settings import Settings, load, state_folder


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    return tmp_path / "installer.yaml"


@pytest.fixture
def own(state: Path) -> Path:
    """The device's own file, in its state folder."""
    state.mkdir()
    return state / "settings.yaml"


def test_without_files_the_defaults_hold(state: Path) -> None:
    settings = load(None, state)

    assert settings == Settings()
    assert (settings.idle_seconds, settings.answer_seconds, settings.locked) == (90, 30, False)
    assert not state.exists()


def test_the_installers_file_changes_what_it_names(installer: Path, state: Path) -> None:
    installer.write_text("site: punto\nscale: 1.25\nidle_seconds: 60\nlocked: yes\n", "utf-8")

    settings = load(installer, state)

    assert settings == Settings(site="punto", scale=1.25, idle_seconds=60, locked=True)


def test_the_devices_own_file_wins_over_the_installers(installer: Path, own: Path, state: Path) -> None:
    installer.write_text("idle_seconds: 60\nhigh_contrast: on\n", "utf-8")
    own.write_text("idle_seconds: 120\n", "utf-8")

    settings = load(installer, state)

    assert settings == Settings(idle_seconds=120, high_contrast=True)


@pytest.mark.parametrize("word, value", [("yes", True), ("True", True), (" ON ", True), ("no", False), ("off", False)])
def test_a_switch_is_written_as_a_person_would(installer: Path, state: Path, word: str, value: bool) -> None:
    installer.write_text(f'locked: "{word}"\n', "utf-8")

    assert load(installer, state).locked is value


def test_a_site_that_looks_like_a_number_stays_text(installer: Path, state: Path) -> None:
    installer.write_text("site: 0777\n", "utf-8")

    assert load(installer, state).site == "0777"


@pytest.mark.parametrize("text", ["", "\n", "# nothing set\n", "---\n"])
def test_an_empty_file_sets_nothing(installer: Path, state: Path, text: str) -> None:
    installer.write_text(text, "utf-8")

    assert load(installer, state) == Settings()


@pytest.mark.parametrize(
    "text, message",
    [
        ("idle: 90\n", "there is no setting 'idle'; known are site, scale, idle_seconds"),
        ("idle_seconds: soon\n", "idle_seconds is 'soon'; write a number"),
        ("idle_seconds: 1.5\n", "idle_seconds is '1.5'; write a number"),
        ("idle_seconds: 19\n", "idle_seconds is 19; write a number from 20 to 3600"),
        ("answer_seconds: 1000\n", "answer_seconds is 1000; write a number from 20 to 300"),
        ("scale: 0.2\n", "scale is 0.2; write a number from 0.5 to 4"),
        ("scale: nan\n", "scale is 'nan'; write a number as in 1.25"),
        ("scale: 1_0.5\n", "scale is '1_0.5'; write a number as in 1.25"),
        ("idle_seconds: 1_00\n", "idle_seconds is '1_00'; write a number as in 90"),
        ('idle_seconds: " 90 "\n', "idle_seconds is ' 90 '; write a number as in 90"),
        ("idle_seconds: १२०\n", "idle_seconds is '१२०'; write a number as in 90"),
        (f"idle_seconds: {'9' * 5000}\n", "write a number as in 90"),
        ("scale: -1\n", "scale is -1; write a number"),
        ("locked: maybe\n", "locked is 'maybe'; write yes or no"),
        ("- idle_seconds\n", "write one setting a line"),
        ("just words\n", "write one setting a line"),
        ("site: [a, b]\n", "write one setting a line"),
        ("site: {a: b\n", "this is no setting; write one setting a line"),
        ("[a]: b\n", "this is no setting; write one setting a line"),
        ("site: " + "[" * 1200, "this is no setting; write one setting a line"),
        ("# " + "x" * 70_000, "larger than settings can be"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(
    installer: Path, state: Path, text: str, message: str
) -> None:
    installer.write_text(text, "utf-8")

    with pytest.raises(SettingsError) as caught:
        load(installer, state)

    assert str(caught.value).startswith(f"{installer}:")
    assert message in str(caught.value)


def test_a_file_that_is_not_text_is_refused(installer: Path, state: Path) -> None:
    installer.write_bytes(b"idle_seconds: 90\nsite: \xff\xfe\x00s\x00i")

    with pytest.raises(SettingsError) as caught:
        load(installer, state)

    assert str(caught.value) == f"{installer}:2: this is no setting; write one setting a line, as in `idle_seconds: 90`"


@pytest.mark.parametrize("text, line", [
    ("idle_seconds: 90\n\tsite: a\n", 2),
    ("idle_seconds: 90\nsite: 'a\n", 2),
    ("idle_seconds: 90\nsite: a: b\n", 2),
    ("idle_seconds: 90\nsite: \x07\n", 2),
    ("site: &a [*a\n", 1),
], ids=["a tab", "a quote", "two colons", "a control character", "a bracket"])  # fmt: skip
def test_what_is_no_yaml_is_told_with_its_line_and_no_terms_of_the_parser(
    installer: Path, state: Path, text: str, line: int
) -> None:
    installer.write_text(text, "utf-8")

    with pytest.raises(SettingsError) as caught:
        load(installer, state)

    assert str(caught.value).startswith(f"{installer}:{line}: this is no setting; ")
    assert "Error" not in str(caught.value).removeprefix(str(installer))


def test_an_installers_file_that_is_not_there_is_to_be_named_otherwise(installer: Path, state: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(installer, state)

    assert str(caught.value) == f"{installer}: there is no such file; name another one"


def test_a_folder_is_no_file_of_settings(installer: Path, state: Path) -> None:
    installer.mkdir()

    with pytest.raises(SettingsError, match="this is a folder; name a file of settings"):
        load(installer, state)


def test_a_file_runs_no_code(installer: Path, state: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    installer.write_text(f"site: !!python/object/apply:pathlib.Path.touch [{trace}]\n", "utf-8")

    with pytest.raises(SettingsError):
        load(installer, state)

    assert not trace.exists()


@pytest.mark.logged
@pytest.mark.parametrize("content", [b"idle_seconds: so", b"\x00\x00\x00\x00", b"\xff", b"idle_seconds: 5\n"])
def test_a_damaged_file_of_the_device_is_written_down_and_passed_over(
    installer: Path, own: Path, state: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    installer.write_text("idle_seconds: 60\n", "utf-8")
    own.write_bytes(content)

    settings = load(installer, state)

    assert settings == Settings(idle_seconds=60)
    assert [record.name for record in caplog.records] == ["kiosk.settings"]
    assert caplog.records[0].getMessage().endswith("; the settings before it are used")


@pytest.mark.logged
def test_a_folder_in_place_of_the_devices_file_is_passed_over(own: Path, state: Path) -> None:
    own.mkdir()

    assert load(None, state) == Settings()


def test_settings_are_replaced_as_a_whole_and_checked_again() -> None:
    settings = Settings()

    with pytest.raises(FrozenInstanceError):
        settings.locked = True  # type: ignore[misc]
    with pytest.raises(SettingsError):
        replace(settings, idle_seconds=0)


@pytest.mark.logged
@pytest.mark.parametrize("hidden", ["settings.yaml", "state"])
def test_a_file_of_the_device_that_nobody_may_look_at_is_written_down_and_passed_over(
    own: Path, state: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, hidden: str
) -> None:
    own.write_text("idle_seconds: 60\n", "utf-8")
    look = os.stat

    def refuse(path: Path, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> os.stat_result:
        if path == own and (hidden == "state" or follow_symlinks):
            raise PermissionError(errno.EACCES, "Permission denied")
        return look(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "lstat", partial(refuse, follow_symlinks=False))

    assert load(None, state) == Settings()
    assert len(caplog.records) == 1
    assert caplog.records[0].getMessage().endswith("; the settings before it are used")


@pytest.mark.logged
def test_a_link_that_leads_nowhere_is_written_down(own: Path, state: Path, caplog: pytest.LogCaptureFixture) -> None:
    own.symlink_to("gone.yaml")

    assert load(None, state) == Settings()
    assert len(caplog.records) == 1


@given(st.floats(0.5, 4) | st.just(0.0))
def test_a_scale_is_automatic_or_one_that_can_be_read(scale: float) -> None:
    assert Settings(scale=scale).scale == scale


@given(st.floats(max_value=0.5, exclude_max=True) | st.floats(min_value=4, exclude_min=True) | st.just(float("nan")))
def test_any_other_scale_is_refused(scale: float) -> None:
    assume(scale != 0)

    with pytest.raises(SettingsError):
        Settings(scale=scale)


# ---------------------------------------------------------------- where a device writes


def test_the_folder_on_the_command_line_wins(tmp_path: Path) -> None:
    assert state_folder(tmp_path / "given") == tmp_path / "given"


def test_else_the_environment_names_it(state: Path) -> None:
    assert state_folder(None) == state


@pytest.mark.parametrize("xdg, folder", [("xdg", "xdg/kiosk"), ("", "home/.local/state/kiosk")], ids=["XDG", "home"])
def test_else_it_is_where_the_system_keeps_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xdg: str, folder: str
) -> None:
    monkeypatch.delenv("KIOSK_STATE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / xdg) if xdg else "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    assert state_folder(None) == tmp_path / folder
