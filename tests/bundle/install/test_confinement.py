"""A process that reads a strange stick has no network, no way to more rights, and limits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.machine import Lacks, skip

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
