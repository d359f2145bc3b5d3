"""Denies a process the system calls that reading content never needs: a seccomp filter, on x86-64 and 64-bit ARM."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass

# System calls and their numbers on x86-64 and on 64-bit ARM, which lacks some; from asm/unistd_64.h and
# asm-generic/unistd.h. From 424 on a call has the same number everywhere.
NUMBERS: dict[str, tuple[int | None, int | None]] = {
    # Other programs, and programs from memory.
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None), "uselib": (134, None),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "personality": (135, 92), "modify_ldt": (154, None),
    # Other processes.
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "process_madvise": (440, 440),
    "process_mrelease": (448, 448), "move_pages": (279, 239), "migrate_pages": (256, 238),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190), "semop": (65, 193),
    "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188),
    "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
    # Name spaces and mounts.
    "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41), "mount": (165, 40),
    "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "mknod": (133, None), "mknodat": (259, 33), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262), "quotactl": (179, 60), "quotactl_fd": (443, 443), "acct": (163, 89),
    "swapon": (167, 224), "swapoff": (168, 225),
    # Parts of the kernel that are large, and of no use here.
    "bpf": (321, 280), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "lookup_dcookie": (212, 18),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "reboot": (169, 142), "syslog": (103, 116), "vhangup": (153, 58),
    "iopl": (172, None), "ioperm": (173, None), "nfsservctl": (180, 42), "_sysctl": (156, None),
    "sethostname": (170, 161), "setdomainname": (171, 162), "settimeofday": (164, 170), "adjtimex": (159, 171),
    "clock_settime": (227, 112), "clock_adjtime": (305, 266),
    # Connections; `socket` alone is allowed for a web repository, and for the Internet alone.
    "socketpair": (53, 199), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202), "accept4": (288, 242),
    "socket": (41, 198), "connect": (42, 203),
    # Told apart by their arguments.
    "clone": (56, 220), "clone3": (435, 435), "kill": (62, 129), "tgkill": (234, 131), "ioctl": (16, 29),
    "prlimit64": (302, 261), "seccomp": (317, 277),
}  # fmt: skip
_BY_ARGUMENTS = {"clone", "clone3", "kill", "tgkill", "ioctl", "prlimit64", "seccomp"}
_WEB = {"socket", "connect"}
_FORKING = {"fork", "vfork"}
#: Calls above this number came with Linux 6.13 or later: they are answered as if the kernel were older.
_NEWEST = 466

_THREAD = 0x00010000
#: The flags of clone that make name spaces.
_NAME_SPACES = 0x7E020000
_INTERNET = (2, 10)
#: Commands that type into a terminal, or change how it reads.
_TYPING = (0x5412, 0x541C, 0x5423)

# From linux/filter.h, linux/seccomp.h and linux/audit.h.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_DENY, _UNKNOWN = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
_CALL, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_SET_FILTER, _ALL_THREADS = 1, 1
#: From here on are the numbers of x32, another set of calls of the same processor.
_X32 = 0x40000000


@dataclass(frozen=True)
class _Machine:
    """A kind of processor: its column in the table, and its name in the kernel."""

    column: int
    name: int


MACHINES = {"x86_64": _Machine(0, 0xC000003E), "aarch64": _Machine(1, 0xC00000B7)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def deny_calls(*, network: bool, children: bool = False) -> None:
    """Deny this process and its threads, for good, the calls that reading content never needs.

    With *network* it may connect to the Internet, and to nothing on this machine by a path. With *children* it may
    fork, and signal what it may signal by the system's rights; they have the same filter. It must have given up new
    privileges before.

    Raises:
        OSError: The kernel cannot do that, or the processor is another.
    """
    machine = MACHINES.get(platform.machine())
    if machine is None or sys.maxsize <= 2**32:
        raise OSError(errno.ENOSYS, f"there is no list of system calls for {platform.machine()}")
    code = _filter(machine, os.getpid(), network=network, children=children)
    program = _Program(len(code) // 8, code)
    number = NUMBERS["seccomp"][machine.column]
    libc = ctypes.CDLL(None, use_errno=True)
    answer = libc.syscall(ctypes.c_long(number or 0), _SET_FILTER, _ALL_THREADS, ctypes.byref(program))
    if answer:
        # Above 0 it is a thread that cannot be held.
        reason = ctypes.get_errno() if answer < 0 else errno.EBUSY
        raise OSError(reason, os.strerror(reason))


def _filter(machine: _Machine, process: int, *, network: bool, children: bool) -> bytes:
    """Return the filter's program; a wrong architecture, such as a 32-bit call, is always denied."""
    at = {name: numbers[machine.column] for name, numbers in NUMBERS.items()}
    allowed = _BY_ARGUMENTS | (_WEB if network else set()) | (_FORKING if children else set())
    code = [
        _step(_LOAD, _ARCHITECTURE), _step(_EQUAL, machine.name, 1, 0), _step(_RETURN, _DENY),
        _step(_LOAD, _CALL), _step(_AT_LEAST, _X32, 0, 1), _step(_RETURN, _DENY),
        _step(_AT_LEAST, _NEWEST + 1, 0, 1), _step(_RETURN, _UNKNOWN),
    ]  # fmt: skip
    for name, number in at.items():
        if number is not None and name not in allowed:
            code += _when(number, [_step(_RETURN, _DENY)])
    # The C library then calls clone, whose flags can be seen.
    code += _when(at["clone3"], [_step(_RETURN, _UNKNOWN)])
    code += _when(at["clone"], [
        _argument(0), _step(_ANY_BIT, _NAME_SPACES, 0, 1), _step(_RETURN, _DENY),
        _step(_ANY_BIT, _THREAD, 1, 0), _step(_RETURN, _ALLOW if children else _DENY), _step(_RETURN, _ALLOW),
    ])  # fmt: skip
    for name in ("tgkill",) if children else ("kill", "tgkill"):
        code += _when(at[name], _only(0, [process]))
    code += _when(at["prlimit64"], _only(0, [0, process]))
    code += _when(at["ioctl"], _only(1, _TYPING, inside=_DENY, outside=_ALLOW))
    if network:
        code += _when(at["socket"], _only(0, _INTERNET))
    return b"".join([*code, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_so, if_not, value)


def _argument(number: int) -> bytes:
    """Load the lower half of an argument; both processors keep it first."""
    return _step(_LOAD, _ARGUMENTS + 8 * number)


def _when(number: int | None, steps: list[bytes]) -> list[bytes]:
    """Take these steps, the last of which returns, for one call; the number of the call stays loaded for all others."""
    return [_step(_EQUAL, number, 0, len(steps)), *steps] if number is not None else []


def _only(argument: int, values: Iterable[int], *, inside: int = _ALLOW, outside: int = _DENY) -> list[bytes]:
    """Return *inside* for the calls whose argument is one of the values, *outside* for all others."""
    found = list(values)
    tests = [_step(_EQUAL, value, len(found) - number, 0) for number, value in enumerate(found)]
    return [_argument(argument), *tests, _step(_RETURN, outside), _step(_RETURN, inside)]
