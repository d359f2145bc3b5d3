"""Installs publications of 5, 50 and 500 MB, and opens a kiosk on them.

Beside each installation stands the least that could be done with the same bytes, in the same
round: ``sha256sum``, ``cp`` and ``sync``. What starting the installer's process adds is told, and
does not count: it is the same for any size. Beside the first frame on the largest generation
stands the one on the smallest. Run it with ``python -m benchmarks.install``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from kiosk.bundle.install import install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.trust import enroll
from tests.bundle.team import Team, clip, content

SIZES = (5, 50, 500)
ROUNDS = 3
#: At most so many times the floor, from this size in MB on (issue 5).
MOST, FROM = 1.5, 50
#: At most so many times the first frame on the smallest generation: what a noisy machine adds.
MOST_FIRST_FRAME = 1.2
_CLIP = 5
_FIRST_FRAME = """
import sys, time
begun = time.perf_counter()
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.supply import Supply
from kiosk.ui.theme import fonts
supply = Supply(Path(sys.argv[1]), "", lambda: Path("nowhere"))
shelf = supply.contents().best()
fonts.hide_system_fonts()
application = QApplication(["kiosk"])
fonts.load()
window = MainWindow(shelf, Settings(), scale_by_pixels)
window.resize(1366, 768)
window.show()
window.grab()
supply.has_started()
print(time.perf_counter() - begun)
"""


def main() -> int:
    """Print the ratios; exit code 1 if one is above what it should be."""
    with TemporaryDirectory(prefix="kiosk-bench-", dir=os.environ.get("KIOSK_BENCH_DIR")) as folder:
        ratios = {size: _installation(Path(folder), size) for size in SIZES}
        first_frame = _first_frames(Path(folder))
    slow = [size for size, ratio in ratios.items() if size >= FROM and ratio > MOST]
    for size in slow:
        _say(f"installing {size} MB takes more than {MOST} times the floor")
    if first_frame > MOST_FIRST_FRAME:
        _say("the first frame waits for the size of the content")
    return 1 if slow or first_frame > MOST_FIRST_FRAME else 0


def _installation(folder: Path, size: int) -> float:
    """Return how many times the floor an installation takes, by the medians of some rounds."""
    team = Team(folder / f"office-{size}")
    clips = {f"clips/es/{number}.ogg": clip(number, _CLIP * 1_000_000) for number in range(size // _CLIP)}
    team.publish(content(1).with_media(clips))
    floors, installs, processes = [], [], []
    for number in range(ROUNDS):
        floors.append(_floor(team.office, folder / "copy"))
        installs.append(_install(team, folder / f"state-{size}-{number}"))
        processes.append(_process(team, folder / "another"))
        if number:
            shutil.rmtree(folder / f"state-{size}-{number}")
    shutil.rmtree(team.office)
    taken, floor, process = median(installs), median(floors), median(processes)
    _say(f"{size:>4} MB: {taken:.2f} s, floor {floor:.2f} s, {taken / floor:.2f} ×; as a process {process:.2f} s")
    return taken / floor


def _floor(repository: Path, copy: Path) -> float:
    begun = time.perf_counter()
    files = [str(path) for path in repository.rglob("*") if path.is_file()]
    _run(["sha256sum", *files])
    _run(["cp", "-r", repository, copy])
    _run(["sync", "-f", copy])
    taken = time.perf_counter() - begun
    shutil.rmtree(copy)
    return taken


def _install(team: Team, state: Path) -> float:
    enroll(state, team.first_root)
    begun = time.perf_counter()
    install(FolderRepository(team.office), state)
    return time.perf_counter() - begun


def _process(team: Team, state: Path) -> float:
    enroll(state, team.first_root)
    begun = time.perf_counter()
    _run([sys.executable, "-m", "kiosk", "device", "install", team.office, "--state", state, "--json"])
    taken = time.perf_counter() - begun
    shutil.rmtree(state)
    return taken


def _first_frames(folder: Path) -> float:
    """Return how many times the first frame on the smallest generation that on the largest takes."""
    taken: dict[int, list[float]] = {SIZES[0]: [], SIZES[-1]: []}
    for _ in range(2 * ROUNDS):
        for size, found in taken.items():
            found.append(_first_frame(folder / f"state-{size}-0"))
    small, large = (median(found) for found in taken.values())
    _say(f"first frame: {small:.2f} s on {SIZES[0]} MB, {large:.2f} s on {SIZES[-1]} MB, {large / small:.2f} ×")
    return large / small


def _first_frame(state: Path) -> float:
    return float(_run([sys.executable, "-c", _FIRST_FRAME, state]))


def _run(command: list[str | Path]) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - our own
    return done.stdout


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
