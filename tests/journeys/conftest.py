"""A visitor in front of the real window, with the shipped content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.content.compile import compile_source
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import fonts
from tests.fakes import SHIPPED_SOURCE, Clock, shelf_of, window_on
from tests.journeys.visitor import Visitor


@pytest.fixture(scope="session", autouse=True)
def _typefaces(qapp: QApplication) -> None:
    """The kiosk's own, since there are no others."""
    fonts.load()


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped source, compiled."""
    folder = tmp_path_factory.mktemp("journeys") / "bundle"
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
def visitor(shelf: Shelf, clock: Clock) -> Iterator[Visitor]:
    """Somebody in front of the start screen."""
    with window_on(shelf, clock) as window:
        yield Visitor(window, shelf, clock)
