"""What the staff do on the screen is done at the console, too: the PIN, notices, and what was counted."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk import shown_content
from kiosk.cli import main
from kiosk.device.ledger import Sums, add, read
from kiosk.device.notices import read as read_notices
from kiosk.device.pin import Pin

Run = Callable[..., tuple[int, str, str]]
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="minutes")
FOOD = ("post", "--template", "food", "--time", "12:00", "--place", "Carpa 3", "--until", TOMORROW)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command of the device; gives exit code, output and errors."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = main(["device", *map(str, arguments)])
        except SystemExit as error:
            code = int(error.code or 0)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def told(run: Run) -> Callable[..., dict[str, Any]]:
    """Runs a command as a script does, and gives its answer."""

    def told(*arguments: str | Path) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(run(*arguments, "--json")[1])
        return answer

    return told


@pytest.fixture
def nameless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A kiosk whose content cannot be opened."""
    monkeypatch.setattr(shown_content, "_bundle", lambda _: tmp_path / "gone")


# ---------------------------------------------------------------- the PIN


def type_in(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(line))


def test_a_script_sets_the_pin(run: Run, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "482913\n")

    assert run("set-pin") == (0, f"the PIN is set\nstate folder: {state}\n", "")
    assert Pin(state).check("482913")


@pytest.mark.parametrize("line", ["", "\n", "123456\n", "4829\n", "one two\n"])
def test_a_pin_that_is_none_is_refused(run: Run, state: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    type_in(monkeypatch, line)

    code, out, error = run("set-pin")

    assert (code, out) == (1, "")
    assert error.startswith("kiosk: ")
    assert error.count("\n") == 1
    assert not state.exists()


def at_a_console(state: Path, *lines: str) -> tuple[int, str]:
    """Set the PIN as somebody does who types at a terminal; gives the exit code and all that is shown there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kiosk", "device", "set-pin", "--state", str(state)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True, start_new_session=True
    ) as process:
        os.close(theirs)
        shown = b""
        waiting = list(lines)
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break  # a terminal whose other end is closed
            shown += part
            if part.rstrip().endswith(b":") and waiting:
                os.write(ours, f"{waiting.pop(0)}\n".encode())
        code = process.wait(timeout=60)
    os.close(ours)
    return code, shown.decode()


def test_a_person_types_the_pin_twice_and_it_is_not_shown(state: Path) -> None:
    code, shown = at_a_console(state, "482913", "482913")

    assert code == 0
    assert "the PIN is set" in shown
    assert "482913" not in shown
    assert Pin(state).check("482913")


def test_a_slip_sets_no_pin(state: Path) -> None:
    code, shown = at_a_console(state, "482913", "482931")

    assert code == 1
    assert "not the same, so nothing was changed" in shown
    assert not Pin(state).is_set()


# ---------------------------------------------------------------- notices


def test_notices_are_posted_listed_and_taken_down(run: Run, told: Callable[..., dict[str, Any]], state: Path) -> None:
    assert run("notices", "list") == (0, "no notices are up\n", "")

    assert run("notices", *FOOD)[0] == 0
    assert run("notices", "post", "--text", "Traiga su taza", "--language", "es", "--until", "23:59")[0] == 0

    first, second = told("notices", "list")["notices"]
    assert (first["number"], first["template"], first["time"], first["place"]) == (1, "food", "12:00", "Carpa 3")
    assert (second["number"], second["text"], second["language"]) == (2, "Traiga su taza", "es")
    assert first["stands"]
    assert second["stands"]
    assert run("notices", "list")[1].startswith("1. food 12:00 Carpa 3, until ")

    assert run("notices", "remove", "1") == (0, f"the notice is down\nstate folder: {state}\n", "")
    assert [notice.text for notice in read_notices(state)] == ["Traiga su taza"]
    assert run("notices", "clear")[0] == 0
    assert read_notices(state) == ()


@pytest.mark.parametrize("arguments, message", [
    (("--template", "nosuch", "--until", TOMORROW), "no 'nosuch'; choose one of: talk,"),
    (("--template", "food", "--time", "12:00", "--until", TOMORROW), "says place, which is missing; add --place"),
    (("--template", "water", "--place", "Llame 6123-4567", "--until", TOMORROW), "no numbers to dial"),
    (("--text", "Siga @ayuda", "--language", "es", "--until", TOMORROW), "no addresses"),
    (("--text", "Hallo", "--language", "de", "--until", TOMORROW), "choose one of: es, en, fr"),
    (("--text", "x" * 201, "--language", "es", "--until", TOMORROW), "the text has 201 letters, 200 fit"),
    (("--text", "Hola", "--language", "es", "--until", "2020-01-01"), "less than nothing"),
])  # fmt: skip
def test_a_notice_that_cannot_be_shown_is_refused_in_one_line(
    run: Run, state: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, out, error = run("notices", "post", *arguments)

    assert (code, out) == (1, "")
    assert message in error
    assert error.count("\n") == 1
    assert read_notices(state) == ()


@pytest.mark.parametrize("arguments", [
    ("notices",),
    ("notices", "post"),
    ("notices", "post", "--template", "food"),
    ("notices", "post", "--template", "food", "--until", "later"),
    ("notices", "post", "--template", "food", "--text", "Hola", "--until", "23:59"),
    ("notices", "post", "--text", "Hola", "--until", "23:59"),
    ("notices", "post", "--template", "food", "--language", "es", "--until", "23:59"),
    ("notices", "remove", "first"),
    ("usage",),
    ("usage", "show", "--month", "2026-13"),
    ("usage", "export"),
])  # fmt: skip
def test_a_command_that_is_none_is_wrong_usage(run: Run, state: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2
    assert not state.exists()


@pytest.mark.parametrize("number", ["0", "-1", "2"])
def test_only_what_is_up_is_taken_down(run: Run, state: Path, number: str) -> None:
    run("notices", *FOOD)

    code, _, error = run("notices", "remove", "--", number)

    assert code == 1
    assert error.count("\n") == 1
    assert len(read_notices(state)) == 1


@pytest.mark.usefixtures("nameless")
def test_without_content_a_notice_is_posted_as_it_is_said(run: Run, state: Path) -> None:
    assert run("notices", "post", "--template", "nosuch", "--until", TOMORROW)[0] == 0
    assert [notice.template for notice in read_notices(state)] == ["nosuch"]


# ---------------------------------------------------------------- what was counted


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_a_month_is_shown(run: Run, told: Callable[..., dict[str, Any]], state: Path) -> None:
    add(state, {date(2026, 11, 2): Sums(12, {"health": 7}, {"health/doctor": 4}, {"es": 12}, 5)})

    answer = told("usage", "show", "--month", "2026-11")

    assert answer["visits"] == "12"
    assert (answer["topics"], answer["pages"], answer["languages"]) == (
        {"health": "7"}, {"health/doctor": "<5"}, {"es": "12"},
    )  # fmt: skip
    assert answer["months"] == ["2026-11"]
    assert run("usage", "show", "--month", "2026-11")[1].splitlines() == [
        "visits in 2026-11: 12",
        "searches that found nothing: 5",
        "topic health: 7",
        "page health/doctor: <5",
        "language es: 12",
    ]


def test_a_table_has_the_titles_of_the_content_and_the_name_of_the_centre(
    run: Run, state: Path, tmp_path: Path
) -> None:
    add(state, {date(2026, 11, 2): Sums(12, {"health": 7}, {"health/doctor": 4}, {"es": 12})})

    code, out, _ = run("usage", "export", tmp_path / "usage.csv", "--centre", "Lajas Blancas")

    assert code == 0
    assert str(tmp_path / "usage.csv") in out
    table = rows(tmp_path / "usage.csv")
    assert table[1][0] == "#date+month"
    assert table[2] == ["2026-11", "Lajas Blancas", "visits", "", "", "12"]
    assert [row[4] for row in table[3:] if row[3] in {"health", "es"}] == ["Salud", "Español"]


def test_the_centre_is_the_one_that_was_chosen_on_the_screen(run: Run, state: Path, tmp_path: Path) -> None:
    add(state, {date(2026, 11, 2): Sums(12)})
    (state / "settings.yaml").write_text("site: nowhere\n", "utf-8")

    run("usage", "export", tmp_path / "usage.csv")

    assert rows(tmp_path / "usage.csv")[2][1] == "nowhere"


@pytest.mark.usefixtures("nameless")
def test_without_content_a_table_has_no_titles(run: Run, state: Path, tmp_path: Path) -> None:
    add(state, {date(2026, 11, 2): Sums(12, {"health": 7})})

    assert run("usage", "export", tmp_path)[0] == 0

    assert rows(tmp_path / "kiosk-usage.csv")[3] == ["2026-11", "", "topic", "health", "", "7"]


def test_a_stick_that_is_gone_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    code, out, error = run("usage", "export", tmp_path / "gone" / "usage.csv")

    assert (code, out) == (1, "")
    assert "see whether the stick is in" in error
    assert error.count("\n") == 1


def test_what_was_counted_can_be_forgotten(run: Run, state: Path) -> None:
    add(state, {date(2026, 11, 2): Sums(12)})

    assert run("usage", "clear") == (0, f"what was counted is forgotten\nstate folder: {state}\n", "")
    assert read(state) == {}
