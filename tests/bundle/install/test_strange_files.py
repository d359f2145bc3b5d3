"""What lies on a stick in the place of a file, links, pipes, devices, folders, is neither followed nor opened."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.bundle.install import install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.repository import MissingError, UnreachableError, shown
from kiosk.errors import UntrustedError
from tests.bundle.device import Device
from tests.bundle.install.test_altered import target
from tests.bundle.team import Team, content
from tests.machine import Lacks, skip

PLACES = ["metadata/timestamp.json", "metadata/2.targets.json", "metadata/2.root.json", "content.db", "about.json"]


def make_link(path: Path) -> None:
    away = path.rename(path.parents[1] / "away")
    path.symlink_to(away)


def make_dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def make_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.unlink()
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        skip(Lacks.ROOT)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_socket(path: Path) -> None:
    path.unlink()
    os.mknod(path, stat.S_IFSOCK | 0o666)


@pytest.fixture
def stick(team: Team, device: Device, tmp_path: Path) -> Path:
    team.add_editor("eva")
    team.publish(content(2))
    return team.stick(tmp_path / "stick")


@pytest.mark.parametrize("change", [make_link, make_dangling_link, make_pipe, make_device, make_folder, make_socket])
@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_plain_file_is_refused(
    device: Device, stick: Path, name: str, change: Callable[[Path], None]
) -> None:
    change(stick / name if name.startswith("metadata") else target(stick, name))

    error = device.refusal(stick)

    assert isinstance(error, UntrustedError)
    assert "is no plain file" in str(error)


@pytest.mark.parametrize("name", ["metadata", "targets", "targets/media", "targets/media/icons"])
def test_a_linked_folder_is_refused(device: Device, stick: Path, name: str) -> None:
    away = (stick / name).rename(stick / "away")
    (stick / name).symlink_to(away)

    error = device.refusal(stick)

    assert isinstance(error, UntrustedError)
    assert str(error).startswith(f"{name} is a link or no folder")


@pytest.mark.parametrize("name", ["targets", "targets/media"])
def test_a_pipe_for_a_folder_is_refused(device: Device, stick: Path, name: str) -> None:
    (stick / name).rename(stick / "away")
    os.mkfifo(stick / name)

    assert isinstance(device.refusal(stick), UntrustedError)


def test_no_folder_at_all_is_told(device: Device, tmp_path: Path) -> None:
    nowhere, file = tmp_path / "nowhere", tmp_path / "file"
    file.write_text("no repository")

    assert str(device.refusal(nowhere)) == f"there is no folder {nowhere}; put in the stick, or name another one"
    assert str(device.refusal(file)) == f"{file} is no folder; name the one that has metadata and targets in it"


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "localhost:8000/kiosk", "content.example.org", "ftp://x.org/k"])
def test_an_address_without_its_beginning_is_told(device: Device, address: str) -> None:
    told = str(device.refusal(Path(address)))

    assert told.endswith("; an address begins with http:// or https://")


@pytest.mark.parametrize("name", ["stick", "my.stick", "/media/you/1.2.3/x", "../stick"])
def test_a_folder_is_not_taken_for_an_address(device: Device, name: str) -> None:
    assert str(device.refusal(Path(name))).endswith("; put in the stick, or name another one")


def test_a_file_is_told_by_its_own_name(device: Device, stick: Path) -> None:
    path = target(stick, "content.db")
    size = path.stat().st_size

    path.write_bytes(bytes(size))
    assert str(device.refusal(stick)) == "content.db was changed or is damaged; copy the content again"
    path.write_bytes(b"x")
    assert str(device.refusal(stick)).startswith("content.db was changed or is damaged (its length is wrong)")
    path.unlink()
    assert str(device.refusal(stick)).startswith("content.db is missing; ")


@pytest.mark.parametrize("name, told", [
    ("targets/" + 64 * "a" + ".content.db", "content.db"),
    ("targets/media/icons/" + 64 * "0" + ".bus.svg", "media/icons/bus.svg"),
    ("metadata/2.root.json", "metadata/2.root.json"),
    ("targets/abc.content.db", "targets/abc.content.db"),
])  # fmt: skip
def test_people_see_no_hashes(name: str, told: str) -> None:
    assert shown(name) == told


@pytest.mark.parametrize("name", [
    "", "/", "/etc/passwd", "../x", "metadata/../x", "a/./b", "a//b", "metadata/", "a\0b", ".", "..", "metadata/..",
])  # fmt: skip
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "x").write_text("out")
    (tmp_path / "stick" / "metadata").mkdir(parents=True)

    with pytest.raises(UntrustedError), FolderRepository(tmp_path / "stick").read(name, 100, exactly=False) as parts:
        list(parts)


@pytest.mark.parametrize("name", ["a" * 300, "metadata/" + "é" * 200, "a\\b", "a\\..\\b"])
def test_a_name_that_no_disk_has_is_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingError), FolderRepository(tmp_path).read(name, 100, exactly=False) as parts:
        list(parts)


class Restless(FolderRepository):
    """A stick that becomes another one as soon as the metadata has been read."""

    def __init__(self, folder: Path, change: Callable[[], None]) -> None:
        super().__init__(folder)
        self._change: Callable[[], None] | None = change

    @contextmanager
    def read(self, name: str, length: int, *, exactly: bool) -> Iterator[Iterator[bytes]]:
        if name.startswith("targets/") and self._change:
            self._change()
            self._change = None
        with super().read(name, length, exactly=exactly) as parts:
            yield parts


def test_a_stick_that_changes_after_it_was_verified_is_refused(device: Device, stick: Path) -> None:
    database = target(stick, "content.db")

    def change() -> None:
        database.write_bytes(database.read_bytes().replace(b"305-0002", b"666-0002"))

    with pytest.raises(UntrustedError):
        install(Restless(stick, change), device.state)
    assert device.shown() == 1


def test_a_stick_that_never_stops_changing_ends_in_old_or_new_content(device: Device, stick: Path) -> None:
    database = target(stick, "content.db")
    good, stop = database.read_bytes(), threading.Event()

    def change() -> None:
        while not stop.is_set():
            database.write_bytes(good.replace(b"305-0002", b"666-0002"))
            database.write_bytes(good)

    restless = threading.Thread(target=change)
    restless.start()
    try:
        for _ in range(5):
            try:
                device.install(stick)
            except (UntrustedError, UnreachableError):
                assert device.shown() == 1
            else:
                assert device.shown() == 2
    finally:
        stop.set()
        restless.join()


def test_each_file_is_read_once(device: Device, stick: Path) -> None:
    seen: list[str] = []

    class Watched(FolderRepository):
        def read(self, name: str, length: int, *, exactly: bool):  # type: ignore[no-untyped-def] # noqa: ANN202
            seen.append(name)
            return super().read(name, length, exactly=exactly)

    install(Watched(stick), device.state)

    assert len(seen) == len(set(seen))
    assert device.shown() == 2


def test_a_stick_pulled_out_while_it_is_read_is_told(
    device: Device, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, calls = os.read, 0

    def fail(handle: int, count: int) -> bytes:
        nonlocal calls
        calls += 1
        if calls > 4:
            raise OSError(5, "Input/output error")
        return read(handle, count)

    monkeypatch.setattr(os, "read", fail)
    error = device.refusal(stick)

    assert isinstance(error, UnreachableError)
    assert "push the stick in again" in str(error)
