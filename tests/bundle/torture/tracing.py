"""Finds every system call by which a command changes the disk, and makes one of them fail or the last one."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.machine import Lacks, need, skip

#: All by which a file, a name or a mode can change; what opens counts only where it makes a file.
CHANGING = (
    "openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,link,"
    "linkat,symlink,symlinkat,chmod,fchmod,fchmodat,ftruncate,truncate,sync_file_range,copy_file_range,sendfile,fallocate,"
    "syncfs"
)
_CALL = re.compile(r"^(\w+)\((.*)\) += ")


@dataclass(frozen=True)
class Step:
    """The *count*-th call of a *name*; *what* is for the reader of a failure."""

    name: str
    count: int
    what: str

    def fault(self, kind: str) -> str:
        """Return what strace is to inject: KILL before the call, or an error in its place."""
        how = "signal=KILL" if kind == "KILL" else f"error={kind}"
        return f"inject={self.name}:{how}:when={self.count}"

    def __str__(self) -> str:
        return f"{self.name} {self.count}: {self.what}"


def need_strace() -> None:
    """Skip a test where nothing may be traced."""
    need("strace")
    probe = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    if probe.returncode:
        skip(Lacks.TRACING)


def steps(command: list[str], folder: Path, log: Path) -> list[Step]:
    """Run a *command* and return, in order, the calls by which it changed what lies in a *folder*."""
    trace = ["strace", "-y", "-e", "signal=none", "-e", f"trace={CHANGING}", "-o", str(log)]
    done = subprocess.run([*trace, *command], env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts: Counter[str] = Counter()
    found = []
    for line in log.read_text("utf-8").splitlines():
        call = _CALL.match(line)
        if not call:
            continue
        counts[call[1]] += 1
        changes = call[1] != "openat" or "O_CREAT" in call[2]
        if changes and str(folder) in call[2]:
            found.append(Step(call[1], counts[call[1]], call[2].replace(str(folder), "")[:100]))
    return found


def run_with(fault: str, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command with one fault."""
    name = fault.removeprefix("inject=").partition(":")[0]
    trace = ["strace", "-e", "signal=none", "-e", f"trace={name}", "-e", fault, "-o", os.devnull]
    return subprocess.run([*trace, *command], env=environment(), capture_output=True, text=True, check=False)


def environment() -> dict[str, str]:
    """Return an environment in which a command makes the same calls each time."""
    same = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "LANG": "C.UTF-8"}
    return {"PATH": os.environ["PATH"], **same}
