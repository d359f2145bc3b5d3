"""Which compiled bundles are kept, and whether one is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

import kiosk
from kiosk.content.library.schema import FORMAT
from kiosk.content.library.start import CONTENT, load_start
from kiosk.errors import BundleError
from kiosk.storage.state_files import Reset, StateFiles

#: How many compiled bundles stay: enough to go back and forth between a few sources.
_KEPT = 4
#: Its place in the state folder.
CACHE = "cache"
#: It holds nothing that was set or counted, and a window may show one of them.
STATE = StateFiles((CACHE,), Reset.NEVER)


def program() -> Iterator[bytes]:
    """Yield what a compiled bundle depends on besides its source: this program."""
    yield f"{kiosk.__version__} {FORMAT}".encode()
    content = Path(__file__).parents[1]
    for path in sorted([*content.rglob("*.py"), *content.glob("keyboards/*.yaml")]):
        yield path.read_bytes()


def is_whole(bundle: Path) -> bool:
    """Tell whether a bundle was written to its end and not damaged since."""
    try:
        start = load_start(bundle)
        with (bundle / CONTENT).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == start.content_sha256
    except (BundleError, OSError):
        return False


def keep_only_newest(cache: Path, used: Path) -> None:
    """Mark *used* as the last one used, and delete all but the few used last."""
    with suppress(OSError):
        os.utime(used)
        bundles = sorted(cache.iterdir(), key=_age, reverse=True)
        for old in bundles[_KEPT:]:
            if old != used:
                shutil.rmtree(old, ignore_errors=True)


def _age(path: Path) -> float:
    return path.stat().st_mtime
