"""Staff mode open at one of its desks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ui.shelf import Shelf
from tests.fakes import Clock, window_on
from tests.ui.staff.board import Board


@pytest.fixture
def board(shelf: Shelf, state: Path, clock: Clock) -> Iterator[Board]:
    with window_on(shelf, clock) as window:
        board = Board(window, state, clock)
        yield board
        board.mode.close_mode()
        window.take_off()
