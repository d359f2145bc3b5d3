"""Writes a bundle beside its place and moves it there when it is whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from dataclasses import asdict
from datetime import date
from hashlib import file_digest
from pathlib import Path

from kiosk.content.check import Review, review
from kiosk.content.compile.database import write_database
from kiosk.content.compile.wording import Wording
from kiosk.content.library.schema import FORMAT
from kiosk.content.library.start import CONTENT, MEDIA, START
from kiosk.content.source.tree import SourceTree
from kiosk.errors import BundleError, SourceError, reason_of
from kiosk.storage.files import FILE_MODE, FOLDER_MODE, make_folder, set_mode

_MAKE_ROOM = "make room on that disk, or choose another folder"


def write_bundle(folder: Path, out: Path, *, today: date | None = None) -> None:
    """Compile the source in *folder* into the bundle *out*, all of it or nothing.

    Raises:
        SourceError: The source has errors; carries every one of them.
        BundleError: *out* holds something else, or cannot be written.
    """
    reviewed = review(folder, today=today)
    if reviewed.errors:
        raise SourceError(reviewed.errors)
    _refuse_strangers(out)
    try:
        make_folder(out.parent)
        stage = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise BundleError(f"{out} cannot be written ({reason_of(error)}); {_MAKE_ROOM}") from error
    try:
        _fill(stage, reviewed)
        _move(stage, out)
    except OSError as error:
        raise BundleError(f"{out} cannot be written ({reason_of(error)}); {_MAKE_ROOM}") from error
    except sqlite3.Error as error:
        raise BundleError(f"{out} cannot be written ({error}); {_MAKE_ROOM}") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _fill(stage: Path, reviewed: Review) -> None:
    tree = reviewed.tree
    targets = [f"page:{page.id}" for page in tree.pages]
    targets += [f"contact:{contact.id}" for contact in tree.contacts]
    wording = Wording(tree.source_language, tree.languages, reviewed.catalogues, targets)
    media = {name: _copy(tree, name, stage) for name in sorted(tree.media)}
    write_database(tree, wording, stage / CONTENT)
    start = _start(tree, wording) | {"content_sha256": _sha256(stage / CONTENT), "media": media}
    text = json.dumps(start, ensure_ascii=False, indent=1) + "\n"
    (stage / START).write_text(text, encoding="utf-8", newline="\n")
    _settle(stage)


def _start(tree: SourceTree, wording: Wording) -> dict[str, object]:
    """Return what the start screen needs of the content."""
    return {
        "format": FORMAT,
        "id": tree.id,
        "title": _in_all("bundle#title", tree.title, tree, wording),
        "source_language": tree.source_language,
        "languages": [asdict(language) for language in tree.languages],
        "sites": [
            {
                "id": site.id,
                "name": _in_all(f"site:{site.id}#name", site.name, tree, wording),
                "title": _in_all(f"site:{site.id}#title", site.title, tree, wording),
                "languages": site.languages,
            }
            for site in tree.sites
        ],
        "ui_texts": {code: dict(sorted(texts.shown.items())) for code, texts in tree.screen_texts.items()},
    }


def _in_all(context: str, text: str, tree: SourceTree, wording: Wording) -> dict[str, str]:
    return {code: wording.placed(wording.shown(context, text, code), code) for code in tree.codes()}


def _copy(tree: SourceTree, name: str, stage: Path) -> str:
    target = stage / MEDIA / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tree.folder / tree.media[name], target)
    return _sha256(target)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _refuse_strangers(out: Path) -> None:
    """Make sure that *out* is free or a bundle, so that nothing else is ever replaced."""
    if out.is_dir() and any(out.iterdir()) and not (out / START).is_file():
        raise BundleError(f"{out} holds something else; choose an empty folder")
    if out.exists() and not out.is_dir():
        raise BundleError(f"{out} is a file; choose a folder")


def _settle(stage: Path) -> None:
    """Write everything through to the disk, so that a power cut leaves all or nothing, and readable for everybody."""
    (stage / MEDIA).mkdir(exist_ok=True)
    for path in (*stage.rglob("*"), stage):
        handle = os.open(path, os.O_RDONLY)
        try:
            set_mode(handle, FOLDER_MODE if path.is_dir() else FILE_MODE)
            os.fsync(handle)
        finally:
            os.close(handle)


def _move(stage: Path, out: Path) -> None:
    """Put the finished bundle in its place; one that stood there goes only then."""
    try:
        stage.rename(out)
    except OSError:
        if not (out / START).is_file():
            raise
        old = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        out.rename(old)
        stage.rename(out)
        shutil.rmtree(old, ignore_errors=True)
