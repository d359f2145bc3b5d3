"""Reads a repository from a web server, with the same limits as from a stick."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import quote

import urllib3

from kiosk.bundle.repository import MissingError, UnreachableError, counted, shown, wrong_length

_PART: Final = 64 * 1024
#: Seconds to connect, and between two parts of an answer.
_CONNECT, _SILENCE = 10.0, 30.0
#: Seconds a file may take, and the bytes in each second beyond; slower is an attack or no use.
_PATIENCE, _SLOWEST = 60.0, 4096
_MISSING, _FINE = {403, 404, 410}, 200
#: Why a server cannot be reached, in words.
_REASONS: Final = (
    (urllib3.exceptions.NameResolutionError, "nobody knows its name"),
    (urllib3.exceptions.NewConnectionError, "it does not answer"),
    (urllib3.exceptions.TimeoutError, "it does not answer in time"),
    (urllib3.exceptions.SSLError, "it cannot prove who it is"),
    (urllib3.exceptions.LocationValueError, "that is no address"),
    (urllib3.exceptions.ResponseError, "it sends from one address to the next"),
)


class WebRepository:
    """A repository behind an address of http or https."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._address, self._clock = address.rstrip("/"), clock
        retries = urllib3.Retry(total=3, connect=2, read=2, redirect=3, backoff_factor=0.5, raise_on_redirect=True)
        timeout = urllib3.Timeout(connect=_CONNECT, read=_SILENCE)
        # What is packed could unpack to anything, so that nothing is to come packed.
        headers = {"Accept-Encoding": "identity", "User-Agent": "kiosk"}
        self._pool = urllib3.PoolManager(timeout=timeout, retries=retries, headers=headers)

    @contextmanager
    def read(self, name: str, length: int, *, exactly: bool) -> Iterator[Iterator[bytes]]:
        """See `Repository.read`."""
        try:
            answer = self._pool.request("GET", f"{self._address}/{quote(name)}", preload_content=False)
        except (urllib3.exceptions.HTTPError, UnicodeError) as error:
            raise self._unreachable(error) from error
        try:
            _refuse_others(answer, name, length, exactly=exactly)
            yield counted(self._parts(answer, name, length), name, length, exactly=exactly)
        finally:
            # Not given back to the pool: what is left of it is not wanted.
            answer.close()

    def roots(self) -> None:
        """Return None: a web server lists nothing."""

    def _parts(self, answer: urllib3.BaseHTTPResponse, name: str, length: int) -> Iterator[bytes]:
        latest = self._clock() + _PATIENCE + length / _SLOWEST
        try:
            while part := answer.read1(_PART, decode_content=False):
                if self._clock() > latest:
                    raise UnreachableError(f"{shown(name)} comes too slowly from {self._address}; try again later")
                yield part
        except (urllib3.exceptions.HTTPError, OSError) as error:
            what = f"{self._address} broke off in the middle of {shown(name)}"
            raise UnreachableError(f"{what}; see whether the network is there, and try again") from error

    def _unreachable(self, error: Exception) -> UnreachableError:
        cause = getattr(error, "reason", error)
        reason = next((f" ({words})" for kind, words in _REASONS if isinstance(cause, kind)), "")
        what_to_do = "see whether the network is there, and the address right"
        return UnreachableError(f"the server {self._address} cannot be reached{reason}; {what_to_do}")


def _refuse_others(answer: urllib3.BaseHTTPResponse, name: str, length: int, *, exactly: bool) -> None:
    if answer.status in _MISSING:
        raise MissingError(f"{shown(name)} is missing on the server; see whether the address is right")
    if answer.status != _FINE:
        raise UnreachableError(f"the server answers {answer.status} for {shown(name)}; try again later")
    announced = answer.headers.get("Content-Length", "")
    if announced.isdecimal() and (int(announced[:20]) > length or (exactly and int(announced[:20]) != length)):
        raise wrong_length(name)
