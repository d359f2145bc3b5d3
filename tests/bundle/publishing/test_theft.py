"""What a thief can do with a stolen key, and what kiosks take after it was replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Snapshot, Timestamp

from kiosk.bundle.install import install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.succession import named, replace_keys
from kiosk.bundle.trust import enroll
from kiosk.errors import KioskError, PublishError
from tests.bundle.publishing.office import Office, look

_FAR = 2**53


def takes(stick: Path, state: Path) -> int:
    """Return the publication that a kiosk has after it was offered a stick."""
    return install(FolderRepository(stick), state).generation.manifest.version


def release_key(office: Office) -> CryptoSigner:
    key = next(key for key in office.keyring.root.keys if key.role == "release")
    return office.files().signer(key)


def fast_forward(stick: Path, thief: CryptoSigner, number: int = _FAR) -> None:
    """Sign what there is on a stick with numbers at the top of what can be counted."""
    folder = stick / "metadata"
    snapshot = Metadata[Snapshot].from_file(str(next(folder.glob("*.snapshot.json"))))
    snapshot.signed.version = number
    snapshot.sign(thief)
    (folder / f"{number}.snapshot.json").write_bytes(snapshot.to_bytes())
    timestamp = Metadata[Timestamp].from_file(str(folder / "timestamp.json"))
    timestamp.signed.version = number
    timestamp.signed.snapshot_meta = MetaFile.from_data(number, snapshot.to_bytes(), ["sha256"])
    timestamp.sign(thief)
    (folder / "timestamp.json").write_bytes(timestamp.to_bytes())


@pytest.fixture
def enrolled(office: Office, state: Path) -> Path:
    """The state of a kiosk that has the first publication."""
    office.publish()
    enroll(state, office.keyring.root.content)
    assert takes(office.stick, state) == 1
    return state


def replaced(office: Office, name: str) -> Keyring:
    keys = named(office.keyring, name)
    return replace_keys(office.keyring, office.files(*office.root_sticks), keys, stolen=keys)


def test_a_stolen_release_key_is_noticed_on_the_next_publication(office: Office, enrolled: Path) -> None:
    fast_forward(office.stick, release_key(office))

    with pytest.raises(PublishError, match=r"somebody else has used the key ana-release.*keys stolen"):
        office.publish()


def test_after_a_fast_forward_kiosks_take_updates_again(office: Office, enrolled: Path, tmp_path: Path) -> None:
    thief = release_key(office)
    fast_forward(office.stick, thief)
    with pytest.raises(KioskError):
        takes(office.stick, enrolled)

    replaced(office, "ana-release")
    office.publish()

    assert takes(office.stick, enrolled) == 2
    assert look(office.stick, as_of=1).problems == []


def test_what_the_thief_signs_later_is_refused(office: Office, enrolled: Path) -> None:
    thief = release_key(office)
    replaced(office, "ana-release")
    office.publish()
    assert takes(office.stick, enrolled) == 2
    fast_forward(office.stick, thief)

    with pytest.raises(KioskError):
        takes(office.stick, enrolled)


def test_a_stolen_laptop_is_outrun_by_a_new_publication(office: Office, enrolled: Path, tmp_path: Path) -> None:
    thief = office.second_laptop(office.keys)
    thief.set_phone("+507 305-3399")
    for _ in range(3):
        thief.publish(tmp_path / "forged")
    assert takes(tmp_path / "forged", enrolled) == 4

    replaced(office, "ana")
    office.publish()

    assert takes(office.stick, enrolled) == 2
    with pytest.raises(KioskError):
        takes(tmp_path / "forged", enrolled)


@pytest.mark.parametrize("name", ["root-1", "root-2"])
def test_a_stolen_root_key_names_nobody_any_more(name: str, office: Office, enrolled: Path) -> None:
    replaced(office, name)
    office.publish()

    assert takes(office.stick, enrolled) == 2
    assert name not in [key.name for key in office.keyring.root.keys]


def test_when_all_is_lost_each_kiosk_is_enrolled_anew(office: Office, enrolled: Path, tmp_path: Path) -> None:
    new = Office(tmp_path / "new")
    new.make_keys()
    new.publish()
    with pytest.raises(KioskError):
        takes(new.stick, enrolled)

    enroll(enrolled, new.keyring.root.content)

    assert takes(new.stick, enrolled) == 1
