"""Setting up a bare machine: what is looked for, what is installed, what is said when it cannot be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest

FAKE_APT = '#!/bin/sh\necho "$@" >> "{log}"\nprintf "E: one\\nE: another\\n" >&2\nexit {code}\n'


def program(folder: Path, name: str, text: str) -> Path:
    """Put a program called *name* into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, so that a test decides which programs there are."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program(folder, "env", '#!/bin/sh\nwhile [ "${1#*=}" != "$1" ]; do shift; done\nexec "$@"\n')
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder with a space, with locks and a kiosk that says how it was called."""
    root = tmp_path / "a project"
    (root / "kiosk").mkdir(parents=True)
    (root / "kiosk" / "__main__.py").write_text("import sys; print('kiosk', *sys.argv[1:])")
    for lock in bootstrap.LOCKS.values():
        (root / lock).write_text(f"# {lock}")
    monkeypatch.setattr(bootstrap, "ROOT", root)
    monkeypatch.setattr(bootstrap, "VENV", root / ".venv")
    return root


def set_up_done(purpose: str) -> None:
    """Leave .venv as a finished set-up leaves it."""
    for name in ("kiosk", "python"):
        program(bootstrap.VENV / "bin", name, "")
    bootstrap.stamp(purpose).write_text(bootstrap.state_of(purpose))


def test_an_old_python_is_passed_over_for_a_newer_one(only: Path) -> None:
    program(only, "python3", "#!/bin/sh\necho 3 10\n")
    program(only, "python3.13", "#!/bin/sh\nexit 127\n")
    newer = program(only, "python3.11", "#!/bin/sh\necho 3 11\n")

    assert bootstrap.find_python() == (str(newer), (3, 11))


def test_without_a_usable_python_it_says_which_is_needed(only: Path) -> None:
    program(only, "python3", "#!/bin/sh\necho 3 9\n")

    with pytest.raises(bootstrap.SetupError, match=r"Python 3\.11 or newer"):
        bootstrap.find_python()


def test_only_missing_libraries_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = {"libc.so.6": "libc6", "libnothing.so.9": "libnothing9"}
    monkeypatch.setattr(bootstrap, "LIBRARIES", libraries)

    assert bootstrap.missing_packages(sys.executable, (3, 11)) == ["libnothing9"]


def test_packaging_asks_for_objdump_and_for_python_as_a_library(only: Path) -> None:
    python = program(only, "python3.12", "#!/bin/sh\nexit 1\n")

    assert bootstrap.missing_tools(str(python), (3, 12)) == ["binutils", "libpython3.12"]


def test_developing_asks_for_the_programs_that_tests_start_and_says_what_for(
    only: Path, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    programs = {"nothing-of-this-name": ("gettext", "checks catalogues"), "env": ("coreutils", "is there")}
    monkeypatch.setattr(bootstrap, "PROGRAMS", programs)
    monkeypatch.setattr(bootstrap, "LIBRARIES", {})
    monkeypatch.setattr(bootstrap, "find_python", lambda: (sys.executable, (3, 11)))
    asked: list[str] = []

    def stop(packages: list[str]) -> None:
        asked.extend(packages)
        raise bootstrap.SetupError("asked")

    monkeypatch.setattr(bootstrap, "install_system_packages", stop)

    with pytest.raises(bootstrap.SetupError, match="asked"):
        bootstrap.set_up("dev")

    assert asked == ["gettext"]
    assert "The tests need gettext: checks catalogues" in capsys.readouterr().out


def test_a_python_without_venv_asks_for_its_own_venv_package(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "LIBRARIES", {})
    python = program(only, "python3.12", "#!/bin/sh\nexit 1\n")

    assert bootstrap.missing_packages(str(python), (3, 12)) == ["python3.12-venv"]


def test_root_installs_the_packages_by_apt(only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    program(only, "apt-get", FAKE_APT.format(log=tmp_path / "log", code=0))

    bootstrap.install_system_packages(["libgl1", "libegl1"])

    *_, install = (tmp_path / "log").read_text().splitlines()
    assert install.endswith("install --yes --no-install-recommends libgl1 libegl1")


@pytest.mark.parametrize(
    "programs, uid, said",
    [
        ([], 0, "no apt-get here; install what Debian calls libgl1"),
        (["apt-get"], 1000, "as root run: apt-get install libgl1"),
        (["apt-get"], 0, r"libgl1 \(E: another\); is this machine online"),
    ],
    ids=["no apt-get", "no sudo", "no network"],
)
def test_it_says_in_one_line_why_libraries_cannot_be_installed(
    programs: list[str], uid: int, said: str, only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: uid)
    for name in programs:
        program(only, name, FAKE_APT.format(log=tmp_path / "log", code=100))

    with pytest.raises(bootstrap.SetupError, match=said) as error:
        bootstrap.install_system_packages(["libgl1"])

    assert "\n" not in str(error.value)


def test_packages_that_cannot_be_fetched_are_one_line_too(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program(bootstrap.VENV / "bin", "python", "#!/bin/sh\necho a long traceback >&2\nexit 1\n")

    with pytest.raises(bootstrap.SetupError, match="could not be fetched; is this machine online"):
        bootstrap.install_locked("requirements.txt")

    assert "traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "done, purpose, current",
    [
        ("dev", "run", True),
        ("package", "run", True),
        ("run", "dev", False),
        ("dev", "package", False),
        ("package", "dev", False),
        ("run", "run", True),
    ],
)
def test_a_set_up_for_developing_serves_for_running(done: str, purpose: str, current: bool, project: Path) -> None:
    set_up_done(done)

    assert bootstrap.is_current(purpose) is current


def test_a_new_lock_or_another_folder_sets_up_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_done("run")
    (project / "requirements.txt").write_text("# another lock")

    assert not bootstrap.is_current("run")

    set_up_done("run")
    monkeypatch.setattr(bootstrap, "ROOT", project.parent)
    (project.parent / "requirements.txt").write_text("# another lock")

    assert not bootstrap.is_current("run")


def test_a_second_run_starts_no_program(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_done("run")
    started: list[object] = []
    monkeypatch.setattr("subprocess.run", lambda *command, **_: started.append(command))

    bootstrap.set_up("run")

    assert not started


def test_the_command_starts_the_kiosk_from_any_folder(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bootstrap.VENV)], check=True)

    bootstrap.write_command()

    command = [str(bootstrap.VENV / "bin" / "kiosk"), "run", "--site", "a b"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert answer.stdout == "kiosk run --site a b\n"
