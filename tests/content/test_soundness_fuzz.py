"""Whatever is done to a bundle: it is refused, or the library answers all its questions."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.library.schema import INSERT
from kiosk.content.soundness import inspect
from kiosk.errors import BundleError
from tests.content.forger import Forger, Json, ask_everything

SLOWLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PAGES = 16
#: What a column or an entry may hold instead: of each type, and what looks like something.
LIKELY = ["es", "en", "page:urgent/help", "health", "[]", "[[]]", '[["x",1,""]]', "\u202e", "a\0", "0", "ltr"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(LIKELY),
)


def refused_or_answered(bundle: Path) -> bool:
    """Whether a bundle is refused, in one line, or else all its questions are answered."""
    line = ""
    try:
        inspect(bundle)
    except BundleError as error:
        line = str(error)
    return line.isprintable() if line else ask_everything(bundle) == PAGES


@SLOWLY
@given(st.data())
def test_flipped_bytes_of_the_database_are_refused_or_do_no_harm(
    forger: Forger, original: Path, data: st.DataObject
) -> None:
    content = bytearray((original / "content.db").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    forger.content.write_bytes(content)
    forger.settle()

    assert refused_or_answered(forger.bundle)


@SLOWLY
@given(st.data())
def test_changed_cells_are_refused_or_do_no_harm(forger: Forger, original: Path, data: st.DataObject) -> None:
    shutil.copyfile(original / "content.db", forger.content)
    with closing(sqlite3.connect(forger.content, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        table = data.draw(st.sampled_from(sorted(INSERT)))
        column = data.draw(st.sampled_from([row[1] for row in connection.execute(f"PRAGMA table_info({table})")]))
        known = [row[0] for row in connection.execute(f"SELECT {column} FROM {table}")]  # noqa: S608 - our own names
        old = data.draw(st.sampled_from(known))
        new = data.draw(st.one_of(VALUES, st.binary(max_size=12), st.sampled_from(known)))
        # What the table itself does not take was never in it.
        with suppress(sqlite3.Error, UnicodeEncodeError):
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))  # noqa: S608
    forger.settle()

    assert refused_or_answered(forger.bundle)


@SLOWLY
@given(st.data())
def test_a_changed_start_is_refused_or_does_no_harm(forger: Forger, original: Path, data: st.DataObject) -> None:
    start: Json = json.loads((original / "start.json").read_bytes())
    for _ in range(data.draw(st.integers(1, 2))):
        place, key = somewhere(start, data)
        place[key] = data.draw(st.one_of(VALUES, st.lists(VALUES, max_size=2)))
    (forger.bundle / "start.json").write_text(json.dumps(start), "utf-8")

    assert refused_or_answered(forger.bundle)


def somewhere(start: Json, data: st.DataObject) -> tuple[Any, Any]:
    """Return a group or list within *start*, and a key of it."""
    place: Any = start
    while True:
        keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        below = place[key]
        if not isinstance(below, dict | list) or not below or data.draw(st.booleans()):
            return place, key
        place = below
