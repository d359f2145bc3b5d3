"""The first keys: all of them or none, each where it should be."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.bundle.plain_folder import PlainFolder
from kiosk.bundle.publishing.ceremony import Plan, establish
from kiosk.bundle.publishing.keyfiles import KeyFiles
from kiosk.bundle.publishing.keyring import Keyring, held
from kiosk.bundle.publishing.passphrases import Passphrases
from kiosk.bundle.publishing.roots import EXPIRES
from kiosk.errors import PublishError
from tests.bundle.publishing.office import Office, all_files

PLAN = Plan("OIM Panamá", "ana")


def made(folder: Path, plan: Plan = PLAN) -> Keyring:
    return establish(folder, plan, KeyFiles([folder], Passphrases()))


def test_two_root_keys_and_two_of_an_editor_are_made(tmp_path: Path) -> None:
    root = made(tmp_path / "keys").root

    assert [(key.name, key.role, key.editor) for key in root.keys] == [
        ("root-1", "root", ""),
        ("root-2", "root", ""),
        ("ana-content", "targets", "ana"),
        ("ana-release", "release", "ana"),
    ]
    assert (root.version, root.threshold, root.root.expires) == (1, 1, EXPIRES)
    assert root.root.roles["snapshot"].keyids == root.root.roles["timestamp"].keyids
    assert root.root.consistent_snapshot


def test_root_keys_never_touch_the_laptop_if_they_go_to_sticks(office: Office) -> None:
    assert [sorted(path.name for path in stick.iterdir()) for stick in office.root_sticks] == [
        ["root-1.pem"],
        ["root-2.pem"],
    ]
    assert not [name for name in all_files(office.keys) if "root-1" in name or "root-2" in name]


def test_nobody_else_on_the_laptop_reads_private_keys(tmp_path: Path) -> None:
    made(tmp_path / "keys")

    private = tmp_path / "keys" / "private"
    assert private.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in private.iterdir())


def test_two_of_three_root_keys_can_be_asked_for(tmp_path: Path) -> None:
    root = made(tmp_path / "keys", replace(PLAN, roots=3, threshold=2)).root

    assert len(root.of_role("root")) == 3
    assert root.threshold == 2


@pytest.mark.parametrize("change, told", [
    ({"threshold": 0}, "cannot sign"),
    ({"threshold": 3}, "cannot sign"),
    ({"roots": 10}, "cannot sign"),
    ({"editor": "Ana María"}, "cannot be called"),
    ({"editor": "root"}, "cannot be called"),
    ({"editor": "a-b"}, "cannot be called"),
    ({"editor": ""}, "cannot be called"),
    ({"publisher": "a\nb"}, "cannot be printed"),
    ({"publisher": "x" * 300}, "too long"),
    ({"root_folders": [Path("one")]}, "name a folder for each"),
])  # fmt: skip
def test_what_cannot_be_is_refused_before_anything_is_made(
    change: dict[str, object], told: str, tmp_path: Path
) -> None:
    with pytest.raises(PublishError, match=told):
        made(tmp_path / "keys", replace(PLAN, **change))  # type: ignore[arg-type]

    assert not list(tmp_path.iterdir())


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "letter.txt").write_text("mine", "utf-8")

    with pytest.raises(PublishError, match="holds something already"):
        made(tmp_path / "keys")

    assert all_files(tmp_path) == {"keys/letter.txt": b"mine"}


def test_a_stick_with_a_root_key_is_not_written_over(office: Office) -> None:
    before = all_files(office.folder)

    with pytest.raises(PublishError, match="holds a key root-1 already"):
        made(office.folder / "others", replace(PLAN, root_folders=office.root_sticks))

    assert all_files(office.folder) == before


def test_a_disk_that_fails_leaves_no_half_of_the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, write = [], PlainFolder.write

    def failing(folder: PlainFolder, name: str, content: bytes, mode: int = 0o644) -> None:
        calls.append(name)
        if len(calls) == 6:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(folder, name, content, mode)

    monkeypatch.setattr(PlainFolder, "write", failing)

    with pytest.raises(PublishError, match="the disk is full"):
        made(tmp_path / "keys")

    assert not list(tmp_path.iterdir())


def test_keys_are_read_back_as_they_were_made(tmp_path: Path) -> None:
    assert made(tmp_path / "keys") == Keyring.open(tmp_path / "keys")


@pytest.mark.parametrize("name, content, told", [
    ("keys.json", None, "holds no keys"),
    ("keys.json", b"{", "keys.json is damaged"),
    ("keys.json", b"[]", "keys.json is damaged"),
    ("history/publications.json", None, "holds no keys"),
    ("history/publications.json", b"\x00", "history of the publications is damaged"),
    ("history/publications.json", b'{"format": 1}', "history of the publications is damaged"),
    ("history/publications.json", b'{"format": 9}', "a later program"),
    ("history/1.root.json", None, "1.root.json is missing"),
    ("history/1.root.json", b"", "1.root.json is damaged"),
    ("history/3.root.json", b"{}", "2.root.json is missing"),
])  # fmt: skip
def test_damaged_keys_are_told_by_file(name: str, content: bytes | None, told: str, office: Office) -> None:
    path = office.keys / name
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(PublishError, match=told):
        Keyring.open(office.keys)


def test_a_root_that_somebody_changed_is_found(office: Office) -> None:
    path = office.keys / "history" / "1.root.json"
    path.write_bytes(path.read_bytes().replace(b'"threshold":1', b'"threshold":2', 1))

    with pytest.raises(PublishError, match="not signed by the root before it"):
        Keyring.open(office.keys)


def test_a_folder_without_keys_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="name the folder that `keys init` made"):
        Keyring.open(tmp_path)


def test_two_commands_do_not_use_the_same_keys_at_once(office: Office) -> None:
    with held(office.keys), pytest.raises(PublishError, match="another command is using"), held(office.keys):
        pytest.fail("both hold the keys")
