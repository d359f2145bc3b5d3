"""A process that reads a strange stick has no network, no way to more rights, and limits."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.machine import Lacks, need_root, skip

SAY = """
import json, os, resource, subprocess, sys
from pathlib import Path
from kiosk.bundle.confinement import confine
state, beside = Path(sys.argv[2]), Path(sys.argv[2]).parent / "beside"
if len(sys.argv) > 3:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
confine(None if sys.argv[1] == "nowhere" else state, network=sys.argv[1] == "network")


def can(do):
    try:
        do()
    except OSError:
        return False
    return True


status = dict(line.split(":\\t") for line in open("/proc/self/status") if ":\\t" in line)
print(json.dumps({
    "rights": status["NoNewPrivs"].strip(),
    "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
    "size": resource.getrlimit(resource.RLIMIT_FSIZE)[1],
    "memory": resource.getrlimit(resource.RLIMIT_AS)[1],
    "nice": os.nice(0),
    "interfaces": [line.split(":")[0].strip() for line in open("/proc/self/net/dev").readlines()[2:]],
    "writes": can(lambda: (state / "file").write_text("x")),
    "moves": can(lambda: ((state / "a").mkdir(), (state / "file").rename(state / "a" / "file"))),
    "writes beside": can(lambda: beside.write_text("x")),
    "starts": can(lambda: subprocess.run(["/bin/true"])),
    "reads": can(lambda: Path("/etc/hostname").read_bytes()),
    "capabilities": [status[name].strip() for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")],
    "bound": status["CapBnd"].strip(),
    "forgets": can(lambda: open(os.devnull, "w").write("x")),
}))
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A state folder that everybody may write to, as far as the system's rights go."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        state = Path(name) / "state"
        state.mkdir()
        state.chmod(0o777)
        yield state


def confined(*arguments: str | Path) -> dict[str, object]:
    done = subprocess.run([sys.executable, "-c", SAY, *arguments], capture_output=True, text=True, check=False)
    if done.returncode and "Operation not permitted" in done.stderr:
        skip(Lacks.ROOT)
    assert not done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("who", [[], ["nobody"]])
def test_without_network_there_is_none(folder: Path, who: list[str]) -> None:
    status = confined("none", folder, *who)

    assert status["rights"] == "1"
    assert status["core"] == 0
    assert status["size"] == 257 * 1024 * 1024
    assert status["memory"] == 1024 * 1024 * 1024
    assert isinstance(status["nice"], int)
    assert status["nice"] >= 10
    if status["interfaces"] != ["lo"]:
        skip(Lacks.NAMESPACES)


def test_with_a_network_all_else_holds(folder: Path) -> None:
    status = confined("network", folder)

    assert status["rights"] == "1"
    assert status["core"] == 0


@pytest.mark.parametrize("who", [[], ["nobody"]])
def test_nothing_is_written_elsewhere_and_nothing_started(folder: Path, who: list[str]) -> None:
    status = confined("none", folder, *who)

    assert [status[what] for what in ("writes", "moves", "reads", "forgets")] == [True] * 4
    if status["writes beside"]:
        skip(Lacks.LANDLOCK)
    assert status["starts"] is False


def test_what_only_reads_writes_nowhere(folder: Path) -> None:
    status = confined("nowhere", folder)

    if status["writes beside"]:
        skip(Lacks.LANDLOCK)
    assert [status[what] for what in ("writes", "starts", "reads", "forgets")] == [False, False, True, True]


# ---------------------------------------------------------------- what is tried by somebody who took the process over

NAMESPACE, LANDLOCK, REACH, SECCOMP, CAPABILITIES = "name space", "Landlock", "Landlock 6", "seccomp", "capabilities"

#: What must not succeed, and which layers each hold it on their own.
HELD = {
    "start_program": {LANDLOCK, SECCOMP},
    "start_opened_program": {LANDLOCK, SECCOMP},
    "start_program_from_memory": {SECCOMP},
    "start_written_program": {LANDLOCK, SECCOMP},
    "fork": {SECCOMP},
    "connect_by_path": {SECCOMP},
    "connect_by_abstract_name": {REACH, SECCOMP},
    "send_from_a_pair": {SECCOMP},
    "connect_by_internet": {NAMESPACE, REACH, SECCOMP},
    "listen": {REACH, SECCOMP},
    "write_beside": {LANDLOCK},
    "signal_parent": {REACH, SECCOMP},
    "signal_by_handle": {REACH, SECCOMP},
    "type_into_terminal": {SECCOMP},
    "share_memory": {SECCOMP},
    "limit_parent": {SECCOMP},
    "make_user_name_space": {SECCOMP},
    "use_a_capability": {CAPABILITIES},
    "become_another_user": {CAPABILITIES},
    "take_precedence": {CAPABILITIES},
}
#: What takes an administrator in any case.
FOR_ADMINISTRATORS = {"use_a_capability", "become_another_user", "take_precedence"}
#: What some systems allow nobody, not even the administrator: a changed root, for one, has no user name spaces.
FORBIDDEN_BY_SOME = {"make_user_name_space"}
NEEDED = {"write_into_state", "read_elsewhere"}


def layers() -> set[str]:
    """The layers that this machine has."""
    create = ctypes.CDLL(None).syscall(ctypes.c_long(444), None, ctypes.c_size_t(0), ctypes.c_uint(1))
    found = {CAPABILITIES}
    found |= {LANDLOCK} if create >= 2 else set()
    found |= {REACH} if create >= 6 else set()
    has_seccomp = "\nSeccomp:" in Path("/proc/self/status").read_text()
    return found | ({SECCOMP} if has_seccomp and platform.machine() in {"x86_64", "aarch64"} else set())


def attempts(folder: Path, *how: str) -> dict[str, list[int]]:
    """Try everything free and confined, with somebody who listens; returns the numbers of the two errors."""
    if "nobody" in how:
        need_root()
    for name in ("state", "beside", "socket", "datagrams"):
        path = folder.parent / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    folder.mkdir()
    folder.chmod(0o777)
    with ExitStack() as stack:
        for kind, name in ((socket.SOCK_STREAM, "socket"), (socket.SOCK_STREAM, ""), (socket.SOCK_DGRAM, "datagrams")):
            server = stack.enter_context(socket.socket(socket.AF_UNIX, kind))
            server.bind(str(folder.parent / name) if name else f"\0{folder.parent}")
            if name:
                (folder.parent / name).chmod(0o777)
            if kind == socket.SOCK_STREAM:
                server.listen(9)
        web = stack.enter_context(socket.socket())
        web.bind(("127.0.0.1", 0))
        web.listen(9)
        (folder.parent / "port").write_text(str(web.getsockname()[1]))
        command = [sys.executable, "-m", "tests.bundle.install.attempts", str(folder.parent), *how]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr
    return dict(json.loads(done.stdout))


def assert_held(
    found: dict[str, list[int]], by: set[str], *, allowed: AbstractSet[str] = frozenset(), who: str = ""
) -> None:
    """See that each attempt succeeds free, and fails confined if one of the layers holds it."""
    beyond = FORBIDDEN_BY_SOME | (FOR_ADMINISTRATORS if who or os.geteuid() else set())
    assert found.keys() >= HELD.keys()
    assert [name for name in HELD.keys() - beyond if found[name][0]] == []
    assert [name for name in HELD if HELD[name] & by and not found[name][1] and name not in allowed] == []
    assert {name: found[name] for name in allowed | NEEDED} == {name: [0, 0] for name in allowed | NEEDED}


@pytest.mark.parametrize("who", ["", "nobody"])
def test_what_must_not_be_done_can_be_done_free_and_not_confined(folder: Path, who: str) -> None:
    found = attempts(folder, *filter(None, [who]))

    assert_held(found, layers(), who=who)
    calls = {name: errors for name, errors in found.items() if name.startswith("call ")}
    assert bool(calls) == (platform.machine() in {"x86_64", "aarch64"})
    if SECCOMP in layers():
        assert [name for name, errors in calls.items() if errors[1] != errno.EPERM] == []
        # To the administrator the kernel says of each that its arguments make no sense, or that it lacks it.
        free = [name for name, errors in calls.items() if errors[0] == errno.EPERM]
        assert free == [] or who or os.geteuid()


def test_for_the_web_only_connections_into_the_internet_are_left(folder: Path) -> None:
    found = attempts(folder, "network")

    assert_held(found, layers(), allowed={"connect_by_internet"})


def test_what_looks_at_sticks_may_fork_and_no_more(folder: Path) -> None:
    found = attempts(folder, "children")

    assert found["fork"] == [0, 0]
    held = {name: errors for name, errors in found.items() if name not in {"fork", "signal_parent"}}
    assert_held({**held, "fork": [0, 1], "signal_parent": [0, 1]}, layers())
    assert found["signal_parent"][1] or REACH not in layers()


@pytest.mark.parametrize("who", ["", "nobody"])
def test_without_seccomp_the_other_layers_hold_what_is_theirs(folder: Path, who: str) -> None:
    found = attempts(folder, "no-seccomp", *filter(None, [who]))

    assert_held(found, layers() - {SECCOMP}, who=who)
    # What is not claimed: if this fails, the table in docs/bundles.md says too little.
    assert [found[name][1] for name in ("fork", "connect_by_path", "send_from_a_pair")] == [0, 0, 0]


def test_without_landlock_the_other_layers_hold_what_is_theirs(folder: Path) -> None:
    found = attempts(folder, "no-landlock")

    assert_held(found, layers() - {LANDLOCK, REACH})
    assert found["write_beside"] == [0, 0]


def test_with_neither_the_process_works_all_the_same(folder: Path) -> None:
    found = attempts(folder, "no-landlock", "no-seccomp")

    assert_held(found, {CAPABILITIES})


def test_a_user_name_space_of_ones_own_brings_no_capability(folder: Path) -> None:
    kept = attempts(folder, "nobody", "no-seccomp", "capabilities")
    dropped = attempts(folder, "nobody", "no-seccomp")

    if kept["connect_by_internet"][1] == 0 or kept["make_user_name_space"][0]:
        skip(Lacks.NAMESPACES)
    assert [kept["use_a_capability"][1], dropped["use_a_capability"][1]] == [0, errno.EPERM]


def test_a_missing_state_folder_is_made_and_held_to(folder: Path) -> None:
    folder.rmdir()

    status = confined("none", folder)

    assert status["writes"]
    assert folder.stat().st_mode & 0o777 == 0o755
    assert not status["writes beside"] or LANDLOCK not in layers()


def test_where_no_state_folder_can_be_made_nothing_is_written(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("a file")

    status = confined("none", folder)

    assert not status["writes"]
    assert not status["writes beside"] or LANDLOCK not in layers()


def test_no_capability_is_left_but_those_for_files(folder: Path) -> None:
    status = confined("none", folder)
    as_nobody = confined("none", folder, "nobody")

    none, files = "0" * 16, "000000000000000b"
    left = files if os.geteuid() == 0 else none
    assert status["capabilities"] == [none, left, left, none]
    assert as_nobody["capabilities"] == [none] * 4


def test_the_administrator_keeps_only_capabilities_for_files_in_the_bounding_set(folder: Path) -> None:
    status = confined("none", folder)

    assert os.geteuid() or status["bound"] == "000000000000000b"
