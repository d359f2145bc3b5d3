"""The kiosk's window on the shipped content, with time in the test's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from kiosk.content.compile import compile_source
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import fonts
from tests.fakes import SHIPPED_SOURCE, Clock, Finger, shelf_of, window_on


@pytest.fixture(scope="module", autouse=True)
def _typefaces(qapp: QApplication) -> None:
    """The kiosk's own and no others, also where content of another test brought some."""
    QFontDatabase.removeAllApplicationFonts()
    fonts.load()


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped source, compiled."""
    folder = tmp_path_factory.mktemp("ui") / "bundle"
    compile_source(SHIPPED_SOURCE, folder)
    return folder


@pytest.fixture(scope="session")
def shelf(bundle: Path) -> Iterator[Shelf]:
    with shelf_of(bundle) as shelf:
        yield shelf


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(shelf: Shelf, clock: Clock) -> Iterator[MainWindow]:
    """A visit in Spanish has begun; Home is shown."""
    with window_on(shelf, clock) as window:
        window.begin_visit("es")
        yield window


@pytest.fixture
def finger(window: MainWindow, clock: Clock) -> Finger:
    return Finger(window, clock)
