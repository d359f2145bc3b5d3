"""Roots: who may sign what, from the first to the newest, each signed by the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal

from securesystemslib.signer import Key, SSlibKey
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Role, Root
from tuf.api.serialization import DeserializationError

from kiosk.bundle.root_fields import LOWEST, STOLEN, key_id
from kiosk.errors import PublishError

KeyRole = Literal["root", "targets", "release"]
#: What signed metadata is good until: a dead clock must not block an update.
EXPIRES = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
#: Where a root says what its keys are called; TUF leaves such fields alone, and they are signed as the rest is.
_NAMES = "x-kiosk-key-names"
_ROLES: dict[KeyRole, tuple[str, ...]] = {
    "root": ("root",),
    "targets": ("targets",),
    "release": ("snapshot", "timestamp"),
}
_EDITORS_KEY = re.compile(r"([a-z][a-z0-9]{0,19})-(content|release)(?:-[0-9]+)?")


@dataclass(frozen=True)
class NamedKey:
    """A public key, what people call it, and what it may sign."""

    name: str
    role: KeyRole
    key: SSlibKey

    @property
    def editor(self) -> str:
        """Whose key it is; empty for a root key."""
        found = _EDITORS_KEY.fullmatch(self.name)
        return found[1] if found and self.role != "root" else ""

    @property
    def id(self) -> str:
        """What a kiosk calls it."""
        return key_id(self.key.keytype, self.key.scheme, self.key.keyval)


@dataclass(frozen=True)
class SignedRoot:
    """A root as its file is; *root* is not to be changed."""

    content: bytes
    root: Root

    @classmethod
    def of(cls, content: bytes, name: str) -> SignedRoot:
        """Return what the file *name* says; nothing is verified but that it is a root.

        Raises:
            PublishError: It is none.
        """
        try:
            root = Metadata[Root].from_bytes(content).signed
        except (DeserializationError, ValueError) as error:
            raise PublishError(f"{name} is damaged") from error
        if not isinstance(root, Root):
            raise PublishError(f"{name} is no root")
        return cls(content, root)

    @property
    def version(self) -> int:
        """The number of this root, from 1."""
        return self.root.version

    def signs(self, content: bytes, role: str) -> bool:
        """Whether a metadata file is signed as this root wants it for one of TUF's roles."""
        try:
            metadata = Metadata.from_bytes(content)
            self.root.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
        except (DeserializationError, RepositoryError, ValueError):
            return False
        return True

    def is_followed_by(self, other: SignedRoot) -> bool:
        """Whether a kiosk that trusts this root would take the *other* one next."""
        follows = other.version == self.version + 1
        return follows and self.signs(other.content, "root") and other.signs(other.content, "root")

    @cached_property
    def keys(self) -> tuple[NamedKey, ...]:
        """All keys with their names: root keys first, then those of the editors."""
        names = self.root.unrecognized_fields.get(_NAMES, {})
        found = []
        for role, (first, *_) in _ROLES.items():
            for number, keyid in enumerate(self.root.roles[first].keyids, 1):
                key = self.root.keys.get(keyid)
                if isinstance(key, SSlibKey):
                    found.append(NamedKey(str(names.get(keyid, f"{role}-{number}")), role, key))
        return tuple(found)

    @property
    def threshold(self) -> int:
        """How many root keys have to sign."""
        return self.root.roles["root"].threshold

    def of_role(self, role: KeyRole) -> tuple[NamedKey, ...]:
        """Return the keys that may sign for a role."""
        return tuple(key for key in self.keys if key.role == role)

    def of_editor(self, editor: str) -> tuple[NamedKey, ...]:
        """Return the keys of an editor."""
        return tuple(key for key in self.keys if key.editor == editor)

    @property
    def editors(self) -> tuple[str, ...]:
        """Whoever has a key, in the order in which they came."""
        return tuple(dict.fromkeys(key.editor for key in self.keys if key.editor))


def chain(files: Mapping[int, bytes]) -> tuple[SignedRoot, ...]:
    """Return all roots in order.

    Raises:
        PublishError: One is missing, damaged or not signed by the one before it; the text begins with its name.
    """
    roots: list[SignedRoot] = []
    for number in range(1, max(files, default=0) + 1):
        if number not in files:
            raise PublishError(f"{number}.root.json is missing")
        root = SignedRoot.of(files[number], f"{number}.root.json")
        before = roots[-1] if roots else None
        sound = before.is_followed_by(root) if before else root.version == 1 and root.signs(root.content, "root")
        if not sound:
            raise PublishError(f"{number}.root.json is not signed by the root before it")
        roots.append(root)
    return tuple(roots)


def draft(
    keys: Iterable[NamedKey], *, version: int, threshold: int, lowest: int = 0, stolen: Iterable[str] = ()
) -> Metadata[Root]:
    """Return an unsigned root in which these *keys* count.

    *lowest* is the lowest publication that is accepted with it, *stolen* are the ids of all keys that were stolen.

    Raises:
        PublishError: A role would be left without a key.
    """
    roles = {role: Role([], 1) for names in _ROLES.values() for role in names}
    roles["root"] = Role([], threshold)
    names: dict[str, str] = {}
    fields = {_NAMES: names, LOWEST: lowest, STOLEN: sorted(stolen)}
    root = Root(version=version, expires=EXPIRES, roles=roles, unrecognized_fields=fields)
    for key in keys:
        names[key.key.keyid] = key.name
        for role in _ROLES[key.role]:
            root.add_key(_as_key(key.key), role)
    if len(roles["root"].keyids) < threshold or not all(role.keyids for role in roles.values()):
        raise PublishError("nobody could publish any more; add another editor first: keys add")
    return Metadata(root)


def _as_key(key: SSlibKey) -> Key:
    return key
