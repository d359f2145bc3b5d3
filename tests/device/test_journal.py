"""The staff see when the kiosk last started, and its last problem; keeping them never causes another."""

from __future__ import annotations

import errno
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle import disk
from kiosk.device.journal import LONGEST, Chronicle, Journal, read

MORNING = datetime(2026, 11, 24, 8, 17, 23, 5, tzinfo=UTC)


class Time:
    """A moment, and seconds that pass when a test lets them."""

    def __init__(self) -> None:
        self.moment, self.seconds = MORNING, 50.0

    def now(self) -> datetime:
        return self.moment

    def clock(self) -> float:
        return self.seconds


@pytest.fixture
def passing() -> Time:
    return Time()


@pytest.fixture
def journal(state: Path, passing: Time) -> Journal:
    return Journal(state, passing.now, passing.clock)


@pytest.fixture
def logger(journal: Journal) -> Iterator[logging.Logger]:
    """A logger of the kiosk's kind, which tells this journal alone."""
    logger = logging.getLogger("journal-under-test")
    logger.propagate = False
    logger.addHandler(journal)
    yield logger
    logger.removeHandler(journal)


def test_nothing_is_known_at_first(state: Path) -> None:
    assert read(state) == Chronicle()
    assert not state.exists()


def test_the_last_start_is_known(journal: Journal, state: Path) -> None:
    journal.started()

    assert read(state) == Chronicle(MORNING.replace(microsecond=0))


def test_the_last_problem_is_known_by_its_hour(journal: Journal, state: Path, logger: logging.Logger) -> None:
    journal.started()

    logger.error("%s cannot be shown", "a page")

    known = read(state)
    assert (known.problem, known.when) == ("a page cannot be shown", datetime(2026, 11, 24, 8, tzinfo=UTC))
    assert known.started == MORNING.replace(microsecond=0)
    assert (state / "journal.json").stat().st_mtime % 3600 == 0


def test_warnings_are_no_problems(state: Path, logger: logging.Logger) -> None:
    logger.warning("the clock may be wrong")

    assert read(state) == Chronicle()


def test_a_problem_outlives_the_next_start(state: Path, logger: logging.Logger, passing: Time) -> None:
    logger.error("the content is damaged")

    Journal(state, passing.now, passing.clock).started()

    assert read(state).problem == "the content is damaged"


def test_a_problem_is_one_short_line_without_a_trace(state: Path, logger: logging.Logger) -> None:
    try:
        raise ValueError("secret")
    except ValueError:
        logger.exception("first\nsecond\x1b[31m %s", "x" * 500)

    problem = read(state).problem
    assert problem.startswith("first second [31m xxx")
    assert len(problem) == LONGEST
    assert problem.endswith("…")
    assert "secret" not in (state / "journal.json").read_text("ascii")


def test_it_is_written_once_a_minute_and_at_the_end(
    journal: Journal, state: Path, logger: logging.Logger, passing: Time
) -> None:
    logger.error("first")
    passing.seconds += 59
    logger.error("second")
    assert read(state).problem == "first"

    passing.seconds += 1
    logger.error("third")
    assert read(state).problem == "third"

    logger.error("fourth")
    journal.close()
    assert read(state).problem == "fourth"


class Speechless:
    """What breaks whoever asks for its words."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize("message, argument", [("%s", Speechless()), ("%d", "words"), (Speechless(), 1)])
def test_what_is_logged_wrongly_is_passed_over(
    journal: Journal, state: Path, message: object, argument: object
) -> None:
    journal.handle(logging.LogRecord("kiosk", logging.ERROR, "", 0, message, (argument,), None))

    assert read(state) == Chronicle()


def test_a_full_disk_stops_nothing_and_the_problem_is_written_later(
    journal: Journal, state: Path, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(disk, "replace", fail)
        logger.error("words")
    assert read(state) == Chronicle()

    journal.flush()

    assert read(state).problem == "words"


def test_a_folder_in_place_of_the_file_stops_nothing(journal: Journal, state: Path, logger: logging.Logger) -> None:
    (state / "journal.json").mkdir(parents=True)

    journal.started()
    logger.error("words")
    journal.close()

    assert read(state) == Chronicle()


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"[" * 9000, b"\xff", b'{"format": 2, "problem": "x"}', b'{"format": 1}',
    b'{"format": 1, "started": "yesterday", "when": 5}', b'{"format": 1, "started": "2026-11-24T08:00:00"}',
])  # fmt: skip
def test_a_damaged_journal_knows_nothing(state: Path, content: bytes) -> None:
    state.mkdir()
    (state / "journal.json").write_bytes(content)

    assert read(state) == Chronicle()


@given(st.text(max_size=500))
def test_any_problem_fits_in_a_line(text: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder), lambda: MORNING, lambda: 0.0)
        journal.emit(logging.LogRecord("kiosk", logging.ERROR, "", 0, text.replace("%", "%%"), (), None))

        problem = read(Path(folder)).problem
        assert len(problem.splitlines()) <= 1
        assert len(problem) <= LONGEST
        assert json.loads((Path(folder) / "journal.json").read_bytes())["problem"] == problem
