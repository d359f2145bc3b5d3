"""Opens content.db so that nothing in it is run or written, and asks it within limits."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from math import inf
from pathlib import Path
from time import thread_time
from typing import Any, ParamSpec, TypeVar

from kiosk.content.library.schema import APPLICATION_ID, CREATE
from kiosk.content.library.start import CONTENT, refuse_unknown
from kiosk.errors import BundleError

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

#: What a damaged file does: SQLite itself, its texts, or what stands in them.
DAMAGE = (
    sqlite3.Error, UnicodeError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError,
    RecursionError, MemoryError,
)  # fmt: skip
#: The longest that an answer may compute, in seconds: a thousand times what the slowest takes on a small machine.
_LONGEST = 2.0
#: How often that is looked at, in steps of SQLite's machine: about once a millisecond.
_STEPS = 10_000
#: The most bytes and characters that one question may bring, and how many rows are taken at a time.
_MOST, _ROWS = 64 * 1024 * 1024, 100
_SIZED = (str, bytes)
#: What SQLite may be asked for at most; see "Untrusted SQLite database files" in its "Defense against the dark arts".
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1024 * 1024,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 16 * 1024,
    sqlite3.SQLITE_LIMIT_COLUMN: 32,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 32,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 4,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 64,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 16,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_SETTINGS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA query_only = ON",
)
# Time that the thread computes, not time that passes: a machine that is busy or asleep is no damage.
_until: ContextVar[float] = ContextVar("_until", default=inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Break off what content.db is asked after so many *seconds*; within another such limit that one holds."""
    if _until.get() < inf:
        yield
        return
    token = _until.set(thread_time() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def guarded(method: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Turn all that a damaged content.db can raise, and an answer without end, into a BundleError."""

    @wraps(method)
    def ask(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        try:
            with within(_LONGEST):
                return method(*args, **kwargs)
        except DAMAGE as error:
            raise BundleError("the content is damaged; install it again") from error

    return ask


class _Rows(sqlite3.Cursor):
    """Rows that are no more than memory is made for."""

    def fetchall(self) -> list[Any]:
        found: list[Any] = []
        size = 0
        while rows := self.fetchmany(_ROWS):
            size += sum(len(value) for row in rows for value in row if isinstance(value, _SIZED))
            if size > _MOST:
                raise sqlite3.DataError("an answer is far too large")
            found += rows
        return found


class _Reader(sqlite3.Connection):
    """A connection whose every question counts to the time of the answer that needs it."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        if _is_late():
            raise sqlite3.OperationalError("interrupted")
        return self.cursor(_Rows).execute(sql, parameters)


@guarded
def connect(bundle: Path) -> sqlite3.Connection:
    """Return a connection that only reads.

    Raises:
        BundleError: There is no content, or it is damaged or of another format.
    """
    path = bundle / CONTENT
    if not path.is_file():
        raise BundleError(f"{bundle} holds no content; name the folder with {CONTENT}")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, factory=_Reader)
    try:
        for category, limit in _LIMITS.items():
            connection.setlimit(category, limit)
        connection.set_progress_handler(_is_late, _STEPS)
        for setting in _SETTINGS:
            connection.execute(setting)
        if _pragma(connection, "application_id") != APPLICATION_ID:
            raise BundleError(f"{bundle} is of another format; build it with this version")
        refuse_unknown(format_of(connection), bundle)
        # Without a table, view or trigger of another's making nothing runs but our questions.
        if _schema(connection) != schema():
            raise BundleError(f"{bundle} has other tables than ours; build it with this version")
    except BaseException:
        connection.close()
        raise
    return connection


def format_of(connection: sqlite3.Connection) -> int:
    """Return the format that content.db says it has."""
    return int(_pragma(connection, "user_version"))


@cache
def schema() -> list[tuple[str, ...]]:
    """Return what stands in ``sqlite_master`` of every content.db: type, name, table and statement."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(CREATE)
        return _schema(fresh)


def _schema(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
    ).fetchall()


def _is_late() -> bool:
    return thread_time() > _until.get()


def _pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]
