"""Even what is signed by the right keys has to have the names and the sizes of a bundle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tuf.api.metadata import DelegatedRole, Delegations, TargetFile, Targets

from kiosk.bundle.names import LARGEST, LARGEST_MEDIA, MOST_FILES
from kiosk.errors import BundleError
from tests.bundle.device import Device
from tests.bundle.team import ABOUT, NEVER, Team, content, new_key

NAMES = [
    "media/../content.db", "media/..\\..\\x.svg", "..\\content.db", "../content.db", "/etc/passwd", "media//a.svg",
    "Content.db", "CONTENT.DB", "media/A.svg", "content.db.", "media/a.svg.", "media/a.svg ", "media/a\0.svg",
    "media/" + "a" * 300 + ".svg", "media/\u0430.svg", "media/ａ.svg", "media/a\u202e.svg", "manifest.json",
    "tuf/root.json", "media/a/b/c/d/e/f.svg", "media", ".", "start.json/x", "media/.a.svg", "x.svg", "\ud800",
]  # fmt: skip


def sign(team: Team, change: Callable[[Targets], object]) -> None:
    """Publish content with targets that somebody has changed before signing them."""
    team.publish(content(2))
    targets = Targets(2, expires=NEVER)
    for name, file in content(2).files.items():
        targets.targets[name] = TargetFile.from_data(name, file)
    change(targets)
    team.sign_targets(targets, team.targets_keys["ana"])


@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_name_that_no_bundle_has_is_refused(team: Team, device: Device, name: str) -> None:
    file = TargetFile.from_data(name, b"x")
    sign(team, lambda targets: targets.targets.update({name: file}))

    error = device.refusal(team.office)

    assert isinstance(error, BundleError)
    assert "which a kiosk does not take" in str(error)
    assert str(error).isprintable()


@pytest.mark.parametrize("name, length", [
    ("about.json", LARGEST["about.json"] + 1), ("content.db", LARGEST["content.db"] + 1), ("start.json", 2**40),
    ("media/a.svg", LARGEST_MEDIA + 1), ("media/a.svg", 2**63), ("media/a.svg", 10**100),
])  # fmt: skip
def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    team: Team, device: Device, name: str, length: int
) -> None:
    file = TargetFile(length, {"sha256": "0" * 64}, name)
    sign(team, lambda targets: targets.targets.update({name: file}))

    assert f"{name} is larger than" in str(device.refusal(team.office))


def test_too_many_files_are_refused(team: Team, device: Device) -> None:
    files = {f"media/{n}.svg": TargetFile(1, {"sha256": "0" * 64}, f"media/{n}.svg") for n in range(MOST_FILES)}
    sign(team, lambda targets: targets.targets.update(files))

    assert "files, more than" in str(device.refusal(team.office))


def test_too_much_together_is_refused(team: Team, device: Device) -> None:
    names = [f"media/{n}.svg" for n in range(40)]
    files = {name: TargetFile(LARGEST_MEDIA, {"sha256": "0" * 64}, name) for name in names}
    sign(team, lambda targets: targets.targets.update(files))

    assert "the content is larger than 2048 MB" in str(device.refusal(team.office))


def test_a_file_that_is_a_folder_too_is_refused(team: Team, device: Device) -> None:
    names = ["media/a", "media/a/b.svg"]
    files = {name: TargetFile.from_data(name, b"x") for name in names}
    sign(team, lambda targets: targets.targets.update(files))

    assert "media/a is a file and a folder" in str(device.refusal(team.office))


@pytest.mark.parametrize("hashes", [{"sha512": "0" * 128}, {"sha256": "../../../etc"}, {"sha256": "0" * 63 + "G"}])
def test_a_hash_that_is_none_is_refused(team: Team, device: Device, hashes: dict[str, str]) -> None:
    file = TargetFile(1, hashes, "media/a.svg")
    sign(team, lambda targets: targets.targets.update({"media/a.svg": file}))

    assert "without its size or hash" in str(device.refusal(team.office))


@pytest.mark.parametrize("name", ["about.json", "start.json", "content.db"])
def test_a_bundle_without_one_of_its_files_is_refused(team: Team, device: Device, name: str) -> None:
    team.publish(content(2).without(name))

    assert f"the content lacks {name}" in str(device.refusal(team.office))


@pytest.mark.parametrize("about", [b"", b"{}", b"[]", ABOUT.to_bytes().replace(b"2026", b"year"), b'{"format": 9}'])
def test_what_says_nothing_sensible_of_itself_is_refused(team: Team, device: Device, about: bytes) -> None:
    team.publish(content(2).with_file("about.json", about))

    assert isinstance(device.refusal(team.office), BundleError)


def test_content_that_harms_is_refused_however_it_is_signed(team: Team, device: Device) -> None:
    harmful = content(2).with_database(lambda db: db.execute("CREATE VIEW contacts2 AS SELECT * FROM contacts"))
    team.publish(harmful)

    assert "is not sound" in str(device.refusal(team.office))


def test_start_and_content_of_different_bundles_are_refused(team: Team, device: Device) -> None:
    team.publish(content(2).with_file("content.db", content(1).files["content.db"]))

    assert isinstance(device.refusal(team.office), BundleError)


def test_what_another_role_lists_is_not_installed(team: Team, device: Device) -> None:
    """Nobody can be given a part of the content to sign; such a part is as if it were not there."""
    key = new_key()
    role = DelegatedRole("notices", [key.public_key.keyid], 1, terminating=True, paths=["media/*"])

    def delegate(targets: Targets) -> None:
        targets.delegations = Delegations({key.public_key.keyid: key.public_key}, {"notices": role})

    sign(team, delegate)

    device.install(team.office)

    generation = device.current()
    assert generation is not None
    assert set(generation.manifest.files) == set(content(2).files)
