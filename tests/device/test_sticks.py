"""Sticks are looked at whatever is on them, and none holds up the answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.device.repositories import repository_on

#: Looks at sticks of which one never answers, one fails and one is all right, and says what it saw.
THREE = """
import json, os, sys
from pathlib import Path
from kiosk.device.mounts import Mount
from kiosk.device.sticks import look_at_all

def look(path):
    if path.name == "hangs":
        os.read(os.pipe()[0], 1)
    if path.name == "fails":
        raise OSError(5, "Input/output error")
    if path.name == "dies":
        os.abort()
    print("this goes nowhere")
    return path / "content"

names = ("hangs", "fails", "dies", "well")
found = look_at_all([Mount(Path(sys.argv[1], name), "", "vfat", False, name) for name in names], 1.0, look)
print(json.dumps([stick.to_json() for stick in found]))
"""


def make_repository(folder: Path) -> Path:
    (folder / "metadata").mkdir(parents=True)
    (folder / "targets").mkdir()
    (folder / "metadata" / "timestamp.json").write_bytes(b"{}")
    return folder


def list_of(*folders: Path) -> str:
    """Return a list of mounts as the kernel has it, with each folder below /media."""
    return "".join(f"{number} 1 0:{number} / {folder} rw - vfat x rw\n" for number, folder in enumerate(folders, 90))


@pytest.mark.parametrize("place", ["", "kiosk", "OIM/kiosk", "Mis documentos/el kiosko"])
def test_a_repository_is_found_at_the_root_or_one_or_two_folders_below(tmp_path: Path, place: str) -> None:
    repository = make_repository(tmp_path / place)

    assert repository_on(tmp_path) == repository


def test_deeper_it_is_not_looked_for(tmp_path: Path) -> None:
    make_repository(tmp_path / "a" / "b" / "c")

    assert repository_on(tmp_path) is None


def test_the_nearest_is_taken_then_the_first_by_name(tmp_path: Path) -> None:
    for place in ("a/inner", "c", "b"):
        make_repository(tmp_path / place)

    assert repository_on(tmp_path) == tmp_path / "b"


def test_it_is_found_among_ten_thousand_other_files(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"IMG_{number:05}.jpg").touch()
    repository = make_repository(tmp_path / "zz")

    assert repository_on(tmp_path) == repository


def test_many_folders_end_the_search(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}" / "inner").mkdir(parents=True)
    make_repository(tmp_path / "zz")

    assert repository_on(tmp_path) is None


@pytest.mark.parametrize("name", [".Trash-1000", "$RECYCLE.BIN", ".hidden"])
def test_what_is_in_a_waste_basket_is_not_offered(tmp_path: Path, name: str) -> None:
    make_repository(tmp_path / name / "kiosk")

    assert repository_on(tmp_path) is None


@pytest.mark.parametrize("part", ["metadata", "targets", "metadata/timestamp.json"])
def test_no_link_is_followed(tmp_path: Path, part: str) -> None:
    stick, elsewhere = make_repository(tmp_path / "stick"), tmp_path / "elsewhere"
    (stick / part).rename(elsewhere)
    (stick / part).symlink_to(elsewhere)

    assert repository_on(stick) is None


def test_a_folder_that_is_a_link_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "kiosk").symlink_to(make_repository(tmp_path / "elsewhere"))

    assert repository_on(tmp_path / "stick") is None


@pytest.mark.parametrize("missing", ["metadata/timestamp.json", "targets"])
def test_half_a_repository_is_none(tmp_path: Path, missing: str) -> None:
    make_repository(tmp_path)
    path = tmp_path / missing
    path.rmdir() if path.is_dir() else path.unlink()

    assert repository_on(tmp_path) is None


def test_a_timestamp_that_is_a_pipe_is_none(tmp_path: Path) -> None:
    make_repository(tmp_path)
    (tmp_path / "metadata" / "timestamp.json").unlink()
    os.mkfifo(tmp_path / "metadata" / "timestamp.json")

    assert repository_on(tmp_path) is None


def test_a_stick_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        repository_on(tmp_path / "gone")


def test_one_that_hangs_fails_or_dies_holds_up_no_other(tmp_path: Path) -> None:
    (tmp_path / "well").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", THREE, tmp_path], capture_output=True, text=True, timeout=30, check=True
    )

    hangs, fails, dies, well = json.loads(done.stdout)
    assert done.stderr == ""
    assert "does not answer" in hangs["fault"]
    assert "cannot be read" in fails["fault"]
    assert "cannot be read" in dies["fault"]
    assert well == {
        "path": str(tmp_path / "well"),
        "name": "well",
        "writable": True,
        "repository": str(tmp_path / "well" / "content"),
        "fault": "",
    }


def ask(*arguments: str | Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "kiosk", "device", "sticks", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def seen(mounts: Path) -> list[dict[str, Any]]:
    code, out = ask("--mounts", mounts, "--json")
    answer = json.loads(out)
    assert (code, answer["event"]) == (0, "sticks")
    return list(answer["sticks"])


def test_a_script_is_told_of_every_stick(tmp_path: Path) -> None:
    """None of these folders is there, as when all sticks are pulled out at once."""
    mounts = tmp_path / "mounts"
    mounts.write_text(list_of(*(Path(f"/media/S{number}") for number in range(10))), "utf-8")

    found = seen(mounts)

    assert [stick["name"] for stick in found] == [f"S{number}" for number in range(10)]
    assert all("cannot be read" in stick["fault"] for stick in found)


def test_without_sticks_there_are_none(tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text("", "utf-8")

    assert seen(tmp_path / "mounts") == []
    assert ask("--mounts", tmp_path / "mounts") == (0, "no stick is plugged in\n")


def test_a_person_is_told_the_same_in_lines(tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(list_of(Path("/media/GONE")), "utf-8")

    assert ask("--mounts", tmp_path / "mounts")[1].startswith("GONE: This stick cannot be read.")


def test_this_machine_can_be_asked() -> None:
    assert ask()[0] == 0
