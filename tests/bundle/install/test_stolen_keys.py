"""What a key signed that was declared stolen never comes back, by whatever way a generation is chosen."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.bundle.going_back import roll_back
from kiosk.bundle.root_fields import STOLEN, key_id, stolen_keys
from kiosk.bundle.status import lines, status
from kiosk.bundle.stolen import read_stolen, signers_of
from kiosk.bundle.trust import enroll
from kiosk.device import content_checkup
from kiosk.device.reset import reset
from kiosk.errors import StoreError, UntrustedError
from tests.bundle.device import Device
from tests.bundle.team import Team, content
from tests.bundle.torture.crash import crashing_after

THIEFS = 9
FORMAT_2 = Path(__file__).parents[2] / "fixtures" / "format-2"


@pytest.fixture
def robbed(team: Team, device: Device, tmp_path: Path) -> Device:
    """A kiosk with the first publication and, above it, that of a thief with the keys of Luis."""
    team.sign(content(THIEFS), THIEFS, team.targets_keys["luis"], team.release_keys["luis"])
    device.install(team.stick(tmp_path / "thiefs"))
    assert device.shown() == THIEFS
    return device


def recover(team: Team, device: Device, *, is_stolen: bool = True) -> None:
    """Give up the keys of Luis, and install what is published then."""
    team.give_up_editor("luis", is_stolen=is_stolen)
    team.publish(content(2), version=THIEFS + 1)
    device.install(team.office)
    assert device.shown() == 2


def make_older(device: Device) -> None:
    """Make the generations what the version before this one wrote."""
    for generation in device.store.gen.iterdir():
        path = generation / "manifest.json"
        raw = json.loads(path.read_bytes())
        path.write_text(json.dumps({key: raw[key] for key in raw if key not in ("signers", "stolen")}), "utf-8")


def damage(device: Device, name: str) -> None:
    """Damage a file of the newest generation."""
    (device.store.generations()[0].path / name).write_bytes(b"")


@pytest.fixture
def kept(team: Team, robbed: Device) -> Device:
    """A kiosk that took the new root while a window still showed what the thief had published."""
    with robbed.store.show(robbed.store.generations()[0]):
        recover(team, robbed)
    assert "00000002" in robbed.store.names()
    return robbed


def test_it_is_deleted_with_the_next_installation(team: Team, robbed: Device) -> None:
    recover(team, robbed)

    assert robbed.store.names() == ["00000003", "00000001"]
    assert roll_back(robbed.state).manifest.version == 1


def test_it_is_nothing_to_go_back_to(kept: Device) -> None:
    assert roll_back(kept.state).manifest.version == 1
    assert kept.shown() == 1
    assert [item.manifest.version for item in kept.store.set_aside()] == [THIEFS + 1]
    with pytest.raises(StoreError, match="no older content"):
        roll_back(kept.state)


@pytest.mark.logged
@pytest.mark.parametrize("name", ["start.json", "manifest.json"])
def test_it_takes_the_place_of_nothing_that_is_damaged(kept: Device, name: str) -> None:
    damage(kept, name)

    assert kept.shown() == 1
    assert kept.store.best_to_start() == kept.store.generations()[-1]


@pytest.mark.logged
def test_it_takes_the_place_of_nothing_that_dies(kept: Device) -> None:
    # The fourth start counts the third death.
    for _ in range(4):
        kept.store.best_to_start()

    assert kept.shown() == 1


@pytest.mark.logged
@pytest.mark.parametrize("lost", ["stolen.json", "manifest"])
def test_it_stays_away_when_half_of_what_is_known_is_lost(kept: Device, lost: str) -> None:
    """The list stands in a file of its own and in each manifest that was written since."""
    if lost == "stolen.json":
        kept.store.stolen_file.write_bytes(b"\0" * 50)
        damage(kept, "start.json")
    else:
        shutil.rmtree(kept.store.gen / "00000003")

    assert kept.shown() == 1


def test_status_says_why_it_is_not_shown(kept: Device) -> None:
    known = status(kept.state, date(2026, 11, 24))

    states = {item["name"]: item["state"] for item in known["generations"]}
    assert states == {"00000003": "shown", "00000002": "signed with a stolen key", "00000001": "kept"}
    assert any("signed with a stolen key" in line for line in lines(known))


def test_the_doctor_says_that_it_is_there_and_what_deletes_it(team: Team, kept: Device) -> None:
    found = {each.about: each for each in content_checkup.content(kept.store, None, date(2026, 11, 24))}

    assert found["stolen"].values == {"names": f"2026.11.{THIEFS}"}
    assert "damage" not in found
    assert kept.install(team.office).was_there
    assert kept.store.stolen() == []


def test_a_reset_keeps_what_is_known_of_stolen_keys(kept: Device) -> None:
    keys = kept.store.stolen_keys()
    kept.store.stolen_file.unlink()

    reset(kept.state, content_only=True)

    assert kept.shown() == 0
    assert kept.store.stolen_keys() == keys
    reset(kept.state, everything=True)
    assert not kept.store.stolen_keys()


@pytest.mark.logged
@pytest.mark.parametrize("memory", ["whole", "lost", "damaged"])
def test_one_that_was_installed_by_an_older_program_is_told_by_its_metadata(
    team: Team, robbed: Device, memory: str
) -> None:
    make_older(robbed)
    thiefs, first = robbed.store.generations()
    for generation in (thiefs, first):
        if memory == "lost":
            shutil.rmtree(generation.path / "tuf")
        elif memory == "damaged":
            (generation.path / "tuf" / "targets.json").write_bytes(b"\0" * 90)
    with robbed.store.show(thiefs):
        recover(team, robbed)

    assert [item.manifest.version for item in robbed.store.stolen()] == [THIEFS]
    assert roll_back(robbed.state).manifest.version == 1


def test_honest_content_of_the_thiefs_number_is_told_from_it(team: Team, robbed: Device) -> None:
    """The floor of an older generation has counted both; its metadata decides."""
    roll_back(robbed.state)
    team.give_up_editor("luis")
    team.publish(content(2), version=THIEFS)
    robbed.install(team.office)
    make_older(robbed)
    honest = robbed.store.generations()[0]
    assert honest.manifest.version == THIEFS
    recover_later(team)

    enroll(robbed.state, (team.office / f"metadata/{team.root.version}.root.json").read_bytes())

    assert robbed.store.generations()[0] == honest


def test_a_thief_who_took_the_next_number_does_not_hold_it(team: Team, robbed: Device) -> None:
    team.give_up_editor("luis", is_stolen=True)
    team.publish(content(2), version=THIEFS)

    robbed.install(team.office)

    assert robbed.shown() == 2


def recover_later(team: Team) -> None:
    """Declare the keys stolen that signed what the thief published, once they count no more."""
    first = json.loads(team.first_root)["signed"]
    now = {key.keyid for key in team.root.keys.values()}
    gone = [key for keyid, key in first["keys"].items() if keyid not in now]
    ids = [key_id(key["keytype"], key["scheme"], key["keyval"]) for key in gone]
    team.change_root(lambda root: root.unrecognized_fields.update({STOLEN: ids}))


@pytest.mark.logged
def test_a_kiosk_whose_program_came_later_than_the_root_knows_too(team: Team, kept: Device) -> None:
    """The program before this one passed over what the root says of stolen keys."""
    make_older(kept)
    kept.store.stolen_file.unlink()

    assert [item.manifest.version for item in kept.store.generations()] == [THIEFS + 1, 1]


def test_enrolling_a_root_gives_up_what_it_declares_stolen(team: Team, robbed: Device) -> None:
    team.give_up_editor("luis", is_stolen=True)

    enroll(robbed.state, (team.office / "metadata" / "2.root.json").read_bytes())

    assert robbed.shown() == 1
    assert [item.manifest.version for item in robbed.store.stolen()] == [THIEFS]


@pytest.mark.parametrize("root", [1, 2])
def test_enrolling_another_root_brings_nothing_back(team: Team, kept: Device, tmp_path: Path, root: int) -> None:
    enroll(kept.state, (team.office / "metadata" / f"{root}.root.json").read_bytes())
    assert roll_back(kept.state).manifest.version == 1
    enroll(kept.state, Team(tmp_path / "others").first_root)

    assert kept.shown() == 1


def test_the_thief_is_refused_by_a_root_that_still_counts_the_key(team: Team, kept: Device, tmp_path: Path) -> None:
    """Whoever enrolls an old root in which the key counts still knows that it was stolen."""
    other = Team(tmp_path / "old-root")
    other.root_key = team.root_key
    other.publish(content(3), version=50)
    keys = [other.targets_keys["luis"], other.release_keys["luis"]]
    kept.store.declare_stolen(frozenset(key_id("ed25519", "ed25519", key.public_key.keyval) for key in keys))
    other.publish(content(3), by="luis", version=51)
    enroll(kept.state, other.first_root)

    error = kept.refusal(other.office)

    assert isinstance(error, UntrustedError)
    assert "declared stolen" in str(error)


def test_keys_that_were_only_given_up_leave_their_content(team: Team, robbed: Device) -> None:
    recover(team, robbed, is_stolen=False)

    assert roll_back(robbed.state).manifest.version == THIEFS
    assert robbed.shown() == THIEFS


def test_what_was_stolen_once_stays_so_over_later_roots(team: Team, kept: Device) -> None:
    """Another laptop may have an older program, which does not take the list over."""
    team.change_root(lambda root: root.unrecognized_fields.pop(STOLEN))
    team.publish(content(3))
    with kept.store.show(kept.store.stolen()[0]):
        kept.install(team.office)
    kept.store.stolen_file.unlink()

    assert [item.manifest.version for item in kept.store.stolen()] == [THIEFS]
    assert roll_back(kept.state).manifest.version == THIEFS + 1


def test_a_root_that_comes_with_known_content_is_listened_to(team: Team, robbed: Device, tmp_path: Path) -> None:
    """The first publication again, by somebody who stays, with a newer root beside it."""
    team.publish(content(4), version=THIEFS + 1)
    robbed.install(team.office)
    assert roll_back(robbed.state).manifest.version == THIEFS
    robbed.install(team.office)
    team.give_up_editor("luis", is_stolen=True)

    assert robbed.install(team.office).was_there

    assert robbed.shown() == 4
    with pytest.raises(StoreError, match="no older content"):
        roll_back(robbed.state)


@pytest.mark.logged
def test_a_power_cut_at_no_moment_loses_what_is_known(team: Team, robbed: Device, tmp_path: Path) -> None:
    """Whenever the new content is there, neither going back nor any damage to it brings the thief's back."""
    team.give_up_editor("luis", is_stolen=True)
    team.publish(content(2), version=THIEFS + 1)
    seen = set[int]()
    for changes in range(150, 0, -1):
        state = tmp_path / f"{changes}"
        shutil.copytree(robbed.state, state)
        device = Device(state)
        with crashing_after(changes):
            device.install(team.office)
        shown = device.shown()
        seen.add(shown)
        if shown == THIEFS:
            break
        if shown == 2:
            damage(device, "manifest.json")
        assert device.shown() == 1, f"after {changes} changes"
        shutil.rmtree(state)

    assert {2, THIEFS} <= seen


def test_looking_changes_nothing(team: Team, robbed: Device) -> None:
    from kiosk.bundle.offer import look
    from kiosk.bundle.plain_files import FolderRepository

    team.give_up_editor("luis", is_stolen=True)
    team.publish(content(2), version=THIEFS + 1)

    look(FolderRepository(team.office), robbed.state)

    assert robbed.shown() == THIEFS
    assert not read_stolen(robbed.store.stolen_file)


@pytest.mark.parametrize("listed", [None, "", "abc", 5, {"a": 1}, [1, None, ["a"], "short", "Z" * 32, "a" * 33]])
def test_a_list_that_is_none_declares_nothing_stolen(listed: object) -> None:
    assert stolen_keys([{STOLEN: listed}, {}]) == frozenset()


@pytest.mark.parametrize("listed", [None, "", "abc", 5, {"a": 1}, [1, None, "short"]])
def test_a_root_with_such_a_list_locks_nobody_out(team: Team, device: Device, listed: object) -> None:
    team.change_root(lambda root: root.unrecognized_fields.update({STOLEN: listed}))
    team.publish(content(2))

    device.install(team.office)

    assert device.shown() == 2


@pytest.mark.logged
@pytest.mark.parametrize("said", [b"", b"{", b"[]", b"null", b'{"format": 2, "keys": []}', b'{"format": 1, "keys": 5}'])
def test_a_damaged_file_stops_nothing(team: Team, device: Device, said: bytes) -> None:
    device.store.stolen_file.write_bytes(said)
    team.publish(content(2))

    device.install(team.office)

    assert device.shown() == 2


@pytest.mark.parametrize("memory", ["whole", "lost"])
def test_who_signed_is_known_of_what_version_0_1_0_installed(state: Path, memory: str) -> None:
    """Its manifests say nothing of it; each of its publications has a content key and a release key."""
    shutil.copytree(FORMAT_2 / "state", state)
    store = Device(state).store
    root = json.loads((FORMAT_2 / "root.json").read_bytes())["signed"]
    ids = {keyid: key_id(key["keytype"], key["scheme"], key["keyval"]) for keyid, key in root["keys"].items()}
    signed_by = [*root["roles"]["targets"]["keyids"], *root["roles"]["timestamp"]["keyids"]]
    if memory == "lost":
        for generation in store.generations():
            shutil.rmtree(generation.path / "tuf")

    found = [signers_of(item.path, item.manifest) for item in store.generations()]

    assert found == [frozenset(ids[keyid] for keyid in signed_by)] * 2
    store.declare_stolen(frozenset([ids[signed_by[0]]]))
    assert store.generations() == []
    assert len(store.stolen()) == 2
