"""Notices are read from a file that a power cut may have damaged, and end by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.device.notices import MOST, Notice, read, standing

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FOOD = {
    "template": "food",
    "time": "12:00",
    "place": "Carpa 3",
    "since": "2026-11-24T08:00:00-05:00",
    "until": "2026-11-24T14:00:00-05:00",
}
OWN = {"text": "Traiga su taza", "language": "es", "since": FOOD["since"], "until": FOOD["until"]}

Post = Callable[..., Path]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Writes the file as the staff's screen would, and returns the state folder."""

    def write(*entries: Any) -> Path:
        (tmp_path / "notices.json").write_text(json.dumps({"format": 1, "notices": entries}), encoding="utf-8")
        return tmp_path

    return write


def notice(since: datetime = NOON, hours: float = 6, template: str = "food") -> Notice:
    return Notice(since, since + timedelta(hours=hours), template=template)


def test_a_kiosk_where_nobody_posted_has_none(tmp_path: Path) -> None:
    assert read(tmp_path) == ()
    assert read(tmp_path / "not there") == ()


def test_what_was_posted_is_read_in_its_order(post: Post) -> None:
    found = read(post(FOOD, OWN))

    assert [(item.template, item.text, item.language) for item in found] == [
        ("food", "", ""),
        ("", "Traiga su taza", "es"),
    ]
    assert found[0].until == datetime(2026, 11, 24, 19, tzinfo=UTC)


@pytest.mark.parametrize("now, stands", [
    (NOON - timedelta(hours=2), False),
    (NOON - timedelta(minutes=30), True),
    (NOON, True),
    (NOON + timedelta(hours=5, minutes=59), True),
    (NOON + timedelta(hours=6), False),
    (datetime(1970, 1, 1, tzinfo=UTC), False),
    (datetime(2099, 1, 1, tzinfo=UTC), False),
])  # fmt: skip
def test_it_stands_from_its_beginning_to_its_end_by_a_clock_that_can_be_believed(now: datetime, stands: bool) -> None:
    assert bool(standing([notice()], now)) is stands


def test_no_more_than_five_stand_at_once_and_those_that_ended_take_no_place() -> None:
    ended = [notice(NOON - timedelta(hours=9)) for _ in range(3)]
    posted = [notice(template=f"t{number}") for number in range(7)]

    assert [item.template for item in standing([*ended, *posted], NOON)] == [f"t{number}" for number in range(MOST)]


def test_the_clock_of_the_machine_is_asked_when_no_other_is_given() -> None:
    now = datetime.now(UTC)

    assert standing([notice(now)]) == (notice(now),)


@pytest.mark.logged
@pytest.mark.parametrize("change", [
    {"template": ""},
    {"template": 5},
    {"template": "food", "text": "both", "language": "es"},
    {"place": "x" * 61},
    {"place": "a\u202eb"},
    {"place": "a\nb"},
    {"since": "yesterday"},
    {"since": "2026-11-24T08:00:00"},
    {"until": "2026-11-24T08:00:00-05:00"},
    {"until": "2027-11-24T08:00:00-05:00"},
    {"until": None},
])  # fmt: skip
def test_a_damaged_notice_is_passed_over_and_the_others_stand(
    post: Post, change: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    found = read(post({**FOOD, **change}, OWN))

    assert [item.text for item in found] == ["Traiga su taza"]
    assert "notice 1 is passed over" in caplog.text


@pytest.mark.logged
@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"5", b"null", b"\xff\xfe", b'{"format": 2, "notices": []}', b'{"format": 1}',
    b'{"format": 1, "notices": {}}', b"[" * 50_000, b" " * 70_000,
])  # fmt: skip
def test_a_damaged_file_is_no_notice_and_one_line_in_the_log(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "notices.json").write_bytes(content)

    assert read(tmp_path) == ()
    assert len(caplog.records) == 1
    assert "notices.json" in caplog.text


@pytest.mark.logged
def test_entries_that_are_no_notices_are_passed_over(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    assert read(post(None, 5, [], "text")) == ()
    assert len(caplog.records) == 4


@pytest.mark.logged
def test_a_folder_in_place_of_the_file_is_no_notice(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "notices.json").mkdir()

    assert read(tmp_path) == ()
    assert len(caplog.records) == 1
