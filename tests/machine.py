"""What a test needs of the machine: a missing program fails the test, a kernel that refuses skips it."""

from __future__ import annotations

import os
import shutil
from enum import Enum
from typing import NoReturn

import pytest
from bootstrap import PROGRAMS


class Lacks(Enum):
    """What no package can bring to a machine; without it a test is skipped."""

    ROOT = "this test needs root"
    MOUNTS = "this machine allows no mounts"
    TRACING = "this machine allows no tracing"
    LANDLOCK = "this kernel has no Landlock"
    SECCOMP = "this kernel has no seccomp"
    NAMESPACES = "this machine allows no network namespaces"


def skip(what: Lacks) -> NoReturn:
    """Skip the test that runs, for want of something that cannot be installed."""
    pytest.skip(what.value)


def need_root() -> None:
    """Skip the test that runs, unless it runs as root."""
    if os.geteuid() != 0:
        skip(Lacks.ROOT)


def need(program: str) -> str:
    """Return where *program* is; fail the test that runs if `make setup` has not brought it."""
    assert program in PROGRAMS, f"name the package that brings {program} in packaging/bootstrap.py"
    found = shutil.which(program, path=os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"]))
    if not found:
        pytest.fail(f"{program} is missing; run make setup, which installs {PROGRAMS[program][0]}", pytrace=False)
    return found
