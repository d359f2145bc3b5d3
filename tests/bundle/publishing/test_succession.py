"""Keys come and go; a kiosk that knows the first root follows, and nothing changes when something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.roots import KeyRole
from kiosk.bundle.publishing.succession import add, named, remove, replace_keys, rotate
from kiosk.errors import PublishError
from tests.bundle.publishing.office import Office, look, unchanged


def names(keyring: Keyring) -> list[str]:
    return [key.name for key in keyring.root.keys]


def accepted(office: Office) -> bool:
    """Whether a kiosk that has trusted the first root takes what is published now."""
    office.publish()
    return look(office.stick, trusted_root=office.keyring.roots[0].content).problems == []


@pytest.mark.parametrize("role, new", [
    ("root", ["root-3", "root-4", "ana-content", "ana-release"]),
    ("targets", ["root-1", "root-2", "ana-content-2", "ana-release"]),
    ("release", ["root-1", "root-2", "ana-content", "ana-release-2"]),
])  # fmt: skip
def test_the_keys_of_a_role_are_replaced(role: KeyRole, new: list[str], office: Office) -> None:
    office.publish()

    keyring = rotate(office.keyring, office.files(*office.root_sticks), role)

    assert sorted(names(keyring)) == sorted(new)
    assert keyring.root.version == 2
    assert accepted(office)


def test_one_root_key_is_enough_where_one_has_to_sign(office: Office) -> None:
    keyring = rotate(office.keyring, office.files(office.root_sticks[1]), "release")

    assert keyring.root.version == 2
    assert accepted(office)


def test_without_a_root_key_nothing_changes(office: Office) -> None:
    is_unchanged = unchanged(office.folder)

    with pytest.raises(PublishError, match=r"root-1 or root-2.*--root-keys"):
        rotate(office.keyring, office.files(), "release")

    assert is_unchanged()


def test_two_of_three_really_need_two(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.make_keys(roots=3, threshold=2)
    sticks = [office.folder / f"root{number}" for number in (1, 2, 3)]
    is_unchanged = unchanged(office.folder)

    with pytest.raises(PublishError, match="one more of the root keys has to sign"):
        rotate(office.keyring, office.files(sticks[0]), "release")

    assert is_unchanged()
    rotate(office.keyring, office.files(sticks[0], sticks[2]), "release")
    assert accepted(office)


def test_two_of_three_survive_the_loss_of_one(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.make_keys(roots=3, threshold=2)
    files = office.files(office.folder / "root1", office.folder / "root3")

    keyring = replace_keys(office.keyring, files, named(office.keyring, "root-2"))

    assert [key.name for key in keyring.root.of_role("root")] == ["root-1", "root-3", "root-4"]
    assert accepted(office)


def test_the_last_root_key_replaces_itself_and_the_lost_one(office: Office) -> None:
    keyring = replace_keys(office.keyring, office.files(office.root_sticks[0]), named(office.keyring, "root-2"))

    assert [key.name for key in keyring.root.of_role("root")] == ["root-1", "root-3"]
    assert accepted(office)


def test_a_root_key_in_the_wrong_file_is_refused(office: Office) -> None:
    first, second = office.root_sticks
    (second / "root-2.pem").replace(first / "root-1.pem")
    is_unchanged = unchanged(office.keys)

    with pytest.raises(PublishError, match="is another key than the root-1 that counts"):
        rotate(office.keyring, office.files(first), "release")

    assert is_unchanged()


def test_a_name_is_never_used_again(office: Office) -> None:
    files = office.files(*office.root_sticks)
    first = replace_keys(office.keyring, files, named(office.keyring, "ana"))
    second = replace_keys(first, files, named(first, "ana"))

    assert names(second)[2:] == ["ana-content-3", "ana-release-3"]


def test_what_was_stolen_is_deleted_here(office: Office) -> None:
    replace_keys(office.keyring, office.files(office.root_sticks[0]), named(office.keyring, "ana"))

    assert sorted(path.name for path in (office.keys / "private").iterdir()) == [
        "ana-content-2.pem",
        "ana-release-2.pem",
    ]


def test_another_editor_publishes_with_keys_of_their_own(office: Office) -> None:
    office.publish()
    laptop = office.folder / "for-bea"

    keyring = add(office.keyring, office.files(office.root_sticks[0]), "bea", laptop)

    assert keyring.root.editors == ("ana", "bea")
    bea = Keyring.open(laptop)
    assert (bea.editor, bea.publisher, bea.roots) == ("bea", "OIM Panamá", keyring.roots)
    assert sorted(path.name for path in (laptop / "private").iterdir()) == ["bea-content.pem", "bea-release.pem"]
    assert accepted(office)


@pytest.mark.parametrize("name, told", [("ana", "there is an editor ana already"), ("Bea", "cannot be called")])
def test_an_editor_with_an_odd_name_is_refused(name: str, told: str, office: Office) -> None:
    is_unchanged = unchanged(office.folder)

    with pytest.raises(PublishError, match=told):
        add(office.keyring, office.files(office.root_sticks[0]), name, None)

    assert is_unchanged()


def test_an_editor_goes_and_can_come_back(office: Office) -> None:
    files = office.files(*office.root_sticks)
    with_bea = add(office.keyring, files, "bea", None)

    without = remove(with_bea, files, "bea")
    again = add(without, files, "bea", None)

    assert without.root.editors == ("ana",)
    assert names(again)[-1] == "bea-release-2"
    assert accepted(office)


def test_the_last_editor_cannot_go(office: Office) -> None:
    is_unchanged = unchanged(office.folder)

    with pytest.raises(PublishError, match="nobody could publish any more"):
        remove(office.keyring, office.files(office.root_sticks[0]), "ana")

    assert is_unchanged()


def test_an_unknown_name_is_answered_with_those_there_are(office: Office) -> None:
    with pytest.raises(PublishError, match="root-1, root-2, ana-content, ana-release, ana"):
        named(office.keyring, "bob")
    with pytest.raises(PublishError, match="there is no editor bob; there are ana"):
        remove(office.keyring, office.files(), "bob")
    with pytest.raises(PublishError, match="bob has no release key"):
        rotate(office.keyring, office.files(), "release", editor="bob")
