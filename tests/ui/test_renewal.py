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
from kiosk.bundle.starts import Starts
from kiosk.bundle.store import STARTS, Store
from kiosk.content.compile import compile_source
from kiosk.navigation import HOME
from kiosk.ui.fallback import Fallback
from kiosk.ui.first_visit import FirstVisit
from kiosk.ui.main_window import MainWindow
from kiosk.ui.renewal import Renewal
from kiosk.ui.supply import Supply
from tests.content.desk import Desk
from tests.fakes import Clock, touchables, window_on

ABOUT = About("2026.11.1", "OIM", "Información", datetime(2026, 11, 24, tzinfo=UTC), date(2027, 5, 24), ("es",), 3)
Install = Callable[..., Path]
THIEFS_KEY = "0" * 32


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

    def put(number: int, title: str, signer: str = "") -> Path:
        desk.change("bundle.yaml", titles[-1], f"title: {title}")
        titles.append(f"title: {title}")
        stage, path = state / "stage", state / "store" / "gen" / f"{number:08}"
        compile_source(desk.folder, stage)
        files = {
            item.relative_to(stage).as_posix(): Fact(sha256(item.read_bytes()).hexdigest(), item.stat().st_size)
            for item in stage.rglob("*")
            if item.is_file()
        }
        manifest = Manifest(number, ABOUT, files, Floor(), signers=frozenset([signer]))
        (stage / FILE).write_bytes(manifest.to_bytes())
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
    assert caplog.text.count("generation 2 is damaged and passed over") == 1


def look_again(window: MainWindow) -> None:
    renewal = window.findChild(Renewal)
    assert renewal is not None
    for _ in range(3):
        renewal.look()
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def test_what_a_stolen_key_signed_is_shown_no_longer(
    install: Install, kiosk: Callable[[], MainWindow], supply: Supply
) -> None:
    first = install(1, "Primera")
    install(2, "Segunda", signer=THIEFS_KEY)
    window = kiosk()

    supply.store.declare_stolen(frozenset([THIEFS_KEY]))
    look_again(window)

    assert window.shelf.bundle == first


@pytest.mark.logged
def test_it_is_given_up_although_what_came_after_it_is_damaged(
    install: Install, kiosk: Callable[[], MainWindow], supply: Supply
) -> None:
    first = install(1, "Primera")
    install(2, "Segunda", signer=THIEFS_KEY)
    window = kiosk()
    with (install(3, "Tercera") / "content.db").open("ab") as file:
        file.write(b" ")

    supply.store.declare_stolen(frozenset([THIEFS_KEY]))
    look_again(window)

    assert window.shelf.bundle == first


def test_the_factory_content_takes_its_place_where_there_is_no_other(
    install: Install, kiosk: Callable[[], MainWindow], supply: Supply, factory: Path
) -> None:
    install(2, "Segunda", signer=THIEFS_KEY)
    window = kiosk()

    supply.store.declare_stolen(frozenset([THIEFS_KEY]))
    look_again(window)

    assert window.shelf.bundle == factory


@pytest.mark.logged
def test_nothing_that_fails_falls_back_on_it(
    install: Install, kiosk: Callable[[], MainWindow], supply: Supply, factory: Path
) -> None:
    """It was a way out when the window opened, and is none since the key was declared stolen."""
    install(1, "Primera", signer=THIEFS_KEY)
    newest = install(2, "Segunda")
    window = kiosk()
    supply.store.declare_stolen(frozenset([THIEFS_KEY]))
    window.shelf.close()
    with (newest / "content.db").open("ab") as file:
        file.write(b" ")

    assert "Salud" in offered(window) + offered(window)


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

    assert (shelf.site, shelf.missing_site) == ("", "nowhere")
    shelf.close()


# ---------------------------------------------------------------- the first visit


def deaths_after(supply: Supply, end: Callable[[FirstVisit, MainWindow], object], window: MainWindow) -> int:
    """Begin a visit, have the process end as *end* does, and start anew; returns what the first one has died of."""
    supply.has_started()
    watch = FirstVisit(window, supply)
    window.begin_visit("es")
    end(watch, window)
    watch.setParent(None)
    supply.store.best_to_start()
    return Starts(supply.store.folder / STARTS).deaths(1)


def kill(_watch: FirstVisit, _window: MainWindow) -> None:
    """A kill asks nobody."""


def stop(watch: FirstVisit, _window: MainWindow) -> None:
    watch.stop()


def leave(_watch: FirstVisit, window: MainWindow) -> None:
    window.end_visit()


def leave_and_come_again(_watch: FirstVisit, window: MainWindow) -> None:
    window.end_visit()
    window.begin_visit("es")


@pytest.mark.parametrize("end, deaths", [(kill, 1), (stop, 0), (leave, 0), (leave_and_come_again, 0)])
def test_only_what_ends_the_first_visit_by_force_is_a_death(
    install: Install,
    kiosk: Callable[[], MainWindow],
    supply: Supply,
    end: Callable[[FirstVisit, MainWindow], object],
    deaths: int,
) -> None:
    install(1, "Primera")
    window = kiosk()

    assert deaths_after(supply, end, window) == deaths


def test_a_kiosk_at_start_is_not_at_risk(install: Install, kiosk: Callable[[], MainWindow], supply: Supply) -> None:
    install(1, "Primera")
    window = kiosk()
    watch = FirstVisit(window, supply)
    supply.has_started()

    supply.store.best_to_start()

    assert Starts(supply.store.folder / STARTS).deaths(1) == 0
    watch.stop()


def test_before_the_first_frame_it_is(install: Install, kiosk: Callable[[], MainWindow], supply: Supply) -> None:
    install(1, "Primera")
    kiosk()

    supply.store.best_to_start()

    assert Starts(supply.store.folder / STARTS).deaths(1) == 1
