"""What a new root tells kiosks beside its keys: the lowest publication that counts, and which keys were stolen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.bundle.going_back import roll_back
from kiosk.bundle.install import install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.publishing.catching_up import catch_up
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.publish import publish
from kiosk.bundle.publishing.succession import add, in_strange_hands, named, remove, replace_keys, rotate
from kiosk.bundle.store import Store
from kiosk.bundle.trust import enroll
from kiosk.errors import OlderError, PublishError, StoreError
from tests.bundle.publishing.office import Office, look, with_editor


def takes(stick: Path, state: Path) -> int:
    """Return the publication that a kiosk has after it was offered a stick."""
    return install(FolderRepository(stick), state).generation.manifest.version


def stolen(office: Office, name: str, *sticks: Path) -> Keyring:
    """Do what the command does about a stolen key."""
    keyring = office.keyring
    keys = in_strange_hands(keyring, name)
    gone = [key for key in keys if key in keyring.root.keys]
    return replace_keys(keyring, office.files(*(sticks or office.root_sticks)), gone, stolen=keys)


def lost(office: Office, name: str) -> Keyring:
    return replace_keys(office.keyring, office.files(*office.root_sticks), named(office.keyring, name))


def publish_as(office: Office, editor: str, to: Path) -> int:
    return publish(with_editor(office.order(to), editor), office.files(), lambda _changes: None).number


@pytest.fixture
def enrolled(office: Office, state: Path) -> Path:
    enroll(state, office.keyring.root.content)
    return state


@pytest.fixture
def second(office: Office, enrolled: Path) -> Path:
    """The state of a kiosk that has two publications, by Ana and by Bea."""
    add(office.keyring, office.files(*office.root_sticks), "bea", None)
    publish_as(office, "ana", office.stick)
    assert takes(office.stick, enrolled) == 1
    publish_as(office, "bea", office.stick)
    assert takes(office.stick, enrolled) == 2
    return enrolled


def test_a_root_states_the_last_publication_that_its_maker_knows(office: Office) -> None:
    assert office.keyring.lowest == 0
    office.publish()
    office.publish()

    assert rotate(office.keyring, office.files(*office.root_sticks), "release").lowest == 2
    assert office.publish().number == 3


@pytest.mark.parametrize("change", [
    lambda office: remove(office.keyring, office.files(*office.root_sticks), "bea"),
    lambda office: lost(office, "bea"),
    lambda office: stolen(office, "bea"),
    lambda office: rotate(office.keyring, office.files(*office.root_sticks), "targets", editor="bea"),
], ids=["removed", "lost", "stolen", "rotated"])  # fmt: skip
def test_an_old_stick_with_the_new_root_on_it_is_older(
    office: Office, enrolled: Path, tmp_path: Path, change: Callable[[Office], Keyring]
) -> None:
    """Publication 1 is by Ana, who stays; 4 by Bea, whose keys are given up."""
    add(office.keyring, office.files(*office.root_sticks), "bea", None)
    old = tmp_path / "old"
    publish_as(office, "ana", old)
    for _ in range(3):
        publish_as(office, "bea", office.stick)
    assert takes(office.stick, enrolled) == 4
    keyring = change(office)
    for root in keyring.roots:
        shutil.copy(keyring.folder / "history" / f"{root.version}.root.json", old / "metadata")

    with pytest.raises(OlderError):
        takes(old, enrolled)

    assert any("none below 4" in problem for problem in look(old).problems)
    assert publish_as(office, "ana", office.stick) == 5
    assert takes(office.stick, enrolled) == 5


def test_a_laptop_that_has_not_caught_up_lets_nothing_older_in(office: Office, enrolled: Path, tmp_path: Path) -> None:
    add(office.keyring, office.files(*office.root_sticks), "bea", None)
    old = tmp_path / "old"
    publish_as(office, "ana", old)
    shutil.copytree(office.keys, office.folder / "beas")
    beas = Office(office.folder.with_name("laptop"))
    shutil.copytree(office.keys, beas.keys)
    for _ in range(3):
        publish_as(beas, "bea", office.stick)
    assert takes(office.stick, enrolled) == 4
    keyring = remove(office.keyring, office.files(*office.root_sticks), "bea")
    assert keyring.lowest == 1
    for root in keyring.roots:
        shutil.copy(keyring.folder / "history" / f"{root.version}.root.json", old / "metadata")

    with pytest.raises(OlderError, match="publication 4 was here already"):
        takes(old, enrolled)

    assert publish_as(office, "ana", office.stick) == 5, "the number on the stick is gone beyond"
    assert takes(office.stick, enrolled) == 5


def test_whoever_takes_the_root_over_publishes_above_what_it_states(office: Office, tmp_path: Path) -> None:
    add(office.keyring, office.files(*office.root_sticks), "bea", None)
    beas = Office(office.folder.with_name("laptop"))
    shutil.copytree(office.keys, beas.keys)
    for _ in range(3):
        publish_as(office, "ana", office.stick)
    rotate(office.keyring, office.files(*office.root_sticks), "root")
    publish_as(office, "ana", office.stick)
    catch_up(beas.keys, FolderRepository(office.stick), lambda _found: None)
    history = beas.keyring.history
    beas.keyring.with_history(type(history)())

    assert publish_as(beas, "bea", tmp_path / "fresh") == 4


def test_keys_that_were_removed_lost_or_rotated_leave_their_content(office: Office, second: Path) -> None:
    """Bea's keys are lost, rotated and removed, one after the other."""
    lost(office, "bea-content")
    rotate(office.keyring, office.files(*office.root_sticks), "release", editor="bea")
    remove(office.keyring, office.files(*office.root_sticks), "bea")
    office.publish()
    assert takes(office.stick, second) == 3

    assert roll_back(second).manifest.version == 2
    assert not Store(second).stolen_keys()


@pytest.mark.parametrize("happens", ["lost", "rotated", "removed"])
def test_each_of_these_alone_leaves_it_too(office: Office, second: Path, happens: str) -> None:
    files = office.files(*office.root_sticks)
    if happens == "lost":
        lost(office, "bea")
    elif happens == "rotated":
        rotate(office.keyring, files, "targets", editor="bea")
    else:
        remove(office.keyring, files, "bea")
    office.publish()
    assert takes(office.stick, second) == 3

    assert roll_back(second).manifest.version == 2


@pytest.mark.parametrize("name", ["bea", "bea-content", "bea-release"])
def test_what_a_stolen_key_signed_is_set_aside(office: Office, second: Path, name: str) -> None:
    stolen(office, name)
    office.publish()
    assert takes(office.stick, second) == 3

    assert [item.manifest.version for item in Store(second).generations()] == [3, 1]
    assert roll_back(second).manifest.version == 1


def test_what_was_lost_may_turn_out_to_be_stolen(office: Office, second: Path) -> None:
    lost(office, "bea")
    office.publish()
    assert takes(office.stick, second) == 3

    keyring = stolen(office, "bea-content")

    names = {key.name for key in (*keyring.root.keys, *keyring.former_keys) if key.id in keyring.stolen}
    assert names == {"bea-content", "bea-release"}
    assert {"bea-content-2", "bea-release-2"} <= {key.name for key in keyring.root.keys}, "those are elsewhere"
    office.publish()
    assert takes(office.stick, second) == 4
    assert [item.manifest.version for item in Store(second).generations()] == [4, 3]


def test_an_editor_who_left_may_turn_out_to_be_a_thief(office: Office, second: Path) -> None:
    remove(office.keyring, office.files(*office.root_sticks), "bea")
    office.publish()
    assert takes(office.stick, second) == 3

    stolen(office, "bea")
    office.publish()
    assert takes(office.stick, second) == 4
    assert [item.manifest.version for item in Store(second).generations()] == [4, 3]


def test_with_a_laptop_the_keys_are_stolen_that_were_replaced_on_it(office: Office, enrolled: Path) -> None:
    """The old key lies beside the new one, and a kiosk that does not know the new root yet believes it."""
    office.publish()
    assert takes(office.stick, enrolled) == 1
    rotate(office.keyring, office.files(*office.root_sticks), "targets")

    keyring = stolen(office, "ana")

    names = {key.name for key in (*keyring.root.keys, *keyring.former_keys) if key.id in keyring.stolen}
    assert names == {"ana-content", "ana-content-2", "ana-release"}
    office.publish()
    assert takes(office.stick, enrolled) == 2
    with pytest.raises(StoreError, match="no older content"):
        roll_back(enrolled)


def test_the_list_grows_with_each_root_and_is_never_shortened(office: Office, second: Path) -> None:
    first = stolen(office, "bea-release").stolen
    after_rotation = rotate(office.keyring, office.files(*office.root_sticks), "root").stolen
    last = stolen(office, "ana").stolen

    assert first == after_rotation
    assert first < last


def test_a_stolen_key_that_never_was_is_told(office: Office) -> None:
    with pytest.raises(PublishError, match=r"no key and no editor is called eva; there are .*ana-content"):
        in_strange_hands(office.keyring, "eva")
