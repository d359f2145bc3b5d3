"""The modes of all that a kiosk and an editor write, whatever the umask; and that no secret was ever readable."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.bundle.install import install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.publishing import passphrases
from kiosk.bundle.publishing.ceremony import Plan, establish
from kiosk.bundle.publishing.keyring import held
from kiosk.bundle.trust import enroll
from kiosk.content.compile import compile_cached, compile_source
from kiosk.device.fault_log import FaultLog
from tests.bundle.publishing.office import FOUR_WORDS, Office
from tests.bundle.team import DRAWING
from tests.fixtures.make_state import use_everything
from tests.typeface import ARABIC

PRIVATE = (0o600, 0o700)
PUBLIC = (0o644, 0o755)


@dataclass
class Opened:
    """How files with secrets were opened for writing: the arguments of os.open, and other ways to change them."""

    by_os: list[tuple[str, int, int]] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)


_watching: list[Opened] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """Hear of each file that Python opens or gives a mode: an audit hook can be added, but never removed."""
    if _watching and event == "open" and arguments[1] is not None and is_secret(str(arguments[0])):
        # os.open has no mode as a text, builtin open has: 'w' would let the umask decide.
        if set(arguments[1]) & set("wax+"):
            _watching[-1].otherwise.append(f"open({arguments[0]}, {arguments[1]})")
    elif _watching and event == "os.chmod" and is_secret(path_of(arguments[0])) and arguments[1] & 0o077:
        _watching[-1].otherwise.append(f"chmod({arguments[0]}, {arguments[1]:o})")


sys.addaudithook(_note)


def path_of(what: object) -> str:
    return str(Path(f"/proc/self/fd/{what}").readlink()) if isinstance(what, int) else str(what)


def is_secret(path: str) -> bool:
    """Whether a file, or what it is called until it is whole, holds a secret."""
    name = Path(path).name
    return name.startswith("pin.json") or ".pem" in name


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    opened, real = Opened(), os.open

    def noting(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        if flags & os.O_CREAT and is_secret(str(path)):
            opened.by_os.append((Path(path).name, flags, mode))
        return real(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", noting)
    _watching.append(opened)
    try:
        yield opened
    finally:
        _watching.pop()
        monkeypatch.undo()


@pytest.fixture(params=[0o000, 0o077], ids=["umask 000", "umask 077"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def wrong(folder: Path, expected: Callable[[str], tuple[int, int]]) -> Mapping[str, str]:
    """Return what has another mode than (files, folders) expected of its name, links included."""
    found: dict[str, str] = {}
    for path in (folder, *folder.rglob("*")):
        name, status = path.relative_to(folder).as_posix(), path.lstat()
        wanted = expected(name)[stat.S_ISDIR(status.st_mode)]
        if stat.S_IMODE(status.st_mode) != wanted or path.is_symlink():
            found[name] = f"{stat.S_IMODE(status.st_mode):o} instead of {wanted:o}"
    return found


@pytest.mark.logged
def test_a_full_state_folder_a_key_folder_and_a_stick(
    umask: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passphrases.VARIABLE, FOUR_WORDS)
    office, state = Office(tmp_path / "office"), tmp_path / "device" / "state"
    (office.folder / "source/languages/fr").mkdir(parents=True)
    (office.folder / "source/languages/fr/own.ttf").write_bytes(ARABIC.read_bytes())
    office.desk.write("languages/fr/language.yaml", "font: own.ttf\n")

    with watched(monkeypatch) as opened:
        establish(office.keys, Plan("OIM Panamá", "ana", 2, 1, []), office.files())
        with held(office.keys):
            pass
        office.publish(office.folder / "web" / "stick")
        enroll(state, office.keyring.root.content)
        install(FolderRepository(office.folder / "web" / "stick"), state)
        use_everything(state)
        log = FaultLog(state)
        log.watch_for_signals()
        log.emit(logging.LogRecord("kiosk", logging.ERROR, __file__, 1, "damaged", None, None))
        compile_cached(office.desk.folder, state / "cache")

    assert wrong(state, lambda name: PRIVATE if name == "pin.json" else PUBLIC) == {}
    assert wrong(office.keys, lambda name: PRIVATE if name == "." or name.startswith("private") else PUBLIC) == {}
    assert wrong(office.folder / "web", lambda _: PUBLIC) == {}
    assert sorted({name.partition(".")[0] for name, _, _ in opened.by_os}) == [
        "ana-content", "ana-release", "pin", "root-1", "root-2",
    ]  # fmt: skip
    assert {mode for _, _, mode in opened.by_os} == {0o600}
    assert all(flags & os.O_EXCL and flags & os.O_NOFOLLOW for _, flags, _ in opened.by_os)
    assert opened.otherwise == []
    log.close()


@pytest.mark.parametrize("there", [False, True], ids=["new", "over an older one"])
def test_a_built_bundle(umask: None, tmp_path: Path, *, there: bool) -> None:
    office, out = Office(tmp_path / "office"), tmp_path / "builds" / "bundle"
    office.desk.write("media/icons/square.svg", DRAWING.decode())
    (office.folder / "source/media/icons/square.svg").chmod(0o600)

    for _ in range(1 + there):
        compile_source(office.desk.folder, out)

    assert wrong(out.parent, lambda _: PUBLIC) == {}


def test_the_watch_sees_what_the_umask_would_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the tests above can fail."""
    with watched(monkeypatch) as opened:
        (tmp_path / "pin.json").write_text("{}")
        (tmp_path / "pin.json").chmod(0o644)
        os.close(os.open(tmp_path / "a.pem.part", os.O_CREAT | os.O_WRONLY))

    assert len(opened.otherwise) == 2
    assert [mode for _, _, mode in opened.by_os] == [0o777]
