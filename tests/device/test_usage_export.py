"""A coordinator opens the table of usage in a spreadsheet, or in anything that reads HXL."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.device.ledger import UNKNOWN, Sums, add
from kiosk.device.usage_export import HASHTAGS, HEADS, export, table
from kiosk.errors import KioskError, NoSpaceError, StoreError
from tests.device.test_usage import DAY

#: HXL 1.1, 2.1: a hashtag, then attributes.
HASHTAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
TITLES = {"health": "Salud", "health/doctor": "Médico", "es": "Español"}


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_an_empty_table_still_has_both_rows_of_heads(state: Path, tmp_path: Path) -> None:
    path = export(state, tmp_path / "empty.csv")

    assert rows(path.read_bytes()) == [list(HEADS), list(HASHTAGS)]
    assert not state.exists()


def test_the_second_row_is_hxl() -> None:
    head, tags = rows(table({}, {}))

    assert len(head) == len(tags) == len(set(tags))
    assert all(HASHTAG.fullmatch(tag) for tag in tags)


def test_each_month_has_its_visits_searches_topics_pages_and_languages() -> None:
    days = {
        "2026-10-31": Sums(5, {"health": 5}, {"health/doctor": 3}, {"es": 5}),
        "2026-11-01": Sums(20, {"health": 20}, {"health/doctor": 12}, {"es": 15, "fr": 5}, 6),
        "2026-11-02": Sums(3),
        UNKNOWN: Sums(2),
    }

    assert rows(table(days, TITLES, "Punto Ñ"))[2:] == [
        ["2026-10", "Punto Ñ", "visits", "", "", "5"],
        ["2026-10", "Punto Ñ", "topic", "health", "Salud", "5"],
        ["2026-10", "Punto Ñ", "page", "health/doctor", "Médico", "<5"],
        ["2026-10", "Punto Ñ", "language", "es", "Español", "5"],
        ["2026-11", "Punto Ñ", "visits", "", "", "23"],
        ["2026-11", "Punto Ñ", "searches without result", "", "", "6"],
        ["2026-11", "Punto Ñ", "topic", "health", "Salud", "20"],
        ["2026-11", "Punto Ñ", "page", "health/doctor", "Médico", "12"],
        ["2026-11", "Punto Ñ", "language", "es", "Español", "15"],
        ["2026-11", "Punto Ñ", "language", "fr", "", "5"],
        ["", "Punto Ñ", "visits", "", "", "<5"],
    ]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "|cmd"])
def test_no_cell_is_run_as_a_formula(title: str) -> None:
    days = {"2026-11-01": Sums(5, {"health": 5})}

    shown = rows(table(days, {"health": title}, title))[3]

    assert shown[1] == shown[4]
    assert shown[4].startswith("'")


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    days = {"2026-11-01": Sums(5, {"health": 5})}

    assert rows(table(days, {"health": 'a "b", c\nd'}))[3][4] == 'a "b", c d'


def test_within_a_folder_no_table_is_written_over(state: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    names = [export(state, stick, centre=centre).name for centre in ("", "", "Lajas Blancas", "Lajas Blancas")]

    assert names == [
        "kiosk-usage.csv",
        "kiosk-usage-2.csv",
        "kiosk-usage-lajas-blancas.csv",
        "kiosk-usage-lajas-blancas-2.csv",
    ]
    assert len(list(stick.iterdir())) == 4


def test_a_named_file_is_replaced_as_a_whole(state: Path, tmp_path: Path) -> None:
    add(state, {DAY: Sums(7)})
    path = tmp_path / "usage.csv"
    path.write_text("old", "ascii")
    (tmp_path / "usage.csv.new").write_text("half of an older one", "ascii")

    assert export(state, path) == path

    assert rows(path.read_bytes())[2][5] == "7"
    assert sorted(item.name for item in tmp_path.glob("usage*")) == ["usage.csv"]


@pytest.mark.parametrize("number, kind, what_to_do", [
    (errno.ENOSPC, NoSpaceError, "take another stick"),
    (errno.EROFS, StoreError, "not write-protected"),
    (errno.EIO, StoreError, "take another one"),
])  # fmt: skip
def test_a_stick_that_cannot_be_written_is_told_in_one_line(
    state: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[KioskError],
    what_to_do: str,
) -> None:
    path = tmp_path / "usage.csv"
    path.write_text("old", "ascii")
    monkeypatch.setattr(os, "fsync", failing(number))

    with pytest.raises(kind, match=what_to_do) as caught:
        export(state, path)

    assert "\n" not in str(caught.value)
    assert path.read_text("ascii") == "old"
    assert not (tmp_path / "usage.csv.new").exists()


def failing(number: int) -> Callable[[int], None]:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_stick_that_was_pulled_is_told(state: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="see whether the stick is in"):
        export(state, tmp_path / "gone" / "usage.csv")


def test_a_stick_that_flushes_no_folders_is_good_enough(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)

    assert export(state, tmp_path).is_file()
