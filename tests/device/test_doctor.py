"""What the doctor finds wrong, and what it says to do about it."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.bundle import disk
from kiosk.bundle.about import About
from kiosk.bundle.floor import Floor
from kiosk.bundle.manifest import FILE, Fact, Manifest
from kiosk.bundle.trust import enrolled_path
from kiosk.content.compile import compile_source
from kiosk.device import doctor, findings, machine_checkup
from kiosk.device.doctor import Screen, Surroundings, examine
from kiosk.device.findings import LEVELS, Finding
from kiosk.device.journal import Journal
from kiosk.device.pin import Pin
from tests.content.desk import TODAY, Desk

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
ABOUT = About("2026.11.1", "OIM Panamá", "Información", NOW, date(2027, 5, 24), ("es", "en", "fr"), 4)


class Patient:
    """A kiosk on a machine that is all right, to be spoiled by tests."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state = folder, folder / "state"
        self.proc, self.dev = folder / "proc", folder / "dev"
        (self.proc / "asound").mkdir(parents=True)
        cards = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7d10000\n"
        (self.proc / "asound" / "cards").write_text(cards, "ascii")
        (self.proc / "meminfo").write_text("MemTotal:  2048000 kB\nMemFree: 1 kB\nMemAvailable:  1024000 kB\n", "ascii")
        (self.proc / "uptime").write_text("183725.36 367141.05\n", "ascii")
        self.desk = Desk(folder / "source")
        for code in ("en", "fr"):
            self.desk.translate(code)
        Pin(self.state).set("482913")
        enrolled_path(self.state).parent.mkdir()
        enrolled_path(self.state).write_text('{"signed": {"version": 3}}', "ascii")

    def install(self, number: int = 1, about: About = ABOUT) -> Path:
        """Put a generation there, as an installation leaves it."""
        folder = self.state / "store" / "gen" / f"{number:08}"
        compile_source(self.desk.folder, folder, today=TODAY)
        (folder / "about.json").write_bytes(about.to_bytes())
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        files = {name: disk_fact(folder / name) for name in names}
        (folder / FILE).write_bytes(Manifest(number, about, files, Floor()).to_bytes())
        return folder

    def examined(
        self, now: datetime = NOW, *, factory: Path | None = None, screen: Screen | None = None, site: str = ""
    ) -> list[Finding]:
        none = self.folder / "none"
        where = Surroundings(self.state, now, factory, screen=screen, built_in=none, site=site, checkout=None)
        return examine(replace(where, proc=self.proc, dev=self.dev))

    def finding(self, about: str, now: datetime = NOW, *, factory: Path | None = None) -> Finding:
        """Return the worst that is found about one thing."""
        return next(each for each in self.examined(now, factory=factory) if each.about == about)


def disk_fact(path: Path) -> Fact:
    content = path.read_bytes()
    return Fact(sha256(content).hexdigest(), len(content))


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Patient:
    monkeypatch.setattr(disk, "free_bytes", lambda place: 10 << 30)
    return Patient(tmp_path)


@pytest.fixture
def well(patient: Patient) -> Patient:
    patient.install()
    return patient


def test_a_kiosk_that_is_well_is_all_green(well: Patient) -> None:
    found = well.examined(screen=Screen(1366, 768, 1.0))

    assert {each.level for each in found} == {"green"}
    said = [str(each) for each in found]
    assert "green: Content 2026.11.1: Información. Published on 2026-11-24 by OIM Panamá." in said
    assert "green: Languages: es 100 %, en 100 %, fr 100 %" in said
    assert "green: Screen: 1366 × 768 pixels, scale 1" in said
    assert "green: The machine has been on for 2 days and 3 hours." in said
    assert "green: Sound: HDA Intel PCH" in said
    assert "green: Memory: 1000 of 2000 MB free" in said


def test_the_worst_comes_first(patient: Patient) -> None:
    enrolled_path(patient.state).unlink()

    levels = [LEVELS.index(each.level) for each in patient.examined()]

    assert levels == sorted(levels)
    assert levels[0] == 0


def test_whatever_is_not_well_says_what_to_do(tmp_path: Path) -> None:
    """A kiosk that lacks everything, on a machine that tells nothing."""
    where = Surroundings(tmp_path / "state", NOW, built_in=tmp_path, proc=tmp_path, dev=tmp_path, checkout=None)

    found = examine(where)

    assert {"content", "trust", "sound", "pin"} <= {each.about for each in found if each.level != "green"}
    assert all(bool(each.what_to_do) == (each.level != "green") for each in found)
    assert not (tmp_path / "state").exists(), "the doctor changes nothing"


def test_every_message_can_be_filled_in_and_is_marked_to_be_translated(patient: Patient) -> None:
    """The marks are found in the code, so each message has to stand there as it is."""
    source = "".join(Path(module.__file__ or "").read_text("utf-8") for module in (doctor, machine_checkup))
    source += Path(doctor.__file__).with_name("content_checkup.py").read_text("utf-8")
    marked = set(re.findall(r'N_\(\s*"([^"]*)"\s*,?\s*\)', source))
    (patient.proc / "asound" / "cards").unlink()

    for each in [*patient.examined(), *patient.examined(datetime(2001, 1, 1, tzinfo=UTC))]:
        assert each.what in marked
        assert not each.what_to_do or each.what_to_do in marked
        assert "{" not in str(each)
    assert findings.N_("as it is") == "as it is"


def test_without_content_it_asks_for_a_stick(patient: Patient) -> None:
    found = patient.finding("content")

    assert (found.level, found.what_to_do) == ("amber", "Ask the coordinator for a stick with content, and install it.")


def test_the_content_that_the_kiosk_came_with_is_looked_at_too(patient: Patient) -> None:
    factory = patient.folder / "factory"
    compile_source(patient.desk.folder, factory, today=TODAY)

    assert patient.finding("languages", factory=factory).level == "green"
    assert patient.finding("content", factory=patient.folder / "nowhere").level == "red"


def test_content_that_is_due_asks_for_a_newer_stick(well: Patient) -> None:
    assert well.finding("age", NOW.replace(year=2027, month=5, day=24)).level == "green"

    found = well.finding("age", NOW.replace(year=2027, month=5, day=25))

    assert (found.level, found.what_to_do) == ("amber", "Ask the coordinator for a newer stick.")
    assert "2027-05-24" in str(found)


def test_contacts_that_nobody_has_checked_are_counted(patient: Patient) -> None:
    patient.desk.change("contacts.yaml", "checked: 2026-11-01", "checked: never")
    patient.install()

    found = patient.finding("contacts")

    assert found.level == "amber"
    assert found.values["total"] == "2"
    assert int(found.values["count"]) >= 1


def test_what_is_not_translated_is_told(patient: Patient) -> None:
    patient.desk.change("bundle.yaml", "title: Protección", "title: Protección y más")
    patient.install()

    found = patient.finding("languages")

    assert found.level == "amber"
    assert found.values["languages"].startswith("es 100 %, en 9")


def test_older_content_to_go_back_to_is_told(well: Patient) -> None:
    well.install(2, ABOUT)

    assert str(well.finding("generations")) == "green: Kept to go back to: 2026.11.1"


@pytest.mark.logged
@pytest.mark.parametrize("name", ["content.db", "start.json", FILE])
def test_damaged_content_is_red(well: Patient, name: str) -> None:
    path = well.install(2) / name
    path.write_bytes(path.read_bytes()[:-1])

    found = well.finding("damage")

    assert (found.level, found.what_to_do) == ("red", "Install the newest stick again.")


@pytest.mark.logged
def test_content_that_cannot_be_opened_is_red(well: Patient) -> None:
    database = well.state / "store" / "gen" / "00000001" / "content.db"
    database.write_bytes(b"x" * database.stat().st_size)

    assert well.finding("content").level == "red"


@pytest.mark.parametrize("root", [b"", b"{}", None])
def test_a_kiosk_that_trusts_nobody_is_red(well: Patient, root: bytes | None) -> None:
    path = enrolled_path(well.state)
    path.unlink() if root is None else path.write_bytes(root)

    found = well.finding("trust")

    assert found.level == "red"
    assert "kiosk device enroll" in found.what_to_do
    # Where nobody was enrolled, nobody is to be enrolled again.
    assert ("again" in found.what_to_do) == (root is not None)


@pytest.mark.parametrize("megabytes, level", [(49, "red"), (50, "amber"), (199, "amber"), (200, "green")])
def test_little_room_is_told(well: Patient, monkeypatch: pytest.MonkeyPatch, megabytes: int, level: str) -> None:
    monkeypatch.setattr(disk, "free_bytes", lambda place: megabytes << 20)

    assert well.finding("disk").level == level


def test_a_state_that_cannot_be_written_is_red(well: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode, **_options: False)

    assert well.finding("state").level == "red"


def test_a_state_that_is_a_file_is_red(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")

    found = examine(Surroundings(tmp_path / "state" / "inner", NOW, built_in=tmp_path, checkout=None))

    assert "state" in [each.about for each in found if each.level == "red"]


@pytest.mark.parametrize(
    "now, level",
    [
        (datetime(1970, 1, 1, tzinfo=UTC), "amber"),
        (NOW - timedelta(minutes=1), "amber"),
        (NOW, "green"),
        (datetime(2099, 1, 1, tzinfo=UTC), "green"),
    ],
)
def test_a_clock_from_before_the_content_is_wrong(well: Patient, now: datetime, level: str) -> None:
    assert well.finding("clock", now).level == level


def test_without_content_a_clock_from_before_there_was_a_kiosk_is_wrong(patient: Patient) -> None:
    assert patient.finding("clock", datetime(2025, 12, 31, tzinfo=UTC)).level == "amber"
    assert patient.finding("clock", datetime(2026, 1, 1, tzinfo=UTC)).level == "green"


def test_no_sound_is_told(well: Patient) -> None:
    (well.proc / "asound" / "cards").write_text("--- no soundcards ---\n", "ascii")
    assert well.finding("sound").level == "amber"

    (well.dev / "snd").mkdir(parents=True)
    (well.dev / "snd" / "pcmC0D0c").touch()
    assert well.finding("sound").level == "amber", "a microphone plays nothing"

    (well.dev / "snd" / "pcmC0D0p").touch()
    assert well.finding("sound").level == "green"


def test_without_a_pin_it_says_how_to_set_one(well: Patient) -> None:
    (well.state / "pin.json").unlink()

    found = well.finding("pin")

    assert found.level == "amber"
    assert "kiosk device set-pin" in found.what_to_do
    where = Surroundings(well.state, NOW, pin="482913", built_in=well.folder / "none", checkout=None)
    assert next(each for each in examine(where) if each.about == "pin").level == "green"


def test_an_installers_pin_that_is_easily_guessed_is_amber_until_another_is_set(well: Patient) -> None:
    where = Surroundings(well.state, NOW, pin="246810", built_in=well.folder / "none", checkout=None)
    assert next(each for each in examine(where) if each.about == "pin").level == "green"

    (well.state / "pin.json").unlink()

    assert next(each for each in examine(where) if each.about == "pin").level == "amber"


def test_a_damaged_pin_is_red(well: Patient) -> None:
    (well.state / "pin.json").write_bytes(b"{")

    assert well.finding("pin").level == "red"


def test_little_memory_is_told(well: Patient) -> None:
    (well.proc / "meminfo").write_text("MemTotal: 500000 kB\nMemAvailable: 60000 kB\n", "ascii")

    assert well.finding("memory").level == "amber"


@pytest.mark.parametrize("hours, is_told", [(0, True), (167, True), (168, False)])
def test_the_last_problem_is_told_for_a_week(well: Patient, hours: int, is_told: bool) -> None:
    said = {"format": 1, "started": NOW.isoformat(), "problem": "the sky is falling", "when": NOW.isoformat()}
    (well.state / "journal.json").write_text(json.dumps(said), "utf-8")

    found = well.examined(NOW + timedelta(hours=hours))

    advice = "If it comes again, show this to the coordinator."
    problem = f"amber: Last problem (2026-11-24 15:30): the sky is falling {advice}"
    assert (problem in map(str, found)) is is_told
    assert "green: The kiosk last started on 2026-11-24 15:30." in map(str, found)


def test_what_the_journal_writes_is_read(well: Patient) -> None:
    Journal(well.state, now=lambda: NOW).started()

    assert well.finding("start").values["when"] == "2026-11-24 15:30"


@pytest.mark.parametrize(
    "libraries, packages", [('{"libc.so.6": "libc6"}', []), ('{"libno.so.9": "libno9"}', ["libno9"])]
)
def test_missing_libraries_are_red(tmp_path: Path, libraries: str, packages: list[str]) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "bootstrap.py").write_text(f"LIBRARIES = {libraries}\n", "ascii")

    found = list(machine_checkup.libraries(tmp_path))

    assert [each.values["packages"] for each in found] == packages
    assert {each.level for each in found} <= {"red"}


def test_the_list_of_libraries_is_the_one_that_sets_up() -> None:
    bootstrap = Path(__file__).parents[2] / "packaging" / "bootstrap.py"

    assert ("libGL.so.1", "libgl1") in set(machine_checkup._needed(bootstrap))  # noqa: SLF001 - what it reads


@pytest.mark.parametrize("text", [None, "LIBRARIES = ", "LIBRARIES = 5 +", "\0"])
def test_a_frozen_kiosk_has_no_such_list(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "packaging").mkdir()
        (tmp_path / "packaging" / "bootstrap.py").write_text(text, "ascii")

    assert list(machine_checkup.libraries(tmp_path)) == []


def test_a_machine_that_tells_nothing_is_no_fault(well: Patient) -> None:
    shutil.rmtree(well.proc)

    assert {"memory", "uptime"}.isdisjoint(each.about for each in well.examined())


def test_a_centre_that_the_content_does_not_know_is_red(well: Patient) -> None:
    found = [each for each in well.examined(site="sation") if each.about == "centre"]

    assert [each.level for each in found] == ["red"]
    assert "“sation”" in str(found[0])
    assert "station" in str(found[0])


def test_a_centre_that_the_content_knows_is_not_spoken_of(well: Patient) -> None:
    assert "centre" not in [each.about for each in well.examined(site="station")]


def test_the_centre_is_looked_for_in_what_the_kiosk_came_with_if_nothing_is_installed(patient: Patient) -> None:
    compile_source(patient.desk.folder, patient.folder / "factory", today=TODAY)

    found = patient.examined(factory=patient.folder / "factory", site="sation")

    assert ("red", "centre") in [(each.level, each.about) for each in found]


def test_the_command_reads_the_centre_from_the_installers_file(
    well: Patient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.yaml").write_text("site: sation\n", "utf-8")

    code = cli.main(["device", "doctor", "--state", str(well.state), "--settings", str(tmp_path / "settings.yaml")])

    assert code == 1
    assert "red: The content does not know the centre “sation”" in capsys.readouterr().out
