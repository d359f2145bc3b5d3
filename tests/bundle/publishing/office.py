"""An editor's office: a source, keys, sticks, and what an editor does with them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kiosk.bundle.changes import Changes
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.publishing.ceremony import Plan, establish
from kiosk.bundle.publishing.keyfiles import KeyFiles
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.passphrases import Passphrases
from kiosk.bundle.publishing.publish import Order, Published, publish
from kiosk.bundle.publishing.verdict import Verdict
from kiosk.bundle.publishing.verify import verify
from tests.content.desk import Desk

FOUR_WORDS = "four words nobody guesses"
NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
REVIEW = date(2027, 5, 24)


@dataclass
class Office:
    """An office in a folder of its own."""

    folder: Path
    desk: Desk = field(init=False)
    changes: Changes | None = None

    def __post_init__(self) -> None:
        self.desk = Desk(self.folder / "source")

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def stick(self) -> Path:
        """The stick with the content."""
        return self.folder / "stick"

    @property
    def root_sticks(self) -> list[Path]:
        return [self.folder / "root1", self.folder / "root2"]

    @property
    def keyring(self) -> Keyring:
        return Keyring.open(self.keys)

    def make_keys(self, roots: int = 2, threshold: int = 1) -> Keyring:
        sticks = [self.folder / f"root{number}" for number in range(1, roots + 1)]
        for stick in sticks:
            stick.mkdir(parents=True)
        return establish(self.keys, Plan("OIM Panamá", "ana", roots, threshold, sticks), self.files())

    def files(self, *sticks: Path) -> KeyFiles:
        """Where private keys lie: on the laptop and the sticks that are in it."""
        return KeyFiles([self.keys, *sticks], Passphrases())

    def order(self, to: Path | None = None, now: datetime = NOW) -> Order:
        return Order(self.desk.folder, self.keys, to or self.stick, now, REVIEW)

    def publish(self, to: Path | None = None, now: datetime = NOW) -> Published:
        return publish(self.order(to, now), self.files(), self._look)

    def _look(self, changes: Changes) -> None:
        self.changes = changes

    def set_phone(self, number: str) -> None:
        text = self.desk.read("contacts.yaml")
        before, _, rest = text.partition('phones: ["')
        self.desk.write("contacts.yaml", f'{before}phones: ["{number}"]{rest.partition("]")[2]}')

    def second_laptop(self, keys: Path) -> Office:
        """Return the same office at another laptop, with its own copy of the source and other keys."""
        other = Office(self.folder.with_name("laptop"))
        shutil.copytree(self.desk.folder, other.desk.folder, dirs_exist_ok=True)
        shutil.copytree(keys, other.keys)
        return other


def look(
    repository: Path, as_of: int = 0, trusted_root: bytes | None = None, keyring: Keyring | None = None
) -> Verdict:
    """What a kiosk makes of a repository."""
    return verify(FolderRepository(repository), as_of=as_of, trusted_root=trusted_root, keyring=keyring)


def all_files(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unchanged(folder: Path) -> Callable[[], bool]:
    """Return a question: whether a folder is what it is now."""

    def files() -> Mapping[str, bytes]:
        return {name: content for name, content in all_files(folder).items() if not name.endswith(".lock")}

    before = files()
    return lambda: files() == before


def with_editor(order: Order, editor: str) -> Order:
    return replace(order, editor=editor)
