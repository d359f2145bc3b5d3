"""Has the drawings and pictures of a bundle painted once, by a process with limits, before anybody shows them."""

from __future__ import annotations

import ctypes
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from kiosk.bundle import disk
from kiosk.bundle.manifest import Fact
from kiosk.errors import BundleError, StoreError, reason_of

logger = logging.getLogger(__name__)

#: In a generation and in an offer: that all in it was painted, or that something took too much. The number changes
#: when the limits become stricter: what was tried before is then tried again.
MARK = "painted"
_FINE, _REFUSED = b"1 fine\n", b"1 refused\n"
_ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
#: What the process tells last when it painted everything.
DONE = "done"
#: Longer than the process lets itself live, in seconds.
_PATIENCE = 100.0
#: The exit code of the command when something takes too much.
TOO_MUCH = 3
_DIE_WITH_PARENT = 1

#: Paints these files of a bundle. Raises BundleError if one takes too much, TrialError if nobody can tell.
Paint = Callable[[Path, list[str]], None]
#: Paints these files of a bundle and tells each name before it does; what takes too much ends the process.
PaintAll = Callable[[Path, list[str], Callable[[str], None]], None]


class TrialError(StoreError):
    """Nobody can tell whether something can be painted."""


def paintable(files: Mapping[str, Fact]) -> dict[str, str]:
    """Return the files of a bundle that have to be painted once, with their hashes."""
    return {name: fact.sha256 for name, fact in sorted(files.items()) if name.endswith(_ENDINGS)}


def unknown(files: Mapping[str, Fact], painted: Iterable[Mapping[str, Fact]]) -> list[str]:
    """Return the files that were not painted yet as part of other bundles."""
    known = {sha256 for bundle in painted for sha256 in paintable(bundle).values()}
    return [name for name, sha256 in paintable(files).items() if sha256 not in known]


def is_painted(folder: Path) -> bool:
    """Whether all of a bundle was painted once."""
    return _mark(folder) == _FINE


def is_refused(folder: Path) -> bool:
    """Whether something in a bundle takes too much to be painted."""
    return _mark(folder) == _REFUSED


def write_mark(folder: Path, *, is_fine: bool, through: bool = True) -> None:
    """Write down how painting a bundle ended, *through* to the disk unless somebody else does that.

    Raises:
        OSError: The folder cannot be written.
    """
    disk.replace(folder / MARK, _FINE if is_fine else _REFUSED, through=through)


def make_sure(folder: Path, files: Mapping[str, Fact]) -> None:
    """Make sure that installed content can be painted, unless that is known; where nobody can tell it counts as well.

    Raises:
        BundleError: Something in it takes too much.
    """
    if is_painted(folder):
        return
    try:
        if is_refused(folder):
            raise too_much(str(folder))
        paint_by_command(folder, list(paintable(files)))
    except BundleError:
        _try_to_mark(folder, is_fine=False)
        raise
    except TrialError as error:
        logger.warning("%s", error)
        return
    _try_to_mark(folder, is_fine=True)


def too_much(name: str) -> BundleError:
    """Return the error for what takes too much."""
    what = "takes too much memory or time to be painted"
    return BundleError(f"the content is not sound: {name} {what}; ask its publisher to draw it simpler")


def paint_by_command(bundle: Path, names: list[str]) -> None:
    """Paint files in a process that is started for it. See `Paint`."""
    if not names:
        return
    beginning = [] if getattr(sys, "frozen", False) else ["-P", "-m", "kiosk"]
    command = [sys.executable, *beginning, "device", "paint", str(bundle)]
    order = "\n".join(names).encode()
    try:
        done = subprocess.run(command, input=order, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603 - our own program
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TrialError("the drawings cannot be tried out; restart the kiosk and try again") from error
    last = done.stdout.decode("utf-8", "replace").strip()
    if done.returncode == TOO_MUCH:
        raise BundleError(last)
    if done.returncode or last != DONE:
        raise TrialError("the drawings cannot be tried out; restart the kiosk and try again")


class Painter:
    """A process that waits to paint, made before this one gives up starting any; used once, by `__call__`.

    *paint* paints and tells each name before; it runs in the other process.
    """

    def __init__(self, prepare: Callable[[], object], paint: PaintAll) -> None:
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        parent = os.getpid()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._orders)
            os.close(self._answers)
            _serve(parent, orders, answers, prepare, paint)
        os.close(orders)
        os.close(answers)

    def __call__(self, bundle: Path, names: list[str]) -> None:
        """Paint files. See `Paint`."""
        if not names:
            return
        with suppress(BrokenPipeError):
            disk.write_all(self._orders, "\n".join([str(bundle), *names]).encode("utf-8", "surrogateescape"))
        os.close(self._orders)
        told = self._told()
        if not told:
            raise TrialError("the drawings cannot be tried out; restart the kiosk and try again")
        if told[-1] != DONE:
            raise too_much(told[-1])

    def _told(self) -> list[str]:
        """Return the names that the process told until it ended, or until it was given up."""
        latest, found = time.monotonic() + _PATIENCE, b""
        while select.select([self._answers], [], [], max(0.0, latest - time.monotonic()))[0]:
            part = os.read(self._answers, 65536)
            if not part:
                os.waitpid(self._process, 0)
                break
            found += part
        return found.decode("utf-8", "replace").split("\n")[:-1]


def _serve(parent: int, orders: int, answers: int, prepare: Callable[[], object], paint: PaintAll) -> NoReturn:
    """Wait for an order, carry it out and end; the last name told is that of a file that took too much."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0)
        if os.getppid() == parent and (order := _read_all(orders)):
            bundle, *names = order.decode("utf-8", "surrogateescape").split("\n")
            prepare()
            tell = _Teller(answers)
            paint(Path(bundle), names, tell)
            tell(DONE)
        code = 0
    finally:
        os._exit(code)


class _Teller:
    """Writes lines to a pipe."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __call__(self, line: str) -> None:
        disk.write_all(self._handle, f"{line}\n".encode())


def _read_all(handle: int) -> bytes:
    return b"".join(iter(lambda: os.read(handle, 65536), b""))


def _mark(folder: Path) -> bytes:
    try:
        with (folder / MARK).open("rb") as file:
            return file.read(64)
    except OSError:
        return b""


def _try_to_mark(folder: Path, *, is_fine: bool) -> None:
    try:
        write_mark(folder, is_fine=is_fine)
    except OSError as error:
        logger.info("whether %s can be painted is not written down (%s)", folder, reason_of(error))
