"""Which keys were declared stolen, and which keys signed a generation; needs no TUF, since all was verified before."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kiosk.bundle import disk
from kiosk.bundle.manifest import Manifest
from kiosk.bundle.root_fields import is_key_id, key_id, signed_part, stolen_keys
from kiosk.errors import plainly, reason_of
from kiosk.storage.state_files import Reset, StateFiles

logger = logging.getLogger(__name__)

FORMAT = 1
#: Its place in the state folder.
FILE = "trust/stolen.json"
STATE = StateFiles((FILE,), Reset.EVERYTHING)
_LARGEST_FILE = 1024 * 1024
_TUF = "tuf"
_METADATA = ("targets.json", "snapshot.json", "timestamp.json")


def read_stolen(path: Path) -> frozenset[str]:
    """Return the keys that stolen.json lists; one that is damaged lists none, since the manifests do, too."""
    try:
        with path.open("rb") as file:
            raw = json.loads(file.read(_LARGEST_FILE))
        if raw["format"] != FORMAT:
            raise ValueError("another format")
        return frozenset(key for key in raw["keys"] if is_key_id(key))
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        logger.warning(
            "%s cannot be read (%s); the stolen keys are those that the generations list", path, plainly(error)
        )
        return frozenset()


def write_stolen(path: Path, keys: Iterable[str]) -> None:
    """Write stolen.json through to the disk with these keys and those that it lists, unless it lists them already.

    Raises:
        OSError: It cannot be written.
    """
    known = read_stolen(path)
    if missing := frozenset(keys) - known:
        disk.make_folder(path.parent)
        disk.replace(path, json.dumps({"format": FORMAT, "keys": sorted(known | missing)}, indent=1).encode())


def declared_in(folder: Path, manifest: Manifest) -> frozenset[str]:
    """Return the keys that were known to be stolen when the generation in a *folder* was installed."""
    if manifest.signers is not None:
        return manifest.stolen
    # Installed by a program that passed over what its roots say of it.
    return stolen_keys(_roots(folder))


def signers_of(folder: Path, manifest: Manifest) -> frozenset[str]:
    """Return the keys that signed the generation in a *folder*.

    Where its manifest does not say so, it is older than that. Its floor has counted what signed it at its version, and
    perhaps keys that signed another publication of that number; what its metadata names decides between them.
    """
    if manifest.signers is not None:
        return manifest.signers
    floor = manifest.floor
    counted = {key for counters in (floor.targets, floor.release) for key, version in counters.items()
               if version == manifest.version}  # fmt: skip
    named = _named(folder)
    return frozenset(counted if named is None else counted & named)


def _named(folder: Path) -> set[str] | None:
    """Return the keys whose signatures a generation's metadata has; None if it cannot be read."""
    keys = {keyid: key for root in _roots(folder) for keyid, key in _keys(root)}
    named = set[str]()
    for name in _METADATA:
        try:
            signatures = json.loads((folder / _TUF / name).read_bytes())["signatures"]
            found = {keys[signature["keyid"]] for signature in signatures if signature["keyid"] in keys}
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        if not found:
            return None
        named |= found
    return named


def _roots(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((folder / _TUF / "root_history").glob("*.root.json")):
        try:
            yield signed_part(path.read_bytes())
        except OSError as error:
            logger.info("%s is passed over (%s)", path, reason_of(error))


def _keys(root: dict[str, Any]) -> Iterator[tuple[str, str]]:
    keys = root.get("keys")
    for keyid, key in keys.items() if isinstance(keys, dict) else ():
        try:
            yield keyid, key_id(key["keytype"], key["scheme"], key["keyval"])
        except (TypeError, KeyError, AttributeError):
            continue
