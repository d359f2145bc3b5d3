"""A reset forgets all that it says, since each module that writes to the state folder clears its own files."""

from __future__ import annotations

import ast
import importlib
import logging
from pathlib import Path

import pytest

import kiosk
from kiosk.bundle.trust import enroll
from kiosk.content.compile import CACHE, compile_cached
from kiosk.device.fault_log import FATAL_FILE, FaultLog
from kiosk.device.reset import OWNERS, reset
from kiosk.storage.files import NEW_SUFFIX
from kiosk.storage.state_files import StateFiles
from tests.bundle.device import Device
from tests.bundle.team import Team, content
from tests.content.desk import Desk
from tests.fixtures.make_state import use_everything

#: What stays whatever is reset: the lock, the number from which generations are counted, and what is compiled anew.
STAYS = {"store/lock", "store/last"}
TRUST = {"trust/root.json", "trust/floor.json", "trust/stolen.json"}
SECRETS_AND_LOGS = {"pin.json", "pin-tries.json", "journal.json", "faults.log", "faults.1.log", FATAL_FILE}
#: Modules that name a file of the state folder without being the one that writes it.
NOT_OWNERS = {"kiosk.app", "kiosk.shown_content", "kiosk.storage.state_files", "kiosk.device.posting"}


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """The state folder of a kiosk on which everything was used, with what a power cut may leave half written."""
    state = tmp_path / "full" / "state"
    team = Team(tmp_path / "office")
    team.publish(content(1))
    enroll(state, team.first_root)
    device = Device(state)
    device.install(team.office)
    team.publish(content(2))
    device.install(team.office)
    device.store.best_to_start()
    device.store.declare_stolen(frozenset({"ab" * 32}))
    use_everything(state)
    compile_cached(Desk(tmp_path / "source").folder, state / CACHE)
    log = FaultLog(state)
    log.emit(logging.LogRecord("kiosk", logging.ERROR, __file__, 1, "damaged", None, None))
    log.close()
    (state / "faults.1.log").write_bytes(b"older")
    (state / FATAL_FILE).write_bytes(b"a crash")
    (state / "usage.json.damaged").write_bytes(b"{")
    for owner in OWNERS:
        for name in owner.names:
            if (state / name).is_file():
                (state / (name + NEW_SUFFIX)).write_bytes(b"half")
    return state


def left(state: Path) -> set[str]:
    """The files that are there, but for what is compiled anew from the source."""
    names = {path.relative_to(state).as_posix() for path in state.rglob("*") if path.is_file()}
    return {name for name in names if not name.startswith(f"{CACHE}/")}


@pytest.mark.logged
def test_every_file_of_a_full_state_folder_has_one_owner(full: Path) -> None:
    owners = {name: [owner.names for owner in OWNERS if owner.owns(name)] for name in left(full)}

    assert {name for name, found in owners.items() if len(found) != 1} == set()
    # The folder is full: each owner has left all of its files there.
    expected = {name for owner in OWNERS for name in owner.names}
    assert {name for name in expected if not (full / name).exists()} == set()


@pytest.mark.logged
def test_a_reset_of_everything_leaves_nothing_behind(full: Path) -> None:
    reset(full, everything=True)

    assert left(full) == STAYS


@pytest.mark.logged
def test_a_reset_on_the_screen_leaves_trust_pin_and_logs(full: Path) -> None:
    before = left(full)

    reset(full)

    kept = {name.removesuffix(NEW_SUFFIX) for name in left(full) - STAYS}
    assert kept == {name for name in before if name in TRUST | SECRETS_AND_LOGS}


@pytest.mark.logged
def test_a_reset_of_the_content_leaves_all_else(full: Path) -> None:
    before = left(full)

    reset(full, content_only=True)

    assert left(full) == {name for name in before if not name.startswith("store/")} | STAYS


def test_every_module_that_names_a_file_of_the_state_folder_owns_it() -> None:
    """A new file without an owner would outlive every reset."""
    root = Path(kiosk.__file__).parent
    found = {
        module_of(path, root) for path in root.rglob("*.py") if names_state_file(ast.parse(path.read_text("utf-8")))
    }

    assert {name for name in found if not is_owner(name)} == NOT_OWNERS


def test_a_module_that_names_such_a_file_is_seen() -> None:
    for line in ("state / 'new.json'", "self._state / FILE", "options.state / FILE", "f(state.joinpath(FILE))"):
        assert names_state_file(ast.parse(line)), line
    assert not names_state_file(ast.parse("folder / 'new.json'"))


def module_of(path: Path, root: Path) -> str:
    return ".".join(("kiosk", *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")


def is_owner(module: str) -> bool:
    owned = getattr(importlib.import_module(module), "STATE", None)
    return isinstance(owned, StateFiles) and owned in OWNERS and module not in NOT_OWNERS


def names_state_file(tree: ast.AST) -> bool:
    """Whether code makes the path of something in what it calls a state folder."""
    return any(
        (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and is_state(node.left))
        or (isinstance(node, ast.Attribute) and node.attr == "joinpath" and is_state(node.value))
        for node in ast.walk(tree)
    )


def is_state(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name.strip("_") == "state"
