"""What a generation holds: its version, what it says of itself, the hash of each file, and its floor."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from kiosk.bundle.about import About
from kiosk.bundle.floor import Floor
from kiosk.bundle.names import MOST_FILES, is_allowed
from kiosk.errors import BundleError, reason_of

FILE = "manifest.json"
FORMAT = 1
#: More than the longest list of files takes, in bytes.
_LARGEST_FILE = MOST_FILES * 512


@dataclass(frozen=True)
class Fact:
    """What is known of a file: its SHA-256 in hexadecimal, and its length in bytes."""

    sha256: str
    length: int


@dataclass(frozen=True)
class Manifest:
    """The content of ``manifest.json``.

    *version* is that of the signed metadata, *files* are by name, *keys* could sign content at that time. *signers*
    have signed it, None where it was installed by a program that did not record that; *stolen* are all keys that were
    known to be stolen at that time.
    """

    version: int
    about: About
    files: Mapping[str, Fact]
    floor: Floor
    keys: frozenset[str] = frozenset()
    signers: frozenset[str] | None = None
    stolen: frozenset[str] = frozenset()

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file, by name."""
        return {name: fact.sha256 for name, fact in self.files.items()}

    def to_bytes(self) -> bytes:
        """Return the file, the same for the same facts."""
        facts = {name: [fact.sha256, fact.length] for name, fact in sorted(self.files.items())}
        about = json.loads(self.about.to_bytes())
        raw = {
            "format": FORMAT,
            "version": self.version,
            "about": about,
            "floor": self.floor.to_json(),
            "keys": sorted(self.keys),
            **({} if self.signers is None else {"signers": sorted(self.signers), "stolen": sorted(self.stolen)}),
            "files": facts,
        }
        return json.dumps(raw, ensure_ascii=False, indent=1).encode()

    @classmethod
    def of(cls, content: bytes) -> Manifest:
        """Return what a file says.

        Raises:
            BundleError: It is damaged or of another format.
        """
        try:
            raw = json.loads(content)
            if raw["format"] != FORMAT:
                raise ValueError("another format")
            return cls(
                _number(raw["version"]),
                About.of(json.dumps(raw["about"]).encode()),
                {name: _fact(name, fact) for name, fact in raw["files"].items()},
                Floor.of(raw["floor"]),
                frozenset(str(key) for key in raw["keys"]),
                frozenset(str(key) for key in raw["signers"]) if "signers" in raw else None,
                frozenset(str(key) for key in raw.get("stolen", [])),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BundleError(f"{FILE} is damaged; install the content again") from error


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a generation.

    Raises:
        BundleError: It is missing, damaged or of another format.
    """
    try:
        with (folder / FILE).open("rb") as file:
            return Manifest.of(file.read(_LARGEST_FILE))
    except OSError as error:
        raise BundleError(f"{folder / FILE} cannot be read ({reason_of(error)}); install the content again") from error


def holds(path: Path, fact: Fact) -> bool:
    """Whether a file is there, readable, and what the manifest says."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size != fact.length:
                return False
            return file_digest(file, "sha256").hexdigest() == fact.sha256
    except OSError:
        return False


def _fact(name: str, raw: Any) -> Fact:
    sha256, length = raw
    if not is_allowed(name) or not isinstance(sha256, str):
        raise ValueError("no file of a bundle")
    return Fact(sha256, _number(length))


def _number(raw: Any) -> int:
    if type(raw) is not int or raw < 0:
        raise ValueError("no number")
    return raw
