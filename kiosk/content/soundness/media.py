"""Compares the files in ``media`` with start.json, and looks into each of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kiosk.content.drawings import LIMIT, is_drawing
from kiosk.content.files import FONT_LIMIT, MEDIA_LIMIT
from kiosk.content.library.shapes import FILE, MOST_FILES
from kiosk.content.library.start import MEDIA, Start
from kiosk.content.soundness.columns import unsound
from kiosk.content.soundness.pictures import is_picture
from kiosk.content.soundness.sounds import is_clip
from kiosk.content.soundness.typefaces import is_typeface

#: How many bytes the typefaces of all languages may have together, since Start loads them all.
MOST_TYPE = 64 * 1024 * 1024
_DEPTH = 4
#: How many drawings a bundle may have: each of them is painted once before it is shown.
MOST_DRAWINGS = 500


@dataclass(frozen=True)
class Kind:
    """A kind of file: how many bytes it may have, and what tells that it is one."""

    largest: int
    is_one: Callable[[bytes], bool]


def check_media(bundle: Path, start: Start) -> None:
    """Make sure that the files are those that start.json names, and what their names say.

    Raises:
        BundleError: One is missing, too many, changed, too large or of another kind.
    """
    sizes = dict(_files(bundle / MEDIA))
    for name in sorted(sizes.keys() ^ start.media.keys()):
        where = f"it has a file that start.json does not name ({name})" if name in sizes else f"{name} is missing"
        raise unsound(where)
    fonts = {language.font for language in start.languages} - {""}
    if any(kind_of(name) is not TYPEFACE for name in fonts):
        raise unsound("the typeface of a language is none")
    if sum(sizes[name] for name in fonts) > MOST_TYPE:
        raise unsound("the typefaces are too large together")
    if sum(kind_of(name) is DRAWING for name in sizes) > MOST_DRAWINGS:
        raise unsound(f"it has more than {MOST_DRAWINGS} drawings")
    for name, size in sizes.items():
        _check_file(bundle / MEDIA / name, name, size, start.media[name])


def _check_file(path: Path, name: str, size: int, expected: str) -> None:
    kind = kind_of(name)
    if kind is None:
        raise unsound(f"{name} is of a kind that no kiosk shows")
    if size > kind.largest:
        raise unsound(f"{name} is too large")
    with path.open("rb") as file:
        content = file.read(kind.largest + 1)
    if sha256(content).hexdigest() != expected:
        raise unsound(f"{name} was changed")
    if not kind.is_one(content):
        raise unsound(f"{name} is not what its name says")


def _files(folder: Path, start: str = "", depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the name and the size of each file, ``/`` between its folders."""
    if depth == 0 and not os.path.lexists(folder):
        return
    if depth >= _DEPTH or not stat.S_ISDIR(folder.lstat().st_mode):
        raise unsound("media holds something that is no folder, or one too deep")
    with os.scandir(folder) as found:
        for number, entry in enumerate(found):
            name, status = f"{start}{entry.name}", entry.stat(follow_symlinks=False)
            if number >= MOST_FILES or not FILE.fullmatch(name):
                raise unsound("media has too many files, or one of another name than files may have")
            if stat.S_ISREG(status.st_mode):
                yield name, status.st_size
            else:
                yield from _files(folder / entry.name, f"{name}/", depth + 1)


DRAWING, PICTURE = Kind(LIMIT, is_drawing), Kind(MEDIA_LIMIT, is_picture)
TYPEFACE, CLIP = Kind(FONT_LIMIT, is_typeface), Kind(MEDIA_LIMIT, is_clip)
KINDS = {
    "svg": DRAWING, "png": PICTURE, "jpg": PICTURE, "jpeg": PICTURE, "ttf": TYPEFACE, "otf": TYPEFACE,
    "ogg": CLIP, "opus": CLIP,
}  # fmt: skip


def kind_of(name: str) -> Kind | None:
    """Return the kind of file that a name promises; None if no kiosk shows such files."""
    return KINDS.get(name.rpartition(".")[2])
