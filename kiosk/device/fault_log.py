"""Keeps where the kiosk failed, for whoever mends it: frames and types of exceptions, and nothing of a visitor."""

from __future__ import annotations

import faulthandler
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import IO

from kiosk.bundle import disk
from kiosk.storage.state_files import Reset, StateFiles

FILE, OLDER_FILE = "faults.log", "faults.1.log"
#: Where the interpreter writes its frames when the process dies of a signal; taken over at the next start.
FATAL_FILE = "faults.fatal"
#: Bytes of each of the two files; together they are what the log may take.
LARGEST_FILE = 128 * 1024
STATE = StateFiles((FILE, OLDER_FILE, FATAL_FILE), Reset.EVERYTHING)
#: Entries of one day, and lines of one entry, at most.
MOST_ENTRIES, MOST_LINES = 200, 60
_LARGEST_FATAL = 16 * 1024
#: A handler's extra field with the lines of a fault in another process.
LINES = "fault_lines"

_PROJECT = Path(__file__).resolve().parent.parent.parent
_LINE = re.compile(r"[ ]{0,6}[\w./<>-]{1,120}(?::\d{1,6} in [\w<>.]{1,80})?")
_FATAL_FRAME = re.compile(r'File "([^"]{1,400})", line (\d{1,6}) in (.{1,80})')
_FATAL_KIND = re.compile(r"Fatal Python error: (Segmentation fault|Aborted|Bus error|Illegal instruction)")


def describe(error: BaseException) -> list[str]:
    """Return the types and frames of *error* and of what it came from, innermost last; no value and no message."""
    lines = []
    for one in reversed(list(_chain(error))):
        lines.append(type(one).__qualname__)
        lines += [f"  {frame}" for frame in _frames(one.__traceback__)]
    return lines if len(lines) <= MOST_LINES else [*lines[:10], "  ...", *lines[-(MOST_LINES - 11) :]]


def checked(lines: object) -> list[str]:
    """Return the lines of another process that look like those of `describe`; a strange line is left out."""
    if not isinstance(lines, list):
        return []
    return [line for line in lines[:MOST_LINES] if isinstance(line, str) and _LINE.fullmatch(line)]


class FaultLog(logging.Handler):
    """Writes each distinct fault once a day into *state*, with its hour; it never fails.

    A fault is a record of level ERROR or above. Of an exception it keeps the types and the frames, of a record
    without one the line that logged it. Messages, values of exceptions and local variables are left out, since
    they may name what somebody read or typed. Two files of `LARGEST_FILE` bytes each are kept, the older one
    is given up first.
    """

    def __init__(self, state: Path, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(logging.ERROR)
        self._state, self._now = state, now or (lambda: datetime.now().astimezone())
        self._day, self._known = "", set[str]()
        self._fatal: IO[bytes] | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a fault down, unless it was written today."""
        error = record.exc_info[1] if record.exc_info else None
        lines = describe(error) if error else checked(getattr(record, LINES, None))
        place = f"{_place(record.pathname)}:{record.lineno} in {record.funcName}"
        self._add([record.levelname, f"  {place}", *lines])

    def watch_for_signals(self) -> None:
        """Have the frames written when a signal kills the process, and take over those of the last time."""
        path = self._state / FATAL_FILE
        with suppress(OSError):
            self._take_over(path)
            disk.make_folder(self._state, through=False)
            handle = disk.open_file(path, os.O_WRONLY | os.O_TRUNC)
            self._fatal = os.fdopen(handle, "wb")
            faulthandler.enable(self._fatal, all_threads=False)

    def close(self) -> None:
        """Stop writing."""
        if self._fatal is not None:
            faulthandler.disable()
            self._fatal.close()
            self._fatal = None
            with suppress(OSError):
                (self._state / FATAL_FILE).unlink()
        super().close()

    def _take_over(self, path: Path) -> None:
        if not path.is_file() or path.is_symlink():
            return
        with path.open("rb") as file:
            said = file.read(_LARGEST_FATAL).decode("utf-8", "replace")
        frames = [f"  {_place(file)}:{line} in {name}" for file, line, name in _FATAL_FRAME.findall(said)]
        if kind := _FATAL_KIND.search(said):
            # The interpreter writes the innermost frame first.
            self._add(["FATAL", f"  {kind[1].replace(' ', '')}", *checked(frames[::-1])])

    def _add(self, lines: list[str]) -> None:
        with suppress(OSError, ValueError):
            hour = self._now().replace(minute=0, second=0, microsecond=0)
            day = hour.date().isoformat()
            if day != self._day:
                self._day, self._known = day, set(self._written_on(day))
            text = "\n".join(lines)
            digest = sha256(text.encode()).hexdigest()
            if digest in self._known or len(self._known) >= MOST_ENTRIES:
                return
            self._write(f"{day} {hour.hour:02}h {text}\n\n".encode(), hour.timestamp())
            self._known.add(digest)

    def _written_on(self, day: str) -> Iterator[str]:
        for name in (OLDER_FILE, FILE):
            with suppress(OSError):
                for entry in (self._state / name).read_text("utf-8", "replace").split("\n\n"):
                    if entry.startswith(f"{day} "):
                        yield sha256(entry.split(" ", 2)[-1].encode()).hexdigest()

    def _write(self, entry: bytes, hour: float) -> None:
        disk.make_folder(self._state, through=False)
        path = self._state / FILE
        if path.exists() and path.stat().st_size + len(entry) > LARGEST_FILE:
            path.replace(self._state / OLDER_FILE)
        handle = disk.open_file(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(handle, entry)
        finally:
            os.close(handle)
            # The time of the file would tell the minute.
            os.utime(path, (hour, hour))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield *error* and what it came from, each once."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _frames(trace: TracebackType | None) -> Iterable[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{_place(code.co_filename)}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next


def _place(file: str) -> str:
    """Return a file's place in the project, or in the package that it belongs to; never a home folder."""
    path = Path(file)
    with suppress(ValueError):
        return path.relative_to(_PROJECT).as_posix().replace(" ", "_")
    for parent, part in pairwise(path.parts):
        if parent == "site-packages" or re.fullmatch(r"python3\.\d+", parent):
            return "/".join(path.parts[path.parts.index(part) :]).replace(" ", "_")
    return path.name.replace(" ", "_") or "?"
