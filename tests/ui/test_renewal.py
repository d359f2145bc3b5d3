"""What was installed is shown: the newest at the start, and a newer one between two visits, without a restart."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.bundle.about import About
from kiosk.bundle.floor import Floor
from kiosk.bundle.manifest import FILE, Fact, Manifest
from kiosk.bundle.store import Store
from kiosk.content.compile import compile_source
from kiosk.navigation import HOME
from kiosk.ui.fallback import Fallback
from kiosk.ui.main_window import MainWindow
from kiosk.ui.renewal import Renewal
from kiosk.ui.supply import Supply
from tests.content.desk import Desk
from tests.fakes import Clock, touchables, window_on

ABOUT = About("2026.11.1", "OIM", "Información", datetime(2026, 11, 24, tzinfo=UTC), date(2027, 5, 24), ("es",), 3)
Install = Callable[[int, str], Path]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "source")
    desk.change("sites/station.yaml", "[en, es]", "[es, en]")
    return desk


@pytest.fixture
def factory(desk: Desk, tmp_path: Path) -> Path:
    compile_source(desk.folder, tmp_path / "factory")
    return tmp_path / "factory"


@pytest.fixture
def install(desk: Desk, factory: Path, state: Path) -> Install:
    """Puts a generation in place as the installer's one rename does, with another name for a topic."""
    assert factory.is_dir()
    titles = ["title: Salud"]

    def put(number: int, title: str) -> Path:
        desk.change("bundle.yaml", titles[-1], f"title: {title}")
        titles.append(f"title: {title}")
        stage, path = state / "stage", state / "store" / "gen" / f"{number:08}"
        compile_source(desk.folder, stage)
        files = {
            item.relative_to(stage).as_posix(): Fact(sha256(item.read_bytes()).hexdigest(), item.stat().st_size)
            for item in stage.rglob("*")
            if item.is_file()
        }
        (stage / FILE).write_bytes(Manifest(number, ABOUT, files, Floor()).to_bytes())
        path.parent.mkdir(parents=True, exist_ok=True)
        stage.rename(path)
        return path

    return put


@pytest.fixture
def supply(state: Path, factory: Path) -> Supply:
    return Supply(state, "", lambda: factory)


@pytest.fixture
def kiosk(supply: Supply, clock: Clock) -> Iterator[Callable[[], MainWindow]]:
    """Opens the kiosk on what there is now."""
    opened: list[MainWindow] = []

    def start() -> Iterator[MainWindow]:
        contents = supply.contents()
        with window_on(contents.best(), clock) as window:
            Fallback(window, contents)
            Renewal(window, supply)
            opened.append(window)
            yield window
            QThreadPool.globalInstance().waitForDone()

    runs: list[Iterator[MainWindow]] = []

    def open_() -> MainWindow:
        runs.append(start())
        return next(runs[-1])

    yield open_
    for run in runs:
        assert list(run) == []


def offered(window: MainWindow) -> list[str]:
    """The tiles of Home; a visit is begun and left again."""
    window.begin_visit("es")
    QApplication.processEvents()
    found = [part.accessibleName() for part in touchables(window)]
    window.end_visit()
    return found


def test_without_generations_the_factory_content_is_shown(kiosk: Callable[[], MainWindow]) -> None:
    assert "Salud" in offered(kiosk())


def test_the_newest_generation_is_shown(install: Install, kiosk: Callable[[], MainWindow]) -> None:
    install(1, "Primera")
    install(2, "Segunda")

    assert "Segunda" in offered(kiosk())


@pytest.mark.logged
@pytest.mark.parametrize("damage", ["start.json", "content.db"])
def test_a_damaged_generation_gives_way_to_the_one_before(
    install: Install, kiosk: Callable[[], MainWindow], damage: str
) -> None:
    install(1, "Primera")
    newest = install(2, "Segunda")
    with (newest / damage).open("ab") as file:
        file.write(b" ")

    assert "Primera" in offered(kiosk())


@pytest.mark.logged
def test_when_all_are_damaged_the_factory_content_is_left(install: Install, kiosk: Callable[[], MainWindow]) -> None:
    for number, title in ((1, "Primera"), (2, "Segunda")):
        with (install(number, title) / "content.db").open("ab") as file:
            file.write(b" ")
    window = kiosk()

    found = [offered(window) for _ in range(3)]

    assert "Salud" in found[-1]


def test_new_content_is_shown_at_once_when_nobody_is_there(
    install: Install, kiosk: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    install(1, "Primera")
    window = kiosk()
    path = install(2, "Segunda")

    qtbot.waitUntil(lambda: window.shelf.bundle == path)

    assert "Segunda" in offered(window)


def test_a_visitor_keeps_the_content_of_the_visit_to_its_end(
    install: Install, kiosk: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    first = install(1, "Primera")
    window = kiosk()
    window.begin_visit("es")
    second = install(2, "Segunda")
    renewal = window.findChild(Renewal)
    assert renewal is not None
    renewal.look()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    during = window.shelf.bundle, window.destination

    window.end_visit()
    qtbot.waitUntil(lambda: window.shelf.bundle == second)

    assert during == (first, HOME)


@pytest.mark.logged
def test_new_content_that_is_damaged_is_left_alone(
    install: Install, kiosk: Callable[[], MainWindow], caplog: pytest.LogCaptureFixture
) -> None:
    first = install(1, "Primera")
    window = kiosk()
    second = install(2, "Segunda")
    with (second / "content.db").open("ab") as file:
        file.write(b" ")
    renewal = window.findChild(Renewal)
    assert renewal is not None

    for _ in range(3):
        renewal.look()
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()

    assert window.shelf.bundle == first
    assert caplog.text.count("generation 2 is damaged; what is shown stays") == 1


def test_going_back_to_the_factory_content_is_followed_too(
    install: Install, kiosk: Callable[[], MainWindow], factory: Path, state: Path, qtbot: QtBot
) -> None:
    install(1, "Primera")
    window = kiosk()
    shutil.rmtree(state / "store" / "gen")

    qtbot.waitUntil(lambda: window.shelf.bundle == factory)

    assert "Salud" in offered(window)


@pytest.mark.logged
def test_one_that_dies_three_times_before_its_first_frame_gives_way(
    install: Install, supply: Supply, state: Path
) -> None:
    first, second = install(1, "Primera"), install(2, "Segunda")

    begun = [supply.contents().best().bundle for _ in range(4)]

    assert begun == [second, second, second, first]
    assert Store(state).generations()[0].path == second


def test_a_first_frame_forgives_the_deaths(install: Install, supply: Supply) -> None:
    second = install(2, "Segunda")

    for _ in range(5):
        found = supply.contents().best().bundle
        supply.has_started()

    assert found == second


@pytest.mark.logged
def test_content_of_another_centre_is_better_than_none(install: Install, state: Path, factory: Path) -> None:
    install(1, "Primera")

    shelf = Supply(state, "nowhere", lambda: factory).contents().best()

    assert shelf.site == "station"
    shelf.close()
