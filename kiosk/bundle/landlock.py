"""Lets a process write below one folder only, or nowhere, start nothing and reach nobody: Landlock."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

# From linux/landlock.h; the calls have the same numbers on every processor.
CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_READ = _READ_FILE | _READ_DIR
#: From this version on, a file may be allowed to move to another folder, as a generation does.
_OLDEST = 2
#: What can be said of files from that version on, and what later ones add: truncating, and commands to devices.
_ALL, _LATER = (1 << 14) - 1, {3: 1 << 14, 5: 1 << 15}
#: Listening and connecting by TCP (from version 4), and abstract sockets and signals of others (from version 6).
_LISTEN, _CONNECT, _NETWORK_SINCE = 1 << 0, 1 << 1, 4
_OTHERS, _OTHERS_SINCE = (1 << 0) | (1 << 1), 6


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def write_only_below(folder: Path | None, *, network: bool) -> None:
    """Allow this process to read anywhere, to write below a folder or nowhere, and to start no program.

    Where the kernel knows how, it may also connect by TCP with *network* only, and reach no abstract socket and send
    no signal of another process.

    Raises:
        OSError: The kernel cannot do that.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version = _call(libc, CREATE_RULESET, None, 0, _VERSION_FLAG)
    if version < _OLDEST:
        raise OSError(0, "Landlock is too old here")
    handled = _ALL | sum(right for since, right in _LATER.items() if version >= since)
    ports = _LISTEN | (0 if network else _CONNECT)
    known = [handled, *([ports] if version >= _NETWORK_SINCE else []), *([_OTHERS] if version >= _OTHERS_SINCE else [])]
    wanted = (ctypes.c_uint64 * len(known))(*known)
    rules = _call(libc, CREATE_RULESET, ctypes.byref(wanted), ctypes.sizeof(wanted), 0)
    try:
        writable = [(folder, handled ^ _EXECUTE)] if folder is not None else []
        for path, allowed in ((Path("/"), _READ), (Path(os.devnull), _READ_FILE | _WRITE_FILE), *writable):
            handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                rule = _Beneath(allowed, handle)
                _call(libc, _ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(rule), 0)
            finally:
                os.close(handle)
        _call(libc, _RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _call(libc: ctypes.CDLL, number: int, *arguments: object) -> int:
    answer = libc.syscall(ctypes.c_long(number), *arguments)
    if answer < 0:
        reason = ctypes.get_errno()
        raise OSError(reason, os.strerror(reason))
    return int(answer)
