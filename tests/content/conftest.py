"""What the tests of the content share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.content.library import Library
from tests.content.desk import Desk
from tests.content.forger import Forger, compiled


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A small source that is all right."""
    return Desk(tmp_path / "source")


@pytest.fixture
def opened(desk: Desk) -> Iterator[Callable[[], Library]]:
    """Compiles the desk's source and opens it; closed again after the test."""
    libraries: list[Library] = []

    def open_it() -> Library:
        libraries.append(desk.library())
        return libraries[-1]

    yield open_it
    for library in libraries:
        library.close()


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with something of everything, to be copied."""
    return compiled(tmp_path_factory.mktemp("original"))


@pytest.fixture
def forger(original: Path, tmp_path: Path) -> Forger:
    """A bundle that is sound so far, and somebody who changes it."""
    shutil.copytree(original, tmp_path / "bundle")
    return Forger(tmp_path / "bundle")
