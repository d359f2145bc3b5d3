"""Types into the search of a large bundle, letter by letter and with slips, and times each answer.

Beside it stands a plain full-text query of SQLite's for the same words: whole, typed right,
in one language. What the search forgives may cost more than that, not much more.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.big_source import some_words
from kiosk.content.library import Library

#: The slowest answer that keeps up with typing, in ms (issue 4).
SLOWEST = 50.0
_WORDS = 60

Report = Callable[[str], None]


def measure(bundle: Path, say: Report) -> float:
    """Print how long each kind of typing takes; return the slowest median in ms."""
    library = Library.open(bundle)
    times: dict[str, list[float]] = {}
    for kind, text in _typing():
        times.setdefault(kind, []).append(_timed(library.search, text, "fr"))
    library.close()
    floor = median(_full_text(bundle))
    say(f"{'plain query':>12}: median {floor:.2f} ms")
    for kind, found in times.items():
        middle = median(found)
        say(f"{kind:>12}: median {middle:.2f} ms, slowest {max(found):.2f} ms, {middle / floor:.1f} × a plain query")
    return max(median(found) for found in times.values())


def _typing() -> Iterator[tuple[str, str]]:
    chance = random.Random(3)  # noqa: S311 - words, not secrets
    for word in _long_words():
        yield from ((f"{length} letters", word[:length]) for length in range(1, 7))
        place = chance.randrange(1, len(word) - 1)
        before, here, after = word[:place], word[place], word[place + 1 :]
        yield "missing", before + after
        yield "wrong", f"{before}x{after}"
        yield "exchanged", before + after[:1] + here + after[1:]
        yield "two slips", f"q{before[1:]}{after}"
        yield "no word", "".join(chance.choices("bcdfgaeiou", k=9))
        others = some_words(chance, 5).lower()
        yield "five words", others
        # No page has all of these, so that the most telling of them are looked for.
        yield "a sentence", some_words(chance, 8).lower()
        unknown = " ".join("".join(chance.choices("bcdfgaeiou", k=7)) for _ in range(4))
        yield "half unknown", f"{some_words(chance, 4).lower()} {unknown}"
        yield "all misspelt", " ".join(f"{other}x" for other in others.split())


def _long_words() -> list[str]:
    chance = random.Random(7)  # noqa: S311 - words, not secrets
    words = some_words(chance, 10 * _WORDS).lower().split()
    return [word for word in words if len(word) >= 6][:_WORDS]  # noqa: PLR2004 - long enough for two slips


def _full_text(bundle: Path) -> Iterator[float]:
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute("CREATE VIRTUAL TABLE texts USING fts5 (page, text)")
        plain.execute("ATTACH ? AS content", (str(bundle / "content.db"),))
        plain.execute(
            "INSERT INTO texts SELECT page, group_concat(spans) FROM content.blocks WHERE language = 'fr' GROUP BY page"
        )
        for word in _long_words():
            yield _timed(_ask, plain, f'"{word}"')


def _ask(plain: sqlite3.Connection, word: str) -> None:
    plain.execute("SELECT page FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 12", (word,)).fetchall()


def _timed(action: Callable[..., object], *arguments: object) -> float:
    """Return how long an action took, in ms."""
    start = time.perf_counter()
    action(*arguments)
    return (time.perf_counter() - start) * 1000
