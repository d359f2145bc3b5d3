"""The commands as a person or a script gives them: exit codes, one line for what is wrong, and what to do."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import cli
from kiosk.bundle.publishing.passphrases import NEW_VARIABLE
from kiosk.bundle.words import words_of
from tests.bundle.publishing.office import FOUR_WORDS, Office, look

PUBLISHED = "2026-11-24T15:30+00:00"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a source in it; nobody is at the keyboard."""
    office = Office(tmp_path)
    assert office.desk.folder == tmp_path / "source"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return tmp_path


def with_sticks(*names: str) -> list[str]:
    """The option for each of some sticks, which are in the laptop."""
    for name in names:
        Path(name).mkdir()
    return [word for name in names for word in ("--root-keys", name)]


def author(*arguments: str) -> int:
    return cli.main(["author", *arguments])


def publish(*more: str) -> int:
    return author("publish", "source", "--keys", "keys", "--out", "stick", "--published", PUBLISHED, *more)


def error(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that says what is wrong."""
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("kiosk: ")
    return lines[0]


def test_from_nothing_to_a_stick_that_kiosks_take(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert author("keys", "init", "keys", "--publisher", "OIM Panamá") == 0
    assert publish("--yes-contacts") == 0
    assert author("verify", "stick") == 0

    said = capsys.readouterr().out
    assert "made the key root-1" in said
    assert "OIM Panamá (iom-panama), phone: nothing → +507 305-3350" in said
    assert "published 2026.11.1, publication 1, in stick" in said
    assert "3 files" in said
    assert "1 root\n" in said
    words = words_of((folder / "keys" / "history" / "1.root.json").read_bytes())
    assert said.endswith(f"whole, and signed by: {words}; a kiosk takes it if it trusts these words\n")


def test_numbers_are_typed_by_whoever_publishes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    author("keys", "init", "keys")
    publish("--yes-contacts")
    office = Office(folder)
    office.set_phone("+507 305-3351")
    monkeypatch.setattr(sys, "stdin", io.StringIO("+5073053351\n"))

    assert publish() == 0
    assert "phone: +507 305-3350 → typed below" in capsys.readouterr().out


def test_an_extension_is_typed_with_its_number(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    author("keys", "init", "keys")
    publish("--yes-contacts")
    Office(folder).set_phone("+507 305-3350 ext. 22")
    monkeypatch.setattr(sys, "stdin", io.StringIO("+507 305-3350\n" * 3))

    assert publish() == 1
    assert "nothing was published" in error(capsys)

    monkeypatch.setattr(sys, "stdin", io.StringIO("+507 305-3350 ext 22\n"))

    assert publish() == 0
    assert "phone: +507 305-3350 → typed below" in capsys.readouterr().out


def test_without_anybody_to_type_nothing_is_published(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    capsys.readouterr()

    assert publish() == 1
    assert "--yes-contacts" in error(capsys)
    assert not (folder / "stick").exists()


def test_root_keys_go_to_sticks_and_come_from_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sticks = with_sticks("one", "two")
    assert author("keys", "init", "keys", "--editor", "office", *sticks) == 0
    capsys.readouterr()

    assert author("keys", "rotate", "release", "--keys", "keys") == 1
    assert "root-1 or root-2" in error(capsys)
    assert author("keys", "rotate", "release", "--keys", "keys", "--root-keys", "two") == 0
    assert "made the key office-release-2" in capsys.readouterr().out


def test_editors_come_and_go(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    publish("--yes-contacts")

    assert author("keys", "add", "bea", "--keys", "keys", "--to", "bea") == 0
    assert author("publish", "source", "--keys", "bea", "--out", "stick", "--yes-contacts") == 0
    assert author("keys", "catch-up", "stick", "--keys", "keys") == 0
    assert author("keys", "catch-up", "stick", "--keys", "keys") == 0
    assert author("keys", "remove", "bea", "--keys", "keys") == 0
    assert publish("--yes-contacts") == 0

    said = capsys.readouterr().out
    assert "publication 2026.11.2 of 2026-" in said
    assert "there is nothing new" in said
    assert "the key bea-content counts no more" in said
    assert look(folder / "stick").problems == []


def test_changed_keys_are_not_taken_over_unseen(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    author("keys", "init", "keys")
    author("keys", "add", "bea", "--keys", "keys", "--to", "bea")
    author("keys", "rotate", "root", "--keys", "keys")
    publish("--yes-contacts")
    capsys.readouterr()

    assert author("keys", "catch-up", "stick", "--keys", "bea") == 1
    captured = capsys.readouterr()
    assert "the key root-3 is new" in captured.out
    assert "root 3 in words: " in captured.out
    assert "--yes-keys" in captured.err
    monkeypatch.setattr(sys, "stdin", io.StringIO("no\n"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert author("keys", "catch-up", "stick", "--keys", "bea") == 1
    assert author("keys", "catch-up", "stick", "--keys", "bea", "--yes-keys") == 0


@pytest.mark.parametrize("event, name", [("lost", "root-2"), ("stolen", "editor"), ("stolen", "editor-release")])
def test_a_lost_or_stolen_key_is_guided(
    event: str, name: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    author("keys", "init", "keys")
    capsys.readouterr()
    if event == "stolen":
        monkeypatch.setenv(NEW_VARIABLE, "other words than the thief has")

    assert author("keys", event, name, "--keys", "keys") == 0

    said = capsys.readouterr().out
    assert said.startswith(f"{event}: ")
    assert "Now, in this order:" in said
    assert publish("--yes-contacts") == 0


@pytest.mark.parametrize("name", ["editor", "editor-release", "root-1"])
def test_new_keys_do_not_get_the_passphrase_of_stolen_ones(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    author("keys", "init", "keys")
    capsys.readouterr()

    assert author("keys", "stolen", name, "--keys", "keys") == 1
    assert "the new keys cannot have it again" in error(capsys)
    monkeypatch.setenv(NEW_VARIABLE, FOUR_WORDS)
    assert author("keys", "stolen", name, "--keys", "keys") == 1
    assert not (folder / "keys" / "history" / "2.root.json").exists()
    monkeypatch.setenv(NEW_VARIABLE, "other words than the thief has")
    assert author("keys", "stolen", name, "--keys", "keys") == 0
    assert publish("--yes-contacts") == 0


def test_a_person_reads_before_anything_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    author("keys", "init", "keys")
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.StringIO("no\n"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    assert author("keys", "stolen", "editor", "--keys", "keys") == 1
    assert "nothing was changed" in error(capsys)
    assert not (folder / "keys" / "history" / "2.root.json").exists()


def test_a_person_is_asked_for_the_stick_that_is_needed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    author("keys", "init", "keys", *with_sticks("one", "two"))
    Path("three").mkdir()
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.StringIO("two\nyes\n"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    assert author("keys", "lost", "root-1", "--keys", "keys", "--to", "three") == 0
    said = capsys.readouterr().out
    assert said.startswith("Put in the stick with"), "before the whole story"
    assert "move the new root key" not in said, "it is on a stick of its own"
    assert (folder / "three" / "root-3.pem").is_file()


def test_without_a_root_key_no_story_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys", *with_sticks("one", "two"))
    capsys.readouterr()

    assert author("keys", "lost", "editor", "--keys", "keys") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "one more of the root keys has to sign (root-1 or root-2); put in its stick" in captured.err


def test_a_new_root_key_on_the_laptop_is_to_be_moved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    capsys.readouterr()

    assert author("keys", "lost", "root-1", "--keys", "keys") == 0
    assert "move the new root key to a stick of its own" in capsys.readouterr().out


@pytest.mark.parametrize("other", ["one", "./one/", "link"])
def test_two_root_keys_never_go_to_one_stick(other: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("one").mkdir()
    Path("link").symlink_to("one")

    assert author("keys", "init", "keys", "--root-keys", "one", "--root-keys", other) == 1
    assert "name another stick for each" in error(capsys)
    assert not list(Path("one").iterdir())


def test_the_card_is_printed_and_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys", "--publisher", "OIM Panamá")

    assert author("keys", "card", "--keys", "keys") == 0
    assert author("keys", "card", "--keys", "keys", "--out", "card.html") == 0
    assert author("keys", "card", "--keys", "keys", "--out", "card.txt") == 0

    assert "RECOVERY CARD of OIM Panamá" in capsys.readouterr().out
    assert (folder / "card.html").read_text("utf-8").startswith("<!doctype html>")
    assert (folder / "card.txt").read_text("utf-8").startswith("RECOVERY CARD")


@pytest.mark.parametrize("arguments, told", [
    (["keys", "init", "source"], "source holds something already"),
    (["keys", "init", "keys", "--threshold", "5"], "root keys cannot sign"),
    (["keys", "card", "--keys", "nowhere"], "nowhere holds no keys"),
    (["keys", "rotate", "release", "--keys", "nowhere"], "nowhere holds no keys"),
    (["keys", "lost", "root-1", "--keys", "nowhere"], "nowhere holds no keys"),
    (["keys", "catch-up", "nowhere", "--keys", "nowhere"], "nowhere holds no keys"),
    (["publish", "source", "--keys", "nowhere", "--out", "stick"], "nowhere holds no keys"),
    (["publish", "source", "--keys", "source", "--out", "stick", "--root-keys", "away"], "there is no folder away"),
    (["keys", "init", "keys", "--root-keys", "away", "--root-keys", "gone"], "there is no folder away"),
])  # fmt: skip
def test_what_is_wrong_is_one_line(
    arguments: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert author(*arguments) == 1
    assert told in error(capsys)


def test_a_card_that_cannot_be_written_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    capsys.readouterr()

    assert author("keys", "card", "--keys", "keys", "--out", "nowhere/card.html") == 1
    assert "nowhere/card.html cannot be written" in error(capsys)


def test_errors_of_the_source_are_told_as_the_check_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    Office(folder).set_phone("+507 1")
    capsys.readouterr()

    assert publish("--yes-contacts") == 1
    assert "contacts.yaml:5:" in capsys.readouterr().err
    assert not (folder / "stick").exists()


@pytest.mark.parametrize("option", [["--published", "today"], ["--review-by", "soon"]])
def test_a_day_that_is_none_is_a_wrong_use(option: list[str], folder: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        publish(*option)

    assert caught.value.code == 2


def test_verify_says_what_kiosks_refuse(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    publish("--yes-contacts")
    capsys.readouterr()

    assert author("verify", "stick", "--as-of", "7", "--root", "keys/history/1.root.json") == 1
    assert capsys.readouterr().out.splitlines()[-1] == "kiosks refuse this"


def test_verify_with_keys_says_whether_it_is_yours(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    author("keys", "init", "others")
    publish("--yes-contacts")
    capsys.readouterr()

    assert author("verify", "stick", "--keys", "keys") == 0
    assert capsys.readouterr().out.endswith("\nkiosks that trust these keys take this\n")
    assert author("verify", "stick", "--keys", "others") == 1
    said = capsys.readouterr().out
    assert said.startswith("this is not yours: ")
    assert said.endswith("\nkiosks refuse this\n")
    assert author("verify", "stick", "--keys", "nowhere") == 1
    assert "nowhere holds no keys" in error(capsys)


def test_verify_claims_no_more_than_it_saw(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys")
    author("keys", "rotate", "root", "--keys", "keys")
    author("keys", "rotate", "release", "--keys", "keys")
    publish("--yes-contacts")
    (folder / "stick" / "metadata" / "2.root.json").unlink()
    capsys.readouterr()

    assert author("verify", "stick") == 1
    assert capsys.readouterr().out.endswith("\nsome kiosks refuse this\n")
    for path in (folder / "stick" / "metadata").glob("*.root.json"):
        path.unlink()
    assert author("verify", "stick") == 1
    assert capsys.readouterr().out.endswith("\nnobody can tell whether kiosks take this\n")


def test_verify_answers_a_script(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    author("keys", "init", "keys", "--publisher", "OIM Panamá")
    publish("--yes-contacts")
    capsys.readouterr()

    assert author("verify", "stick", "--json") == 0

    said = json.loads(capsys.readouterr().out)
    assert (said["problems"], said["publication"], said["version"]) == ([], 1, "2026.11.1")
    assert author("verify", "nowhere", "--json") == 1
    assert json.loads(capsys.readouterr().out)["problems"]


def test_a_month_and_a_half_of_options_gives_the_same_bytes(folder: Path) -> None:
    author("keys", "init", "keys")
    publish("--yes-contacts", "--review-by", "2027-01-01")

    verdict = look(folder / "stick")

    assert verdict.about is not None
    assert verdict.about.published.isoformat() == "2026-11-24T15:30:00+00:00"
    assert verdict.about.review_by.isoformat() == "2027-01-01"


def test_the_command_starts_without_the_signing_library() -> None:
    script = "import sys, kiosk.cli; kiosk.cli._parser(); print([n for n in sys.modules if n.split('.')[0] == 'tuf'])"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
