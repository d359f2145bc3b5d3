"""Whatever strangers do, the kiosk stays whole; and whoever says so would have noticed if it had not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.content.compile import compile_source
from kiosk.navigation import Place
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.notices import samples
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme import fonts
from kiosk.ui.tour import DESIGN_SIZE
from tests.fakes import SHIPPED_SOURCE, shelf_of
from tests.strangers import broken
from tests.strangers.crowd import KEYS
from tests.strangers.events import Event, FingerDown, FingerUp, HandDown, KeyDown, Nothing
from tests.strangers.judge import LOOK, SCREENS
from tests.strangers.shrinking import shortest
from tests.strangers.story import Kiosk, play, read, replay, shrunk, written
from tests.strangers.watch import no_longer_than

ROOT = Path(__file__).parents[1]
#: Machines that run many tests at a time answer late; `make endure` is less patient.
PATIENCE = 2.0
#: More than all places together have ever taken.
ENOUGH = 20_000


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strangers") / "bundle"
    compile_source(SHIPPED_SOURCE, folder)
    return folder


@pytest.fixture
def shelf(bundle: Path, qapp: QApplication) -> Iterator[Shelf]:
    """What the kiosk shows, with notices of its staff."""
    fonts.load()
    with shelf_of(bundle) as shelf:
        shelf.posted = partial(tuple, samples(shelf.library, "es", "Lajas Blancas"))
        yield shelf


def kiosk(shelf: Shelf, window: type[MainWindow] = MainWindow, *, locked: bool = False, looks: int = 300) -> Kiosk:
    return Kiosk(shelf, DESIGN_SIZE, Settings(locked=locked), window, PATIENCE, looks)


def endure(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As `make endure` does."""
    command = [sys.executable, "-m", "tests.strangers", "--patience", str(PATIENCE), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


# ---------------------------------------------------------------- the kiosk


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_kiosk_endures_strangers(seed: int) -> None:
    done = endure("--seed", str(seed), "--events", "900")

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"seed {seed}: " in done.stdout
    assert "900 events" in done.stdout


def test_strangers_get_everywhere(shelf: Shelf) -> None:
    unseen = set(SCREENS)

    for seed in range(21, 31):
        tally = play(kiosk(shelf, locked=seed % 2 == 0), seed, 1500)
        assert tally.failure is None
        unseen -= set(tally.places)
        if not unseen:
            break

    assert unseen == set()


def test_every_place_is_known_to_the_judge_but_what_cannot_be_shown() -> None:
    assert set(Place) - set(SCREENS) == {Place.PROBLEM}


# ---------------------------------------------------------------- the judge


@pytest.mark.logged
@pytest.mark.parametrize(
    "window, rule, most, seed",
    # Any seed finds them; these find them soon.
    [
        (broken.Raises, "exception ValueError", 5, 1),
        (broken.LogsAnError, "log of kiosk.broken", 7, 1),
        (broken.WarnsThroughQt, "Qt message", 7, 1),
        (broken.LeaksAWidget, "nothing is left", 6, 3),
        (broken.KeepsStages, LOOK, 8, 5),
        (broken.CutsASentence, LOOK, 6, 2),
        (broken.RemembersWhatWasTyped, "nothing is left", 12, 12),
        (broken.AsksForEver, "stage", 7, 5),
        (broken.IsLeftByTab, "leaving", 2, 1),
        (broken.IsClosedByEscape, "window", 2, 1),
        (broken.ActsOnPress, "too early", 8, 3),
    ],
)
def test_a_broken_window_is_found_out_by_a_short_story(
    shelf: Shelf, window: type[MainWindow], rule: str, most: int, seed: int
) -> None:
    tally = play(kiosk(shelf, window, looks=20), seed, ENOUGH)
    assert tally.failure is not None

    told = shrunk(kiosk(shelf, window), tally.story, tally.failure)

    assert tally.failure.rule == rule
    assert told is not None
    assert len(told.events) <= most, written(told.events, told.way)
    assert told.failure is not None
    assert told.failure.rule == rule
    assert replay(kiosk(shelf), told.events).failure is None


def test_a_broken_window_is_reported_with_seed_and_story(tmp_path: Path) -> None:
    window = ("--window", "tests.strangers.broken:Raises")

    done = endure("--seed", "5", "--events", "2000", *window)
    (tmp_path / "story").write_text(story_in(done.stdout), "utf-8")
    again = endure("--seed", "5", "--replay", str(tmp_path / "story"), *window)
    mended = endure("--seed", "5", "--replay", str(tmp_path / "story"))

    assert done.returncode == 1
    assert "seed 5: " in done.stdout
    assert ": exception ValueError: nobody should look at this" in done.stdout
    assert 2 <= len(read(story_in(done.stdout))) <= 5
    assert again.returncode == 1
    assert mended.returncode == 0


def test_a_crash_is_survived_and_told_by_a_short_story() -> None:
    done = endure("--seed", "5", "--events", "2000", "--window", "tests.strangers.broken:Crashes")

    assert done.returncode == 1
    assert "SIGSEGV ended the kiosk" in done.stdout
    assert 1 <= len(read(story_in(done.stdout))) <= 5
    assert "broken by: 5" in done.stdout


def story_in(said: str) -> str:
    """The lines of a report that are events."""
    return "\n".join(line for line in said.splitlines() if line.startswith("    "))


def test_a_locked_kiosk_is_not_left_and_another_is(shelf: Shelf) -> None:
    leaving = KeyDown(0.5, "Q", "Ctrl+Alt", "\x11")

    class AlwaysLeft(MainWindow):
        def keyPressEvent(self, event: object) -> None:
            self.leaving.emit()

    assert replay(kiosk(shelf), [leaving]).failure is None
    assert replay(kiosk(shelf, locked=True), [leaving]).failure is None
    wrong = replay(kiosk(shelf, AlwaysLeft, locked=True), [leaving]).failure
    assert wrong is not None
    assert wrong.rule == "leaving"


def test_a_slow_answer_ends_nothing_before_it_was_slow_twice() -> None:
    slow = endure("--seed", "5", "--events", "150", "--patience", "0.2", "--window", "tests.strangers.broken:IsSlow")
    busy = endure(
        "--seed", "5", "--events", "150", "--window", "tests.strangers.broken:IsSlowOnce", "--patience", "0.2"
    )

    assert slow.returncode == 1
    assert "slow: more than 0.2 s of CPU time" in slow.stdout
    assert "the shortest story, 1 events" in slow.stdout
    assert busy.returncode == 0
    assert "slow: more than 0.2 s of CPU time" in busy.stdout
    assert "not when told again" in busy.stdout


def test_a_slow_answer_is_told(shelf: Shelf) -> None:
    hasty = replace(kiosk(shelf, broken.IsSlow), patience=broken.IsSlow.seconds / 2)

    told = replay(hasty, [Nothing(1), KeyDown(0.5, "Tab", text="\t"), Nothing(1)])

    assert told.failure is not None
    assert told.failure.rule == "slow"
    assert len(told.events) == 2


def test_what_does_not_answer_at_all_is_interrupted() -> None:
    def hang() -> None:
        with no_longer_than(0.05):
            while True:
                pass

    with pytest.raises(TimeoutError, match="no answer"):
        hang()


# ---------------------------------------------------------------- stories


def test_the_same_seed_does_the_same(shelf: Shelf) -> None:
    once, again = play(kiosk(shelf), 3, 150), play(kiosk(shelf), 3, 150)

    assert once.story == again.story
    assert once.places == again.places
    assert play(kiosk(shelf), 4, 150).story != once.story


def test_a_story_told_again_leads_to_the_same_places(shelf: Shelf) -> None:
    story = play(kiosk(shelf), 3, 150).story

    once, again = replay(kiosk(shelf), story), replay(kiosk(shelf), story)

    assert once.way == again.way
    assert len({place.place for place in once.way}) > 2


def test_a_story_is_read_as_it_was_written() -> None:
    story: list[Event] = [
        FingerDown(0.5, 2, 10, 20),
        HandDown(0, 5, 6, 300),
        KeyDown(0.1, "Q", "Ctrl+Alt", "\x11", again=True),
        KeyDown(0.1, "unknown", "", "'漢\"\\"),
        Nothing(90.25),
        FingerUp(0.5, 2, 10, 20),
    ]

    assert read(written(story)) == story


def test_any_part_of_a_story_can_be_told(shelf: Shelf) -> None:
    """So that it can be shortened: what was never put down cannot be lifted."""
    story = play(kiosk(shelf), 6, 200).story

    for part in (story[1::2], story[::3], list(reversed(story))):
        assert replay(kiosk(shelf), part).failure is None


def test_keys_of_all_kinds_are_pressed() -> None:
    assert {"A", "F12", "Escape", "VolumeUp", "MediaPlay", "Meta", "Ntilde", "unknown"} <= set(KEYS)
    assert len(set(KEYS)) == len(KEYS)


@pytest.mark.parametrize(
    "guilty, expected",
    [([70], [70]), ([3, 98], [3, 98]), ([0, 50, 51, 99], [0, 50, 51, 99]), ([], [])],
)
def test_a_story_is_shortened_to_what_matters(guilty: list[int], expected: list[int]) -> None:
    def fails(part: Sequence[int]) -> bool:
        return set(guilty) <= set(part)

    found = shortest(range(100), fails)

    assert found is not None
    assert set(expected) <= set(found)
    assert len(found) <= max(1, len(expected))


def test_a_story_that_cannot_be_told_again_has_no_shortest_part() -> None:
    assert shortest(range(100), lambda _: False) is None
