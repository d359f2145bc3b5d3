"""Rules of the project that a machine can see: sizes, addresses, locks."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCKS = {"requirements.txt": "", "requirements-dev.txt": "dev", "requirements-package.txt": "package"}
LONGEST_FUNCTION = 50
REGISTRY = re.compile(r"pypi[.]org|pythonhosted[.]org|npmjs[.]org|deb[.]debian[.]org|archive[.]ubuntu[.]com")
MACHINE_PATH = re.compile(r"(?<![\w.~])/(work|root|home|Users)/[\w.-]+")
VAGUE_NAMES = {"utils", "helpers", "manager", "common", "misc", "data"}


def tracked() -> list[Path]:
    """The files that git keeps, as far as they lie here."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """The tracked text files and what they say."""
    for path in tracked():
        try:
            yield path.relative_to(ROOT), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def requirements(lock: str) -> dict[str, list[str]]:
    """The versions that *lock* pins, by name in lower case."""
    pinned: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE):
        pinned.setdefault(name.lower(), []).append(version)
    return pinned


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    found = [
        f"{path}: {match.group(0)}"
        for path, text in texts()
        for pattern in (REGISTRY, MACHINE_PATH)
        for match in pattern.finditer(text)
    ]

    assert not found


def test_functions_stay_short() -> None:
    too_long = []
    for path, text in texts():
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                lines = node.end_lineno - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    too_long.append(f"{path}:{node.lineno} {node.name}: {lines} lines")

    assert not too_long


def test_modules_have_names_that_say_something() -> None:
    assert not [path for path, _ in texts() if path.suffix == ".py" and path.stem in VAGUE_NAMES]


def test_every_module_says_what_it_is_for() -> None:
    modules = [path for path in tracked() if path.suffix == ".py" and path.is_relative_to(ROOT / "kiosk")]

    assert not [path for path in modules if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]


def test_nothing_is_skipped_for_want_of_what_could_be_installed() -> None:
    pattern = re.compile(r"pytest\.skip\(|mark\.skip|importorskip")
    here = {ROOT / "tests" / "machine.py", Path(__file__)}
    found = [path for path in tracked() if path.suffix == ".py" and path not in here]

    assert not [path for path in found if pattern.search(path.read_text("utf-8"))], "use tests/machine.py"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]

    assert entries
    assert "://" not in text
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = list(project["project"]["dependencies"])
    asked += project["dependency-groups"].get(LOCKS[lock], [])
    pinned = requirements(lock)

    unmet = []
    for line in asked:
        wanted = Requirement(line)
        if not any(wanted.specifier.contains(version) for version in pinned.get(wanted.name.lower(), [])):
            unmet.append(line)

    assert not unmet, "run make lock"


@pytest.mark.parametrize("lock", ["requirements-dev.txt", "requirements-package.txt"])
def test_running_developing_and_packaging_use_the_same_versions(lock: str) -> None:
    run, other = requirements("requirements.txt"), requirements(lock)

    assert run.items() <= other.items()
