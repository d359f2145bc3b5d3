"""Publishing follows no link on a stick or among the keys, opens no pipe or device, and touches nothing outside."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from kiosk.bundle.plain_folder import NotPlainError, PlainFolder
from kiosk.bundle.publishing.catching_up import catch_up
from kiosk.bundle.publishing.succession import rotate
from kiosk.bundle.publishing.verify import repository_at
from kiosk.errors import KioskError
from tests.bundle.publishing.office import Office, all_files, look
from tests.machine import Lacks, skip

FOLDERS = ["metadata", "targets", "targets/media", "targets/media/icons", "targets/other"]
FILES = [
    "metadata/timestamp.json", "metadata/1.root.json", "metadata/7.root.json", "metadata/1.targets.json",
    "metadata/timestamp.json.part", "metadata/2.snapshot.json", "metadata/notes.txt", "targets/other",
    f"targets/{'0' * 64}.content.db", f"targets/media/icons/{'0' * 64}.bus.svg.part",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _end_what_hangs() -> Iterator[None]:
    """A test that waits at a pipe is to fail and not to wait."""

    def fail(*_: object) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder of somebody, whose files have such names as publishing deletes and writes over."""
    folder = tmp_path / "victim"
    for name in ("letter", "timestamp.json", "9.targets.json", "x.part", f"{'0' * 64}.content.db", "media/icons/photo"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("dear")
    (folder / "empty").mkdir()
    return folder


def linked(path: Path, victim: Path) -> None:
    path.symlink_to(victim)


def linked_to_a_file(path: Path, victim: Path) -> None:
    path.symlink_to(victim / "letter")


def linked_to_nothing(path: Path, victim: Path) -> None:
    path.symlink_to(victim / "new")


def piped(path: Path, _victim: Path) -> None:
    os.mkfifo(path)


def socketed(path: Path, _victim: Path) -> None:
    os.mknod(path, stat.S_IFSOCK | 0o666)


def devised(path: Path, _victim: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        skip(Lacks.ROOT)


Put = Callable[[Path, Path], None]
PUTS: list[Put] = [linked, linked_to_a_file, linked_to_nothing, piped, socketed, devised]


def put(path: Path, victim: Path, how: Put) -> None:
    """Put something strange in the place of whatever lies there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(path.with_name("moved"))
    how(path, victim)


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def refused(office: Office, victim: Path, name: str, do: Callable[[], object]) -> None:
    """Do what is refused with one line that names the place, and see that nothing outside has changed."""
    before, stood = all_files(victim), everything(victim)

    with pytest.raises(KioskError) as refusal:
        do()

    line = str(refusal.value)
    assert "\n" not in line
    assert f"{name} is " in line
    assert "; " in line
    assert (all_files(victim), everything(victim)) == (before, stood)


@pytest.mark.parametrize(
    "name, how",
    [
        *product(FOLDERS, [linked, piped]),
        *product(FILES, [linked_to_a_file, piped]),
        *product(FILES[:1], [linked, linked_to_nothing, socketed, devised]),
    ],
)
def test_a_stick_with_something_strange_is_refused(office: Office, victim: Path, name: str, how: Put) -> None:
    office.publish()
    put(office.stick / name, victim, how)
    before = everything(office.stick)

    refused(office, victim, name, office.publish)

    assert everything(office.stick) == before, "nothing is written before it is refused"


@pytest.mark.parametrize("name", ["metadata", "targets"])
def test_an_otherwise_empty_stick_is_refused_too(office: Office, victim: Path, name: str) -> None:
    office.stick.mkdir()
    put(office.stick / name, victim, linked)

    refused(office, victim, name, office.publish)


@pytest.mark.parametrize("how", PUTS)
@pytest.mark.parametrize("name", ["metadata", "targets", "metadata/timestamp.json", "metadata/1.root.json"])
def test_a_look_at_a_strange_stick_ends(office: Office, victim: Path, name: str, how: Put) -> None:
    office.publish()
    put(office.stick / name, victim, how)

    problems = look(office.stick, keyring=office.keyring).problems

    assert any(line.startswith(f"{name} is ") for line in problems)


@pytest.mark.parametrize("name", ["metadata", "metadata/timestamp.json", "metadata/1.root.json"])
def test_nothing_is_taken_over_through_a_link(office: Office, victim: Path, name: str) -> None:
    office.publish()
    put(office.stick / name, victim, linked)

    refused(office, victim, name, lambda: catch_up(office.keys, repository_at(str(office.stick)), lambda _: None))


@pytest.mark.parametrize("how", PUTS)
@pytest.mark.parametrize(
    "name", [".lock", "keys.json", "history", "history/1.root.json", "history/publications.json", "private"]
)
def test_strange_keys_are_refused(office: Office, victim: Path, name: str, how: Put) -> None:
    put(office.keys / name, victim, how)

    refused(office, victim, name, office.publish)


@pytest.mark.parametrize("how", PUTS)
def test_a_strange_private_key_is_refused(office: Office, victim: Path, how: Put) -> None:
    put(office.keys / "private" / "ana-content.pem", victim, how)

    refused(office, victim, "private/ana-content.pem", office.publish)


@pytest.mark.parametrize("how", PUTS)
def test_a_strange_root_key_on_a_stick_is_refused(office: Office, victim: Path, how: Put) -> None:
    put(office.root_sticks[0] / "root-1.pem", victim, how)

    refused(
        office,
        victim,
        "root-1.pem",
        lambda: rotate(office.keyring, office.files(office.root_sticks[0]), "release"),
    )


def test_no_new_key_is_written_through_a_link(office: Office, victim: Path) -> None:
    put(office.keys / "private", victim, linked)

    refused(office, victim, "private", lambda: office.files().make("eva-content", office.keys / "private", "words"))


def test_the_stick_itself_may_be_named_by_a_link(office: Office, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    office.stick.symlink_to(tmp_path / "real")

    office.publish()

    assert look(office.stick).is_good


def test_a_file_that_is_also_elsewhere_stays_as_it_is_there(office: Office, tmp_path: Path) -> None:
    """Hard links, as copies that save room have them: no file that is there is ever written into."""
    office.publish()
    elsewhere = tmp_path / "elsewhere"
    places = [path for path in (*office.stick.rglob("*"), *office.keys.rglob("*")) if path.is_file()]
    for number, path in enumerate(places):
        elsewhere.mkdir(exist_ok=True)
        os.link(path, elsewhere / str(number))
    (office.stick / "metadata" / "timestamp.json.part").hardlink_to(elsewhere / "0")
    (office.keys / "history" / "publications.json.part").hardlink_to(elsewhere / "1")
    before = all_files(elsewhere)
    office.set_phone("+507 305-3351")

    office.publish()

    assert look(office.stick).is_good
    assert all_files(elsewhere) == before


@pytest.mark.parametrize("name", ["", "..", "../victim/letter", "a/../../victim/letter", "/etc/passwd", "a//b", "a\0b"])
def test_no_name_leads_out(tmp_path: Path, victim: Path, name: str) -> None:
    folder = PlainFolder(tmp_path / "stick")
    folder.make("a")
    before = all_files(victim)

    for do in (lambda: folder.read(name, 10), lambda: folder.write(name, b"x"), lambda: folder.delete(name)):
        with pytest.raises(NotPlainError):
            do()

    assert all_files(victim) == before
