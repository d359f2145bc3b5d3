"""A bundle is written whole or not at all, and the same source gives the same bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.content import compile as compiling
from kiosk.content.compile import compile_cached, compile_source
from kiosk.content.library import Library, load_start
from kiosk.content.model import Phone
from kiosk.errors import BundleError, SourceError
from tests.content.desk import TODAY, Desk

CANOE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0H4L3 2H1z"/></svg>'


def contents(bundle: Path) -> dict[str, bytes]:
    return {str(path.relative_to(bundle)): path.read_bytes() for path in sorted(bundle.rglob("*")) if path.is_file()}


def test_a_bundle_is_a_database_a_start_file_and_media(desk: Desk, tmp_path: Path) -> None:
    desk.write("media/icons/canoe.svg", CANOE)
    compile_source(desk.folder, tmp_path / "out")

    files = contents(tmp_path / "out")
    start = json.loads(files["start.json"])
    assert set(files) == {"content.db", "start.json", "media/icons/canoe.svg"}
    assert start["content_sha256"] == sha256(files["content.db"]).hexdigest()
    assert start["media"] == {"icons/canoe.svg": sha256(CANOE.encode()).hexdigest()}


def test_the_same_source_gives_the_same_bytes_in_another_place_and_process(desk: Desk, tmp_path: Path) -> None:
    desk.translate("en")
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(desk.folder, copy)
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    compile_source(desk.folder, tmp_path / "a")

    command = [sys.executable, "-m", "kiosk", "author", "build", str(copy), "--out", str(tmp_path / "b")]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C"})

    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_bundle_is_replaced_by_a_newer_one(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    compile_source(desk.folder, out)
    desk.change("bundle.yaml", "title: Salud", "title: Sanidad")
    compile_source(desk.folder, out)

    with_new = Library.open(out)
    assert with_new.topic("health", "es").title.text == "Sanidad"
    with_new.close()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_source_with_errors_leaves_the_old_bundle_alone(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    compile_source(desk.folder, out)
    before = contents(out)
    desk.change("bundle.yaml", "stethoscope", "nothing")

    with pytest.raises(SourceError):
        compile_source(desk.folder, out)

    assert contents(out) == before
    assert {path.name for path in tmp_path.iterdir()} == {"out", "source"}


def test_an_error_in_a_translation_stops_the_build(desk: Desk, tmp_path: Path) -> None:
    desk.translate("en")
    desk.set_translation("en", "topic:health#title", "<b>Health</b>")

    with pytest.raises(SourceError, match="HTML is refused"):
        compile_source(desk.folder, tmp_path / "out")


def test_no_clock_is_trusted_unless_a_day_is_given(desk: Desk, tmp_path: Path) -> None:
    """A kiosk whose clock died must still show its content."""
    desk.change("pages/urgent/help.md", "2026-11-01", "2099-01-01")

    compile_source(desk.folder, tmp_path / "out")
    with pytest.raises(SourceError, match="in the future"):
        compile_source(desk.folder, tmp_path / "out", today=TODAY)


def test_a_folder_that_holds_something_else_is_never_replaced(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work", encoding="utf-8")

    with pytest.raises(BundleError, match="holds something else; choose an empty folder"):
        compile_source(desk.folder, tmp_path / "out")

    assert (tmp_path / "out" / "thesis.txt").is_file()


def test_a_file_in_the_place_of_a_bundle_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")

    with pytest.raises(BundleError, match="is a file; choose a folder"):
        compile_source(desk.folder, tmp_path / "out")


def test_an_empty_folder_may_become_a_bundle(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "deep" / "out").mkdir(parents=True)

    compile_source(desk.folder, tmp_path / "deep" / "out")

    assert load_start(tmp_path / "deep" / "out").bundle_id == "small"


def test_a_cached_bundle_is_compiled_once(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compile_cached(desk.folder, tmp_path / "cache")
    monkeypatch.setattr(compiling, "compile_source", refuse_to_compile)

    assert compile_cached(desk.folder, tmp_path / "cache") == first


def refuse_to_compile(folder: Path, out: Path) -> None:
    raise AssertionError(f"{folder} was compiled again")


def test_a_changed_source_is_compiled_anew(desk: Desk, tmp_path: Path) -> None:
    first = compile_cached(desk.folder, tmp_path / "cache")
    desk.change("bundle.yaml", "title: Salud", "title: Sanidad")

    assert compile_cached(desk.folder, tmp_path / "cache") != first


@pytest.mark.parametrize("damage", ["cut", "changed", "removed", "start removed"])
def test_a_damaged_cache_is_compiled_anew(desk: Desk, tmp_path: Path, damage: str) -> None:
    bundle = compile_cached(desk.folder, tmp_path / "cache")
    path = bundle / ("start.json" if damage == "start removed" else "content.db")
    content = path.read_bytes()
    path.unlink()
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    if damage == "changed":
        path.write_bytes(content.replace(b"305-3350", b"305-3351"))

    library = Library.open(compile_cached(desk.folder, tmp_path / "cache"))

    assert library.contact("iom-panama", "es").phones == (Phone("+507 305-3350", "+5073053350"),)
    library.close()


def test_the_cache_keeps_only_a_few_bundles(desk: Desk, tmp_path: Path) -> None:
    for number in range(8):
        desk.change("bundle.yaml", "title: Salud", f"title: Salud{number}")
        newest = compile_cached(desk.folder, tmp_path / "cache")
        os.utime(newest, (number, number))
        desk.change("bundle.yaml", f"title: Salud{number}", "title: Salud")

    kept = list((tmp_path / "cache").iterdir())
    assert newest in kept
    assert len(kept) <= 5


def test_a_kiosk_with_a_cached_bundle_loads_no_compiler(desk: Desk, tmp_path: Path) -> None:
    """YAML, Markdown, CLDR and phone numbers would delay the first frame."""
    compile_cached(desk.folder, tmp_path / "cache")
    script = (
        "import sys; from pathlib import Path; from kiosk.content.compile import compile_cached\n"
        "from kiosk.content.library import Library, load_start\n"
        f"bundle = compile_cached(Path({str(desk.folder)!r}), Path({str(tmp_path / 'cache')!r}))\n"
        "load_start(bundle); Library.open(bundle).page('health/doctor', 'es')\n"
        "print([name for name in ('yaml', 'markdown_it', 'polib', 'babel', 'phonenumbers') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
