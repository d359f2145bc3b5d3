"""Keeps content from being deleted while a window shows it, by a lock that ends with the window, however that ends."""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from kiosk.bundle import disk
from kiosk.bundle.manifest import FILE
from kiosk.errors import BundleError, reason_of

logger = logging.getLogger(__name__)

_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW


class Hold:
    """As long as this is open, nobody deletes what is shown; many may hold the same."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def close(self) -> None:
        """Let go of it; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def hold(folder: Path) -> Hold:
    """Keep the generation in a *folder* from being deleted.

    Raises:
        BundleError: It is gone, or just being deleted.
    """
    path = folder / FILE
    try:
        handle = os.open(path, _OPEN)
    except OSError as error:
        raise _gone(folder) from error
    held = Hold(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        # It may have been deleted between the two.
        if not os.path.samestat(os.fstat(handle), path.stat()):
            raise FileNotFoundError
    except (BlockingIOError, FileNotFoundError) as error:
        held.close()
        raise _gone(folder) from error
    except OSError as error:
        # To show it without a lock is better than not to show it.
        logger.info("%s cannot be held (%s)", folder, reason_of(error))
    return held


def delete_unless_shown(folder: Path) -> None:
    """Delete the generation in a *folder*, or leave it as it is while somebody shows it.

    Raises:
        OSError: It cannot be deleted; it is not taken for whole any more.
    """
    with _alone(folder / FILE) as is_alone:
        if is_alone:
            disk.delete_folder(folder)
        else:
            logger.info("%s is still shown; a later run deletes it", folder)


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Tell whether nobody holds a file, and let nobody hold it meanwhile."""
    try:
        handle = os.open(path, _OPEN)
    except OSError:
        # What has no manifest is shown by nobody.
        yield True
        return
    try:
        yield _is_locked(handle)
    finally:
        os.close(handle)


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        logger.info("nobody can tell whether it is shown (%s)", reason_of(error))
    return True


def _gone(folder: Path) -> BundleError:
    return BundleError(f"{folder} is not there any more; show what is newest")
