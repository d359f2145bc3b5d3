"""Publishing: everything that kiosks need, under one number, and never what they would refuse."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata

from kiosk.bundle import names
from kiosk.bundle.about import About
from kiosk.bundle.plain_folder import PlainFolder
from kiosk.bundle.publishing import signing
from kiosk.bundle.publishing.passphrases import VARIABLE
from kiosk.bundle.publishing.publish import publish
from kiosk.bundle.publishing.roots import EXPIRES
from kiosk.errors import KioskError, PublishError, SourceError
from tests.bundle.publishing.office import NOW, REVIEW, Office, all_files, look, unchanged, with_editor

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h4v8z"/></svg>'


def metadata(repository: Path, name: str) -> Any:
    return Metadata.from_file(str(repository / "metadata" / name)).signed


def refuses(office: Office, told: str, to: Path | None = None) -> None:
    """Make sure that nothing is published and nothing changes."""
    is_unchanged = unchanged(office.folder)
    with pytest.raises(KioskError, match=told):
        office.publish(to)
    assert is_unchanged()


def test_a_kiosk_takes_what_is_published(office: Office) -> None:
    done = office.publish()

    verdict = look(office.stick)
    assert verdict.problems == []
    assert verdict.about == done.about == About(
        "2026.11.1", "OIM Panamá", "Información", NOW, REVIEW, ("es", "en", "fr"), pages=4
    )  # fmt: skip


def test_all_metadata_has_the_same_number_and_no_end(office: Office) -> None:
    office.publish()
    office.publish()

    found = [metadata(office.stick, name) for name in ("timestamp.json", "2.snapshot.json", "2.targets.json")]
    assert [each.version for each in found] == [2, 2, 2]
    assert all(each.expires == EXPIRES for each in found)


def test_names_and_hashes_are_those_of_the_contract(office: Office) -> None:
    office.desk.write("media/icons/canoe.svg", DRAWING)
    office.desk.change("pages/health/doctor.md", "icon: user-nurse", "icon: canoe")

    office.publish()

    plain = sorted(name.rpartition("/")[2].partition(".")[2] for name in all_files(office.stick / "targets"))
    assert plain == ["about.json", "canoe.svg", "content.db", "start.json"]
    assert [path.parent.as_posix() for path in (office.stick / "targets").rglob("*canoe.svg")] == [
        (office.stick / "targets/media/icons").as_posix()
    ]


def test_every_publication_is_a_new_one_even_of_the_same_content(office: Office) -> None:
    first, second = office.publish(), office.publish()

    assert (first.number, second.number) == (1, 2)
    assert office.changes is not None
    assert not office.changes
    assert look(office.stick, as_of=2).problems == []


def test_the_version_for_people_counts_within_the_month(office: Office) -> None:
    times = [NOW, NOW, datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)]

    labels = [office.publish(now=now).about.label for now in times]

    assert labels == ["2026.11.1", "2026.11.2", "2026.12.1", "2027.01.1"]


def test_the_same_order_gives_the_same_bytes(office: Office, tmp_path: Path) -> None:
    twin = tmp_path / "twin"
    shutil.copytree(office.folder, twin)
    other = Office(twin)

    office.publish()
    other.publish()

    assert all_files(office.stick) == all_files(other.stick)


def test_an_empty_stick_continues_the_count_and_carries_all_roots(office: Office) -> None:
    from kiosk.bundle.publishing.succession import rotate

    office.publish()
    rotate(office.keyring, office.files(office.root_sticks[0]), "release")
    office.publish()

    done = office.publish(to=office.folder / "fresh")

    assert done.number == 3
    assert look(office.folder / "fresh", as_of=2).problems == []
    assert {"1.root.json", "2.root.json"} <= set(all_files(office.folder / "fresh" / "metadata"))


def test_an_older_stick_is_brought_up_to_date(office: Office) -> None:
    office.publish()
    shutil.copytree(office.stick, office.folder / "older")
    office.set_phone("+507 305-3351")
    office.publish()

    office.publish(to=office.folder / "older")

    assert look(office.folder / "older", as_of=3).problems == []


def test_what_no_metadata_names_any_more_goes_and_nothing_else(office: Office) -> None:
    office.publish()
    (office.stick / "holiday.jpg").write_bytes(b"mine")
    (office.stick / "targets" / "notes.txt").write_bytes(b"mine, too")
    before = set(all_files(office.stick))
    office.set_phone("+507 305-3351")

    office.publish()

    after = set(all_files(office.stick))
    assert {"holiday.jpg", "targets/notes.txt"} <= after
    assert len(after) == len(before)
    assert not [name for name in after if name.startswith("metadata/1.") and "root" not in name]


def test_a_damaged_file_on_the_stick_is_mended(office: Office) -> None:
    office.publish()
    content = next((office.stick / "targets").glob("*.content.db"))
    content.write_bytes(content.read_bytes()[:-1] + b"\x00")

    office.publish()

    assert look(office.stick).problems == []


def test_a_source_with_errors_is_not_published(office: Office) -> None:
    office.set_phone("+507 305-335")
    is_unchanged = unchanged(office.folder)

    with pytest.raises(SourceError, match="is no phone number"):
        office.publish()

    assert is_unchanged()


def test_a_name_that_kiosks_refuse_is_not_published(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "is_allowed", lambda name: name != "start.json")

    refuses(office, "takes no file called start.json")


def test_a_file_that_kiosks_refuse_is_not_published(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(names.LARGEST, "content.db", 1000)

    refuses(office, r"content\.db has \d+ bytes, and a kiosk takes 1000")


@pytest.mark.parametrize("limit, told", [("LARGEST_BUNDLE", "together"), ("MOST_FILES", "files, and a kiosk takes")])
def test_more_than_kiosks_take_is_not_published(
    limit: str, told: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, limit, 2)

    refuses(office, told)


def test_the_wrong_passphrase_publishes_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "another one")

    refuses(office, "does not open the key ana-content")


def test_a_missing_key_is_named_before_anybody_is_asked(office: Office) -> None:
    (office.keys / "private" / "ana-release.pem").unlink()

    refuses(office, "the key ana-release is not here")

    assert office.changes is None


def test_keys_on_another_stick_are_found(office: Office) -> None:
    (office.keys / "private").rename(office.folder / "keystick")

    publish(office.order(), office.files(office.folder / "keystick"), lambda _: None)

    assert look(office.stick).problems == []


def test_an_unknown_editor_is_told(office: Office) -> None:
    with pytest.raises(PublishError, match=r"no key of bob counts any more \(those of ana do\)"):
        publish(with_editor(office.order(), "bob"), office.files(), lambda _: None)


def test_whoever_looks_at_the_changes_can_stop(office: Office) -> None:
    def stop(_: object) -> None:
        raise PublishError("stopped")

    is_unchanged = unchanged(office.folder)

    with pytest.raises(PublishError, match="stopped"):
        publish(office.order(), office.files(), stop)

    assert is_unchanged()


def test_damaged_keys_publish_nothing(office: Office) -> None:
    (office.keys / "history" / "publications.json").write_bytes(b"{")

    refuses(office, "history of the publications is damaged")


@pytest.mark.parametrize("place, told", [
    (".", "would travel with it"),
    ("keys/stick", "lies among the keys"),
    ("source/stick", "move them out of it"),
    ("source/bundle.yaml", "move them out of it"),
])  # fmt: skip
def test_keys_source_and_repository_stay_apart(place: str, told: str, office: Office) -> None:
    refuses(office, told, office.folder / place)


def test_a_file_is_no_place_to_publish(office: Office) -> None:
    (office.folder / "letter").write_text("mine", "utf-8")

    refuses(office, "is a file; name a folder", office.folder / "letter")


def test_a_stick_that_cannot_be_written_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.publish()
    verdict = look(office.stick)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(PlainFolder, "copy", refuse)

    with pytest.raises(PublishError, match=r"cannot be written \(the disk is read-only\)"):
        office.publish()
    assert look(office.stick) == verdict


def test_a_full_stick_is_told_before_anything_is_copied(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.publish()
    office.set_phone("+507 305-3351")
    found = os.statvfs(office.stick)
    before = all_files(office.stick)
    monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result((*found[:4], 0, *found[5:])))

    with pytest.raises(PublishError, match="has too little room"):
        office.publish()

    assert all_files(office.stick) == before


def test_a_publication_that_failed_takes_its_number_with_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(PlainFolder, "copy", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "I/O error")))
        with pytest.raises(PublishError, match="the disk or stick fails"):
            office.publish()

    assert office.publish().number == 2
    assert office.changes, "what failed was not seen by anybody"


def test_the_title_stands_for_a_publisher_without_a_name(office: Office) -> None:
    settings = office.keys / "keys.json"
    settings.write_text(json.dumps(json.loads(settings.read_bytes()) | {"publisher": ""}), "utf-8")

    assert office.publish().about.publisher == "Información"


def test_review_is_what_the_order_says(office: Office) -> None:
    order = replace(office.order(), review_by=NOW.date())

    assert publish(order, office.files(), lambda _: None).about.review_by == NOW.date()
