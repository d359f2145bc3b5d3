"""Who comes and who goes: editors, and keys that take the place of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.bundle.publishing.ceremony import (
    Wanted,
    amend,
    check_editor,
    check_place,
    editors_keys,
    free_name,
    free_root_name,
)
from kiosk.bundle.publishing.keyfiles import PRIVATE, KeyFiles
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.roots import KeyRole, NamedKey
from kiosk.errors import PublishError, reason_of


def add(keyring: Keyring, files: KeyFiles, editor: str, folder: Path | None) -> Keyring:
    """Let another editor publish; with a *folder*, everything that editor's laptop needs is put there.

    Raises:
        PublishError: There is such an editor, a root key is missing, or something cannot be written.
    """
    check_editor(editor)
    if editor in keyring.root.editors:
        raise PublishError(f"there is an editor {editor} already; choose another name, or see keys lost {editor}")
    if folder and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PublishError(f"{folder} holds something already; name a new folder for the keys of {editor}")
    if folder:
        check_place(folder.parent)
    place = folder or keyring.folder
    changed = amend(keyring, files, gone=(), wanted=editors_keys(editor, place / PRIVATE, _names(keyring)))
    if folder:
        try:
            replace(changed, folder=folder, editor=editor).create()
        except OSError as error:
            raise PublishError(
                f"{folder} cannot be written ({reason_of(error)}); "
                f"copy {keyring.folder / 'history'} there, see the guide"
            ) from error
    return changed


def remove(keyring: Keyring, files: KeyFiles, editor: str) -> Keyring:
    """Let an editor publish no more.

    Raises:
        PublishError: There is no such editor or no other one, or a root key is missing.
    """
    gone = keyring.root.of_editor(editor)
    if not gone:
        raise PublishError(f"there is no editor {editor}; there are {', '.join(keyring.root.editors)}")
    changed = amend(keyring, files, gone=gone, wanted=())
    _delete(files, gone)
    return changed


def rotate(
    keyring: Keyring, files: KeyFiles, role: KeyRole, *, editor: str = "", folder: Path | None = None
) -> Keyring:
    """Replace the keys of a role, the root's all or one editor's, although nothing happened to them.

    The old key of an editor stays on the laptop: the next publication is signed by both, so that a
    kiosk on the way between the two roots finds a signature that it knows.

    Raises:
        PublishError: There is no such key, a root key is missing, or something cannot be written.
    """
    whose = "" if role == "root" else editor or keyring.editor
    gone = [key for key in keyring.root.of_role(role) if key.editor == whose]
    if not gone:
        raise PublishError(f"{whose} has no {role} key; there are {', '.join(key.name for key in keyring.root.keys)}")
    changed = amend(keyring, files, gone=gone, wanted=_successors(keyring, files, gone, folder))
    if role == "root":
        _delete(files, gone)
    return changed


def replace_keys(
    keyring: Keyring,
    files: KeyFiles,
    gone: Sequence[NamedKey],
    folder: Path | None = None,
    *,
    stolen: Sequence[NamedKey] = (),
) -> Keyring:
    """Make new keys in place of lost or stolen ones.

    Kiosks set all content aside for good that one of the *stolen* keys has signed; some of them may count no more.

    Raises:
        PublishError: A root key is missing, or something cannot be written.
    """
    changed = amend(keyring, files, gone=gone, wanted=_successors(keyring, files, gone, folder), stolen=stolen)
    _delete(files, gone)
    return changed


def named(keyring: Keyring, name: str) -> tuple[NamedKey, ...]:
    """Return the key of that name, or the keys of the editor of that name.

    Raises:
        PublishError: There is none.
    """
    found = tuple(key for key in keyring.root.keys if name in (key.name, key.editor))
    if not found:
        raise PublishError(_no_such_key(keyring, name, keyring.root.keys))
    return found


def in_strange_hands(keyring: Keyring, name: str) -> tuple[NamedKey, ...]:
    """Return what is stolen with a key, or with the keys of an editor: all that ever lay beside a content key.

    Keys that count no more are found, too: what was given up as lost may turn out to be stolen, and a laptop has
    the keys that were replaced on it.

    Raises:
        PublishError: There never was such a key.
    """
    former = keyring.former_keys
    found = {key for key in keyring.root.keys if name in (key.name, key.editor)}
    found = found or {key for key in former if name in (key.name, key.editor)}
    if not found:
        raise PublishError(_no_such_key(keyring, name, (*keyring.root.keys, *former)))
    count = 0
    while any(key.role == "targets" for key in found) and count < len(found):
        count = len(found)
        for root in keyring.roots:
            editors = {key.editor for key in root.keys if key in found and key.editor}
            found.update(key for key in root.keys if key.editor in editors)
    return tuple(key for key in (*keyring.root.keys, *former) if key in found)


def _no_such_key(keyring: Keyring, name: str, keys: Sequence[NamedKey]) -> str:
    names = [*(key.name for key in keys), *keyring.root.editors]
    return f"no key and no editor is called {name}; there are {', '.join(names)}"


def _names(keyring: Keyring) -> set[str]:
    return {key.name for root in keyring.roots for key in root.keys}


def _successors(keyring: Keyring, files: KeyFiles, gone: Sequence[NamedKey], folder: Path | None) -> list[Wanted]:
    """Return the keys to be made: in the *folder*, else a root key where the old one is, else on the laptop."""
    if folder:
        check_place(folder)
    taken, wanted = _names(keyring), []
    for key in gone:
        old = files.find(key.name) if key.role == "root" else None
        place = folder or (old.parent if old else keyring.folder / PRIVATE)
        kind = "content" if key.role == "targets" else "release"
        name = free_root_name(taken) if key.role == "root" else free_name(f"{key.editor}-{kind}", taken)
        taken.add(name)
        wanted.append(Wanted(name, key.role, place))
    return wanted


def _delete(files: KeyFiles, gone: Sequence[NamedKey]) -> None:
    for key in gone:
        if path := files.find(key.name):
            path.unlink(missing_ok=True)
