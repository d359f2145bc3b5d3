"""What the tests of the content share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.content.library import Library
from tests.content.desk import Desk


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
