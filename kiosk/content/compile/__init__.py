"""Compiles a source into a bundle, or finds the one compiled before."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from kiosk.content.compile import cache as kept
from kiosk.content.compile.cache import CACHE
from kiosk.content.files import fingerprint

__all__ = ["CACHE", "compile_cached", "compile_source"]


def compile_source(folder: Path, out: Path, *, today: date | None = None) -> None:
    """Compile the source in *folder* into the bundle *out*, all of it or nothing.

    The same source gives the same bytes. *today* refuses dates in the future; without it
    no clock is trusted.

    Raises:
        SourceError: The source has errors; carries every one of them.
        BundleError: *out* holds something else, or cannot be written.
    """
    # Imported late: YAML, Markdown and CLDR would delay a kiosk that has nothing to compile.
    from kiosk.content.compile.writing import write_bundle

    write_bundle(folder, out, today=today)


def compile_cached(folder: Path, cache: Path) -> Path:
    """Return the bundle of the source in *folder*, compiled into *cache* if it is not there yet.

    Raises:
        SourceError: The source has errors; carries every one of them.
        BundleError: The cache cannot be written.
    """
    bundle = cache / fingerprint(folder, *kept.program())
    if not kept.is_whole(bundle):
        # What a power cut left there is no bundle, and writing refuses to replace anything else.
        shutil.rmtree(bundle, ignore_errors=True)
        compile_source(folder, bundle)
    kept.keep_only_newest(cache, bundle)
    return bundle
