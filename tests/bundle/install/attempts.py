"""What a process might do that was taken over by a strange stick; run as a program, it says which attempts succeed.

Each attempt is made twice, in a process of its own: free, and confined. The answer is one line of JSON with the
number of the error for each, 0 for success.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import pty
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk.bundle import confinement, landlock, seccomp

LIBC = ctypes.CDLL(None, use_errno=True)
NOBODY = 65534
TIOCSTI, TIOCSCTTY = 0x5412, 0x540E
NEW_USER, CREATE = 0x10000000, 0o1600
#: Drops the capability KILL, for which one must have SETPCAP.
DROP, KILL = 24, 5
#: Opened before anything is given up, as the terminal is that somebody installs from.
TERMINAL = pty.openpty()[1]

Attempt = Callable[[Path], object]


def _checked(answer: int) -> None:
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")


def start_program(_: Path) -> None:
    os.execv("/bin/true", ["true"])  # noqa: S606 - no shell is the point


def start_opened_program(_: Path) -> None:
    os.execve(os.open("/bin/true", os.O_RDONLY), ["true"], {})  # noqa: S606 - no shell is the point


def start_program_from_memory(_: Path) -> None:
    handle = os.memfd_create("program", 0)
    os.write(handle, Path("/bin/true").read_bytes())
    os.execve(handle, ["true"], {})  # noqa: S606 - no shell is the point


def start_written_program(folder: Path) -> None:
    program = folder / "state" / "program"
    program.write_bytes(Path("/bin/true").read_bytes())
    program.chmod(0o755)
    os.execv(program, ["program"])  # noqa: S606 - no shell is the point


def fork(_: Path) -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def connect_by_path(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(folder / "socket"))


def connect_by_abstract_name(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(f"\0{folder}")


def send_from_a_pair(folder: Path) -> None:
    """A pair of sockets needs no `socket`, and the end of one may be connected anew."""
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    ends[0].connect(str(folder / "datagrams"))


def connect_by_internet(folder: Path) -> None:
    with socket.socket() as client:
        client.connect(("127.0.0.1", int((folder / "port").read_text())))


def listen(_: Path) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()


def write_beside(folder: Path) -> None:
    (folder / "beside").write_text("x")


def write_into_state(folder: Path) -> None:
    (folder / "state" / "file").write_text("x")


def read_elsewhere(_: Path) -> None:
    Path("/bin/true").read_bytes()


def signal_parent(_: Path) -> None:
    os.kill(os.getppid(), 0)


def signal_by_handle(_: Path) -> None:
    signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 0)


def type_into_terminal(_: Path) -> None:
    os.setsid()
    fcntl.ioctl(TERMINAL, TIOCSCTTY, 0)
    fcntl.ioctl(TERMINAL, TIOCSTI, b"x")


def share_memory(_: Path) -> None:
    _checked(LIBC.shmget(0, 4096, CREATE))


def limit_parent(_: Path) -> None:
    _checked(LIBC.prlimit(os.getppid(), 7, None, (ctypes.c_uint64 * 2)()))


def make_user_name_space(_: Path) -> None:
    _checked(LIBC.unshare(NEW_USER))


def use_a_capability(_: Path) -> None:
    """Only who may set capabilities may drop one from the bounding set."""
    _checked(LIBC.prctl(DROP, KILL, 0, 0, 0))


def become_another_user(_: Path) -> None:
    os.setuid(1234)


def take_precedence(_: Path) -> None:
    os.nice(-1)


ATTEMPTS: dict[str, Attempt] = {
    name: found
    for name, found in list(globals().items())
    if callable(found) and getattr(found, "__module__", "") == __name__ and not name.startswith("_")
}
#: Calls with arguments that make no sense: a free process is told so, or that it may not.
CALLS = (
    "ptrace", "process_vm_readv", "mount", "setns", "bpf", "keyctl", "perf_event_open", "io_uring_setup",
    "userfaultfd", "finit_module", "kexec_load", "open_by_handle_at", "fsopen", "pidfd_getfd", "memfd_create",
    "chroot", "execveat", "semget", "mq_open",
)  # fmt: skip


def _outcome(do: Callable[[], object]) -> int:
    """Return the number of the error with which something fails in a process of its own, 0 if it does not."""
    child = os.fork()
    if child == 0:
        try:
            do()
        except OSError as error:
            os._exit(error.errno or 255)
        except BaseException:  # noqa: BLE001 - the process ends here
            os._exit(254)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _bad_call(name: str) -> None:
    machine = seccomp.MACHINES[os.uname().machine]
    number = seccomp.NUMBERS[name][machine.column]
    _checked(LIBC.syscall(ctypes.c_long(number or 0), *[ctypes.c_long(-1)] * 5))


def _prepare(how: set[str]) -> None:
    """Become somebody else, and take away layers, as on a system that has none."""
    if "nobody" in how:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    if "no-landlock" in how:
        vars(landlock)["CREATE_RULESET"] = 9999
    if "no-seccomp" in how:
        seccomp.MACHINES.clear()
    if "capabilities" in how:
        vars(confinement)["drop_capabilities"] = lambda *_: None


def _confined(folder: Path, how: set[str], do: Callable[[], object]) -> None:
    confinement.confine(folder / "state", network="network" in how, children="children" in how)
    do()


def _main() -> None:
    folder, how = Path(sys.argv[1]), set(sys.argv[2:])
    _prepare(how)
    work: dict[str, Callable[[], object]] = {name: partial(do, folder) for name, do in ATTEMPTS.items()}
    if seccomp.MACHINES:
        work |= {f"call {name}": partial(_bad_call, name) for name in CALLS}
    answer = {name: (_outcome(do), _outcome(partial(_confined, folder, how, do))) for name, do in work.items()}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
