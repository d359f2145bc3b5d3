"""A cut at any moment leaves the old publication on the stick or the new one, and the next run mends it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kiosk.bundle import client
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.plain_folder import PlainFolder
from kiosk.bundle.publishing import publish as publishing
from kiosk.bundle.publishing.delivery import deliver
from kiosk.bundle.publishing.roots import SignedRoot
from kiosk.bundle.publishing.signing import Publication
from kiosk.bundle.publishing.succession import named, replace_keys, rotate
from kiosk.errors import KioskError, PublishError, reason_of
from tests.bundle.publishing.office import Office, all_files, look

#: Everything by which publishing changes a disk.
_CALLS = ("open", "fsync", "replace", "unlink", "mkdir", "rmdir")
_MOST = 1000


class PowerCutError(BaseException):
    """The power is gone: nothing that follows changes the disk."""


@contextmanager
def failing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fails: Callable[[int], bool], error: BaseException
) -> Iterator[list[str]]:
    """Let calls that change something in *folder* fail, chosen by their number; gives the calls that did not."""
    made: list[str] = []

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(first: Any, *args: Any, **kwargs: Any) -> Any:
            inside = kwargs.get("dir_fd", kwargs.get("src_dir_fd"))
            path = Path(f"/proc/self/fd/{first}").readlink() if isinstance(first, int) else Path(first)
            path = path if inside is None else Path(f"/proc/self/fd/{inside}").readlink() / path
            if path.is_relative_to(folder) and not (name == "open" and not args[0] & os.O_CREAT):
                made.append(name)
                if fails(len(made)):
                    raise error
            return call(first, *args, **kwargs)

        return counted

    with monkeypatch.context() as patched:
        for name in _CALLS:
            patched.setattr(os, name, wrapped(name, getattr(os, name)))
        yield made


def cut_at(count: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Cut the power before the *count*-th call: that one fails, and all that come after it."""
    return failing(folder, monkeypatch, lambda number: number >= count, PowerCutError())


@dataclass
class Delivery:
    """A publication, caught on its way onto a stick that has the one before."""

    publication: Publication
    roots: tuple[SignedRoot, ...]
    roots_last: bool
    stick: Path

    def run(self) -> None:
        deliver(self.publication, PlainFolder(self.stick), self.roots, roots_last=self.roots_last)


def caught(office: Office, monkeypatch: pytest.MonkeyPatch) -> Delivery:
    """Return what publishing would bring onto the stick; its files stay where it can be copied from."""
    found: list[Delivery] = []

    def catch(
        publication: Publication, repository: PlainFolder, roots: tuple[SignedRoot, ...], *, roots_last: bool
    ) -> None:
        kept = office.folder / "kept"
        kept.mkdir()
        files = {name: shutil.copyfile(path, kept / Path(name).name) for name, path in publication.files.items()}
        caught = Publication(
            publication.number, files, publication.targets, publication.snapshot, publication.timestamp
        )
        found.append(Delivery(caught, roots, roots_last, repository.path))

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "deliver", catch)
        office.publish()
    return found[0]


def state(stick: Path, cache: Path, root: bytes) -> tuple[int, int]:
    """Return the newest root and the publication that a kiosk finds whole on a stick; 0 if it refuses it."""
    repository = FolderRepository(stick)
    shutil.rmtree(cache, ignore_errors=True)
    (cache / "root_history").mkdir(parents=True)
    newest = max(repository.roots())
    try:
        publication = client.verify(repository, root, cache)
    except KioskError:
        return newest, 0
    for name, target in publication.files.items():
        (path,) = target.get_prefixed_paths()
        assert sha256((stick / "targets" / path).read_bytes()).hexdigest() == target.hashes["sha256"], name
    return newest, publication.version


@pytest.fixture
def old(office: Office) -> Office:
    """An office that has published once, and changed a number since."""
    office.publish()
    office.set_phone("+507 305-3351")
    return office


def cut_everywhere(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[tuple[int, int]]:
    """Cut at each call in turn, and deliver again; return what was on the stick after the cuts."""
    delivery = caught(office, monkeypatch)
    first_root = office.keyring.roots[0].content
    before, found = tmp_path / "before", set()
    office.stick.rename(before)
    for count in range(1, _MOST):
        shutil.rmtree(office.stick, ignore_errors=True)
        shutil.copytree(before, office.stick)
        try:
            with cut_at(count, office.stick, monkeypatch):
                delivery.run()
        except PowerCutError:
            found.add(state(office.stick, tmp_path / "cache", first_root))
            delivery.run()
            assert state(office.stick, tmp_path / "cache", first_root) == (delivery.roots[-1].version, 2)
            assert not [name for name in all_files(office.stick) if name.endswith(".part")]
        else:
            assert count > 20, "hardly anything was cut"
            return found
    raise AssertionError("it never ended")


def test_a_cut_at_any_call_leaves_the_old_or_the_new(
    old: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cut_everywhere(old, tmp_path, monkeypatch) == {(1, 1), (1, 2)}


def test_also_when_keys_were_rotated(old: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("release", "targets"):
        rotate(old.keyring, old.files(old.root_sticks[0]), role)

    found = cut_everywhere(old, tmp_path, monkeypatch)

    assert found == {(1, 1), (1, 2), (2, 2), (3, 2)}


def test_after_a_theft_the_old_one_never_counts_with_the_new_root(
    old: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_keys(old.keyring, old.files(old.root_sticks[0]), named(old.keyring, "ana"))

    found = cut_everywhere(old, tmp_path, monkeypatch)

    assert found == {(1, 1), (2, 0), (2, 2)}, "kiosks may refuse the stick between two files, and believe no thief"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_an_error_at_any_call_leaves_the_old_or_the_new(
    code: int, old: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = caught(old, monkeypatch)
    before, found, told = tmp_path / "before", set(), set()
    old.stick.rename(before)
    for count in range(1, _MOST):
        shutil.rmtree(old.stick, ignore_errors=True)
        shutil.copytree(before, old.stick)
        error = OSError(code, os.strerror(code))
        try:
            with failing(old.stick, monkeypatch, count.__eq__, error) as made:
                delivery.run()
        except PublishError as refusal:
            told.add(str(refusal))
        found.add(state(old.stick, tmp_path / "cache", old.keyring.roots[0].content))
        if len(made) < count:
            break

    assert found == {(1, 1), (1, 2)}
    assert all(reason_of(error) in line and "take another stick or folder" in line for line in told)


def test_a_cut_publication_is_followed_by_the_next(old: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also between the keys' own history and the stick, at each file that gets its name."""
    twin = old.folder.with_name("before")
    shutil.copytree(old.folder, twin)
    with cut_at(_MOST, old.folder, monkeypatch) as made:
        old.publish()
    renames = [number for number, name in enumerate(made, 1) if name == "replace"]
    numbers = set()

    for count in (*renames, len(made)):
        shutil.rmtree(old.folder)
        shutil.copytree(twin, old.folder)
        with pytest.raises(PowerCutError), cut_at(count, old.folder, monkeypatch):
            old.publish()
        numbers.add(look(old.stick).number)
        done = old.publish()
        assert look(old.stick, as_of=done.number).problems == []

    assert numbers == {1, 2}
