"""Opens content.db so that nothing in it is run or written, and asks it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from kiosk.content.library.schema import APPLICATION_ID, FORMAT
from kiosk.content.library.start import CONTENT
from kiosk.errors import BundleError

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

#: What a damaged file does: SQLite itself, its texts, or what stands in them.
_DAMAGE = (sqlite3.Error, UnicodeError, ValueError, TypeError, KeyError, IndexError, OverflowError)


def guarded(method: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Turn all that a damaged content.db can raise into a BundleError."""

    @wraps(method)
    def ask(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        try:
            return method(*args, **kwargs)
        except _DAMAGE as error:
            raise BundleError("the content is damaged; install it again") from error

    return ask


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
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        found = [_pragma(connection, name) for name in ("application_id", "user_version")]
    except BaseException:
        connection.close()
        raise
    if found != [APPLICATION_ID, FORMAT]:
        connection.close()
        raise BundleError(f"{bundle} is of another format; build it with this version")
    return connection


def _pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]
