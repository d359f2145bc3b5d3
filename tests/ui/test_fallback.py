"""A bundle that cannot be shown costs a line in the log: the visitor sees what the kiosk came with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.content.compile import compile_source
from kiosk.content.library import Library, load_start
from kiosk.errors import BundleError
from kiosk.navigation import HOME, START, Destination, Place
from kiosk.ui.fallback import Contents, Fallback
from kiosk.ui.main_window import MainWindow
from kiosk.ui.screens.problem import ProblemScreen
from kiosk.ui.shelf import Shelf
from tests.content.desk import Desk
from tests.fakes import Clock, names, touchables, window_on

PAGE = Destination(Place.PAGE, "health/nurse")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The content that is going to be damaged."""
    compile_source(Desk(tmp_path / "source").folder, tmp_path / "bundle")
    return tmp_path / "bundle"


@pytest.fixture
def factory(tmp_path: Path) -> Path:
    """What the kiosk came with: the same but for the topic's name, in Spanish and English only."""
    desk = Desk(tmp_path / "factory source")
    desk.change("bundle.yaml", "title: Salud", "title: De fábrica")
    desk.change("bundle.yaml", "[es, en, fr]", "[es, en]")
    compile_source(desk.folder, tmp_path / "factory")
    return tmp_path / "factory"


def shelf_from(bundle: Path) -> Shelf:
    start = load_start(bundle)

    def open_() -> Library:
        library = Library.open(bundle)
        library.verify(start.content_sha256)
        return library

    return Shelf(start, bundle, open_)


def remove(bundle: Path) -> None:
    shutil.rmtree(bundle)


def empty(bundle: Path) -> None:
    shutil.rmtree(bundle)
    bundle.mkdir()


def from_the_future(bundle: Path) -> None:
    start = json.loads((bundle / "start.json").read_bytes())
    (bundle / "start.json").write_text(json.dumps({**start, "format": 99}), "utf-8")


def cut_short(bundle: Path) -> None:
    (bundle / "start.json").write_bytes((bundle / "start.json").read_bytes()[:200])


def without_languages(bundle: Path) -> None:
    start = json.loads((bundle / "start.json").read_bytes())
    (bundle / "start.json").write_text(json.dumps({**start, "languages": []}), "utf-8")


def without_database(bundle: Path) -> None:
    (bundle / "content.db").unlink()


def other_database(bundle: Path) -> None:
    (bundle / "content.db").write_bytes(b"no database")


def changed_database(bundle: Path) -> None:
    with (bundle / "content.db").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"?")


DAMAGE = (remove, empty, from_the_future, cut_short, without_languages, without_database, other_database)


def open_on(contents: Contents, clock: Clock) -> Iterator[MainWindow]:
    with window_on(contents.best(), clock) as window:
        Fallback(window, contents)
        yield window


@pytest.mark.logged
@pytest.mark.parametrize("damage", [*DAMAGE, changed_database])
def test_the_visitor_sees_the_factory_content_and_the_log_says_why(
    bundle: Path, factory: Path, clock: Clock, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    damage(bundle)
    contents = Contents([lambda: shelf_from(bundle), lambda: shelf_from(factory)])

    for window in open_on(contents, clock):
        window.begin_visit("es")
        QApplication.processEvents()

        assert window.destination == HOME
        assert "De fábrica" in [part.accessibleName() for part in touchables(window)]
    assert "next best" in caplog.text


@pytest.mark.logged
def test_a_damage_found_in_the_midst_of_a_visit_leads_home(
    bundle: Path, factory: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = Contents([lambda: shelf_from(bundle), lambda: shelf_from(factory)])

    def refuse(*_: object) -> None:
        raise BundleError("the disk is going")

    for window in open_on(contents, clock):
        window.begin_visit("fr")
        before = window.destination, names(window)
        with monkeypatch.context() as broken:
            broken.setattr(Library, "page", refuse)
            window.go(PAGE)
            assert window.stage is not None
            assert isinstance(window.stage.screen_shown, ProblemScreen)
        QApplication.processEvents()

        assert before[0] == HOME
        assert window.destination == HOME
        assert window.visit.language == "en", "the factory content has no French, and English is its first"
        assert "De fábrica" in [part.accessibleName() for part in touchables(window)]


@pytest.mark.logged
def test_when_nothing_is_left_start_still_stands_and_a_problem_is_told(
    bundle: Path, factory: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    other_database(bundle)
    other_database(factory)
    contents = Contents([lambda: shelf_from(bundle), lambda: shelf_from(factory)])

    for window in open_on(contents, clock):
        started = names(window)
        for _ in range(3):
            window.begin_visit("es")
            QApplication.processEvents()
            shown = window.stage.screen_shown if window.stage else None
            window.end_visit()
            QApplication.processEvents()

        assert "language-es" in started
        assert isinstance(shown, ProblemScreen)
        assert window.destination == START
    assert "nothing else can be shown either" in caplog.text


def test_the_last_resort_that_cannot_be_used_is_an_error(bundle: Path) -> None:
    remove(bundle)

    with pytest.raises(BundleError, match="holds no content"):
        Contents([lambda: shelf_from(bundle)]).best()


@pytest.mark.logged
def test_what_is_not_in_the_content_is_no_damage(bundle: Path, factory: Path, clock: Clock) -> None:
    contents = Contents([lambda: shelf_from(bundle), lambda: shelf_from(factory)])

    for window in open_on(contents, clock):
        window.begin_visit("es")
        window.go(Destination(Place.PAGE, "no/such"))
        QApplication.processEvents()

        assert window.shelf.start.languages[-1].code == "fr"
        assert not contents.is_last()
