"""What the system, Python and a parser say of a fault is told in plain words, in one line, by every command."""

from __future__ import annotations

import argparse
import errno
import os
import pty
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.errors import StoreError, plainly, reason_of

#: Words of Python, of the system and of parsers, which no message has.
STRANGE = ("Error", "Errno", "Traceback", "No such file", "codec can", "<class", "b'", "PosixPath")
_PROJECT = Path(cli.__file__).parent.parent
COMMAND = [sys.executable, "-m", "kiosk"]

STATE_COMMANDS = [
    "run", "tour --out {out}", "self-test", "device status", "device doctor", "device set-pin", "device rollback",
    "device reset", "device install {out}", "device look {out}", "device notices list", "device usage show",
    "device usage clear",
]  # fmt: skip


def refused(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    """Run a command that has to refuse, and return its one line."""
    code = cli.main(arguments)

    out, err = capfd.readouterr()
    assert code == 1, (out, err)
    assert out == ""
    assert err.startswith("kiosk: ")
    assert err.count("\n") == 1
    assert not [word for word in STRANGE if word in err]
    return err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"\xff\x00\x01 [")
    return path


@pytest.mark.parametrize("line", STATE_COMMANDS)
def test_a_file_as_state_folder_is_refused_in_one_line(
    line: str, file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = refused([*line.format(out=tmp_path / "out").split(), "--state", str(file)], capfd)

    what = f"{file} is a file, but the state of this kiosk is a folder"
    assert said == f"kiosk: {what}; name a folder with --state or KIOSK_STATE\n"
    assert file.read_bytes() == b"\xff\x00\x01 ["


def test_a_state_folder_below_a_file_is_refused(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert f"{file} is a file" in refused(["device", "status", "--state", str(file / "a" / "b")], capfd)


@pytest.mark.parametrize("target", ["nowhere", "link"], ids=["nowhere", "itself"])
def test_a_link_that_leads_to_no_folder_is_no_state_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], target: str
) -> None:
    link = tmp_path / "link"
    link.symlink_to(target)
    monkeypatch.setenv("KIOSK_STATE", str(link))

    assert str(link) in refused(["device", "status"], capfd)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link"]


def test_a_link_to_a_folder_is_a_state_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    assert cli.main(["device", "notices", "list", "--state", str(tmp_path / "link")]) == 0


def test_a_script_is_told_of_a_file_as_state_folder_in_json(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["device", "status", "--json", "--state", str(file)]) == 1

    out, err = capfd.readouterr()
    assert out.startswith('{"event": "refused", "reason": "store"')
    assert err == ""


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EIO, errno.EISDIR, errno.ENOTDIR])
def test_a_fault_of_the_system_is_told_in_plain_words(number: int) -> None:
    told = reason_of(OSError(number, os.strerror(number), "file"))

    assert told
    assert told != os.strerror(number)


def test_a_line_of_the_log_says_why_a_file_cannot_be_read_without_the_words_of_python() -> None:
    assert plainly(PermissionError(errno.EACCES, "Permission denied", "file")) == "this user may not"
    assert plainly(KeyError("b'x'")) == "it is damaged"
    assert plainly(StoreError("the disk is gone; look at it")) == "the disk is gone; look at it"


def test_make_run_gives_a_tour_the_options_of_run_where_there_is_no_display(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "bin" / "kiosk"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$@"\n', "utf-8")
    program.chmod(0o755)
    given = ["ARGS=--windowed 1366x768 --site station", f"BIN={program.parent}", "-o", ".venv/run"]
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "MAKEFLAGS"):
        monkeypatch.delenv(name, raising=False)

    made = ["make", "--no-print-directory", "run", *given]
    done = subprocess.run(made, capture_output=True, text=True, check=True, cwd=_PROJECT)

    arguments = done.stdout.splitlines()[-1].split()
    asked: list[argparse.Namespace] = []

    def tour(options: argparse.Namespace) -> int:
        asked.append(options)
        return 0

    monkeypatch.setattr(cli, "_tour", tour)
    assert cli.main(arguments) == 0
    options = asked[0]
    assert (options.size, options.site, options.out) == ([(1366, 768)], "station", Path("build/tour"))


def interrupted(arguments: list[str], ready: bytes, tmp_path: Path) -> tuple[int, str]:
    """Run a command in a terminal, press Ctrl+C once *ready* is shown, and return its code and what it showed."""
    ours, theirs = pty.openpty()
    environment = {name: text for name, text in os.environ.items() if name != "KIOSK_PASSPHRASE"}
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=_PROJECT,
        env=environment | {"KIOSK_STATE": str(tmp_path / "state")}, start_new_session=True,
        preexec_fn=lambda: _take_terminal(theirs),  # noqa: PLW1509 - no thread runs here
    ) as process:  # fmt: skip
        os.close(theirs)
        shown, is_pressed = b"", False
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break  # the other end is closed
            shown += part
            if not is_pressed and ready in shown:
                os.write(ours, b"\x03")
                is_pressed = True
        code = process.wait(timeout=60)
    os.close(ours)
    return code, shown.decode()


def _take_terminal(terminal: int) -> None:
    import fcntl

    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


def test_ctrl_c_before_a_command_has_begun_is_told_in_the_same_way(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def stopped() -> argparse.ArgumentParser:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_parser", stopped)
    before = signal.getsignal(signal.SIGINT)
    try:
        code = cli.main(["device", "status"])
    finally:
        signal.signal(signal.SIGINT, before)

    assert code == 128 + signal.SIGINT
    assert capfd.readouterr().err == "\nkiosk: stopped by Ctrl+C\n"


@pytest.mark.parametrize("name", ["none", "folder"])
def test_a_file_that_somebody_named_and_that_is_none_is_to_be_named_otherwise(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    # In a process of its own, since it gives up its rights.
    command = [*COMMAND, "device", "sticks", "--mounts", str(tmp_path / name), "--state", str(tmp_path / "state")]

    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_PROJECT)

    assert done.returncode == 1
    assert done.stderr.startswith(f"kiosk: {tmp_path / name}: ")
    assert done.stderr.endswith("; name another one\n")
    assert not [word for word in STRANGE if word in done.stderr]


@pytest.mark.parametrize("line, ready", [
    ("author keys init {out}", b"passphrase for"),
    ("device set-pin", b"six digits"),
])  # fmt: skip
def test_ctrl_c_while_something_is_typed_ends_the_command_without_a_traceback(
    tmp_path: Path, line: str, ready: bytes
) -> None:
    code, shown = interrupted(line.format(out=tmp_path / "keys").split(), ready, tmp_path)

    assert code == 128 + signal.SIGINT
    assert "Traceback" not in shown
    assert shown.rstrip().endswith("kiosk: stopped by Ctrl+C")
