"""Builds ever larger sources, says how the time grows and how quickly the library answers.

Run it from the repository: ``python -m benchmarks.content --pages 10000``. Exit code 1 if a
build takes more time a page than the limit allows, an answer more than 5 ms, or a search
more than keeps up with typing.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import search
from benchmarks.big_source import write_big_source
from kiosk.content.compile import compile_source
from kiosk.content.library import Library
from kiosk.content.messages import update_catalogues
from kiosk.content.source import load

#: How much more time a page may take in the largest build than in the smallest.
GROWTH = 1.5
#: The slowest answer that a visitor does not notice, in ms (issue 3).
SLOWEST = 5.0
_REPEATS = 200


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000, metavar="N")
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as place:
        _build(Path(place), 1)  # loads what the first build loads
        sizes = [max(1, pages // part) for part in (8, 4, 2, 1)]
        costs = [_build(Path(place), size) for size in sizes]
        slowest = _ask(Path(place) / f"bundle-{pages}", pages)
        typing = search.measure(Path(place) / f"bundle-{pages}", _say)
    growth = costs[-1] / costs[0]
    _say(f"time a page, largest to smallest build: {growth:.2f} (at most {GROWTH})")
    _say(f"slowest median answer: {slowest:.2f} ms (at most {SLOWEST})")
    _say(f"slowest median search: {typing:.2f} ms (at most {search.SLOWEST})")
    return 1 if growth > GROWTH or slowest > SLOWEST or typing > search.SLOWEST else 0


def _build(place: Path, pages: int) -> float:
    """Build a source of so many pages and return the ms that one page took."""
    source, bundle = place / f"source-{pages}", place / f"bundle-{pages}"
    write_big_source(source, pages)
    build = _timed(compile_source, source, bundle)
    tree = load(source)
    strings = _timed(update_catalogues, tree)
    size = (bundle / "content.db").stat().st_size / 1e6
    a_page = build / pages
    _say(
        f"{pages:>6} pages × 3 languages: build {build / 1000:6.1f} s ({a_page:.2f} ms a page), "
        f"strings {strings / 1000:5.1f} s, content.db {size:.1f} MB"
    )
    return a_page


def _ask(bundle: Path, pages: int) -> float:
    """Ask a library everything many times; print and return the slowest median in ms."""
    opening = [_timed(_open, bundle) for _ in range(20)]
    _say(f"{'open':>10}: median {statistics.median(opening):.2f} ms")
    library = Library.open(bundle)
    topics = [topic.id for topic in library.topics("es")]
    answers: dict[str, Callable[[int], object]] = {
        "page": lambda n: library.page(f"topic-{n % len(topics)}/page-{n}", "fr"),
        "topic": lambda n: library.topic(topics[n % len(topics)], "fr"),
        "pages": lambda n: library.pages(topics[n % len(topics)], "fr"),
        "contact": lambda n: library.contact(f"contact-{n % 100}", "fr"),
        "contacts": lambda _: library.contacts("fr"),
        "topics": lambda _: library.topics("fr"),
    }
    medians = []
    for name, answer in answers.items():
        step = max(1, pages // _REPEATS)
        times = sorted(_timed(answer, number) for number in range(0, pages, step))
        median, late = statistics.median(times), times[int(len(times) * 0.99)]
        medians.append(median)
        _say(f"{name:>10}: median {median:.2f} ms, 99 % {late:.2f} ms, slowest {times[-1]:.2f} ms")
    library.close()
    return max(medians)


def _open(bundle: Path) -> None:
    Library.open(bundle).close()


def _timed(action: Callable[..., object], *arguments: object) -> float:
    """Return how long an action took, in ms."""
    start = time.perf_counter()
    action(*arguments)
    return (time.perf_counter() - start) * 1000


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
