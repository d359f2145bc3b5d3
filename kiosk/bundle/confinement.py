"""Takes from a process that reads a strange stick what it does not need: rights, calls, network, memory, precedence."""

from __future__ import annotations

import ctypes
import logging
import os
import platform
import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.bundle import disk
from kiosk.bundle.landlock import write_only_below
from kiosk.bundle.names import LARGEST, MIB
from kiosk.bundle.seccomp import deny_calls

logger = logging.getLogger(__name__)

#: More than the metadata of the largest bundle takes when it is read, in bytes.
_MEMORY = 1024 * MIB
_LARGEST_FILE = max(LARGEST.values()) + MIB
_OPEN_FILES = 128

# From linux/prctl.h, linux/sched.h and linux/ioprio.h; Python 3.11 has none of these calls.
_NO_NEW_PRIVS = 38
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_OWN_PROCESS, _LAST_AMONG_OTHERS = 1, (2 << 13) | 7
# From linux/prctl.h and linux/capability.h.
_DROP_FROM_BOUND, _AMBIENT, _CLEAR_ALL = 24, 47, 4
_CAPABILITY_VERSION, _MOST_CAPABILITIES = 0x20080522, 64
#: What the administrator keeps, to write into a folder that is the kiosk's and give it what is new there: CHOWN,
#: DAC_OVERRIDE and FOWNER.
_FOR_FILES = (0, 1, 3)
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30, "i686": 289, "armv7l": 314}


def confine(state: Path | None, *, network: bool, children: bool = False) -> None:
    """Give up what installing into a state folder does not need; what this system does not allow stays as it is.

    With *children* it may fork. None writes nowhere, nor does a state folder that is missing and cannot be made. What
    each layer holds is in docs/bundles.md.
    """
    os.umask(0o022)
    libc = ctypes.CDLL(None, use_errno=True)
    folder = _made(state)
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
    is_administrator = os.geteuid() == 0
    if not network:
        _attempt("network", lambda: _leave_network(libc))
    # After the network: whoever makes a user name space of their own has every capability in it.
    _attempt("capabilities", lambda: drop_capabilities(libc, _FOR_FILES if is_administrator else ()))
    _attempt("writing elsewhere", lambda: write_only_below(folder, network=network))
    # The last, since it denies some of the calls above.
    _attempt("system calls", lambda: deny_calls(network=network, children=children))


def _made(state: Path | None) -> Path | None:
    """Return the state folder, made if it is missing; None if it cannot be."""
    if state is None:
        return None
    try:
        disk.make_folder(state)
    except OSError as error:
        logger.info("the state folder cannot be made (%s)", error)
    return state if state.is_dir() else None


def drop_capabilities(libc: ctypes.CDLL, kept: tuple[int, ...]) -> None:
    """Give up all capabilities but some: ambient, bounding, effective, permitted and inheritable."""
    _attempt("ambient capabilities", lambda: _call(libc.prctl, _AMBIENT, _CLEAR_ALL, 0, 0, 0))
    for number in range(_MOST_CAPABILITIES):
        # Beyond the last one of this kernel there is none, and nobody without a right to it may drop any.
        if number not in kept:
            with suppress(OSError):
                _call(libc.prctl, _DROP_FROM_BOUND, number, 0, 0, 0)
    words = [sum(1 << number % 32 for number in kept if number // 32 == half) for half in (0, 1)]
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    had = (ctypes.c_uint32 * 6)()
    if libc.capget(header, had) < 0:
        raise OSError(ctypes.get_errno(), "capget")
    # Effective, permitted and inheritable, for the lower and the upper 32 each.
    left = [have & word for word, at in zip(words, (0, 3), strict=True) for have in (*had[at : at + 2], 0)]
    if libc.capset(header, (ctypes.c_uint32 * 6)(*left)) < 0:
        raise OSError(ctypes.get_errno(), "capset")


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
