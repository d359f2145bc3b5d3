"""A team that publishes, and enemies with the team's keys: real keys, real metadata, real files."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import astuple, dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from kiosk.bundle.about import About
from kiosk.bundle.client import key_name
from kiosk.bundle.root_fields import LOWEST, STOLEN
from kiosk.content.compile import compile_source
from kiosk.content.phones import shown_phone
from tests.content.desk import TODAY, Desk

NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
ABOUT = About(
    label="",
    publisher="OIM Panamá",
    title="Información",
    published=datetime(2026, 11, 24, 15, 30, tzinfo=UTC),
    review_by=date(2027, 5, 24),
    languages=("es", "en", "fr"),
    pages=4,
)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


@dataclass(frozen=True)
class Content:
    """The files of a bundle, by name."""

    files: Mapping[str, bytes]

    def with_file(self, name: str, content: bytes) -> Content:
        return replace(self, files={**self.files, name: content})

    def without(self, name: str) -> Content:
        return replace(self, files={key: content for key, content in self.files.items() if key != name})

    def with_database(self, change: Callable[[sqlite3.Connection], object]) -> Content:
        """Return it with another content.db, of which start.json knows."""
        database = changed_database(self.files["content.db"], change)
        start = {**json.loads(self.files["start.json"]), "content_sha256": sha256(database).hexdigest()}
        return self.with_file("content.db", database).with_file("start.json", json.dumps(start).encode())

    def with_media(self, media: Mapping[str, bytes]) -> Content:
        """Return it with these files below media/ and no others, of which start.json knows."""
        hashes = {name: sha256(content).hexdigest() for name, content in media.items()}
        start = {**json.loads(self.files["start.json"]), "media": hashes}
        files = {name: content for name, content in self.files.items() if not name.startswith("media/")}
        files |= {f"media/{name}": content for name, content in media.items()}
        return Content({**files, "start.json": json.dumps(start).encode()})


@cache
def _small_bundle() -> Mapping[str, bytes]:
    with TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle"
        compile_source(Desk(Path(folder) / "source").folder, bundle, today=TODAY)
        return {name: (bundle / name).read_bytes() for name in ("start.json", "content.db")}


@cache
def content(number: int, drawing: bytes = DRAWING) -> Content:
    """Return small content in which the label, the title and a phone number tell its *number*."""
    files = _small_bundle()
    start = json.loads(files["start.json"])
    start["title"]["es"] = f"Información {number}"
    about = replace(ABOUT, label=f"2026.11.{number}").to_bytes()
    made = Content({"about.json": about, "start.json": json.dumps(start).encode(), "content.db": files["content.db"]})
    phone = json.dumps([astuple(shown_phone(phone_of(number)))])
    made = made.with_database(lambda db: db.execute("UPDATE contacts SET phones = ? WHERE id = 'iom-panama'", [phone]))
    return made.with_media({"icons/square.svg": drawing, f"icons/of-{number}.svg": drawing + b"\n" * number})


def clip(seed: int, size: int) -> bytes:
    """Return what begins as a clip does and goes on as noise."""
    head = b"OggS\0\x02" + b"\0" * 20 + b"\1\x13OpusHead\x01"
    return head + Random(seed).randbytes(size - len(head))  # noqa: S311 - it has to be the same each time


def phone_of(number: int) -> str:
    return f"+507 305-{number:04}"


def changed_database(database: bytes, change: Callable[[sqlite3.Connection], object]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "content.db"
        path.write_bytes(database)
        connection = sqlite3.connect(path)
        change(connection)
        connection.commit()
        connection.close()
        return path.read_bytes()


def new_key() -> CryptoSigner:
    return CryptoSigner.generate_ed25519()


class Team:
    """Those who publish, with one root key and two editors; *office* is the repository that they keep.

    New roots state the lowest publication that counts, as the kiosk's own tools have them do, while *states_lowest*.
    """

    def __init__(self, office: Path) -> None:
        self.office, self.version, self.states_lowest = office, 0, True
        self.root_key = new_key()
        self.targets_keys = {"ana": new_key(), "luis": new_key()}
        self.release_keys = {"ana": new_key(), "luis": new_key()}
        root = Root(expires=NEVER)
        root.add_key(self.root_key.public_key, "root")
        for key in self.targets_keys.values():
            root.add_key(key.public_key, "targets")
        for key in self.release_keys.values():
            root.add_key(key.public_key, "snapshot")
            root.add_key(key.public_key, "timestamp")
        self.root = root
        self.write_root([self.root_key])

    @property
    def first_root(self) -> bytes:
        return (self.office / "metadata" / "1.root.json").read_bytes()

    def write_root(self, keys: Iterable[CryptoSigner]) -> None:
        """Sign the root and put it into the repository."""
        metadata = Metadata(deepcopy(self.root))
        for key in keys:
            metadata.sign(key, append=True)
        self._write(f"metadata/{self.root.version}.root.json", to_bytes(metadata))

    def change_root(self, change: Callable[[Root], object], also: Iterable[CryptoSigner] = ()) -> None:
        """Make the next root."""
        self.root.version += 1
        if self.states_lowest:
            self.root.unrecognized_fields[LOWEST] = self.version
        change(self.root)
        self.write_root([self.root_key, *also])

    def give_up_editor(self, name: str, *, is_stolen: bool = False) -> None:
        """Make a root that does not name an editor any more, and may say that the keys were stolen."""
        targets, release = self.targets_keys.pop(name), self.release_keys.pop(name)

        def change(root: Root) -> None:
            if is_stolen:
                stolen = [key_name(key.public_key) for key in (targets, release)]
                root.unrecognized_fields[STOLEN] = [*root.unrecognized_fields.get(STOLEN, []), *stolen]
            root.revoke_key(targets.public_key.keyid, "targets")
            for role in ("snapshot", "timestamp"):
                root.revoke_key(release.public_key.keyid, role)

        self.change_root(change)

    def add_editor(self, name: str) -> None:
        """Make a root that names another editor."""
        self.targets_keys[name], self.release_keys[name] = new_key(), new_key()

        def change(root: Root) -> None:
            root.add_key(self.targets_keys[name].public_key, "targets")
            for role in ("snapshot", "timestamp"):
                root.add_key(self.release_keys[name].public_key, role)

        self.change_root(change)

    def replace_root_key(self) -> None:
        """Make a root that is signed by the old root key and by a new one, which replaces it."""
        old, self.root_key = self.root_key, new_key()

        def change(root: Root) -> None:
            root.revoke_key(old.public_key.keyid, "root")
            root.add_key(self.root_key.public_key, "root")

        self.change_root(change, also=[old])

    def publish(self, bundle: Content, by: str = "ana", version: int = 0) -> None:
        """Sign content, which becomes the newest in the repository."""
        self.version = version or self.version + 1
        self.sign(bundle, self.version, self.targets_keys[by], self.release_keys[by])

    def sign(
        self, bundle: Content, version: int, targets_key: CryptoSigner, release_key: CryptoSigner, root: int = 0
    ) -> None:
        """Put content and its metadata into the repository, signed by any keys and as of any root."""
        known = {"x-kiosk-root": root or self.root.version}
        targets = Targets(version, expires=NEVER, unrecognized_fields=known)
        for name, file in bundle.files.items():
            target = TargetFile.from_data(name, file)
            targets.targets[name] = target
            folder, slash, last = name.rpartition("/")
            self._write(f"targets/{folder}{slash}{target.hashes['sha256']}.{last}", file)
        self.sign_targets(targets, targets_key)
        self.sign_release(version, version, release_key)

    def sign_targets(self, targets: Targets, key: CryptoSigner) -> None:
        self._write(f"metadata/{targets.version}.targets.json", signed(targets, key))

    def sign_release(self, targets_version: int, version: int, key: CryptoSigner) -> None:
        """Sign a snapshot and a timestamp of any *version* over targets that are there."""
        meta = {"targets.json": MetaFile(targets_version)}
        self._write(f"metadata/{version}.snapshot.json", signed(Snapshot(version, expires=NEVER, meta=meta), key))
        timestamp = Timestamp(version, expires=NEVER, snapshot_meta=MetaFile(version))
        self._write("metadata/timestamp.json", signed(timestamp, key))

    def stick(self, folder: Path) -> Path:
        """Return a copy of the repository as it is now."""
        shutil.copytree(self.office, folder)
        return folder

    def _write(self, name: str, content_: bytes) -> None:
        path = self.office / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_)


def signed(part: Any, *keys: CryptoSigner) -> bytes:
    metadata: Metadata[Any] = Metadata(part)
    for key in keys:
        metadata.sign(key, append=True)
    return to_bytes(metadata)


def to_bytes(metadata: Metadata[Any]) -> bytes:
    return metadata.to_bytes(JSONSerializer(compact=False))
