"""Hands a repository's metadata to the client of python-tuf, and nothing that is larger than allowed."""

from __future__ import annotations

from collections.abc import Iterator

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface

from kiosk.bundle.names import LARGEST_METADATA
from kiosk.bundle.repository import MissingError, Repository
from kiosk.errors import UntrustedError

_NOT_FOUND = 404
#: Longer than any name of metadata whose version somebody counted up to.
_LONGEST_NAME = 100


class Fetcher(FetcherInterface):
    """Fetches by name instead of by address; *last* is the name asked for last.

    What a repository refuses is raised as the kiosk's own error, through the client.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self.last = ""

    def download_bytes(self, url: str, max_length: int) -> bytes:
        """Return a whole file, read once and not by way of the disk.

        Raises:
            DownloadHTTPError: There is no such file.
            KioskError: The repository refuses it.
        """
        return b"".join(self._parts(url, min(max_length, LARGEST_METADATA)))

    def _fetch(self, url: str) -> Iterator[bytes]:
        return self._parts(url, LARGEST_METADATA)

    def _parts(self, name: str, limit: int) -> Iterator[bytes]:
        if len(name) > _LONGEST_NAME:
            raise UntrustedError("the metadata names a version that nobody counts up to; have it published again")
        self.last = name
        try:
            with self._repository.read(name, limit, exactly=False) as parts:
                yield from parts
        except MissingError as error:
            raise DownloadHTTPError(str(error), _NOT_FOUND) from error
