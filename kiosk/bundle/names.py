"""Which file names a bundle may have, and how large its files may be."""

from __future__ import annotations

import re

MIB = 1024 * 1024
#: Lower case, one to five parts; no part begins with a dot, so that none leads out of a folder.
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}(?:/[a-z0-9][a-z0-9_.-]{0,40}){1,4}")
#: What every bundle has, beside the files below ``media/``.
ABOUT, START, CONTENT = "about.json", "start.json", "content.db"
FIXED = (ABOUT, START, CONTENT)
MEDIA = "media/"

#: The largest files, in bytes.
LARGEST = {ABOUT: 64 * 1024, START: 16 * MIB, CONTENT: 256 * MIB}
LARGEST_MEDIA = 64 * MIB
#: All files of a bundle together, in bytes, and how many there may be.
LARGEST_BUNDLE = 2048 * MIB
MOST_FILES = 20_000
#: The largest metadata file, in bytes; it grows with the number of files.
LARGEST_METADATA = 16 * MIB


def is_allowed(name: str) -> bool:
    """Whether a file of a bundle may have this name: one of the fixed ones, or one below ``media/``."""
    if name in FIXED:
        return True
    # On a stick of Windows, a name with a dot at its end is the one without.
    ends_in_dot = any(part.endswith(".") for part in name.split("/"))
    return name.startswith(MEDIA) and NAME.fullmatch(name) is not None and not ends_in_dot


def largest(name: str) -> int:
    """Return how many bytes a file of this name may have."""
    return LARGEST.get(name, LARGEST_MEDIA)
