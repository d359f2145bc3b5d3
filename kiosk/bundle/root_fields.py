"""What publishers sign into a root beside the fields of TUF: the lowest publication that counts, and stolen keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

#: Where a root states the lowest publication that is accepted with it.
LOWEST = "x-kiosk-lowest-publication"
#: Where a root lists the names (`key_id`) of all keys that were ever declared stolen.
STOLEN = "x-kiosk-stolen-keys"
#: No publication has a higher number.
_HIGHEST = 2**63 - 1
_KEY_ID = re.compile(r"[0-9a-f]{32}")


def key_id(keytype: str, scheme: str, keyval: Mapping[str, Any]) -> str:
    """Return a name of a key that follows from the key alone, whatever a root calls it."""
    return sha256("\n".join((keytype, scheme, str(sorted(keyval.items())))).encode()).hexdigest()[:32]


def lowest_publication(roots: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the lowest publication that is accepted with a chain of roots, the oldest first; None: none states it.

    The newest root that states it has the last word. One that does not, or states something else than a number,
    comes from another program, and leaves it as it was.
    """
    stated = [value for fields in roots if type(value := fields.get(LOWEST)) is int and 0 <= value <= _HIGHEST]
    return stated[-1] if stated else None


def stolen_keys(roots: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the keys that any of these roots declares stolen: what was declared once is never taken back."""
    lists = (fields.get(STOLEN) for fields in roots)
    return frozenset(key for keys in lists if isinstance(keys, list) for key in keys if is_key_id(key))


def is_key_id(value: object) -> bool:
    """Whether something is what `key_id` returns."""
    return isinstance(value, str) and _KEY_ID.fullmatch(value) is not None


def signed_part(content: bytes) -> dict[str, Any]:
    """Return what is signed in a metadata file that was verified before; nothing if it is damaged."""
    try:
        signed = json.loads(content)["signed"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}
    return signed if isinstance(signed, dict) else {}
