"""The command takes what its contract says, and answers with its exit codes."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import kiosk
from kiosk import cli
from kiosk.content.library import load_start
from kiosk.errors import BundleError
from tests.content.desk import Desk

DOCTOR = "pages/health/doctor.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A small source that is all right."""
    return Desk(tmp_path / "source")


class FakeApp(ModuleType):
    """Stands for the window: keeps what it was asked for."""

    def __init__(self) -> None:
        super().__init__("kiosk.app")
        self.asked: list[tuple[str, argparse.Namespace]] = []
        self.error: Exception | None = None

    def run(self, options: argparse.Namespace) -> int:
        self.asked.append(("run", options))
        if self.error:
            raise self.error
        return 0

    def tour(self, options: argparse.Namespace) -> int:
        self.asked.append(("tour", options))
        return 0

    def self_test(self, options: argparse.Namespace) -> int:
        self.asked.append(("self-test", options))
        return 1


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> FakeApp:
    fake = FakeApp()
    monkeypatch.setitem(sys.modules, "kiosk.app", fake)
    monkeypatch.setattr(kiosk, "app", fake, raising=False)
    return fake


def usage_error(arguments: list[str]) -> int:
    """Return the exit code of a command that argparse refuses."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    return int(caught.value.code or 0)


def test_run_hands_its_options_to_the_window(app: FakeApp) -> None:
    arguments = "run --windowed 1366x768 --content source --site darien --settings s.yaml --state dir"

    assert cli.main(arguments.split()) == 0

    command, options = app.asked[0]
    assert command == "run"
    assert options.windowed == (1366, 768)
    assert (options.content, options.bundle) == (Path("source"), None)
    assert (options.site, options.settings, options.state) == ("darien", Path("s.yaml"), Path("dir"))


def test_run_without_options_leaves_all_to_the_settings(app: FakeApp) -> None:
    cli.main(["run"])

    options = app.asked[0][1]
    assert [options.windowed, options.content, options.bundle, options.settings, options.state] == [None] * 5
    assert options.site == ""


def test_tour_takes_several_of_each(app: FakeApp) -> None:
    arguments = "tour --out pics --size 1024x600 --size 1080x1920 --language es --language ht --theme plain"
    cli.main([*arguments.split(), "--text-size", "133", "--bundle", "b", "--all"])

    options = app.asked[0][1]
    assert options.out == Path("pics")
    assert options.size == [(1024, 600), (1080, 1920)]
    assert (options.language, options.theme, options.text_size) == (["es", "ht"], ["plain"], [133])
    assert (options.bundle, options.all) == (Path("b"), True)


def test_self_test_returns_what_the_window_says(app: FakeApp) -> None:
    assert cli.main(["self-test", "--state", "dir"]) == 1


def test_a_refusal_is_one_line_and_exit_code_1(app: FakeApp, capsys: pytest.CaptureFixture[str]) -> None:
    app.error = BundleError("the content is damaged;\ninstall it again")

    assert cli.main(["run"]) == 1
    assert capsys.readouterr().err == "kiosk: the content is damaged; install it again\n"


@pytest.mark.parametrize("line", [
    "", "fly", "run --fly", "run --windowed large", "run --windowed 0x0", "run --content a --bundle b", "tour",
    "tour --out a --text-size big", "author", "author check", "author build d", "author text d",
    "author check d --today soon", "run --wind 1366x768",
])  # fmt: skip
def test_wrong_usage_is_exit_code_2(line: str) -> None:
    assert usage_error(line.split()) == 2


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert usage_error(["--version"]) == 0
    assert capsys.readouterr().out == f"kiosk {kiosk.__version__}\n"


def test_a_frozen_kiosk_has_no_author(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert usage_error(["author", "check", "."]) == 2


def test_check_tells_problems_then_the_languages(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.translate("en")

    code = cli.main(["author", "check", str(desk.folder), "--today", "2026-11-24"])

    out = capsys.readouterr().out
    assert code == 0
    assert out.startswith("translations/fr.po: warning: nothing is translated into fr; run kiosk author strings")
    assert [line.split() for line in out.split("\n")[-5:-1]] == [
        ["language", "translated", "stale", "missing"],
        ["es", "37", "0", "0"],
        ["en", "37", "0", "0"],
        ["fr", "0", "0", "37"],
    ]


def test_check_fails_on_errors_and_when_strict_on_warnings(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    check = ["author", "check", str(desk.folder), "--today", "2026-11-24"]

    assert cli.main(check) == 0
    assert cli.main([*check, "--strict"]) == 1
    desk.change("bundle.yaml", "stethoscope", "stetoscope")
    assert cli.main(check) == 1
    told = 'bundle.yaml:7: error: there is no icon "stetoscope"; did you mean "stethoscope"?'
    assert told in capsys.readouterr().out


def test_check_knows_the_day(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["author", "check", str(desk.folder), "--today", "2026-10-31"]) == 1
    assert "the date 2026-11-01 is in the future" in capsys.readouterr().out


def test_one_error_is_no_errors(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.translate("en")
    desk.translate("fr")
    check = ["author", "check", str(desk.folder), "--today", "2026-11-24"]

    cli.main(check)
    desk.change("bundle.yaml", "stethoscope", "stetoscope")
    desk.change(DOCTOR, "checked: 2026-11-01", "checked: never")
    cli.main(check)

    lines = capsys.readouterr().out.split("\n")
    counts = [line for line in lines if "error" in line and ": error: " not in line]
    assert counts == ["0 errors, 0 warnings", "1 error, 1 warning"]


def test_errors_are_told_last_so_that_they_are_still_on_the_screen(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.change("bundle.yaml", "stethoscope", "stetoscope")
    desk.change("sources.yaml", "~2022", "old")
    never_check(desk)

    cli.main(["author", "check", str(desk.folder), "--today", "2026-11-24"])

    *warnings, first, second, _ = capsys.readouterr().out.split("\n\n")[0].split("\n")
    assert first.startswith("bundle.yaml:7: error: there is no icon")
    assert second.startswith('sources.yaml:4: error: "old" is no year')
    assert warnings
    assert all("warning: " in line for line in warnings)


def test_warnings_that_say_the_same_are_one_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.translate("en")
    desk.translate("fr")
    desk.append("pages/urgent/help.md", "\nUno.\n\nDos.\n\nTres.\n\nCuatro.\n")
    check = ["author", "check", str(desk.folder), "--today", "2026-11-24"]

    cli.main(check)
    few = capsys.readouterr().out
    cli.main([*check, "--all"])
    every = capsys.readouterr().out

    told = "page:urgent/help#body is not translated into {}; run kiosk author strings and translate it"
    line = desk.line_of("pages/urgent/help.md", "Uno.")
    assert few.split("\n")[:2] == [
        f"pages/urgent/help.md:{line}: warning: {told.format(code)} (and 3 more like it; list them by --all)"
        for code in ("en", "fr")
    ]
    assert every.count(told.format("en")) == every.count(told.format("fr")) == 4
    assert "0 errors, 8 warnings" in few


def never_check(desk: Desk) -> None:
    for path in [*desk.folder.glob("pages/*/*.md"), desk.folder / "contacts.yaml"]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("checked: 2026-11-01", "checked: never"), "utf-8")


def test_many_that_nobody_has_checked_are_one_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    never_check(desk)
    check = ["author", "check", str(desk.folder), "--today", "2026-11-24"]

    assert cli.main(check) == 0
    few = capsys.readouterr().out
    assert cli.main([*check, "--all"]) == 0
    all_of_them = capsys.readouterr().out

    assert "warning: 6 pages and contacts were never checked against their source; " in few
    assert few.count("nobody has checked this") == 0
    assert all_of_them.count("warning: nobody has checked this") == 6
    assert few.split("\n\n")[1] == all_of_them.split("\n\n")[1]


def test_a_few_that_nobody_has_checked_are_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.change(DOCTOR, "checked: 2026-11-01", "checked: never")

    assert cli.main(["author", "check", str(desk.folder), "--today", "2026-11-24"]) == 0
    assert f"{DOCTOR}:9: warning: nobody has checked this" in capsys.readouterr().out


def test_a_script_is_told_all_that_nobody_has_checked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    never_check(desk)

    assert cli.main(["author", "check", str(desk.folder), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert sum(problem["what"] == "nobody has checked this" for problem in told["problems"]) == 6


def test_check_tells_a_script_in_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.change("bundle.yaml", "stethoscope", "stetoscope")

    assert cli.main(["author", "check", str(desk.folder), "--json", "--today", "2026-11-24"]) == 1

    told = json.loads(capsys.readouterr().out)
    assert told["problems"][0]["line"] == 7
    assert told["languages"][0] == {
        "language": "es",
        "part": "content",
        "translated": 37,
        "stale": 0,
        "missing": 0,
    }


def test_build_writes_a_bundle(desk: Desk, tmp_path: Path) -> None:
    assert cli.main(["author", "build", str(desk.folder), "--out", str(tmp_path / "out"), "--today", "2026-11-24"]) == 0
    assert load_start(tmp_path / "out").bundle_id == "small"


def test_build_tells_every_error(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.change("bundle.yaml", "stethoscope", "stetoscope")
    desk.change("sources.yaml", "~2022", "old")

    assert cli.main(["author", "build", str(desk.folder), "--out", str(tmp_path / "out")]) == 1
    assert [": error: " in line for line in capsys.readouterr().err.splitlines()] == [True, True]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("out", ["", "out", "pages/out"])
def test_build_writes_nothing_into_its_source(desk: Desk, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(desk.folder.rglob("*"))
    where = desk.folder / "pages" / ".." / out

    assert cli.main(["author", "build", str(desk.folder), "--out", str(where)]) == 1

    told = capsys.readouterr().err
    assert told == f"kiosk: {where} lies within the source {desk.folder}; choose a folder outside it\n"
    assert sorted(desk.folder.rglob("*")) == before


def test_strings_tells_what_it_wrote(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    strings = ["author", "strings", str(desk.folder)]

    assert cli.main(strings) == 0
    assert capsys.readouterr().out.count("wrote ") == 2
    assert cli.main(strings) == 0
    assert capsys.readouterr().out == "the catalogues are up to date\n"


def test_text_is_all_that_a_visitor_can_read(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.translate("en")
    desk.set_translation("en", "page:health/doctor#title", "")
    desk.set_translation("en", "site:station#name", "")
    desk.set_translation("en", "site:station#title", "Information point", fuzzy=True)
    desk.set_translation("en", "page:health/doctor#summary", "Where to ask", fuzzy=True)

    assert cli.main(["author", "text", str(desk.folder), "--language", "en"]) == 0

    text = capsys.readouterr().out
    assert "[pages/health/doctor.md]\n[es] Ver a un doctor\n[?] Where to ask\n" in text
    assert text.startswith("[sites/station.yaml]\n[?] Information point\n[es] Estación de Recepción Migratoria")
    for line in (
        "en Salud",
        "## en Primero",
        "en Pregunte al personal o vea ayuda.",
        "- en Diga que está enfermo",
        "- en Llame a en OIM Panamá",
        "! en Pida un intérprete.",
        "→ en Personal de la OIM",
        "2. en Espere al personal.",
        "cost: en Pregunte al personal",
        "(en un folleto de la OIM; OIM Panamá, ~2022)",
        "+507 305-3350",
        "en Calle Vicente Bonilla, Ciudad del Saber",
        "en Necesito ayuda ahora.",
        "en Charla. Hora: {time}. Lugar: {place}.",
    ):
        assert line in text.split("\n")


def test_text_in_a_language_not_offered_says_which_there_are(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["author", "text", str(desk.folder), "--language", "ht"]) == 1
    assert capsys.readouterr().err == 'kiosk: the content has no language "ht"; write one of: en, es, fr\n'


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["author", "check", str(tmp_path / "none")]) == 1
    told = "there is no such folder; name the folder that holds bundle.yaml"
    assert capsys.readouterr().err == f"{tmp_path}/none: error: {told}\n"


def test_a_reader_that_has_seen_enough_is_no_accident(desk: Desk) -> None:
    command = f"{sys.executable} -m kiosk author text {desk.folder} --language es | head -1"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)

    assert done.stderr == ""


#: Runs commands of an editor, each in its own line, on a disk that takes files of few bytes only.
ON_A_FULL_DISK = """
import resource, sys
from kiosk.cli import main
for line in sys.stdin.read().splitlines():
    limit, *words = line.split()
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    print(main(words), flush=True)
"""


def test_a_full_disk_is_told_in_one_line(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "bundle"
    lines = [f"{limit} author build {desk.folder} --out {out}" for limit in (0, 100, 5000, 50_000, 100_000)]
    lines += [f"0 author text {desk.folder} --language es", f"0 author strings {desk.folder}"]

    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK], input="\n".join(lines), capture_output=True, text=True, check=False
    )

    told = done.stderr.splitlines()
    assert done.stdout.split() == ["1"] * len(lines), done.stderr
    assert [line.startswith("kiosk: ") or "cannot be written" in line for line in told] == [True] * len(lines), told
    assert all(line.startswith(f"kiosk: {out} cannot be written (") for line in told[:5]), told
    assert all(line.endswith("; make room on that disk, or choose another folder") for line in told[:5]), told
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("words", ["check", "text --language es", "strings"])
def test_an_output_that_takes_nothing_is_told_in_one_line(desk: Desk, words: str) -> None:
    name, *options = words.split()
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", "author", name, str(desk.folder), *options],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    told = "kiosk: the disk is full; see whether that disk is full, and who may read and write there\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_a_terminal_without_letters_is_no_accident(desk: Desk) -> None:
    command = [sys.executable, "-m", "kiosk", "author", "text", str(desk.folder), "--language", "es"]

    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii"})

    assert b"Qu\\xe9 hacer ahora" in done.stdout


def test_the_command_starts_without_loading_qt_or_yaml() -> None:
    script = "import sys, kiosk.cli; print([name for name in ('PySide6', 'yaml', 'babel') if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_picture_that_cannot_be_written_ends_the_tour(
    desk: Desk, tmp_path: Path, qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "out" / "home__es__1366x768__normal__100.png"
    picture.mkdir(parents=True)

    assert cli.main(["tour", "--out", str(tmp_path / "out"), "--content", str(desk.folder), "--language", "es"]) == 1

    out, error = capsys.readouterr()
    assert error == f"kiosk: {picture} cannot be written; make room on the disk or name another folder\n"
    assert out == ""
