"""What a publication may hold, however well it is signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.bundle.manifest import Fact
from kiosk.bundle.names import FIXED, LARGEST_BUNDLE, MOST_FILES, is_allowed, largest
from kiosk.errors import BundleError, UntrustedError

if TYPE_CHECKING:
    from kiosk.bundle.client import Publication

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ANEW = "have the content published again"


def files_of(publication: Publication) -> dict[str, Fact]:
    """Return the files of a publication, the fixed ones first, once they are seen to be a bundle's.

    Raises:
        UntrustedError: Its metadata was put together from several publications.
        BundleError: A file is missing, or one has a name or a size that no bundle has.
    """
    if len(set(publication.versions)) > 1:
        versions = ", ".join(map(str, publication.versions))
        raise UntrustedError(f"the metadata is of several publications ({versions:.60}); {_ANEW}")
    listed = publication.files
    if len(listed) > MOST_FILES:
        raise BundleError(f"the content has {len(listed)} files, more than {MOST_FILES}; {_ANEW}")
    facts = {name: _fact(name, target.length, target.hashes) for name, target in sorted(listed.items())}
    for name in FIXED:
        if name not in facts:
            raise BundleError(f"the content lacks {name}; {_ANEW}")
    _refuse_files_that_are_folders(facts)
    if sum(fact.length for fact in facts.values()) > LARGEST_BUNDLE:
        raise BundleError(f"the content is larger than {LARGEST_BUNDLE >> 20} MB; {_ANEW}")
    return {name: facts[name] for name in (*FIXED, *(name for name in facts if name not in FIXED))}


def _fact(name: str, length: int, hashes: dict[str, str]) -> Fact:
    if not is_allowed(name):
        raise BundleError(f"the content has a file named {name[:80]!r}, which a kiosk does not take; {_ANEW}")
    sha256 = hashes.get("sha256", "")
    if type(length) is not int or not _SHA256.fullmatch(sha256):
        raise BundleError(f"{name} is listed without its size or hash; {_ANEW}")
    if length > largest(name):
        raise BundleError(f"{name} is larger than {largest(name) >> 20} MB; {_ANEW}")
    return Fact(sha256, length)


def _refuse_files_that_are_folders(facts: dict[str, Fact]) -> None:
    for name in facts:
        parts = name.split("/")
        for count in range(1, len(parts)):
            folder = "/".join(parts[:count])
            if folder in facts:
                raise BundleError(f"{folder} is a file and a folder; {_ANEW}")
