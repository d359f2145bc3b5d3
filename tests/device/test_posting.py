"""Staff post notices, change them and take them down; a visitor can dial and follow nothing in them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.device.notices import MOST, Notice, read, standing
from kiosk.device.posting import NoticeError, change, clear, post, refuse_links, remove
from kiosk.errors import KioskError, NoSpaceError, StoreError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def notice(template: str = "food", since: datetime = NOON, hours: float = 6, place: str = "Carpa 3") -> Notice:
    return Notice(since, since + timedelta(hours=hours), template=template, time="10:00-12:00", place=place)


def own(text: str) -> Notice:
    return Notice(NOON, NOON + timedelta(hours=6), text=text, language="es")


def templates(state: Path) -> list[str]:
    return [item.template for item in read(state)]


def test_what_is_posted_is_read_again(state: Path) -> None:
    posted = [notice(), own("Traiga su taza. ¿Preguntas? En la carpa 3 «azul»")]
    for item in posted:
        post(state, item, NOON)

    assert list(read(state)) == posted


def test_a_sixth_notice_is_refused(state: Path) -> None:
    for number in range(MOST):
        post(state, notice(f"t{number}"), NOON)

    with pytest.raises(NoticeError, match="five notices are up; take one down first"):
        post(state, notice("sixth"), NOON)

    assert templates(state) == [f"t{number}" for number in range(MOST)]


def test_those_that_have_ended_make_room(state: Path) -> None:
    for number in range(MOST):
        post(state, notice(f"t{number}", hours=number + 1), NOON)

    post(state, notice("later"), NOON + timedelta(hours=2))

    assert templates(state) == ["t2", "t3", "t4", "later"]


def test_a_clock_that_is_behind_ends_nothing(state: Path) -> None:
    post(state, notice("old", NOON - timedelta(hours=8)), NOON)
    post(state, notice("new"), NOON)

    remove(state, notice("new"), datetime(1970, 1, 1, tzinfo=UTC))
    post(state, notice("newer"), NOON - timedelta(minutes=30))

    assert templates(state) == ["newer"], "half an hour behind is no wrong clock, and the old one has ended"


def test_with_a_wrong_clock_all_are_kept(state: Path) -> None:
    post(state, notice("ends soon", hours=1), NOON)
    post(state, notice("long", hours=100), NOON + timedelta(minutes=30))
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)

    post(state, notice("posted in 2001", long_ago), long_ago)

    assert templates(state) == ["ends soon", "long", "posted in 2001"]
    assert [item.template for item in standing(read(state), NOON)] == ["ends soon", "long"]


@pytest.mark.parametrize("which", [notice("b"), 1])
def test_a_notice_is_changed_in_its_place(state: Path, which: Notice | int) -> None:
    for name in "abc":
        post(state, notice(name), NOON)

    change(state, which, notice("B"), NOON)

    assert templates(state) == ["a", "B", "c"]


def test_one_that_has_ended_is_changed_and_stands_again(state: Path) -> None:
    post(state, notice("a", hours=1), NOON)
    post(state, notice("b", hours=1), NOON)
    later = NOON + timedelta(hours=5)

    change(state, 1, notice("b", later), later)

    assert templates(state) == ["b"]


@pytest.mark.parametrize("which", [notice("b"), 1])
def test_a_notice_is_taken_down(state: Path, which: Notice | int) -> None:
    for name in "abc":
        post(state, notice(name), NOON)

    remove(state, which, NOON)

    assert templates(state) == ["a", "c"]


@pytest.mark.parametrize("which", [notice("other"), 1, -1])
def test_what_is_not_up_can_be_neither_changed_nor_taken_down(state: Path, which: Notice | int) -> None:
    post(state, notice(), NOON)

    with pytest.raises(NoticeError, match="not up any more"):
        remove(state, which, NOON)
    with pytest.raises(NoticeError, match="not up any more"):
        change(state, which, notice("new"), NOON)

    assert templates(state) == ["food"]


def test_all_can_be_taken_down(state: Path) -> None:
    clear(state)
    post(state, notice(), NOON)

    clear(state)

    assert list(state.iterdir()) == []


@pytest.mark.logged
def test_a_damaged_file_is_written_anew(state: Path) -> None:
    state.mkdir()
    (state / "notices.json").write_bytes(b"{")

    post(state, notice(), NOON)

    assert templates(state) == ["food"]


@pytest.mark.parametrize("number, kind", [(errno.ENOSPC, NoSpaceError), (errno.EROFS, StoreError)])
def test_a_disk_that_cannot_be_written_is_told_and_the_notices_are_as_they_were(
    state: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[KioskError]
) -> None:
    post(state, notice(), NOON)

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    steps: list[Callable[[], None]] = [
        lambda: post(state, notice("b"), NOON),
        lambda: change(state, 0, notice("b"), NOON),
        lambda: remove(state, 0, NOON),
    ]
    for step in steps:
        with pytest.raises(kind) as caught:
            step()
        assert "\n" not in str(caught.value)

    assert templates(state) == ["food"]


# ---------------------------------------------------------------- what a notice may not hold


@pytest.mark.parametrize("text", [
    "Llame al 6123-4567", "Llame: +507 6123 4567", "911 22", "6 1 2 3 4", "6.1.2.3.4", "(507) 61", "६१२३४",
    "６１２３４",
    "①②③④⑤", "61\u200b23\u200b45", "12345", "6️⃣1️⃣2️⃣3️⃣4️⃣", "61_23_45", "24/11/2026", "1 a 2, 34567",
    "a@b.org", "ayuda @ onu", "Siga a @ayuda", "＠ayuda", "www.iom.int", "https://x.y", "iom.int", "panama.iom.int",
    "t.me/ayuda", "bit.ly/3x", "wa.me/507", "migracion.gob.pa", "<b>ya</b>", "mailto:x",
])  # fmt: skip
def test_nothing_that_can_be_dialled_or_followed_is_posted(state: Path, text: str) -> None:
    for refused in (own(text), notice(place=text), replace(notice(), time=text)):
        with pytest.raises(NoticeError, match="no numbers to dial and no addresses") as caught:
            post(state, refused, NOON)
        assert "\n" not in str(caught.value)

    assert not state.exists()


@pytest.mark.parametrize("text", [
    "Comida a las 12:00", "Charla 10:00-12:00 y 14:00–16:00", "De 8h30 a 9h30 y de 10:00 a 11:15", "Carpas 10, 11, 12",
    "El 24/11 a las 7:00", "Hay 1200 platos", "Hoy.Traiga agua", "Carpa 3", "Km 24", "2026", "9:00, 12:30, 17:00",
    "Cuesta B/. 5", "¿Dónde? Carpa A/B", "طعام الساعة ١٢:٠٠",
])  # fmt: skip
def test_times_tents_and_small_numbers_are_posted(state: Path, text: str) -> None:
    post(state, own(text), NOON)
    change(state, 0, notice(place=text), NOON)

    assert read(state)[0].place == text


@given(st.text(max_size=200))
def test_any_text_is_refused_in_one_line_or_has_no_five_digits_in_a_row(text: str) -> None:
    try:
        refuse_links(text)
    except NoticeError:
        return

    assert not any(part.isdecimal() and len(part) > 4 for part in text.split())
