"""The composition root: which content is shown, on which screen, and that nothing unexpected ends it."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import app
from kiosk.content.compile import compile_source
from kiosk.errors import BundleError, SettingsError, SourceError
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from tests.content.desk import Desk
from tests.fakes import names, words


def options(**given: object) -> Namespace:
    """What the command line would have made of it."""
    known: dict[str, object] = {
        "bundle": None,
        "content": None,
        "site": "",
        "settings": None,
        "state": None,
        "windowed": None,
    }
    return Namespace(**{**known, **given})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "source")


@pytest.fixture
def bundle(desk: Desk, tmp_path: Path) -> Path:
    compile_source(desk.folder, tmp_path / "bundle")
    return tmp_path / "bundle"


# ---------------------------------------------------------------- which content


def test_a_bundle_is_shown_as_it_is(bundle: Path, state: Path) -> None:
    shelf = app.open_shelf(options(bundle=bundle), Settings(), state)

    assert shelf.start.bundle_id == "small"
    assert shelf.library.topic("health", "es").title.text == "Salud"
    assert not state.exists()
    shelf.close()


def test_a_source_is_compiled_into_the_state_folder(desk: Desk, state: Path) -> None:
    shelf = app.open_shelf(options(content=desk.folder), Settings(), state)

    assert shelf.start.bundle_id == "small"
    assert [path.name for path in state.iterdir()] == ["cache"]


def test_without_either_the_shipped_content_is_shown(state: Path) -> None:
    shelf = app.open_shelf(options(), Settings(), state)

    assert shelf.start.bundle_id == "darien"


def test_a_packaged_app_shows_the_bundle_that_it_carries(
    bundle: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "FACTORY", bundle)

    shelf = app.open_shelf(options(), Settings(), state)

    assert shelf.start.bundle_id == "small"
    assert not state.exists()


def test_a_packaged_app_compiles_nothing(desk: Desk, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    with pytest.raises(SettingsError, match="build it with `kiosk author build`"):
        app.open_shelf(options(content=desk.folder), Settings(), state)


def test_a_folder_without_content_is_refused(tmp_path: Path, state: Path) -> None:
    with pytest.raises(BundleError, match="holds no content"):
        app.open_shelf(options(bundle=tmp_path), Settings(), state)


def test_a_source_with_mistakes_is_refused(desk: Desk, state: Path) -> None:
    desk.change("bundle.yaml", "stethoscope", "stetoscope")

    with pytest.raises(SourceError, match=r"bundle\.yaml:7"):
        app.open_shelf(options(content=desk.folder), Settings(), state)


def test_content_that_was_changed_after_it_was_built_is_not_opened(bundle: Path, state: Path) -> None:
    with (bundle / "content.db").open("ab") as file:
        file.write(b"more")
    shelf = app.open_shelf(options(bundle=bundle), Settings(), state)

    with pytest.raises(BundleError):
        _ = shelf.library


@pytest.mark.parametrize(
    "asked, set_, site", [("", "", "station"), ("station", "", "station"), ("", "station", "station")]
)
def test_the_site_is_asked_for_or_set_or_the_first(bundle: Path, state: Path, asked: str, set_: str, site: str) -> None:
    shelf = app.open_shelf(options(bundle=bundle, site=asked), Settings(site=set_), state)

    assert shelf.site == site


@pytest.mark.parametrize("asked, set_", [("nowhere", ""), ("", "nowhere"), ("nowhere", "station")])
def test_a_site_that_there_is_not_is_refused_with_those_there_are(
    bundle: Path, state: Path, asked: str, set_: str
) -> None:
    with pytest.raises(SettingsError, match="no site 'nowhere'; choose one of: station"):
        app.open_shelf(options(bundle=bundle, site=asked), Settings(site=set_), state)


# ---------------------------------------------------------------- the open window


@dataclass
class Opened:
    """What somebody meets who looks at the open kiosk, does something and tries to leave it by the keyboard."""

    size: QSize | None = None
    scale: float = 0.0
    full: bool = False
    left: bool = False
    hook: object = None
    interrupt: object = None
    windows: list[MainWindow] = field(default_factory=list)
    does: Callable[[MainWindow], None] | None = None

    def leave(self) -> None:
        self.left = True

    def look(self) -> int:
        """Stands for the event loop."""
        QApplication.processEvents()
        self.windows = [window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow)]
        (window,) = self.windows
        self.size, self.full, self.scale = window.size(), window.isFullScreen(), window.look.scale
        self.hook, self.interrupt = sys.excepthook, signal.getsignal(signal.SIGINT)
        if self.does is not None:
            self.does(window)
        glass = window.windowHandle()
        assert glass is not None
        QTest.keyClick(glass, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return 0


@pytest.fixture
def opened(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    found = Opened()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(QApplication, "exec", found.look)
    monkeypatch.setattr(QApplication, "quit", found.leave)
    before = signal.getsignal(signal.SIGINT)
    yield found
    signal.signal(signal.SIGINT, before)


def settings_file(folder: Path, text: str) -> Path:
    path = folder / "settings.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_kiosk_fills_the_screen(bundle: Path, opened: Opened, qapp: QApplication) -> None:
    code = app.run(options(bundle=bundle))

    assert code == 0
    assert opened.full
    assert opened.size == qapp.primaryScreen().size()


def test_the_kiosk_opens_in_a_window_when_asked(bundle: Path, opened: Opened) -> None:
    app.run(options(bundle=bundle, windowed=(1024, 600)))

    assert not opened.full
    assert opened.size == QSize(1024, 600)


def test_the_terminal_says_how_to_leave_and_so_it_is(
    bundle: Path, opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    app.run(options(bundle=bundle))

    assert "Ctrl+C" in capsys.readouterr().out
    assert opened.left
    assert opened.interrupt is signal.SIG_DFL


def test_a_locked_kiosk_cannot_be_left_and_says_nothing(
    desk: Desk, tmp_path: Path, opened: Opened, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "SHIPPED_SOURCE", desk.folder)

    app.run(options(settings=settings_file(tmp_path, "locked: yes\n")))

    assert capsys.readouterr().out == ""
    assert not opened.left
    assert opened.interrupt is not signal.SIG_DFL


@pytest.mark.parametrize("what", ["content", "bundle"])
def test_a_locked_kiosk_takes_no_other_content(tmp_path: Path, opened: Opened, what: str) -> None:
    given = {what: tmp_path, "settings": settings_file(tmp_path, "locked: yes\n")}

    with pytest.raises(SettingsError, match="locked"):
        app.run(options(**given))

    assert opened.windows == []


def topics(window: MainWindow) -> list[str]:
    """What Home offers, after all that was put off has been done."""
    QApplication.processEvents()
    window.begin_visit("es")
    return names(window)


@pytest.mark.logged
@pytest.mark.parametrize("damage", ["content.db", "start.json", "both", "no topics"])
@pytest.mark.parametrize("site", ["", "station"])
def test_damaged_content_is_written_down_and_the_shipped_one_is_shown(
    bundle: Path, tmp_path: Path, opened: Opened, caplog: pytest.LogCaptureFixture, damage: str, site: str
) -> None:
    if damage == "no topics":
        take_topics_out(bundle)
    elif damage == "both":
        shutil.rmtree(bundle)
    else:
        (bundle / damage).write_bytes(b"damaged")
    offered: list[str] = []

    opened.does = lambda window: offered.extend(topics(window))
    code = app.run(options(bundle=bundle, site=site, state=tmp_path / "state"))

    assert code == 0
    assert {"services", "protection", "return"} <= set(offered)
    assert any(record.levelno == logging.ERROR for record in caplog.records)
    assert "next best" in caplog.text


def take_topics_out(bundle: Path) -> None:
    """Leave a sound bundle with nothing in it."""
    with closing(sqlite3.connect(bundle / "content.db")) as database:
        database.execute("DELETE FROM topics")
        database.commit()
    start = json.loads((bundle / "start.json").read_bytes())
    start["content_sha256"] = sha256((bundle / "content.db").read_bytes()).hexdigest()
    (bundle / "start.json").write_text(json.dumps(start), "utf-8")


@pytest.mark.logged
def test_what_nobody_expected_is_written_down_and_does_not_end_the_kiosk(
    bundle: Path, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    app.run(options(bundle=bundle))

    assert callable(opened.hook)
    opened.hook(ValueError, ValueError("surprise"), None)

    assert [record.levelno for record in caplog.records] == [logging.CRITICAL]
    assert "surprise" in caplog.text


@pytest.mark.logged
@pytest.mark.parametrize("locked", ["yes", "no"])
def test_where_the_kiosk_failed_is_kept_and_told_to_an_open_terminal(
    tmp_path: Path, opened: Opened, state: Path, capsys: pytest.CaptureFixture[str], locked: str
) -> None:

    def look_at(page: str) -> None:
        raise ValueError(page)

    def fail(window: MainWindow) -> None:
        try:
            look_at("health/doctor")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)

    opened.does = fail
    app.run(options(settings=settings_file(tmp_path, f"locked: {locked}\n")))

    kept = (state / "faults.log").read_text("utf-8")
    assert "tests/test_app.py:" in kept
    assert "in look_at" in kept
    assert "doctor" not in kept
    assert ("Traceback" in capsys.readouterr().err) == (locked == "no")


def test_without_a_screen_the_kiosk_says_what_to_do_instead(
    bundle: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with pytest.raises(SettingsError, match="kiosk tour"):
        app.run(options(bundle=bundle))

    assert opened.windows == []


def test_without_a_display_server_the_framebuffer_is_painted_on(
    bundle: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.setattr(os, "access", lambda *_: True)

    app.run(options(bundle=bundle))

    assert os.environ["QT_QPA_PLATFORM"] == "linuxfb"


@pytest.mark.parametrize("windowed", [None, (800, 600)], ids=["full screen", "window"])
def test_the_scale_that_is_set_holds_on_every_screen(
    bundle: Path, tmp_path: Path, opened: Opened, windowed: tuple[int, int] | None
) -> None:
    app.run(options(bundle=bundle, windowed=windowed, settings=settings_file(tmp_path, "scale: 1.5\n")))

    assert opened.scale == 1.5


def test_what_an_editor_saves_is_on_the_open_kiosk(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    said: list[list[str]] = []

    def save(window: MainWindow) -> None:
        window.begin_visit("es")
        desk.change("bundle.yaml", "title: Salud", "title: Médicos")
        qtbot.waitUntil(lambda: "Médicos" in words(window))
        said.append(words(window))
        desk.change("bundle.yaml", "stethoscope", "stetoscope")
        qtbot.waitUntil(lambda: any("bundle.yaml:7" in text for text in words(window)))
        said.append(words(window))

    opened.does = save
    app.run(options(content=desk.folder))

    assert "Salud" not in said[0]
    assert "Médicos" in said[1], "what was shown stays"


def test_an_editor_who_takes_the_site_away_is_told(desk: Desk, opened: Opened, qtbot: QtBot) -> None:
    said: list[str] = []

    def rename(window: MainWindow) -> None:
        text = desk.read("sites/station.yaml")
        desk.remove("sites/station.yaml")
        desk.write("sites/other.yaml", text)
        qtbot.waitUntil(lambda: any("no site 'station'" in text for text in words(window)))
        said.extend(words(window))

    opened.does = rename
    app.run(options(content=desk.folder, site="station"))

    assert any("choose one of: other" in text for text in said)
