"""A disk whose power can be cut: ext4 in a file, mounted, and copied as it is at some moment."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.machine import Lacks, need, need_root, skip

#: Nothing is written by itself while a test runs: what is on the disk is what was written through to it.
_NEVER = "commit=600"


def need_disks(folder: Path) -> None:
    """Skip a test where nobody may mount."""
    need("mkfs.ext4")
    need("mount")
    need_root()
    make_disk(folder / "probe")
    try:
        with mounted(folder / "probe", folder / "mounted"):
            pass
    except subprocess.CalledProcessError:
        skip(Lacks.MOUNTS)


def make_disk(image: Path, megabytes: int = 24) -> None:
    """Make an empty disk."""
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)


@contextmanager
def mounted(image: Path, at: Path) -> Iterator[Path]:
    """Mount a disk; what a power cut has left is mended as at any start of a kiosk."""
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", f"loop,{_NEVER}", str(image), str(at)], check=True, capture_output=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True, capture_output=True)


def cut_power(image: Path, at: Path, copy: Path, *, others_write: bool) -> None:
    """Copy a mounted disk as it would be found after a power cut.

    Where *others write*, some other program has just written a file through to the disk, and with it, as ext4
    does, all names that were changed until then: but not what is in the files.
    """
    if others_write:
        handle = os.open(at / "other", os.O_WRONLY | os.O_CREAT)
        os.write(handle, b"x")
        os.fsync(handle)
        os.close(handle)
    shutil.copyfile(image, copy)
