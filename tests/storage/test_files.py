"""Files are created with the mode that they keep, and replaced as a whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.storage import files


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["000", "022", "077"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.mark.parametrize("mode", [files.FILE_MODE, files.PRIVATE_FILE_MODE])
def test_a_file_has_its_mode_whatever_the_umask(umask: int, tmp_path: Path, mode: int) -> None:
    assert umask in {0, 0o22, 0o77}

    with files.replacing(tmp_path / "file", mode) as handle:
        assert mode_of(tmp_path / "file.new") == mode
        files.write_all(handle, b"all of it")

    assert mode_of(tmp_path / "file") == mode
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_each_folder_that_is_made_has_its_mode(umask: int, tmp_path: Path) -> None:
    assert umask in {0, 0o22, 0o77}

    files.make_folder(tmp_path / "one" / "two", files.PRIVATE_FOLDER_MODE)

    assert [mode_of(tmp_path / "one"), mode_of(tmp_path / "one" / "two")] == [0o755, 0o700]


def test_an_error_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")

    with pytest.raises(OSError, match="Bad file descriptor"), files.replacing(tmp_path / "file") as handle:
        os.close(handle)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"old"}


def test_what_lies_in_the_way_is_neither_followed_nor_kept(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    (tmp_path / "secret.new").symlink_to(tmp_path / "victim")

    with files.replacing(tmp_path / "secret", files.PRIVATE_FILE_MODE) as handle:
        files.write_all(handle, b"secret")

    assert (tmp_path / "victim").read_bytes() == b"precious"
    assert not (tmp_path / "secret").is_symlink()
    assert mode_of(tmp_path / "secret") == 0o600


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="symbolic"):
        files.open_file(tmp_path / "link", os.O_WRONLY)

    assert not (tmp_path / "elsewhere").exists()


def test_a_file_that_is_there_gets_its_mode_too(tmp_path: Path) -> None:
    (tmp_path / "log").touch(mode=0o666)

    os.close(files.open_file(tmp_path / "log", os.O_WRONLY | os.O_APPEND))

    assert mode_of(tmp_path / "log") == 0o644
