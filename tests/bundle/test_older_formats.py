"""What an earlier version of the kiosk wrote still opens, verifies, is installed and gone back from."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.bundle.facts import facts_of
from kiosk.bundle.going_back import roll_back
from kiosk.bundle.install import install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.store import Generation, Store
from kiosk.bundle.trust import enroll
from kiosk.content.library import Library, load_start
from kiosk.content.library.schema import FORMAT
from kiosk.content.model import Phone
from kiosk.content.soundness import inspect
from kiosk.device import journal, ledger, notices
from kiosk.device.pin import Pin
from kiosk.settings import load
from tests.bundle.device import Device
from tests.bundle.publishing.office import look
from tests.bundle.team import Team, content
from tests.content.forger import ask_everything
from tests.fixtures.make_state import NOW, PIN

FIXTURES = Path(__file__).parents[1] / "fixtures"
FORMATS = sorted(FIXTURES.glob("format-*"))


@pytest.fixture(params=FORMATS, ids=lambda folder: folder.name)
def older(request: pytest.FixtureRequest, tmp_path: Path, state: Path) -> Path:
    """A copy of what one version wrote, its state folder in the place of this kiosk's."""
    folder = tmp_path / "older"
    shutil.copytree(request.param, folder)
    shutil.copytree(folder / "state", state)
    return folder


def shown(state: Path) -> Generation:
    """The generation that a kiosk with that state folder starts with."""
    found = Store(state).next_to_start()
    assert found is not None
    assert found.is_whole()
    return found


def first_number(bundle: Path) -> str:
    with closing(Library.open(bundle)) as library:
        return str(library.contact("iom-panama", "es").phones[0])


def test_an_installed_bundle_is_shown(older: Path, state: Path) -> None:
    generation = shown(state)

    assert generation.manifest.version == 2
    assert ask_everything(generation.path) == 16
    assert first_number(generation.path) == "+507 305-3352"


def test_an_installed_bundle_is_still_sound(older: Path, state: Path) -> None:
    for generation in Store(state).generations():
        inspect(generation.path)


def test_numbers_of_format_2_dial_what_they_show_or_nothing(older: Path, state: Path) -> None:
    with closing(Library.open(shown(state).path)) as library:
        found = [phone for contact in library.contacts("es") for phone in contact.phones]

    assert found == [
        Phone("+507 305-3352", "+5073053352"),
        Phone("+507 305-3350", "+5073053350"),
        Phone("+507 6000-1234", "+50760001234"),
        Phone("+507 305-3351", "+5073053351", "22"),
        Phone("+44 (0)20 7946 0018"),
        Phone("+1 800 FLOWERS"),
        Phone("911", "911"),
        Phone("800 0000", "8000000"),
    ]


def test_the_content_before_comes_back(older: Path, state: Path) -> None:
    roll_back(state)

    assert first_number(shown(state).path) == "+507 305-3351"


def test_a_repository_verifies_under_its_root(older: Path) -> None:
    verdict = look(older / "repository", trusted_root=(older / "root.json").read_bytes())

    assert (verdict.is_good, verdict.number) == (True, 3)


def test_a_repository_is_installed_over_what_was_there(older: Path, state: Path) -> None:
    install(FolderRepository(older / "repository"), state)

    assert first_number(shown(state).path) == "+507 305-3353"
    assert [item.manifest.version for item in Store(state).generations()] == [3, 2]


def test_a_repository_is_installed_on_a_new_kiosk(older: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    enroll(fresh, (older / "root.json").read_bytes())

    install(FolderRepository(older / "repository"), fresh)

    assert first_number(shown(fresh).path) == "+507 305-3353"


def test_what_the_staff_set_holds(older: Path, state: Path) -> None:
    settings = load(None, state)

    assert (settings.site, settings.text_size, settings.volume) == ("station", 133, 40)
    assert Pin(state).check(PIN)
    now = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    up = notices.standing(notices.read(state), now)
    assert [notice.template or notice.text for notice in up] == ["talk", "Hoy no hay bus."]


def test_what_was_counted_and_noted_is_known(older: Path, state: Path) -> None:
    days = ledger.read(state)

    assert days[date(2026, 11, 24).isoformat()].visits == 5
    assert journal.read(state).started == NOW
    assert "turned" in journal.read(state).problem


def test_the_keys_of_an_editor_go_on_from_where_they_were(older: Path) -> None:
    history = Keyring.open(older / "keys").history

    assert history.taken == 3
    assert history.facts is not None
    assert history.facts.contacts["iom-panama"].ways["phone"] == ("+507 305-3353",)


def test_nothing_changes_for_people_because_the_program_is_a_newer_one(older: Path, state: Path) -> None:
    history = Keyring.open(older / "keys").history
    install(FolderRepository(older / "repository"), state)

    assert history.facts is not None
    assert facts_of(shown(state).path).contacts == history.facts.contacts


def test_the_start_screen_needs_nothing_else(older: Path, state: Path) -> None:
    start = load_start(shown(state).path)

    assert [language.code for language in start.languages] == ["es", "en", "fr"]


def test_a_later_format_is_refused_and_what_is_shown_stays(team: Team, device: Device) -> None:
    later = FORMAT + 1
    of_later_format = content(2).with_database(lambda db: db.execute(f"PRAGMA user_version = {later}"))
    start = {**json.loads(of_later_format.files["start.json"]), "format": later}
    team.publish(of_later_format.with_file("start.json", json.dumps(start).encode()))

    refusal = device.refusal(team.office)

    assert f"of another format ({later}), later than this kiosk; update its program first" in str(refusal)
    assert device.shown() == 1


def test_content_of_this_format_is_installed_over_format_2(older: Path, tmp_path: Path) -> None:
    team = Team(tmp_path / "team")
    team.publish(content(7))
    mixed = tmp_path / "mixed"
    enroll(mixed, (older / "root.json").read_bytes())
    install(FolderRepository(older / "repository"), mixed)
    (mixed / "trust" / "root.json").write_bytes(team.first_root)

    install(FolderRepository(team.office), mixed)

    assert first_number(shown(mixed).path) == "+507 305-0007"
    roll_back(mixed)
    assert first_number(shown(mixed).path) == "+507 305-3353"
