"""The floor: how far this kiosk has come, so that nothing older is taken even when all else is forgotten."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.bundle import disk
from kiosk.errors import OlderError, plainly
from kiosk.storage.state_files import Reset, StateFiles

logger = logging.getLogger(__name__)

FORMAT = 1
#: Its place in the state folder.
FILE = "trust/floor.json"
STATE = StateFiles((FILE,), Reset.EVERYTHING)
#: A key that counts no more may have signed so many publications beyond what the newest root states: whoever made that
#: root did not know of them. Numbers above are those of somebody who counted up.
_UNKNOWN_TO_ROOT = 100
_LARGEST_FILE = 1024 * 1024


@dataclass(frozen=True)
class Offer:
    """What a publication claims to be, and who vouches for it.

    *anchor* names the root that this kiosk was enrolled with. A key is named by what it is, not by
    what some root calls it. *…_keys* may sign by the newest root, *…_signers* did. *lowest* is the lowest publication
    that the newest root accepts, None if no root states one. *former_keys* could sign by any root up to the newest and
    were not stolen; *stolen* are those that were.
    """

    anchor: str
    root: int
    targets: int
    release: int
    targets_keys: frozenset[str] = frozenset()
    release_keys: frozenset[str] = frozenset()
    targets_signers: frozenset[str] = frozenset()
    release_signers: frozenset[str] = frozenset()
    lowest: int | None = None
    former_keys: frozenset[str] = frozenset()
    stolen: frozenset[str] = frozenset()

    @property
    def signers(self) -> frozenset[str]:
        """All keys that signed it."""
        return self.targets_signers | self.release_signers


@dataclass(frozen=True)
class Floor:
    """The highest versions ever installed: of the root since an enrolment, and of all that a key signed."""

    root: Mapping[str, int] = field(default_factory=dict)
    targets: Mapping[str, int] = field(default_factory=dict)
    release: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: Any) -> Floor:
        """Return the floor that a file holds.

        Raises:
            ValueError: It is damaged.
        """
        if not isinstance(raw, dict):
            raise ValueError("no floor")  # noqa: TRY004 - a damaged file, whatever is in it
        return cls(*(_counters(raw.get(name)) for name in ("root", "targets", "release")))

    @classmethod
    def reached_by(cls, offer: Offer) -> Floor:
        """Return what installing an offer makes the floor be, at least."""
        return cls(
            {offer.anchor: offer.root},
            dict.fromkeys(offer.targets_signers, offer.targets),
            dict.fromkeys(offer.release_signers, offer.release),
        )

    @classmethod
    def highest(cls, floors: Iterable[Floor]) -> Floor:
        """Return the floor that is nowhere below any of these."""
        root: dict[str, int] = {}
        targets: dict[str, int] = {}
        release: dict[str, int] = {}
        for floor in floors:
            for into, counters in ((root, floor.root), (targets, floor.targets), (release, floor.release)):
                into.update({key: max(version, into.get(key, 0)) for key, version in counters.items()})
        return cls(root, targets, release)

    def refuse_older(self, offer: Offer) -> None:
        """Make sure that an offer is not below the floor.

        Raises:
            OlderError: It is.
        """
        if offer.root < self.root.get(offer.anchor, 0):
            newest = f"metadata/{self.root[offer.anchor]}.root.json"
            raise OlderError(f"this comes from before the keys were changed ({newest} is missing); bring newer content")
        offered, had = min(offer.targets, offer.release), self._had(offer)
        content, release = self.publication(offer.targets_keys), _top(self.release, offer.release_keys)
        if offer.targets < content or offer.release < release or offered < had:
            raise older(offered, max(content, release, had))
        if offer.lowest is not None and offered < offer.lowest:
            what = f"this is publication {offered!s:.60}, and the newest root accepts none below {offer.lowest!s:.60}"
            raise OlderError(f"{what}; bring newer content")

    def publication(self, keys: Iterable[str]) -> int:
        """Return the highest publication that one of these keys signed, 0 if there is none."""
        return _top(self.targets, keys)

    def _had(self, offer: Offer) -> int:
        """Return the highest publication by keys that count no more but were not stolen, as far as it can be believed.

        Roots that do not state the lowest publication do not tell such keys from stolen ones, and count none.
        """
        if offer.lowest is None:
            return 0
        most = offer.lowest + _UNKNOWN_TO_ROOT
        counters = [counted.get(key, 0) for counted in (self.targets, self.release) for key in offer.former_keys]
        return max((version for version in counters if version <= most), default=0)

    def to_json(self) -> dict[str, object]:
        """Return what a file holds of it."""
        return {name: dict(sorted(getattr(self, name).items())) for name in ("root", "targets", "release")}


def older(offered: int | str, had: int | str) -> OlderError:
    """Return the error for a publication with a lower number than one that was here."""
    what = f"this is publication {offered!s:.60}, and publication {had!s:.60} was here already"
    return OlderError(f"{what}; bring newer content")


def read_floor(path: Path) -> Floor:
    """Return what floor.json says; one that is damaged says nothing, since the manifests say the rest."""
    try:
        with path.open("rb") as file:
            raw = json.loads(file.read(_LARGEST_FILE))
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            raise ValueError("another format")
        return Floor.of(raw)
    except FileNotFoundError:
        return Floor()
    except (OSError, ValueError, RecursionError) as error:
        logger.warning("%s cannot be read (%s); the floor is what the generations say", path, plainly(error))
        return Floor()


def write_floor(path: Path, floor: Floor) -> None:
    """Write floor.json through to the disk, unless it says the same already."""
    content = json.dumps({"format": FORMAT, **floor.to_json()}, indent=1).encode()
    disk.make_folder(path.parent)
    try:
        unchanged = path.read_bytes() == content
    except OSError:
        unchanged = False
    if not unchanged:
        disk.replace(path, content)


def _top(counters: Mapping[str, int], keys: Iterable[str]) -> int:
    return max((counters.get(key, 0) for key in keys), default=0)


def _counters(raw: Any) -> dict[str, int]:
    if not isinstance(raw, dict) or not all(type(version) is int for version in raw.values()):
        raise ValueError("no counters")
    return {str(key): version for key, version in raw.items()}
