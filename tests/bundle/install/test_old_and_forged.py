"""What is old, mixed, foreign, or signed by keys that were given up or stolen does not get in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tuf.api.metadata import MetaFile, Snapshot, Targets, Timestamp

from kiosk.bundle.floor import Floor
from kiosk.bundle.store import Store
from kiosk.errors import OlderError, UntrustedError
from tests.bundle.device import Device
from tests.bundle.team import NEVER, Content, Team, content, new_key, signed

TOP = 2**31 - 1


def forget(device: Device) -> None:
    """Lose what the client remembers, as a damaged disk would."""
    for generation in device.store.generations():
        shutil.rmtree(generation.path / "tuf")


def test_an_older_publication_is_refused(team: Team, device: Device, tmp_path: Path) -> None:
    old = team.stick(tmp_path / "old")
    team.publish(content(2))
    device.install(team.office)

    told = "this is publication 1, and publication 2 was here already; bring newer content"
    assert (type(error := device.refusal(old)), str(error)) == (OlderError, told)
    forget(device)
    assert str(device.refusal(old)) == told, "the floor says the same as the client"


@pytest.mark.parametrize("name", ["timestamp.json", "snapshot.json", "targets.json", ""])
@pytest.mark.parametrize("content_", [b"", b"\0" * 100, None], ids=["empty", "zeroed", "deleted"])
def test_it_is_refused_when_the_client_has_forgotten_too(
    team: Team, device: Device, tmp_path: Path, name: str, content_: bytes | None
) -> None:
    old = team.stick(tmp_path / "old")
    team.publish(content(2))
    device.install(team.office)
    for path in (device.store.generations()[0].path / "tuf").glob(name or "*.json"):
        path.unlink() if content_ is None else path.write_bytes(content_)

    # With half of its memory the client takes it for a mixed one; it is refused in any case.
    expected = UntrustedError if name == "timestamp.json" else OlderError
    assert isinstance(device.refusal(old), expected)


def test_without_the_floor_it_would_get_in(
    team: Team, device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above: what it shows is the floor's work."""
    old = team.stick(tmp_path / "old")
    team.publish(content(2))
    device.install(team.office)
    forget(device)
    monkeypatch.setattr(Store, "floor", lambda _: Floor())

    device.install(old)

    assert device.shown() == 1


def test_the_floor_holds_without_its_file(team: Team, device: Device, tmp_path: Path) -> None:
    old = team.stick(tmp_path / "old")
    team.publish(content(2))
    device.install(team.office)
    forget(device)
    device.store.floor_file.unlink()

    assert isinstance(device.refusal(old), OlderError)


@pytest.mark.parametrize("put, instead_of", [
    ("2.snapshot.json", "3.snapshot.json"), ("2.targets.json", "3.targets.json"), ("1.targets.json", "3.targets.json"),
    ("3.snapshot.json", "timestamp.json"), ("3.targets.json", "3.snapshot.json"), ("1.root.json", "2.root.json"),
])  # fmt: skip
def test_metadata_of_several_publications_is_refused(team: Team, device: Device, put: str, instead_of: str) -> None:
    team.publish(content(2))
    team.publish(content(3))
    metadata = team.office / "metadata"
    shutil.copy(metadata / put, metadata / instead_of)

    assert isinstance(device.refusal(team.office), UntrustedError)


def test_a_whole_publication_under_its_own_timestamp_is_no_mixture(team: Team, device: Device, tmp_path: Path) -> None:
    team.publish(content(2))
    second = team.stick(tmp_path / "second")
    team.publish(content(3))
    shutil.copy(second / "metadata" / "timestamp.json", team.office / "metadata")

    device.install(team.office)

    assert device.shown() == 2


def test_somebody_elses_repository_is_refused(device: Device, tmp_path: Path) -> None:
    stranger = Team(tmp_path / "stranger")
    stranger.publish(content(5), version=5)
    stranger.add_editor("eva")

    error = device.refusal(stranger.office)

    assert isinstance(error, UntrustedError)
    assert "metadata/2.root.json is not signed by those whom this kiosk trusts" in str(error)


def test_somebody_elses_first_repository_is_refused(device: Device, tmp_path: Path) -> None:
    stranger = Team(tmp_path / "stranger")
    stranger.publish(content(5), version=5)

    assert "is not signed by those whom this kiosk trusts" in str(device.refusal(stranger.office))


def test_a_key_that_was_given_up_signs_nothing(team: Team, device: Device, tmp_path: Path) -> None:
    targets_key, release_key = team.targets_keys["luis"], team.release_keys["luis"]
    team.give_up_editor("luis")
    team.publish(content(2))
    device.install(team.office)
    team.sign(content(3), 3, targets_key, release_key)
    by_both = team.stick(tmp_path / "both")
    team.sign(content(3), 3, targets_key, team.release_keys["ana"])
    by_content_key = team.stick(tmp_path / "content")

    assert isinstance(device.refusal(by_both), UntrustedError)
    assert isinstance(device.refusal(by_content_key), UntrustedError)


def test_an_old_stick_of_an_editor_who_has_left_is_told_to_be_old(team: Team, device: Device, tmp_path: Path) -> None:
    team.publish(content(2), by="luis")
    old = team.stick(tmp_path / "old")
    team.give_up_editor("luis")
    team.add_editor("eva")
    team.publish(content(3))
    device.install(team.office)

    error = device.refusal(old)

    assert isinstance(error, OlderError)
    assert "before the keys were changed" in str(error)


def test_a_missing_root_is_no_way_to_keep_a_key_that_was_given_up(team: Team, device: Device, tmp_path: Path) -> None:
    """Whoever leaves out the root that gives a key up, but carries a later one, is seen."""
    targets_key, release_key = team.targets_keys["luis"], team.release_keys["luis"]
    team.give_up_editor("luis")
    team.add_editor("eva")
    team.sign(content(2), 2, targets_key, release_key)
    frozen = team.stick(tmp_path / "frozen")
    (frozen / "metadata" / "2.root.json").unlink()

    error = device.refusal(frozen)

    assert isinstance(error, UntrustedError)
    assert "metadata/2.root.json is missing" in str(error)


def test_content_of_later_keys_without_their_roots_is_told_plainly(team: Team, device: Device, tmp_path: Path) -> None:
    team.add_editor("eva")
    team.publish(content(2), by="eva")
    cut = team.stick(tmp_path / "cut")
    (cut / "metadata" / "2.root.json").unlink()

    error = device.refusal(cut)

    assert isinstance(error, UntrustedError)
    assert "it is somebody else's, or files are missing" in str(error)


def test_content_that_knows_of_later_roots_is_refused_without_them(team: Team, device: Device, tmp_path: Path) -> None:
    """Nobody can hide from a kiosk that a key was given up by leaving all later roots out."""
    team.give_up_editor("luis")
    team.publish(content(2))
    frozen = team.stick(tmp_path / "frozen")
    (frozen / "metadata" / "2.root.json").unlink()

    error = device.refusal(frozen)

    assert isinstance(error, UntrustedError)
    assert "metadata/2.root.json is missing" in str(error)


def test_a_kiosk_that_knows_later_roots_does_not_go_back_to_earlier_ones(
    team: Team, device: Device, tmp_path: Path
) -> None:
    """With its memory lost, a kiosk still sees that a stick ends before the root that it has had."""
    targets_key, release_key = team.targets_keys["luis"], team.release_keys["luis"]
    before = team.stick(tmp_path / "before")
    team.give_up_editor("luis")
    team.publish(content(2))
    device.install(team.office)
    forget(device)
    team.office = before
    team.sign(content(7), 7, targets_key, release_key, root=1)

    error = device.refusal(before)

    assert isinstance(error, OlderError)
    assert "metadata/2.root.json is missing" in str(error)


def test_five_roots_in_one_go_are_followed(team: Team, device: Device) -> None:
    team.add_editor("eva")
    team.replace_root_key()
    team.give_up_editor("ana")
    team.replace_root_key()
    team.publish(content(2), by="eva")

    device.install(team.office)

    assert device.shown() == 2


def test_a_stolen_release_key_forges_nothing(team: Team, device: Device, tmp_path: Path) -> None:
    own = new_key()
    forged = Targets(2, expires=NEVER)
    team.sign_targets(forged, own)
    team.sign_release(2, 2, team.release_keys["luis"])

    error = device.refusal(team.stick(tmp_path / "forged"))

    assert isinstance(error, UntrustedError)
    assert "2.targets.json is not signed" in str(error)


def test_a_stolen_release_key_brings_nothing_old_back(team: Team, device: Device, tmp_path: Path) -> None:
    team.publish(content(2))
    device.install(team.office)
    team.sign_release(1, 3, team.release_keys["luis"])
    replayed = team.stick(tmp_path / "replayed")

    refusals = [device.refusal(replayed)]
    forget(device)
    refusals.append(device.refusal(replayed))

    assert all(isinstance(error, UntrustedError | OlderError) for error in refusals)


def test_a_stolen_release_key_alone_cannot_count_a_kiosk_out(team: Team, device: Device, tmp_path: Path) -> None:
    team.publish(content(2))
    good = team.stick(tmp_path / "good")
    team.sign_release(2, TOP, team.release_keys["luis"])

    assert isinstance(device.refusal(team.stick(tmp_path / "ahead")), UntrustedError)
    device.install(good)
    assert device.shown() == 2


@pytest.mark.parametrize("forgetful", [False, True])
def test_a_stolen_laptop_counts_a_kiosk_out_until_its_keys_are_given_up(
    team: Team, device: Device, tmp_path: Path, forgetful: bool
) -> None:
    team.sign(content(9), TOP, team.targets_keys["luis"], team.release_keys["luis"])
    device.install(team.stick(tmp_path / "ahead"))
    assert device.shown() == 9, "a stolen editor's laptop can publish; the root has to give its keys up"
    team.publish(content(2))
    assert isinstance(device.refusal(team.stick(tmp_path / "second")), OlderError)
    if forgetful:
        forget(device)

    team.give_up_editor("luis")
    team.publish(content(3))
    device.install(team.office)

    assert device.shown() == 3


def test_after_recovery_neither_the_thief_nor_anything_old_gets_in(team: Team, device: Device, tmp_path: Path) -> None:
    old = team.stick(tmp_path / "old")
    stolen = team.targets_keys["luis"], team.release_keys["luis"]
    team.sign(content(9), TOP, *stolen)
    ahead = team.stick(tmp_path / "ahead")
    device.install(ahead)
    team.give_up_editor("luis")
    team.publish(content(3))
    device.install(team.office)
    shutil.copy(team.office / "metadata" / "2.root.json", old / "metadata")
    shutil.copy(team.office / "metadata" / "2.root.json", ahead / "metadata")

    for stick in (old, ahead):
        assert isinstance(device.refusal(stick), OlderError | UntrustedError)
    forget(device)
    for stick in (old, ahead):
        assert isinstance(device.refusal(stick), OlderError | UntrustedError)


def test_giving_an_editor_up_lets_nothing_older_in(team: Team, device: Device, tmp_path: Path) -> None:
    """The root that gives a key up, put on an old stick, must not begin the counting anew."""
    team.publish(content(2))
    old = team.stick(tmp_path / "old")
    team.publish(content(3))
    device.install(team.office)
    forget(device)
    team.give_up_editor("luis")
    shutil.copy(team.office / "metadata" / "2.root.json", old / "metadata")

    assert isinstance(device.refusal(old), OlderError)


def test_another_publication_of_the_same_number_is_told(team: Team, device: Device, tmp_path: Path) -> None:
    """Two laptops that did not know of each other: nobody must believe that the second one's is installed."""
    device.install(team.office)
    team.sign(content(4), 1, team.targets_keys["luis"], team.release_keys["luis"])
    twin = team.stick(tmp_path / "twin")

    errors = [device.refusal(twin)]
    forget(device)
    errors.append(device.refusal(twin))

    assert all("another publication 1" in str(error) for error in errors)


def test_a_root_without_consistent_snapshots_is_refused(team: Team, device: Device) -> None:
    def change(root: object) -> None:
        vars(root)["consistent_snapshot"] = False

    team.change_root(change)
    office = team.office / "metadata"
    for role in ("targets", "snapshot"):
        shutil.copy(office / f"1.{role}.json", office / f"{role}.json")

    assert "consistent snapshots" in str(device.refusal(team.office))


def test_a_length_that_is_announced_is_no_reason_to_read_without_end(team: Team, device: Device) -> None:
    """A stolen release key may announce metadata of any size."""
    key = team.release_keys["luis"]
    meta = {"targets.json": MetaFile(2, length=2**60)}
    metadata = team.office / "metadata"
    (metadata / "2.snapshot.json").write_bytes(signed(Snapshot(2, expires=NEVER, meta=meta), key))
    timestamp = Timestamp(2, expires=NEVER, snapshot_meta=MetaFile(2))
    (metadata / "timestamp.json").write_bytes(signed(timestamp, key))
    with (metadata / "2.targets.json").open("wb") as file:
        file.truncate(2**40)

    assert "its length is wrong" in str(device.refusal(team.office))


def test_an_empty_publication_is_refused(team: Team, device: Device) -> None:
    team.publish(Content({}))

    assert "lacks about.json" in str(device.refusal(team.office))
