"""A process that reads a strange stick has no network, no way to more rights, and limits."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SAY = """
import json, os, resource, sys
from kiosk.bundle.confinement import confine
if len(sys.argv) > 2:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
confine(network=sys.argv[1] == "network")
status = dict(line.split(":\\t") for line in open("/proc/self/status") if ":\\t" in line)
print(json.dumps({
    "rights": status["NoNewPrivs"].strip(),
    "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
    "size": resource.getrlimit(resource.RLIMIT_FSIZE)[1],
    "memory": resource.getrlimit(resource.RLIMIT_AS)[1],
    "nice": os.nice(0),
    "interfaces": [line.split(":")[0].strip() for line in open("/proc/self/net/dev").readlines()[2:]],
    "user": os.geteuid(),
}))
"""


def confined(*arguments: str) -> dict[str, object]:
    done = subprocess.run([sys.executable, "-c", SAY, *arguments], capture_output=True, text=True, check=False)
    if done.returncode and "Operation not permitted" in done.stderr:
        pytest.skip("becoming another user takes root")
    assert not done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("who", [[], ["nobody"]])
def test_without_network_there_is_none(who: list[str]) -> None:
    status = confined("none", *who)

    assert status["rights"] == "1"
    assert status["core"] == 0
    assert status["size"] == 257 * 1024 * 1024
    assert status["memory"] == 1024 * 1024 * 1024
    assert isinstance(status["nice"], int)
    assert status["nice"] >= 10
    if status["interfaces"] != ["lo"]:
        pytest.skip("this system gives nobody a network of their own")


def test_with_a_network_all_else_holds() -> None:
    status = confined("network")

    assert status["rights"] == "1"
    assert status["core"] == 0
