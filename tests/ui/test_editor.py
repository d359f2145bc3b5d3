"""What an editor saves is on the open kiosk; what is wrong stands over it, and what was shown stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QRect
from pytestqt.qtbot import QtBot

from kiosk.content.compile import compile_cached, compile_source
from kiosk.content.library import Library, load_start
from kiosk.errors import BundleError, Problem
from kiosk.navigation import HOME, Destination, Place
from kiosk.ui.follower import INTERVAL_MS, Follower
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.bottom_bar import BottomBar
from kiosk.ui.widgets.editor_note import SHOWN, EditorNote
from kiosk.ui.widgets.text import Text
from tests.content.desk import Desk
from tests.fakes import Clock, Finger, shelf_of, touchable, window_on, words

DOCTOR = Destination(Place.PAGE, "health/doctor")


@dataclass
class Followed:
    """A follower of a small source, and what it said."""

    desk: Desk
    follower: Follower
    bundles: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.follower.renewed.connect(self._on_renewed)
        self.follower.refused.connect(self._on_refused)

    def _on_renewed(self, bundle: Path) -> None:
        self.bundles.append(bundle)

    def _on_refused(self, problems: list[Problem]) -> None:
        self.problems += problems


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Followed]:
    desk, parent = Desk(tmp_path / "source"), QObject()
    compiled = partial(compile_cached, desk.folder, tmp_path / "cache")
    yield Followed(desk, Follower(desk.folder, compiled, parent))
    parent.deleteLater()


def test_nothing_is_compiled_while_nothing_is_saved(followed: Followed) -> None:
    followed.follower.look()

    assert followed.bundles == []


def test_what_is_saved_is_compiled_once(followed: Followed) -> None:
    followed.desk.change("pages/health/doctor.md", "Ver a un doctor", "Ir al doctor")

    followed.follower.look()
    followed.follower.look()

    (bundle,) = followed.bundles
    with shelf_of(bundle) as shelf:
        assert shelf.library.page("health/doctor", "es").summary.title.text == "Ir al doctor"


def test_a_file_that_appears_or_goes_counts_as_saved(followed: Followed) -> None:
    text = followed.desk.read("pages/health/clinic.md")
    followed.desk.write("pages/health/ward.md", text)
    followed.follower.look()
    followed.desk.remove("pages/health/ward.md")
    followed.follower.look()

    assert len(followed.bundles) == 2
    assert followed.problems == []


def test_a_mistake_is_told_with_its_line_and_without_warnings(followed: Followed) -> None:
    followed.desk.change("bundle.yaml", "stethoscope", "stetoscope")

    followed.follower.look()

    assert followed.bundles == []
    assert [(problem.file, problem.line) for problem in followed.problems] == [("bundle.yaml", 7)]


def test_a_mended_mistake_is_shown(followed: Followed) -> None:
    followed.desk.change("bundle.yaml", "stethoscope", "stetoscope")
    followed.follower.look()
    followed.desk.change("bundle.yaml", "stetoscope", "stethoscope")
    followed.follower.look()

    assert len(followed.bundles) == 1


def test_a_folder_that_went_away_is_told_and_not_fatal(followed: Followed) -> None:
    shutil.rmtree(followed.desk.folder)

    followed.follower.look()

    assert followed.bundles == []
    assert followed.problems
    assert all(problem.is_error for problem in followed.problems)


def test_a_started_follower_looks_by_itself(followed: Followed, qtbot: QtBot) -> None:
    followed.desk.change("pages/health/doctor.md", "Ver a un doctor", "Ir al doctor")

    with qtbot.waitSignal(followed.follower.renewed, timeout=INTERVAL_MS * 10):
        followed.follower.start()

    assert len(followed.bundles) == 1


# ---------------------------------------------------------------- in the window


@pytest.fixture
def editing(tmp_path: Path, clock: Clock) -> Iterator[tuple[Desk, MainWindow]]:
    """An editor's source, and the kiosk that shows its page for doctors in English."""
    desk = Desk(tmp_path / "source")
    compile_source(desk.folder, tmp_path / "bundle")
    with shelf_of(tmp_path / "bundle") as shelf, window_on(shelf, clock) as window:
        window.begin_visit("en")
        window.go(Destination(Place.TOPIC, "health"))
        window.go(DOCTOR)
        yield desk, window


def problems(count: int) -> list[Problem]:
    return [Problem(f"pages/{number}.md", number, "wrong", "mend it") for number in range(1, count + 1)]


@contextmanager
def renewed(desk: Desk, tmp_path: Path) -> Iterator[Shelf]:
    compile_source(desk.folder, tmp_path / "renewed")
    with shelf_of(tmp_path / "renewed") as shelf:
        yield shelf


def test_new_content_is_shown_in_the_same_place_and_language(
    editing: tuple[Desk, MainWindow], tmp_path: Path, clock: Clock
) -> None:
    desk, window = editing
    desk.change("pages/health/doctor.md", "Ver a un doctor", "Ir al doctor")

    with renewed(desk, tmp_path) as shelf:
        window.take_content(shelf)
        said, place, language = words(window), window.destination, window.visit.language
        Finger(window, clock).tap(touchable(window, "back"))

    assert "Ir al doctor" in said
    assert place == DOCTOR
    assert language == "en"
    assert window.destination == Destination(Place.TOPIC, "health")


def test_the_content_before_is_let_go(tmp_path: Path, clock: Clock) -> None:
    compile_source(Desk(tmp_path / "source").folder, tmp_path / "bundle")
    opened: list[Library] = []

    def open_it() -> Library:
        opened.append(Library.open(tmp_path / "bundle"))
        return opened[-1]

    before, after = (Shelf(load_start(tmp_path / "bundle"), tmp_path / "bundle", open_it) for _ in range(2))
    with window_on(before, clock) as window:
        window.begin_visit("es")
        window.take_content(after)

        with pytest.raises(BundleError):
            opened[0].topics("es")
        assert len(opened[1].topics("es")) == 3
    after.close()


@pytest.mark.logged
def test_a_page_that_went_away_leaves_a_way_out(editing: tuple[Desk, MainWindow], tmp_path: Path, clock: Clock) -> None:
    desk, window = editing
    desk.remove("pages/health/doctor.md")

    with renewed(desk, tmp_path) as shelf:
        window.take_content(shelf)
        Finger(window, clock).tap(touchable(window, "home"))

    assert window.destination == HOME


def test_a_language_that_went_away_is_not_spoken_any_more(editing: tuple[Desk, MainWindow], tmp_path: Path) -> None:
    desk, window = editing
    desk.change("bundle.yaml", "languages: [es, en, fr]", "languages: [es, fr]")
    desk.change("sites/station.yaml", "languages: [en, es]", "languages: [fr, es]")

    with renewed(desk, tmp_path) as shelf:
        window.take_content(shelf)

        assert window.look.direction == "ltr"
        assert "Ver a un doctor" in words(window)


def test_mistakes_stand_over_the_screen_with_file_and_line(editing: tuple[Desk, MainWindow]) -> None:
    _, window = editing

    window.tell_editor(problems(2))

    note = window.findChild(EditorNote)
    assert note is not None
    assert note.isVisible()
    assert [text.text() for text in note.findChildren(Text)] == [
        "pages/1.md:1: wrong; mend it",
        "pages/2.md:2: wrong; mend it",
    ]
    assert window.destination == DOCTOR


def test_mistakes_neither_cover_the_bar_nor_keep_touches(editing: tuple[Desk, MainWindow], clock: Clock) -> None:
    _, window = editing
    window.tell_editor(problems(SHOWN + 3))
    note, bar = window.findChild(EditorNote), window.findChild(BottomBar)
    assert note is not None
    assert bar is not None

    over_the_bar = note.geometry().intersects(QRect(bar.mapTo(window, QPoint(0, 0)), bar.size()))
    below = window.childAt(note.geometry().center())
    keeps_touches = below is None or below is note or note.isAncestorOf(below)
    Finger(window, clock).tap(touchable(window, "back"))

    assert not over_the_bar
    assert not keeps_touches
    assert window.destination == Destination(Place.TOPIC, "health")


def test_mistakes_stand_at_the_foot_of_start_too(editing: tuple[Desk, MainWindow]) -> None:
    _, window = editing
    window.tell_editor(problems(1))

    window.end_visit()

    note = window.findChild(EditorNote)
    assert note is not None
    assert window.findChild(BottomBar) is None
    assert window.height() - note.geometry().bottom() < window.height() / 10


def test_many_mistakes_are_counted(editing: tuple[Desk, MainWindow]) -> None:
    _, window = editing

    window.tell_editor(problems(SHOWN + 3))

    note = window.findChild(EditorNote)
    assert note is not None
    assert [text.text() for text in note.findChildren(Text)][SHOWN:] == [
        "… and 3 more; kiosk author check lists them all"
    ]
    assert [text.text() for text in note.findChildren(Text) if text.is_cut()] == []
    assert window.rect().contains(note.geometry())


def test_mistakes_stay_on_the_next_screen_and_go_when_they_are_mended(
    editing: tuple[Desk, MainWindow], tmp_path: Path
) -> None:
    desk, window = editing
    window.tell_editor(problems(1))

    window.home()
    on_home = len(window.findChildren(EditorNote))
    with renewed(desk, tmp_path) as shelf:
        window.take_content(shelf)

    assert on_home == 1
    assert window.findChildren(EditorNote) == []
