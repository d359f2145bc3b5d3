"""Reads a repository from a web server, with the same limits as from a stick."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Self
from urllib.parse import quote

import urllib3

from kiosk.bundle.deadline import Deadline, keep
from kiosk.bundle.repository import MissingError, UnreachableError, counted, shown, wrong_length

_PART: Final = 64 * 1024
#: Seconds to connect, and between two parts of an answer.
_CONNECT, _SILENCE = 10.0, 30.0
#: Seconds that all files together may take, those that each of them gives, and the bytes that give one more: who holds
#: nothing that is signed is not waited for, and what is slower than that is of no use.
_PATIENCE, _EACH, _SLOWEST = 60.0, 2.0, 8192
_MISSING, _FINE = {403, 404, 410}, 200
#: Why a server cannot be reached, in words.
_REASONS: Final = (
    (urllib3.exceptions.NameResolutionError, "nobody knows its name"),
    (urllib3.exceptions.NewConnectionError, "it does not answer"),
    (urllib3.exceptions.TimeoutError, "it does not answer in time"),
    (urllib3.exceptions.SSLError, "it speaks no https that this kiosk knows"),
    (urllib3.exceptions.LocationValueError, "that is no address"),
    (urllib3.exceptions.ResponseError, "it sends from one address to the next"),
)
#: What OpenSSL finds wrong with a certificate (its X509_V_ERR codes), in words, and what to do.
_CERTIFICATES: Final = {
    9: ("is not valid yet", "set the clock of this machine right, and try again"),
    10: ("has expired", "see whether the clock of this machine is right, else tell those who run the server"),
    62: ("belongs to another server", "see whether the address is right"),
    64: ("belongs to another server", "see whether the address is right"),
}
_NOT_TRUSTED: Final = ("is not trusted here", "see whether the address is right, else tell those who run the server")


class _Retry(urllib3.Retry):
    """Tries again, but not where the server cannot prove who it is: it would not be able to a moment later."""

    def increment(self, *args: Any, **kwargs: Any) -> Self:
        error = kwargs.get("error")
        if isinstance(error, urllib3.exceptions.SSLError):
            raise error
        return super().increment(*args, **kwargs)


class WebRepository:
    """A repository behind an address of http or https.

    There is one deadline for all of it, *patience* seconds and more for what arrives.
    """

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic, patience: float = _PATIENCE) -> None:
        self._address, self._name = address.rstrip("/"), ""
        self._deadline = Deadline(patience, clock, self._late)
        retries = _Retry(
            total=3,
            connect=2,
            read=2,
            redirect=3,
            backoff_factor=0.5,
            raise_on_redirect=True,
            # A server may ask for any number of seconds.
            respect_retry_after_header=False,
        )
        timeout = urllib3.Timeout(connect=_CONNECT, read=_SILENCE)
        # What is packed could unpack to anything, so that nothing is to come packed.
        headers = {"Accept-Encoding": "identity", "User-Agent": "kiosk"}
        self._pool = urllib3.PoolManager(timeout=timeout, retries=retries, headers=headers)
        keep(self._pool, self._deadline, _SILENCE)

    @property
    def place(self) -> str:
        """See `Repository.place`."""
        return self._address

    @contextmanager
    def read(self, name: str, length: int, *, exactly: bool) -> Iterator[Iterator[bytes]]:
        """See `Repository.read`."""
        self._name = name
        try:
            answer = self._pool.request("GET", f"{self._address}/{quote(name)}", preload_content=False)
        except (urllib3.exceptions.HTTPError, UnicodeError) as error:
            raise self._unreachable(error) from error
        try:
            _refuse_others(answer, name, length, exactly=exactly)
            yield counted(self._parts(answer, name), name, length, exactly=exactly)
        finally:
            # Not given back to the pool: what is left of it is not wanted.
            answer.close()

    def roots(self) -> None:
        """Return None: a web server lists nothing."""

    def _parts(self, answer: urllib3.BaseHTTPResponse, name: str) -> Iterator[bytes]:
        try:
            while part := answer.read1(_PART, decode_content=False):
                self._deadline.rest()
                self._deadline.extend(len(part) / _SLOWEST)
                yield part
            self._deadline.extend(_EACH)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            what = f"{self._address} broke off in the middle of {shown(name)}"
            raise UnreachableError(f"{what}; see whether the network is there, and try again") from error

    def _late(self) -> UnreachableError:
        return UnreachableError(f"{shown(self._name)} comes too slowly from {self._address}; try again later")

    def _unreachable(self, error: Exception) -> UnreachableError:
        cause = getattr(error, "reason", error)
        proof = next(
            (each for each in getattr(cause, "args", ()) if isinstance(each, ssl.SSLCertVerificationError)), None
        )
        if proof is not None:
            what, what_to_do = _CERTIFICATES.get(proof.verify_code, _NOT_TRUSTED)
            return UnreachableError(f"the certificate of the server {self._address} {what}; {what_to_do}")
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
