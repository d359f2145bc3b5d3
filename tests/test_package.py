"""The frozen kiosk: what is left out of it, and that what is left serves; see packaging/kiosk.spec."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

import freeze
import PySide6
import pytest
from babel import localedata
from babel.dates import format_date

from kiosk.ui.theme import fonts
from tests.machine import need

FOLDER = Path(__file__).parent.parent / "build" / "package" / "kiosk"
KIOSK = FOLDER / "kiosk"
QT = Path(PySide6.__file__).parent / "Qt"
SECONDS = 60


def entry(plugin: str) -> freeze.Entry:
    """A plugin as PyInstaller lists it."""
    return f"PySide6/Qt/plugins/{plugin}", str(QT / "plugins" / plugin), "BINARY"


def test_a_plugin_that_is_not_wanted_goes_with_what_only_it_loads() -> None:
    wanted, unwanted = entry("platforms/libqxcb.so"), entry("platforms/libqeglfs.so")
    libraries = [(f"PySide6/Qt/lib/{p.name}", str(p), "BINARY") for p in sorted((QT / "lib").glob("*.so.6"))]

    kept = {Path(target).name for target, _, _ in freeze.pruned([wanted, unwanted, *libraries])}

    assert {"libqxcb.so", "libQt6Gui.so.6", "libQt6XcbQpa.so.6"} <= kept
    assert not kept & {"libqeglfs.so", "libQt6EglFSDeviceIntegration.so.6", "libQt6Qml.so.6"}


def test_what_the_system_may_lack_is_added_but_glibc() -> None:
    kept = {Path(target).name for target, _, _ in freeze.pruned([entry("platforms/libqxcb.so")])}

    assert {"libGL.so.1", "libEGL.so.1", "libxcb.so.1", "libX11.so.6"} <= kept
    assert not kept & {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"}


def test_links_to_what_is_left_out_and_qts_translations_go_too(tmp_path: Path) -> None:
    link = ("libgtk-3.so.0", "elsewhere/libgtk-3.so.0", "SYMLINK")
    words = ("PySide6/Qt/translations/qt_fr.qm", "qt_fr.qm", "DATA")
    dates = ("babel/locale-data/fr.dat", "fr.dat", "DATA")

    kept = freeze.fitting([link, words, dates], [], tmp_path)

    assert kept == [("babel/locale-data/fr.dat", str(tmp_path / "fr.dat"), "DATA")]


def test_a_date_reads_the_same_from_what_is_left_of_cldr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    languages = [name for name in localedata.locale_identifiers() if "_" not in name]
    day = date(2026, 11, 3)
    whole = {name: format_date(day, "long", locale=name) for name in languages}
    freeze.date_data(Path(localedata.__file__).parent / "locale-data", tmp_path)

    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    monkeypatch.setattr(localedata, "_cache", {})

    assert {name: format_date(day, "long", locale=name) for name in languages} == whole


def test_languages_are_named_the_same_from_what_is_left_of_cldr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = [(name, reader) for name in ("es", "en", "fr", "ht", "ar", "zh") for reader in ("es", "en", "fr")]
    whole = [localedata.load(reader)["languages"][name] for name, reader in pairs]
    freeze.date_data(Path(localedata.__file__).parent / "locale-data", tmp_path)

    monkeypatch.setattr(localedata, "_dirname", str(tmp_path))
    monkeypatch.setattr(localedata, "_cache", {})

    assert [localedata.load(reader)["languages"][name] for name, reader in pairs] == whole


# ---------------------------------------------------------------- what `make package` has built


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment with nothing in it but a home."""
    if not KIOSK.exists():
        pytest.fail("run make package first")
    return {"HOME": str(tmp_path)}


def kiosk(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the frozen command from another folder."""
    command = [str(KIOSK), *arguments]
    return subprocess.run(
        command, env=env, cwd=env["HOME"], capture_output=True, text=True, timeout=SECONDS, check=False
    )


@contextmanager
def opened(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Open the frozen kiosk, and close it afterwards."""
    command = [str(KIOSK), "run", "--windowed", "1366x768"]
    with subprocess.Popen(command, env=env, cwd=env["HOME"], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def display() -> Iterator[str]:
    """Start a display of our own."""
    with subprocess.Popen(
        [need("Xvfb"), "-displayfd", "1", "-screen", "0", "1366x768x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            assert server.stdout
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


@pytest.mark.package
def test_it_passes_its_self_test_in_an_empty_environment_and_writes_nothing_beside_itself(bare: dict[str, str]) -> None:
    before = {path: path.lstat().st_mtime_ns for path in FOLDER.rglob("*")}

    answer = kiosk("self-test", env=bare)

    assert answer.returncode == 0, answer.stderr
    assert "0 faults" in answer.stdout
    assert {path: path.lstat().st_mtime_ns for path in FOLDER.rglob("*")} == before


@pytest.mark.package
def test_it_has_nothing_for_editors(bare: dict[str, str]) -> None:
    refused = kiosk("author", "check", ".", env=bare)
    program = KIOSK.read_bytes()

    assert refused.returncode == 2
    assert "invalid choice: 'author'" in refused.stderr
    assert b"kiosk.settings" in program
    assert [name for name in (b"kiosk.author", b"markdown_it", b"phonenumbers") if name in program] == []


@pytest.mark.package
def test_a_folder_of_content_is_refused_in_one_line(bare: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    answer = kiosk("run", "--content", "content", env={**bare, "QT_QPA_PLATFORM": "offscreen"})

    assert answer.returncode == 1
    (line,) = [line for line in answer.stderr.splitlines() if "kiosk" in line]
    assert line.startswith("kiosk: a packaged kiosk compiles no content; build it with `kiosk author build`")


@pytest.mark.package
def test_it_brings_every_library_that_it_loads_but_glibc(bare: dict[str, str]) -> None:
    inside = FOLDER / "_internal"
    foreign = set()
    for binary in [path for path in inside.rglob("*.so*") if path.is_file()]:
        answer = subprocess.run(
            ["ldd", str(binary)],
            env={**os.environ, "LD_LIBRARY_PATH": str(inside)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "not found" not in answer.stdout, f"{binary}:\n{answer.stdout}"
        foreign |= {Path(path).name for path in freeze.NEEDED.findall(answer.stdout) if str(inside) not in path}

    assert [name for name in foreign if not freeze.GLIBC.fullmatch(name)] == []


@pytest.mark.package
@pytest.mark.parametrize("platform", ["offscreen", "minimal", "xcb"])
def test_it_opens(platform: str, bare: dict[str, str]) -> None:
    with (
        display() if platform == "xcb" else nullcontext("") as name,
        opened({**bare, "QT_QPA_PLATFORM": platform, "DISPLAY": name}) as process,
    ):
        assert process.stdout
        assert process.stdout.readline().startswith("The kiosk is open.")
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)


@pytest.mark.package
def test_it_brings_the_configuration_that_hides_the_typefaces_of_the_system(bare: dict[str, str]) -> None:
    """Where it is missing, fontconfig falls back to all typefaces of the machine."""
    assert bare
    assert (FOLDER / "_internal" / "kiosk" / "ui" / "theme" / "fonts" / fonts.NONE_OF_THE_SYSTEM.name).is_file()
