"""What is in content.db cannot harm a kiosk, whoever signed it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.content.compile import compile_source
from kiosk.content.library import Library
from kiosk.content.library.connection import connect, guarded, within
from kiosk.content.soundness import inspect
from kiosk.errors import BundleError
from tests.content.desk import Desk
from tests.content.forger import Forger, ask_everything
from tests.typeface import give_font

SHIPPED = Path(__file__).parents[2] / "kiosk" / "content" / "darien"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
LARGE = ENDLESS.replace("count(*)", "zeroblob(1000000)")


def refused(bundle: Path) -> str:
    """Return the line with which a bundle is refused."""
    with pytest.raises(BundleError) as refusal:
        inspect(bundle)
    line = str(refusal.value)
    assert line.isprintable()
    return line


# ---------------------------------------------------------------- what is sound


def test_what_the_compiler_writes_is_sound(forger: Forger) -> None:
    inspect(forger.bundle)

    assert ask_everything(forger.bundle) == 16


def test_the_shipped_content_is_sound(tmp_path: Path) -> None:
    compile_source(SHIPPED, tmp_path / "bundle")

    inspect(tmp_path / "bundle")

    assert ask_everything(tmp_path / "bundle") > 0


def test_a_source_in_another_direction_is_sound(desk: Desk, tmp_path: Path) -> None:
    desk.change("bundle.yaml", "languages: [es, en, fr]", "languages: [es, ar, zh_Hant, pt-BR, es-419]")
    desk.change("sites/station.yaml", "[en, es]", "[ar, es]")
    give_font(desk.folder, "zh_Hant")

    compile_source(desk.folder, tmp_path / "bundle")
    inspect(tmp_path / "bundle")

    assert ask_everything(tmp_path / "bundle") == 24


def test_what_was_changed_and_is_sound_still_passes(forger: Forger) -> None:
    phones = '[["+507 305-3351","+5073053351","22"]]'
    forger.sql("UPDATE contacts SET phones = ? WHERE position = 0", "VACUUM", values=(phones,))

    inspect(forger.bundle)

    assert ask_everything(forger.bundle) == 16


# ---------------------------------------------------------------- other tables than ours


def replaced(table: str, statement: str) -> tuple[str, ...]:
    return f"DROP TABLE {table}", statement


TABLES: dict[str, tuple[str, ...]] = {
    "a view": ("CREATE VIEW staff AS SELECT * FROM contacts",),
    "a view in the place of a table": replaced(
        "notices",
        "CREATE VIEW notices AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT x AS position, 'a' || x AS id FROM n",
    ),
    "a trigger": ("CREATE TRIGGER t AFTER INSERT ON topics BEGIN DELETE FROM contacts; END",),
    "a table of the full-text search": ("CREATE VIRTUAL TABLE words USING fts5 (word)",),
    "a foreign table in the place of a table": replaced(
        "notices", "CREATE VIRTUAL TABLE notices USING rtree (a, b, c)"
    ),
    "a foreign table of a module that there is not": (
        "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x USING evil (a)')",
    ),
    "an extra table": ("CREATE TABLE more (a TEXT)",),
    "a missing table": ("DROP TABLE notices",),
    "an extra index": ("CREATE INDEX more ON pages (icon)",),
    "an index by an expression": ("CREATE INDEX more ON pages (abs(position))",),
    "a missing index": ("DROP INDEX pages_by_topic",),
    "an extra column": ("ALTER TABLE topics ADD COLUMN more TEXT",),
    "a missing column": ("ALTER TABLE sources DROP COLUMN year",),
    "a generated column": ("ALTER TABLE topics ADD COLUMN more TEXT AS (hex(zeroblob(1000000)))",),
    "a default that is computed": replaced(
        "notices", "CREATE TABLE notices (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE DEFAULT (random()))"
    ),
    "a constraint": replaced(
        "notices", "CREATE TABLE notices (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE CHECK (length(id)))"
    ),
    "statistics": ("ANALYZE",),
    "an unreadable statement": ("UPDATE sqlite_master SET sql = 'CREATE TABLE meta' WHERE name = 'meta'",),
}


@pytest.mark.parametrize("statements", TABLES.values(), ids=TABLES.keys())
@pytest.mark.parametrize("check", [inspect, Library.open], ids=["inspected", "opened"])
def test_other_tables_than_ours_are_refused(
    forger: Forger, check: Callable[[Path], object], statements: tuple[str, ...]
) -> None:
    forger.sql(*statements)

    with pytest.raises(BundleError):
        check(forger.bundle)


def test_a_hundred_thousand_tables_are_refused_before_sqlite_reads_them(forger: Forger) -> None:
    with closing(sqlite3.connect(forger.content, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("BEGIN")
        rows = (("table", f"t{n}", f"t{n}", 2, f"CREATE TABLE t{n} (a TEXT)") for n in range(100_000))
        connection.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    forger.settle()
    begin = time.thread_time()

    assert "other tables than ours" in refused(forger.bundle)
    assert time.thread_time() - begin < 0.5


@pytest.mark.parametrize("pragma", ["application_id = 1", "user_version = 99", "user_version = 1"])
def test_a_database_of_another_kind_is_refused(forger: Forger, pragma: str) -> None:
    forger.sql(f"PRAGMA {pragma}")

    assert "of another format" in refused(forger.bundle)


@pytest.mark.parametrize("pragmas", [
    ["PRAGMA journal_mode = WAL"],
    ["PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM"],
], ids=["WAL", "small pages"])  # fmt: skip
def test_a_database_in_another_format_of_its_file_is_refused(forger: Forger, pragmas: list[str]) -> None:
    forger.sql(*pragmas)

    assert "of another kind" in refused(forger.bundle)


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def lengthen(content: bytes) -> bytes:
    return content + bytes(4096)


def empty(content: bytes) -> bytes:
    return b""


def scramble(content: bytes) -> bytes:
    return content[:8192] + b"\xa5" * (len(content) - 8192)


@pytest.mark.parametrize("damage", [cut, lengthen, empty, scramble])
def test_a_damaged_database_is_refused(forger: Forger, damage: Callable[[bytes], bytes]) -> None:
    forger.content.write_bytes(damage(forger.content.read_bytes()))
    forger.settle()

    assert "not sound" in refused(forger.bundle)


def test_a_database_that_start_json_does_not_name_is_refused(forger: Forger) -> None:
    forger.start(lambda start: start.update(content_sha256="0" * 64))

    assert "not the one that start.json names" in refused(forger.bundle)


def test_a_link_in_the_place_of_a_database_is_refused(forger: Forger) -> None:
    forger.content.rename(forger.bundle / "elsewhere.db")
    forger.content.symlink_to(forger.bundle / "elsewhere.db")

    assert "content.db is no file" in refused(forger.bundle)


# ---------------------------------------------------------------- while it is shown


def test_an_answer_without_end_is_broken_off(forger: Forger) -> None:
    with closing(connect(forger.bundle)) as connection:

        @guarded
        def ask() -> list[object]:
            return connection.execute(ENDLESS).fetchall()

        begin = time.thread_time()
        with within(0.1), pytest.raises(BundleError, match="damaged"):
            ask()
        assert time.thread_time() - begin < 1


def test_an_answer_of_many_small_questions_is_broken_off_too(forger: Forger) -> None:
    with closing(connect(forger.bundle)) as connection:

        @guarded
        def ask() -> None:
            while True:
                connection.execute("SELECT 1").fetchall()

        with within(0.05), pytest.raises(BundleError, match="damaged"):
            ask()
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_an_answer_that_is_too_large_is_broken_off(forger: Forger) -> None:
    with closing(connect(forger.bundle)) as connection:

        @guarded
        def ask() -> list[object]:
            return connection.execute(LARGE).fetchall()

        with pytest.raises(BundleError, match="damaged"):
            ask()


@pytest.mark.parametrize("question", [
    "SELECT zeroblob(2000000)",
    "ATTACH ':memory:' AS other",
    "CREATE TEMP TABLE t (a)",
    "SELECT " + " + ".join("1" * 100),
    f"SELECT '{'x' * 20_000}'",
], ids=["a huge value", "another file", "a table", "a deep question", "a long question"])  # fmt: skip
def test_what_no_question_needs_is_refused(forger: Forger, question: str) -> None:
    with closing(connect(forger.bundle)) as connection, pytest.raises(sqlite3.Error):
        connection.execute(question).fetchall()


def test_an_oversized_text_is_damage_for_a_library(forger: Forger) -> None:
    forger.sql("UPDATE texts SET text = hex(zeroblob(5000000)) WHERE context = 'topic:health#title'")
    library = Library.open(forger.bundle)

    with closing(library), pytest.raises(BundleError, match="damaged"):
        library.topics("es")


def test_spans_without_end_are_damage_for_a_library(forger: Forger) -> None:
    forger.sql("UPDATE blocks SET spans = replace(hex(zeroblob(100000)), '00', '[')")
    library = Library.open(forger.bundle)

    with closing(library), pytest.raises(BundleError, match="damaged"):
        library.page("urgent/help", "es")
