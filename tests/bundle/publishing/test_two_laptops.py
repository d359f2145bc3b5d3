"""Two editors on two laptops: neither replaces unseen what the other has published, and each can go on from there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.publishing.catching_up import CaughtUp, catch_up
from kiosk.bundle.publishing.succession import add, remove, rotate
from kiosk.bundle.words import words_of
from kiosk.errors import KioskError, PublishError
from tests.bundle.publishing.office import Office, look, unchanged


@pytest.fixture
def bea(office: Office) -> Office:
    """A second editor with a laptop, after the first publication; both publish onto the same stick."""
    office.publish()
    add(office.keyring, office.files(office.root_sticks[0]), "bea", office.folder / "for-bea")
    return office.second_laptop(office.folder / "for-bea")


def catches_up(office: Office, stick: Path) -> CaughtUp:
    return catch_up(office.keys, FolderRepository(stick), lambda _: None)


def test_each_continues_what_the_other_published(office: Office, bea: Office) -> None:
    stick = office.stick
    first = bea.publish(stick)

    assert catches_up(office, stick).about == first.about
    second = office.publish(stick)
    catches_up(bea, stick)
    third = bea.publish(stick)

    assert [first.number, second.number, third.number] == [2, 3, 4]
    assert [each.about.label for each in (first, second, third)] == ["2026.11.2", "2026.11.3", "2026.11.4"]
    assert look(stick, trusted_root=office.keyring.roots[0].content).problems == []


def test_a_publication_of_somebody_else_is_not_replaced_unseen(office: Office, bea: Office) -> None:
    bea.publish(office.stick)
    is_unchanged = unchanged(office.stick)

    with pytest.raises(PublishError, match=r"holds publication 2, which .* does not know.*catch-up"):
        office.publish()

    assert is_unchanged()


def test_the_same_number_on_two_sticks_is_found(office: Office, bea: Office, tmp_path: Path) -> None:
    office.publish(tmp_path / "one")
    bea.publish(tmp_path / "two")

    with pytest.raises(PublishError, match="holds publication 2"):
        office.publish(tmp_path / "two")
    with pytest.raises(PublishError, match="holds publication 2"):
        bea.publish(tmp_path / "one")

    catches_up(office, tmp_path / "two")
    assert office.publish(tmp_path / "two").number == 3


def test_what_is_taken_over_is_shown_first_and_can_be_refused(office: Office, bea: Office) -> None:
    bea.set_phone("+507 305-3351")
    bea.publish(office.stick)
    shown: list[str] = []
    is_unchanged = unchanged(office.keys)

    def refuse(found: CaughtUp) -> None:
        shown.extend(found.lines)
        raise PublishError("nobody told me of this")

    with pytest.raises(PublishError, match="nobody told me"):
        catch_up(office.keys, FolderRepository(office.stick), refuse)

    assert "OIM Panamá (iom-panama), phone: +507 305-3350 → +507 305-3351" in shown
    assert is_unchanged()


def test_what_changes_is_told_against_what_the_other_published(office: Office, bea: Office) -> None:
    bea.set_phone("+507 305-3351")
    bea.publish(office.stick)
    catches_up(office, office.stick)

    office.publish()

    assert office.changes is not None
    assert [(way.old, way.new) for way in office.changes.ways] == [("+507 305-3351", "+507 305-3350")]


def test_keys_that_were_changed_elsewhere_are_taken_over(office: Office, bea: Office) -> None:
    rotate(office.keyring, office.files(office.root_sticks[0]), "release")
    office.publish()

    with pytest.raises(PublishError, match=r"has root 3, .* has not.*catch-up"):
        bea.publish(office.stick)
    done = catches_up(bea, office.stick)

    assert bea.keyring.roots == (*done.before.roots, *done.roots) == office.keyring.roots
    assert "the key ana-release counts no more" in list(done.lines)
    assert f"root 3 in words: {words_of(office.keyring.root.content)}" in list(done.lines)
    assert bea.publish(office.stick).number == 3
    assert look(office.stick).problems == []


def test_there_is_nothing_to_catch_up_with_twice(office: Office, bea: Office) -> None:
    bea.publish(office.stick)
    catches_up(office, office.stick)
    keyring = office.keyring

    done = catches_up(office, office.stick)

    assert (done.roots, done.about, list(done.lines)) == ((), None, [])
    assert office.keyring == keyring


def test_whoever_was_removed_publishes_no_more(office: Office, bea: Office) -> None:
    remove(office.keyring, office.files(office.root_sticks[0]), "bea")
    office.publish()
    with pytest.raises(PublishError, match="catch-up"):
        bea.publish(office.stick)
    catches_up(bea, office.stick)

    with pytest.raises(PublishError, match="no key of bea counts any more"):
        bea.publish(office.stick)


def test_what_somebody_published_after_being_removed_is_never_taken_over(office: Office, bea: Office) -> None:
    remove(office.keyring, office.files(office.root_sticks[0]), "bea")
    shutil.copytree(office.stick, office.folder / "shared")
    bea.set_phone("+507 305-3399")
    bea.publish(office.folder / "shared")
    is_unchanged = unchanged(office.keys)

    with pytest.raises(PublishError, match="nothing was taken over"):
        catches_up(office, office.folder / "shared")
    assert is_unchanged()

    done = office.publish(office.folder / "shared")
    assert done.number == 3, "a kiosk may have seen publication 2"
    assert look(office.folder / "shared", as_of=2).problems == []


def test_two_roots_of_the_same_number_are_told(office: Office, bea: Office) -> None:
    rotate(office.keyring, office.files(office.root_sticks[0]), "release")
    rotate(bea.keyring, bea.files(office.root_sticks[1]), "targets")
    office.publish()

    for attempt in (lambda: bea.publish(office.stick), lambda: catches_up(bea, office.stick)):
        with pytest.raises(PublishError, match=r"different roots 3.*Two roots"):
            attempt()


def test_two_roots_are_mended_as_the_guide_says(office: Office, bea: Office) -> None:
    rotate(office.keyring, office.files(office.root_sticks[0]), "release")
    rotate(bea.keyring, bea.files(office.root_sticks[1]), "root")
    office.publish()

    (bea.keys / "history" / "3.root.json").unlink()
    catches_up(bea, office.stick)

    assert bea.keyring.roots == office.keyring.roots
    assert bea.publish(office.stick).number == 3


@pytest.mark.parametrize("name", ["timestamp.json", "1.snapshot.json", "1.targets.json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff" * 100])
def test_a_damaged_stick_is_neither_published_to_nor_believed(
    name: str, content: bytes | None, office: Office, tmp_path: Path
) -> None:
    office.publish()
    path = office.stick / "metadata" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    is_unchanged = unchanged(office.folder)

    with pytest.raises(KioskError):
        catches_up(office, office.stick)
    if name == "timestamp.json" and not content:
        assert office.publish().number == 2, "a stick on which nothing counts yet"
        return
    with pytest.raises(PublishError, match="delete the folders metadata and targets there"):
        office.publish()
    assert is_unchanged()


def test_a_repository_of_other_keys_is_refused(office: Office, tmp_path: Path) -> None:
    stranger = Office(tmp_path / "stranger")
    stranger.make_keys()
    stranger.publish()
    is_unchanged = unchanged(tmp_path)

    with pytest.raises(PublishError, match=r"1\.root\.json of other keys"):
        office.publish(stranger.stick)
    with pytest.raises(PublishError, match="different roots 1"):
        catches_up(office, stranger.stick)

    assert is_unchanged()


@pytest.mark.parametrize("name", ["2.root.json", "5.root.json"])
def test_a_root_that_nobody_signed_is_refused(name: str, office: Office) -> None:
    office.publish()
    (office.stick / "metadata" / name).write_bytes((office.stick / "metadata" / "1.root.json").read_bytes())

    with pytest.raises(PublishError, match=f"a {name} of other keys, or a damaged one"):
        office.publish()


def test_a_stick_that_lost_an_old_root_gets_it_back(office: Office) -> None:
    rotate(office.keyring, office.files(office.root_sticks[0]), "release")
    office.publish()
    (office.stick / "metadata" / "1.root.json").unlink()

    office.publish()

    assert look(office.stick).problems == []


def test_a_damaged_content_is_not_caught_up_with(office: Office, bea: Office) -> None:
    bea.publish(office.stick)
    content = next((office.stick / "targets").glob("*.content.db"))
    content.write_bytes(content.read_bytes()[:-1] + b"\x00")
    is_unchanged = unchanged(office.keys)

    with pytest.raises(PublishError, match=r"content\.db is damaged"):
        catches_up(office, office.stick)

    assert is_unchanged()
