"""Lets strangers loose on the kiosk, seed after seed: ``python -m tests.strangers --seed 7 --events 20000``."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.content.compile import compile_source
from tests.strangers.shrinking import shortest

ROOT = Path(__file__).parents[2]
SHIPPED_SOURCE = ROOT / "kiosk" / "content" / "darien"
SEEDS, EVENTS = (1, 2, 3), 100_000
#: CPU seconds that one answer may take.
PATIENCE = 0.2
WINDOW = "kiosk.ui.main_window:MainWindow"

logger = logging.getLogger("strangers")


def main() -> int:
    """Exit code 1 if the strangers of any seed broke a rule, or the kiosk."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    options = _options()
    with TemporaryDirectory() as folder:
        compile_source(options.content, Path(folder) / "bundle")
        runners = [Runner(options, seed, Path(folder)) for seed in options.seed or SEEDS]
        if options.replay:
            return runners[0].replay(options.replay)
        broken = [runner.seed for runner in runners if not runner.endures()]
    logger.info("broken by: %s" if broken else "all is well%s", ", ".join(map(str, broken)))
    return 1 if broken else 0


@dataclass(frozen=True)
class Runner:
    """Runs one seed in a process that may crash; *folder* holds the compiled content, and what is left of the story."""

    options: Namespace
    seed: int
    folder: Path

    def endures(self) -> bool:
        """Whether the kiosk bore it; if not, how it was broken is told by then."""
        log = self.folder / f"{self.seed}.events"
        code = self._start("--events", str(self.options.events), "--log", str(log))
        if code < 0:
            self._explain(code, log.read_text("utf-8").splitlines())
        return code == 0

    def replay(self, story: Path) -> int:
        """Tell a story again; exit code 1 if it breaks a rule, or the kiosk."""
        return 1 if self._start("--replay", str(story)) else 0

    def _explain(self, code: int, story: Sequence[str]) -> None:
        name = signal.Signals(-code).name
        logger.info("  event %d: %s ended the kiosk", len(story), name)
        short = shortest(story, self._crashes)
        if short is None:
            logger.info("told again it does not; the last events were\n%s", "\n".join(story[-25:]))
        else:
            logger.info("the shortest story, %d events, for --replay:\n%s", len(short), "\n".join(short))

    def _crashes(self, story: Sequence[str]) -> bool:
        part = self.folder / "part.events"
        part.write_text("\n".join(story), "utf-8")
        return self._start("--replay", str(part), quiet=True) < 0

    def _start(self, *arguments: str, quiet: bool = False) -> int:
        command = [sys.executable, "-m", "tests.strangers.alone", "--seed", str(self.seed), *arguments]
        command += ["--bundle", str(self.folder / "bundle"), "--patience", str(self.options.patience)]
        command += ["--window", self.options.window]
        nowhere = subprocess.DEVNULL if quiet else None
        env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(command, cwd=ROOT, env=env, stdout=nowhere, stderr=nowhere, check=False).returncode


def _options() -> Namespace:
    parser = ArgumentParser("python -m tests.strangers", description=__doc__)
    parser.add_argument("--seed", type=int, action="append", help="may be given several times")
    parser.add_argument("--events", type=int, default=EVENTS, help="for each seed")
    parser.add_argument("--content", type=Path, default=SHIPPED_SOURCE, help="a source other than the shipped one")
    parser.add_argument("--patience", type=float, default=PATIENCE, help="CPU seconds that one answer may take")
    parser.add_argument("--replay", type=Path, help="a file with the lines of a story, to be told again for --seed")
    parser.add_argument("--window", default=WINDOW, help="another window than the kiosk's, MODULE:CLASS")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
