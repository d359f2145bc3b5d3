#!/usr/bin/env python3
"""Set up what the kiosk needs: system libraries, .venv, locked packages, the kiosk command.

    python3 packaging/bootstrap.py run|dev|package

Any Python from 3.8 may start it: it looks for one that the kiosk can use. When all is
there already it changes nothing, asks no network and takes a moment.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt", "package": "requirements-package.txt"}
SUPPORTED = [(3, 11), (3, 12), (3, 13), (3, 14)]

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt's wheel takes from the system, and the Debian or Ubuntu package that brings it."""

PROGRAMS = {
    "msgfmt": ("gettext", "checks translation catalogues"),
    "strace": ("strace", "makes system calls fail one by one"),
    "dbus-daemon": ("dbus", "a bus for a simulated logind"),
    "openssl": ("openssl", "reads the private keys that the kiosk writes"),
    "mkfs.ext4": ("e2fsprogs", "a disk whose power can be cut"),
    "mount": ("mount", "mounts it, and simulated USB sticks"),
    "Xvfb": ("xvfb", "a display for the real window"),
    "xdotool": ("xdotool", "touches and keys in that window"),
    "openbox": ("openbox", "a window manager that asks it to close"),
}
"""The programs that the tests start: the package that brings each, and what it is for."""


class SetupError(Exception):
    """Setting up cannot go on; the text is one line that says what to do."""


def main() -> int:
    """Set up for running the kiosk, for developing or for packaging it."""
    parser = argparse.ArgumentParser(description="Set up what the kiosk needs.")
    parser.add_argument("purpose", choices=sorted(LOCKS))
    purpose = parser.parse_args().purpose
    try:
        set_up(purpose)
    except SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def set_up(purpose: str) -> None:
    """Bring the machine and .venv to the state that *purpose* needs."""
    if is_current(purpose):
        return
    python, version = find_python()
    packages = missing_packages(python, version)
    if purpose == "package":
        packages += missing_tools(python, version)
    if purpose == "dev":
        packages += missing_programs()
    if packages:
        install_system_packages(packages)
    make_venv(python)
    install_locked(LOCKS[purpose])
    write_command()
    stamp(purpose).write_text(state_of(purpose))


def stamp(purpose: str) -> Path:
    """The file that says what .venv was last set up from."""
    return VENV / f"set-up-for-{purpose}"


def state_of(purpose: str) -> str:
    """A digest of all that a set-up follows from: lock, this script and the folder's place."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (ROOT / LOCKS[purpose], Path(__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(purpose: str) -> bool:
    """Whether .venv is whole and was set up from today's lock; the other locks hold all of run's."""
    if not (VENV / "bin" / "kiosk").exists() or not (VENV / "bin" / "python").exists():
        return False
    done_for = [p for p in LOCKS if stamp(p).exists() and stamp(p).read_text() == state_of(p)]
    return purpose in done_for or (purpose == "run" and bool(done_for))


def find_python() -> tuple[str, tuple[int, int]]:
    """A Python that the kiosk can use: the system's own, else the newest one there is."""
    names = ["python3", *(f"python3.{minor}" for _, minor in reversed(SUPPORTED))]
    for name in names:
        path = shutil.which(name)
        version = version_of(path) if path else None
        if path and version in SUPPORTED:
            return path, version
    raise SetupError("the kiosk needs Python 3.11 or newer; install it (Ubuntu 22.04: python3.11)")


def version_of(python: str) -> tuple[int, int] | None:
    """Major and minor version, or None when *python* does not start."""
    code = "import sys; print(*sys.version_info[:2])"
    answer = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    if answer.returncode:
        return None
    major, minor = answer.stdout.split()
    return int(major), int(minor)


def missing_packages(python: str, version: tuple[int, int]) -> list[str]:
    """The system packages that have to be installed first, each library tried by loading it."""
    missing = [package for soname, package in LIBRARIES.items() if not can_load(soname)]
    has_venv = subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    if has_venv.returncode:
        missing.append("python{}.{}-venv".format(*version))
    return missing if sys.platform == "linux" else []


def missing_tools(python: str, version: tuple[int, int]) -> list[str]:
    """The system packages that PyInstaller needs besides: objdump, and Python as a library."""
    missing = [] if shutil.which("objdump") else ["binutils"]
    code = "import ctypes, sysconfig; ctypes.CDLL(sysconfig.get_config_var('INSTSONAME'))"
    if subprocess.run([python, "-c", code], capture_output=True, check=False).returncode:
        missing.append("libpython{}.{}".format(*version))
    return missing if sys.platform == "linux" else []


def missing_programs() -> list[str]:
    """The system packages that the tests need; says what each is for."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    missing = {package: use for name, (package, use) in PROGRAMS.items() if not shutil.which(name, path=path)}
    if sys.platform != "linux":
        return []
    for package, use in missing.items():
        print(f"The tests need {package}: {use}", flush=True)
    return list(missing)


def can_load(soname: str) -> bool:
    """Whether the system's loader finds *soname* and all that it needs."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install *packages* by apt-get, as root or through sudo."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise SetupError(f"no apt-get here; install what Debian calls {names}, then try again")
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    if as_root and not shutil.which("sudo"):
        raise SetupError(f"neither root nor sudo; as root run: apt-get install {names}")
    if as_root and not sys.stdin.isatty():
        as_root.append("--non-interactive")
    print(f"Installing system packages: {names}", flush=True)
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    answer = subprocess.run(install, capture_output=True, text=True, check=False)
    if answer.returncode:
        why = answer.stderr.strip().rpartition("\n")[2]
        raise SetupError(f"apt-get could not install {names} ({why}); is this machine online?")


def make_venv(python: str) -> None:
    """Make .venv anew, unless its Python starts and is of *python*'s version."""
    own = VENV / "bin" / "python"
    if own.exists() and version_of(str(own)) == version_of(python):
        return
    make = [python, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(make, stdout=subprocess.DEVNULL, check=False).returncode:
        raise SetupError(f"{python} could not make .venv; remove it and see that the disk has room")


def install_locked(lock: str) -> None:
    """Install the packages of *lock*, each checked against its hash."""
    print(f"Fetching the packages of {lock}: about 100 MB, once", flush=True)
    log = VENV / "pip.log"
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--quiet", "--log", str(log), "install"]
    rules = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--retries=2"]
    if not sys.stdout.isatty():
        rules.append("--progress-bar=off")
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    command = [*pip, *rules, "--requirement", str(ROOT / lock)]
    if subprocess.run(command, stderr=subprocess.DEVNULL, env=env, check=False).returncode:
        raise SetupError(f"the packages could not be fetched; is this machine online? See {log}")


def write_command() -> None:
    """Let .venv's Python find the kiosk from anywhere, and give it a command of that name."""
    find = "import sysconfig; print(sysconfig.get_path('purelib'))"
    python = VENV / "bin" / "python"
    packages = subprocess.run([str(python), "-c", find], capture_output=True, text=True, check=True)
    (Path(packages.stdout.strip()) / "kiosk.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "kiosk"
    command.write_text(f'#!/bin/sh\nexec "{python}" -P -m kiosk "$@"\n')
    command.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main())
