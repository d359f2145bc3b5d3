"""The source by which growth is measured is a real one, and the same each time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.big_source import write_big_source
from kiosk.content.check import review
from kiosk.content.files import fingerprint
from kiosk.content.source import load


def test_the_big_source_is_all_right_and_wholly_translated(tmp_path: Path) -> None:
    write_big_source(tmp_path / "source", 450)

    found = review(tmp_path / "source")

    assert found.errors == []
    assert len(load(tmp_path / "source").pages) == 450
    assert len(found.tree.topics) == 2
    assert all(line.translated > 4000 for line in found.coverage)


def test_the_big_source_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_big_source(tmp_path / name, 20)

    assert fingerprint(tmp_path / "a") == fingerprint(tmp_path / "b")
