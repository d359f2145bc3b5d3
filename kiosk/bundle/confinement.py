"""Takes from a process that reads a strange stick what it does not need: rights, network, memory, precedence."""

from __future__ import annotations

import ctypes
import logging
import os
import platform
import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.bundle.landlock import write_only_below
from kiosk.bundle.names import LARGEST, MIB

logger = logging.getLogger(__name__)

#: More than the metadata of the largest bundle takes when it is read, in bytes.
_MEMORY = 1024 * MIB
_LARGEST_FILE = max(LARGEST.values()) + MIB
_OPEN_FILES = 128

# From linux/prctl.h, linux/sched.h and linux/ioprio.h; Python 3.11 has none of these calls.
_NO_NEW_PRIVS = 38
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_OWN_PROCESS, _LAST_AMONG_OTHERS = 1, (2 << 13) | 7
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30, "i686": 289, "armv7l": 314}


def confine(state: Path | None, *, network: bool) -> None:
    """Give up what installing into a state folder does not need; what this system does not allow stays as it is.

    None writes nowhere. A state folder that is not there is not held to.
    """
    os.umask(0o022)
    libc = ctypes.CDLL(None, use_errno=True)
    _attempt("new rights", lambda: _call(libc.prctl, _NO_NEW_PRIVS, 1, 0, 0, 0))
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
    ):
        _limit(limit, most)
    _attempt("precedence", lambda: os.nice(10))
    if number := _IOPRIO_SET.get(platform.machine()):
        _attempt("precedence", lambda: _call(libc.syscall, number, _OWN_PROCESS, 0, _LAST_AMONG_OTHERS))
    if not network:
        _attempt("network", lambda: _leave_network(libc))
    if state is None or state.is_dir():
        _attempt("writing elsewhere", lambda: write_only_below(state))


def _leave_network(libc: ctypes.CDLL) -> None:
    """Move into a network of one's own, in which there is nothing."""
    if os.geteuid() == 0:
        _call(libc.unshare, _NEW_NETWORK)
        return
    user, group = os.geteuid(), os.getegid()
    _call(libc.unshare, _NEW_USER | _NEW_NETWORK)
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny", "ascii")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")


def _limit(limit: int, most: int) -> None:
    _, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    _attempt("limits", lambda: resource.setrlimit(limit, (most, most)))


def _call(function: Callable[..., int], *arguments: int) -> None:
    if function(*(ctypes.c_ulong(argument) for argument in arguments)) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _attempt(what: str, do: Callable[[], object]) -> None:
    try:
        do()
    except (OSError, ValueError) as error:
        logger.info("%s cannot be given up here (%s)", what, error)
