"""Strangers at one kiosk, in a process of their own, since the worst that they can do is to end it."""

from __future__ import annotations

import faulthandler
import logging
import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TextIO

from PySide6.QtWidgets import QApplication

from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.notices import samples
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import fonts
from tests.fakes import shelf_of
from tests.strangers.events import Event
from tests.strangers.judge import Failure
from tests.strangers.story import SLOW, Kiosk, Tally, play, read, replay, shrunk, written

#: Seed 1 stands at the usual screen, 2 at the lowest, 3 at a tall one.
SIZES = ((1920, 1080), (1366, 768), (1024, 600), (1080, 1920))
#: So many slow answers are looked at again, each with so many events before it.
MOST_SLOW, RECENT = 3, 400

logger = logging.getLogger("strangers")


def main() -> int:
    """Exit code 1 if a rule was broken; killed by a signal if the kiosk was."""
    faulthandler.enable()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    options = _options()
    fonts.hide_system_fonts()
    _application = QApplication(["strangers"])
    fonts.load()
    with shelf_of(options.bundle) as shelf:
        kiosk = kiosk_of(options.seed, shelf, options)
        if options.replay:
            failure = replay(kiosk, read(options.replay.read_text("utf-8")), looks=True).failure
            logger.info(f"{failure.rule}: {failure.told}" if failure else "all is well")
            return 1 if failure else 0
        return _endured(kiosk, options)


def kiosk_of(seed: int, shelf: Shelf, options: Namespace) -> Kiosk:
    """The seed decides the size of the screen, too, and whether the kiosk is locked; the staff have posted notices."""
    language = shelf.languages()[0].code
    shelf.posted = partial(tuple, samples(shelf.library, language, shelf.sign(language).title))
    size, locked = SIZES[seed % len(SIZES)], seed % 3 == 0
    return Kiosk(shelf, size, Settings(locked=locked), _window(options.window), options.patience)


def _endured(kiosk: Kiosk, options: Namespace) -> int:
    logger.info("seed %d: %dx%d, %s", options.seed, *kiosk.size, "locked" if kiosk.settings.locked else "not locked")
    with options.log.open("w", encoding="utf-8", buffering=1) as file:
        tally = play(kiosk, options.seed, options.events, _Log(file))
    _tell(tally)
    if tally.failure is not None:
        _explain(kiosk, tally.failure, len(tally.story), tally.story)
        return 1
    slow = Failure(SLOW, f"more than {kiosk.patience} s of CPU time")
    again = (_explain(kiosk, slow, number, tally.story[:number][-RECENT:]) for number in tally.slow[:MOST_SLOW])
    return 1 if any(again) else 0


class _Log:
    """Is complete whenever the kiosk ends."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def __call__(self, event: Event) -> None:
        self._file.write(f"{written([event])}\n")


def _tell(tally: Tally) -> None:
    logger.info("  %d events, %d visits", len(tally.story), tally.visits)
    logger.info("  places: %s", ", ".join(f"{place} {count}" for place, count in tally.places.most_common()))
    if tally.never_seen:
        logger.info("  never seen: %s", ", ".join(tally.never_seen))
    logger.info("  slowest answer: %.0f ms, %s", 1000 * tally.slowest, tally.slowest_answer)


def _explain(kiosk: Kiosk, failure: Failure, number: int, story: list[Event]) -> bool:
    """Tell how a rule was broken; whether it is broken again when the end of the story is told again."""
    logger.info("  event %d: %s: %s", number, failure.rule, failure.told)
    found = shrunk(kiosk, story, failure)
    if found is None:
        logger.info("not when told again; the last events were\n%s", written(story[-25:]))
        return False
    logger.info("the shortest story, %d events, for --replay:\n%s", len(found.events), written(found.events, found.way))
    return True


def _window(name: str) -> type[MainWindow]:
    module, _, kind = name.partition(":")
    found: type[MainWindow] = getattr(import_module(module), kind)
    return found


def _options() -> Namespace:
    parser = ArgumentParser("python -m tests.strangers.alone", description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--events", type=int, default=0)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--patience", type=float, required=True)
    parser.add_argument("--window", required=True)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--log", type=Path, help="where each event is written before it happens")
    what.add_argument("--replay", type=Path, help="events to be done again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
