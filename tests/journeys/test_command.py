"""What a person gets who types the command: a kiosk, pictures, an answer, or one line that says what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk import cli
from kiosk.content.compile import compile_source
from tests.content.desk import Desk


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small bundle."""
    folder = tmp_path_factory.mktemp("small")
    compile_source(Desk(folder / "source").folder, folder / "bundle")
    return folder / "bundle"


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "kiosk", *map(str, arguments)]


# ---------------------------------------------------------------- kiosk run


def test_a_kiosk_opens_and_is_left_by_ctrl_c(small: Path, state: Path) -> None:
    kiosk = subprocess.Popen(
        command("run", "--windowed", "800x600", "--bundle", small), stdout=subprocess.PIPE, text=True
    )
    assert kiosk.stdout is not None
    with kiosk:
        said = kiosk.stdout.readline()
        kiosk.send_signal(signal.SIGINT)
        code = kiosk.wait(timeout=30)

    assert said == "The kiosk is open. To leave it: Ctrl+C here, or Ctrl+Alt+Q there.\n"
    assert code == -signal.SIGINT
    # When it last started is what the staff may want to know; of a visit nothing is left.
    assert {path.name for path in state.iterdir()} == {"journal.json", "faults.fatal"}
    assert (state / "faults.fatal").read_bytes() == b""


@pytest.mark.parametrize("bundle", ["", "none"], ids=["empty", "not there"])
def test_without_the_content_that_was_named_a_kiosk_opens_on_what_it_came_with(
    tmp_path: Path, state: Path, bundle: str
) -> None:
    arguments = command("run", "--windowed", "800x600", "--bundle", tmp_path / bundle, "--state", state)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout is not None
        assert kiosk.stderr is not None
        said = kiosk.stdout.readline()
        kiosk.send_signal(signal.SIGINT)
        kiosk.wait(timeout=30)
        logged = kiosk.stderr.read()

    assert said.startswith("The kiosk is open.")
    assert "holds no content" in logged
    assert "the next best content is shown" in logged


REFUSED = {
    "a site that there is not": (["--site", "nowhere"], "no site 'nowhere'; choose one of: station"),
    "a settings file with a mistake": (["--settings", "{wrong}"], "idle_seconds is 'soon'; write a number"),
    "a settings file that is not there": (
        ["--settings", "{empty}/none.yaml"],
        "there is no such file",
    ),
    "a locked kiosk and other content": (["--settings", "{locked}"], "locked and takes no other content"),
}


@pytest.mark.parametrize("arguments, what", REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_done_is_one_line_and_exit_code_1(
    small: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], what: str
) -> None:
    places = {"empty": tmp_path / "empty", "wrong": tmp_path / "wrong.yaml", "locked": tmp_path / "locked.yaml"}
    places["empty"].mkdir()
    places["wrong"].write_text("idle_seconds: soon\n", "utf-8")
    places["locked"].write_text("locked: yes\n", "utf-8")
    given = [argument.format(**places) for argument in arguments]
    if "--bundle" not in given:
        given += ["--bundle", str(small)]

    code = cli.main(["run", *given])

    out, err = capfd.readouterr()
    assert code == 1
    assert out == ""
    assert err.startswith("kiosk: ")
    assert err.count("\n") == 1
    assert what in err


def test_a_source_with_mistakes_is_told_line_by_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path / "source")
    desk.change("bundle.yaml", "stethoscope", "stetoscope")

    code = cli.main(["run", "--content", str(desk.folder)])

    assert code == 1
    assert 'bundle.yaml:7: error: there is no icon "stetoscope"' in capfd.readouterr().err


# ---------------------------------------------------------------- kiosk self-test


def test_a_self_test_of_good_content_ends_with_0_and_needs_no_display(small: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}

    done = subprocess.run(
        command("self-test", "--bundle", small), capture_output=True, text=True, check=False, env=bare, timeout=60
    )

    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("self-test: ")
    assert done.stdout.endswith(" screens, 0 faults\n")


@pytest.fixture
def too_long(tmp_path: Path) -> Path:
    """A bundle with a word that is wider than any screen."""
    desk = Desk(tmp_path / "source")
    desk.change("pages/health/doctor.md", "Pregunte al", f"{'ancho' * 40} al")
    compile_source(desk.folder, tmp_path / "bundle")
    return tmp_path / "bundle"


def test_a_self_test_names_the_screen_and_what_is_wrong_with_it(
    too_long: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["self-test", "--bundle", str(too_long)])

    out, err = capfd.readouterr()
    assert code == 1
    assert "cut: 'anchoancho" in err
    assert all(line.startswith("page-") for line in err.splitlines())
    assert out.endswith(f" screens, {err.count(chr(10))} faults\n")


# ---------------------------------------------------------------- kiosk tour


def test_a_tour_paints_the_screens_asked_for(small: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    asked = ["--size", "1024x600", "--language", "en", "--theme", "contrast", "--text-size", "133"]

    code = cli.main(["tour", "--out", str(out), "--bundle", str(small), *asked])

    pictures = sorted(path.name for path in out.iterdir())
    assert code == 0
    assert capfd.readouterr().out == f"{len(pictures)} pictures in {out}\n"
    assert {name.split("__", 1)[1] for name in pictures} == {"en__1024x600__contrast__133.png"}
    assert {"start", "home", "topic", "language", "view", "problem", "still-there"} <= {
        name.split("__")[0] for name in pictures
    }
    home = QImage(str(out / "home__en__1024x600__contrast__133.png"))
    assert (home.width(), home.height()) == (1024, 600)
    assert home.pixelColor(3, 300).name() == "#000000"


def test_a_tour_without_wishes_shows_each_language_once(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    cli.main(["tour", "--out", str(out), "--bundle", str(small)])

    assert {tuple(path.stem.split("__")[1:]) for path in out.iterdir()} == {
        (language, "1366x768", "normal", "100") for language in ("en", "es", "fr")
    }


def test_a_tour_tells_what_is_wrong_and_paints_it_all_the_same(
    too_long: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["tour", "--out", str(tmp_path / "out"), "--bundle", str(too_long), "--language", "es"])

    assert code == 1
    assert "cut: 'anchoancho" in capfd.readouterr().err
    assert len(list((tmp_path / "out").iterdir())) > 10


@pytest.mark.parametrize(
    "wish, what",
    [
        (["--language", "ht"], "there is no language 'ht'; choose one of: en, es"),
        (["--theme", "dark"], "there is no theme 'dark'; choose one of: normal, contrast"),
        (["--text-size", "150"], "there is no text size 150; choose one of: 100, 133, 167"),
        (["--site", "nowhere"], "no site 'nowhere'"),
    ],
    ids=["language", "theme", "text size", "site"],
)
def test_a_tour_to_where_there_is_nothing_is_refused(
    small: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], wish: list[str], what: str
) -> None:
    code = cli.main(["tour", "--out", str(tmp_path / "out"), "--bundle", str(small), *wish])

    _, err = capfd.readouterr()
    assert code == 1
    assert what in err
    assert err.count("\n") == 1


def test_a_tour_into_something_that_is_no_folder_is_refused(
    small: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file", "utf-8")

    code = cli.main(["tour", "--out", str(tmp_path / "out"), "--bundle", str(small)])

    assert code == 1
    assert "cannot be written" in capfd.readouterr().err
