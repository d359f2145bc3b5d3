"""One deadline for all that is read from a web server, down to its headers."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Deadline:
    """The seconds that are left; *late* makes the error that is raised when there are none."""

    def __init__(self, seconds: float, clock: Callable[[], float], late: Callable[[], Exception]) -> None:
        self._clock, self._late = clock, late
        self._end = clock() + seconds

    def extend(self, seconds: float) -> None:
        """Allow so many seconds more, for what has arrived."""
        self._end += seconds

    def rest(self) -> float:
        """Return the seconds that are left; raises what *late* makes if there are none."""
        rest = self._end - self._clock()
        if rest <= 0:
            raise self._late()
        return rest


def keep(manager: urllib3.PoolManager, deadline: Deadline, silence: float) -> None:
    """Have all connections of a manager keep a deadline, and be given up after so many seconds of *silence*.

    urllib3 limits the time of a single read from the socket alone: a byte now and then would hold it for ever.
    """

    class Plain(HTTPConnection):
        def connect(self) -> None:
            _connect(self, super().connect, deadline, silence)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            _connect(self, super().connect, deadline, silence)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    manager.pool_classes_by_scheme = {"http": PlainPool, "https": EncryptedPool}


def _connect(
    connection: HTTPConnection | HTTPSConnection, connect: Callable[[], None], deadline: Deadline, silence: float
) -> None:
    rest = deadline.rest()
    allowed = connection.timeout
    connection.timeout = min(allowed, rest) if isinstance(allowed, (int, float)) else rest
    connect()
    sock: Any = _Socket(connection.sock, deadline, silence)
    connection.sock = sock


class _Socket:
    """A connected socket of which every read keeps the deadline."""

    def __init__(self, inner: socket.socket, deadline: Deadline, silence: float) -> None:
        self._inner, self._deadline, self._silence = inner, deadline, silence

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """Return what the answer is read from."""
        return io.BufferedReader(_Reader(self._inner, self._deadline, self._silence))


class _Reader(io.RawIOBase):
    def __init__(self, inner: socket.socket, deadline: Deadline, silence: float) -> None:
        self._inner, self._deadline, self._silence = inner, deadline, silence
        # Keeps the socket open until it is closed itself.
        self._file = inner.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._inner.settimeout(min(self._silence, self._deadline.rest()))
        try:
            return self._file.readinto(buffer)
        except TimeoutError:
            self._deadline.rest()
            raise

    def close(self) -> None:
        self._file.close()
        super().close()
