"""Whoever mends the kiosk learns where it failed; of the visitor in front of it nothing is kept."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.device import fault_log
from kiosk.device.fault_log import FATAL_FILE, FILE, LARGEST_FILE, LINES, OLDER_FILE, FaultLog, checked, describe

MORNING = datetime(2026, 11, 24, 8, 17, 23, 5, tzinfo=UTC)


class Clock:
    """A moment that passes when a test lets it."""

    def __init__(self) -> None:
        self.moment = MORNING

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def logger(state: Path, clock: Clock) -> Iterator[logging.Logger]:
    """A logger of the kiosk's kind, which tells the fault log alone."""
    logger = logging.getLogger("faults-under-test")
    logger.propagate = False
    handler = FaultLog(state, clock)
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)
    handler.close()


def fail(typed: str) -> None:
    secret = {typed: 1}
    raise KeyError(f"{typed} {secret}")


def fail_because(typed: str) -> None:
    try:
        fail(typed)
    except KeyError as error:
        raise ValueError(typed) from error


def log(logger: logging.Logger, action: Callable[[str], None] = fail_because, typed: str = "health/doctor") -> None:
    try:
        action(typed)
    except (KeyError, ValueError):
        logger.exception("the page %s cannot be shown", typed)


def entries(state: Path) -> list[str]:
    return [entry for name in (OLDER_FILE, FILE) if (state / name).exists()
            for entry in (state / name).read_text("utf-8").split("\n\n") if entry]  # fmt: skip


def test_frames_and_types_are_kept_with_the_hour(state: Path, logger: logging.Logger) -> None:
    log(logger)

    (entry,) = entries(state)
    lines = entry.splitlines()
    assert lines[0] == "2026-11-24 08h ERROR"
    assert lines[1].startswith("  tests/device/test_fault_log.py:")
    assert lines[1].endswith(" in log")
    assert lines[2] == "KeyError"
    assert [line.partition(" in ")[2] for line in lines[3:5]] == ["fail_because", "fail"]
    assert lines[5] == "ValueError"


def test_no_word_of_the_visitor_and_no_minute_is_kept(state: Path, logger: logging.Logger) -> None:
    log(logger, typed="where is my sister")

    kept = (state / FILE).read_text("utf-8")
    assert "sister" not in kept
    assert "17" not in kept.partition("\n")[0]
    assert (state / FILE).stat().st_mtime % 3600 == 0


def test_each_distinct_fault_is_kept_once_a_day(state: Path, logger: logging.Logger, clock: Clock) -> None:
    for typed in ("one", "two"):
        log(logger, typed=typed)
        clock.moment += timedelta(hours=2)
    log(logger, fail)
    assert len(entries(state)) == 2

    clock.moment += timedelta(days=1)
    for _ in range(2):
        log(logger)
    assert len(entries(state)) == 3


def test_a_fault_that_comes_at_each_start_is_kept_once_a_day(state: Path, clock: Clock) -> None:
    for _ in range(3):
        fresh = FaultLog(state, clock)
        fresh.handle(logging.LogRecord("kiosk", logging.ERROR, "kiosk/app.py", 5, "x", (), None))
        fresh.close()

    assert len(entries(state)) == 1


def test_warnings_are_no_faults(state: Path, logger: logging.Logger) -> None:
    logger.warning("the clock may be wrong")

    assert not state.exists()


def test_the_log_takes_256_kib_at_most_and_gives_up_the_oldest(
    state: Path, logger: logging.Logger, clock: Clock
) -> None:
    handler = logger.handlers[0]
    for number in range(4000):
        clock.moment += timedelta(hours=1)
        handler.handle(logging.LogRecord("kiosk", logging.ERROR, "x" * 100, number, "x", (), None))

    sizes = [(state / name).stat().st_size for name in (FILE, OLDER_FILE)]
    assert max(sizes) <= LARGEST_FILE
    assert sum(sizes) > LARGEST_FILE
    assert ":3999 in" in entries(state)[-1]


def test_a_deep_recursion_is_shortened(state: Path, logger: logging.Logger) -> None:
    def deeper(count: int) -> None:
        deeper(count + 1)

    try:
        deeper(0)
    except RecursionError:
        logger.exception("too deep")

    (entry,) = entries(state)
    assert entry.count("\n") < fault_log.MOST_LINES + 3
    assert "  ..." in entry


def test_a_full_disk_or_a_strange_file_stops_nothing(state: Path, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("untouched")
    state.mkdir()
    (state / FILE).symlink_to(tmp_path / "elsewhere")
    (state / OLDER_FILE).mkdir()
    (state / FATAL_FILE).mkdir()
    handler = FaultLog(state, clock)

    handler.watch_for_signals()
    handler.handle(logging.LogRecord("kiosk", logging.ERROR, "kiosk/app.py", 5, "x", (), None))
    handler.close()

    assert (tmp_path / "elsewhere").read_text() == "untouched"


DIE = """
import ctypes, sys
from pathlib import Path
from kiosk.device.fault_log import FaultLog
FaultLog(Path(sys.argv[1])).watch_for_signals()
def read_page():
    ctypes.string_at(0)
read_page()
"""


def test_the_frames_of_a_crash_are_kept_at_the_next_start(state: Path, clock: Clock) -> None:
    died = subprocess.run([sys.executable, "-c", DIE, str(state)], check=False, capture_output=True)
    assert died.returncode == -signal.SIGSEGV

    after = FaultLog(state, clock)
    after.watch_for_signals()
    after.close()

    (entry,) = entries(state)
    assert entry.splitlines()[:2] == ["2026-11-24 08h FATAL", "  Segmentationfault"]
    assert "in read_page" in entry
    assert not (state / FATAL_FILE).exists()


def test_what_another_process_says_is_kept_if_it_looks_like_frames(state: Path, logger: logging.Logger) -> None:
    lines = ["ValueError", "  kiosk/bundle/install.py:12 in install", "call +507 6123-4567", "a\nb", 5, "x" * 500]
    logger.error("failed", extra={LINES: lines})

    assert entries(state)[0].splitlines()[2:] == lines[:2]


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_anything_that_another_process_says_is_taken_without_harm(said: object) -> None:
    assert all("\n" not in line for line in checked(said))


def test_no_place_names_the_folder_of_somebody() -> None:
    try:
        os.fspath(5)  # type: ignore[call-overload]
    except TypeError as error:
        lines = describe(error)

    assert lines[0] == "TypeError"
    assert lines[1].startswith("  tests/device/test_fault_log.py:")
