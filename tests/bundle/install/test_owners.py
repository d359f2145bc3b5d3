"""What root writes into a kiosk's folder belongs to the kiosk's user, who has to change it."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.bundle.going_back import roll_back
from kiosk.device.doctor import Surroundings, examine
from kiosk.device.findings import Finding
from kiosk.errors import StoreError
from tests.bundle.device import Answer, Device, paint
from tests.bundle.team import Team, content
from tests.machine import need_root

#: Any user but root.
KIOSK = 65534


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder into which every user may look, which those of pytest are not."""
    need_root()
    folder = Path(tempfile.mkdtemp(prefix="kiosk-owners-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def state(home: Path) -> Path:
    folder = home / "state"
    folder.mkdir()
    os.chown(folder, KIOSK, KIOSK)
    return folder


@pytest.fixture
def team(home: Path) -> Team:
    """A team that has published once, and whose content was installed somewhere: all modules are loaded by then."""
    team = Team(home / "stick")
    team.publish(content(1))
    Device(home / "elsewhere", team.first_root).install(team.office)
    # The kiosk's user of these tests may not start the interpreter that would paint what comes next.
    drawings = {name: file for name, file in content(2).files.items() if name.endswith(".svg")}
    for name, file in drawings.items():
        (home / Path(name).name).write_bytes(file)
    paint(home, [Path(name).name for name in drawings])
    findings(home / "elsewhere")
    return team


@contextmanager
def kiosks_user() -> Iterator[None]:
    """Be the kiosk's user for a while."""
    os.setegid(KIOSK)
    os.seteuid(KIOSK)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def install(state: Path, team: Team) -> None:
    """Install what was published as the kiosk's user."""
    with kiosks_user():
        Device(state).install(team.office)


def strange(state: Path) -> list[str]:
    """Return what does not belong to the kiosk's user."""
    return [path.name for path in (state, *state.rglob("*")) if path.lstat().st_uid != KIOSK]


def enroll(state: Path, team: Team) -> Answer:
    """Enroll as root."""
    return Device(state).run("enroll", team.office / "metadata" / "1.root.json")


def findings(state: Path) -> list[Finding]:
    """Return what the doctor says of the state folder."""
    where = Surroundings(state, datetime(2026, 11, 24, tzinfo=UTC), checkout=None)
    return [found for found in examine(where) if found.about == "state"]


def test_root_enrolls_and_installs_for_the_kiosks_user(state: Path, team: Team) -> None:
    device = Device(state)
    assert enroll(state, team).code == 0
    assert strange(state) == []
    assert device.run("install", team.office).code == 0
    assert strange(state) == []
    team.publish(content(2))

    install(state, team)

    assert device.shown() == 2
    with kiosks_user():
        roll_back(state)
    assert device.shown() == 1
    assert device.run("reset").code == 0
    assert strange(state) == []


def test_what_an_earlier_program_left_to_root_is_given_back(state: Path, team: Team) -> None:
    (state / "trust").mkdir()
    (state / "trust" / "floor.json").write_text('{"format": 1, "root": {}, "targets": {}, "release": {}}')

    assert enroll(state, team).code == 0

    assert strange(state) == []
    install(state, team)


@pytest.mark.parametrize("name", ["trust", "store", "store/gen", "store/lock"])
def test_what_only_root_may_change_shows_nothing_new(state: Path, team: Team, name: str) -> None:
    enroll(state, team)
    install(state, team)
    os.chown(state / name, 0, 0)
    team.publish(content(2))

    for _ in range(3):
        with pytest.raises(StoreError, match="see who may write there"):
            install(state, team)

    assert Device(state).shown() == 1
    assert Device(state).store.names() == ["00000001"], "and nothing piles up"
    os.chown(state / name, KIOSK, KIOSK)
    install(state, team)
    assert Device(state).shown() == 2


@pytest.mark.parametrize("name", ["trust", "store", "store/lock", "store/gen/00000001", "store/gen/00000001/media"])
def test_the_doctor_names_what_the_kiosk_cannot_change(state: Path, team: Team, name: str) -> None:
    """Root is told so, too, although root may change everything."""
    enroll(state, team)
    install(state, team)
    assert findings(state) == []
    os.chown(state / name, 0, 0)

    as_root = findings(state)
    with kiosks_user():
        as_kiosk = findings(state)

    assert as_root == as_kiosk
    assert [(found.level, found.values["parts"]) for found in as_root] == [("red", name)]


def test_the_doctor_says_how_to_mend_it(state: Path, team: Team) -> None:
    enroll(state, team)
    os.chown(state / "trust", 0, 0)

    owner = pwd.getpwuid(KIOSK).pw_name
    assert f"sudo chown -R {owner} {state}" in str(findings(state)[0])


def test_a_folder_whose_parts_belong_to_root_alone_is_fine_for_root(home: Path, team: Team) -> None:
    assert findings(home / "elsewhere") == []
