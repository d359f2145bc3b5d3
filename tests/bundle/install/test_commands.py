"""The commands of a device, each as a process of its own, with its exit code and its one line."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.bundle.disk import BusyError, locked
from kiosk.bundle.install import install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.words import words_of
from tests.bundle.console import type_into
from tests.bundle.device import COMMAND, Device
from tests.bundle.team import Content, Team, clip, content


@pytest.fixture
def root(team: Team, tmp_path: Path) -> Path:
    path = tmp_path / "root.json"
    path.write_bytes(team.first_root)
    return path


@pytest.fixture
def fresh(state: Path) -> Device:
    """A kiosk that trusts nobody yet."""
    return Device(state)


def test_a_kiosk_that_trusts_nobody_says_what_to_do(fresh: Device, team: Team) -> None:
    answer = fresh.run("install", team.office)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "kiosk: this kiosk trusts nobody yet; run kiosk device enroll\n"
    assert not fresh.store.folder.exists()


def test_the_first_root_is_trusted_without_a_question(fresh: Device, team: Team, root: Path) -> None:
    answer = fresh.run("enroll", root)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        f"this kiosk trusts: {words_of(team.first_root)}",
        "compare these words with the card; if they differ: kiosk device reset --everything",
        f"state folder: {fresh.state}",
    ]
    assert fresh.run("install", team.office).code == 0
    assert fresh.shown() == 1


def test_the_same_root_again_is_no_question(device: Device, root: Path) -> None:
    assert device.run("enroll", root).code == 0


@pytest.fixture
def other_root(tmp_path: Path) -> Path:
    other = Team(tmp_path / "other")
    other.publish(content(7))
    path = tmp_path / "other.json"
    path.write_bytes(other.first_root)
    return path


def test_nobody_but_a_person_replaces_the_root(device: Device, other_root: Path) -> None:
    before = (device.state / "trust" / "root.json").read_bytes()

    answer = device.run("enroll", other_root, "--json")

    assert answer.code == 1
    assert answer.last["reason"] == "untrusted"
    assert "console" in answer.last["message"]
    assert (device.state / "trust" / "root.json").read_bytes() == before


@pytest.mark.parametrize("typed", ["", "yes", "{0} {1}", "{0} {1} {2} {3} {4} {5} {6} {6}", "{0:.3} {1:.3} {2:.3}"])
def test_fewer_than_all_words_replace_nothing(device: Device, other_root: Path, typed: str) -> None:
    typed = typed.format(*words_of(other_root.read_bytes()).split())
    before = (device.state / "trust" / "root.json").read_bytes()

    answer = type_into(["enroll", other_root, "--state", device.state], typed)

    assert answer.code == 1
    assert "nothing was changed" in answer.out
    shown = answer.out.replace(typed, "", 1)
    assert not set(words_of(other_root.read_bytes()).split()) & set(shown.split()), "they are on the card"
    assert (device.state / "trust" / "root.json").read_bytes() == before


def test_a_root_with_the_same_first_words_is_not_trusted(device: Device, other_root: Path, tmp_path: Path) -> None:
    """Among 256 roots one has the first word of another; whoever wants two words makes 65,536."""
    wanted = words_of(other_root.read_bytes()).split()
    raw = json.loads(other_root.read_bytes())
    fakes = (json.dumps(raw, indent=1).encode() + b"\n" * number for number in range(1, 20_000))
    fake = next(content for content in fakes if words_of(content).split()[0] == wanted[0])
    path = tmp_path / "fake.json"
    path.write_bytes(fake)

    answer = type_into(["enroll", path, "--state", device.state], " ".join(wanted))

    assert answer.code == 1
    assert (device.state / "trust" / "root.json").read_bytes() != fake


@pytest.mark.parametrize("how", ["file", "pipe", "nothing"])
def test_the_right_words_from_a_pipe_replace_nothing(
    device: Device, other_root: Path, how: str, tmp_path: Path
) -> None:
    before = (device.state / "trust" / "root.json").read_bytes()
    words = tmp_path / "words"
    words.write_text(words_of(other_root.read_bytes()) + "\n", "ascii")
    command = [*COMMAND, "enroll", str(other_root), "--state", str(device.state)]

    if how == "file":
        with words.open("rb") as file:
            code = subprocess.run(command, stdin=file, capture_output=True, check=False).returncode
    else:
        given = words.read_bytes() if how == "pipe" else b""
        code = subprocess.run(command, input=given, capture_output=True, check=False).returncode

    assert code == 1
    assert (device.state / "trust" / "root.json").read_bytes() == before


@pytest.mark.parametrize("letters", [4, 9])
def test_a_person_replaces_the_root_and_its_content_is_installed(
    device: Device, other_root: Path, tmp_path: Path, letters: int
) -> None:
    words = words_of(other_root.read_bytes())
    typed = "  ".join(word[:letters] for word in words.upper().split())

    answer = type_into(["enroll", other_root, "--state", device.state], typed)

    assert answer.code == 0
    assert words in answer.out
    assert device.run("install", tmp_path / "other").code == 0
    assert device.shown() == 7


@pytest.mark.logged
def test_a_damaged_root_is_not_forgotten_for_the_one_built_in(device: Device, team: Team, root: Path) -> None:
    (device.state / "trust" / "root.json").write_bytes(b"{}")
    team.publish(content(2))

    answer = device.run("install", team.office)

    assert answer.code == 1
    assert "enroll it again" in answer.err
    assert device.shown() == 1
    assert device.run("enroll", root).code == 1, "what is there may be somebody's; a person has to say so"
    assert type_into(["enroll", root, "--state", device.state], words_of(team.first_root)).code == 0
    assert device.run("install", team.office).code == 0


@pytest.mark.parametrize("file", [b"", b"{}", b"\xff", b"[" * 10**6, b" " * 600_000, None])
def test_what_is_no_root_is_not_trusted(fresh: Device, tmp_path: Path, file: bytes | None) -> None:
    path = tmp_path / "root.json"
    if file is not None:
        path.write_bytes(file)

    answer = fresh.run("enroll", path)

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert not (fresh.state / "trust").exists()


def test_a_root_that_its_own_keys_did_not_sign_is_not_trusted(fresh: Device, team: Team, root: Path) -> None:
    raw = json.loads(root.read_bytes())
    raw["signed"]["version"] = 2
    root.write_text(json.dumps(raw), "utf-8")

    assert "signed by its own keys" in fresh.run("enroll", root).err


@pytest.mark.parametrize("role", ["targets", "timestamp", "snapshot"])
def test_other_metadata_is_no_root(fresh: Device, team: Team, role: str) -> None:
    name = "timestamp.json" if role == "timestamp" else f"1.{role}.json"

    assert fresh.run("enroll", team.office / "metadata" / name).code == 1


def test_a_script_is_told_progress_and_the_end(team: Team, device: Device) -> None:
    team.publish(content(2))

    answer = device.run("install", team.office, "--json")

    assert (answer.code, answer.err) == (0, "")
    *progress, last = answer.events
    assert {event["event"] for event in progress} == {"progress"}
    assert [event["done"] for event in progress] == sorted(event["done"] for event in progress)
    assert progress[0]["done"] == 0
    assert progress[-1]["done"] == progress[-1]["total"] == sum(map(len, content(2).files.values()))
    assert last == {
        "state": str(device.state),
        "event": "installed",
        "already": False,
        "generation": 2,
        "version": 2,
        "label": "2026.11.2",
        "message": "installed: 2026.11.2 (publication 2) of OIM Panamá",
    }


def test_a_script_is_told_that_it_was_there(team: Team, device: Device) -> None:
    answer = device.run("install", team.office, "--json")

    assert answer.code == 0
    assert answer.last["already"] is True
    assert answer.last["message"].startswith("already installed: ")


def test_large_content_is_reported_in_steps_that_can_be_seen(team: Team, device: Device) -> None:
    team.publish(content(2).with_media({f"clips/{n}.ogg": clip(n, 1_000_000) for n in range(30)}))

    answer = device.run("install", team.office, "--json")

    assert answer.code == 0, answer
    assert 10 < len(answer.events) < 210


REFUSALS = {
    "untrusted": lambda office: (office / "metadata" / "2.targets.json").write_bytes(b"{}"),
    "unreachable": lambda office: (office / "metadata" / "timestamp.json").unlink(),
}


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_script_is_told_the_reason(team: Team, device: Device, reason: str) -> None:
    team.publish(content(2))
    REFUSALS[reason](team.office)

    answer = device.run("install", team.office, "--json")

    assert answer.code == 1
    assert answer.last["event"] == "refused"
    assert answer.last["reason"] == reason
    assert "\n" not in answer.last["message"]


def test_old_and_unusable_content_have_reasons_of_their_own(team: Team, device: Device, tmp_path: Path) -> None:
    old = team.stick(tmp_path / "old")
    team.publish(Content({}))
    assert device.run("install", team.office, "--json").last["reason"] == "unusable"
    team.publish(content(3))
    device.install(team.office)

    assert device.run("install", old, "--json").last["reason"] == "older"


def test_a_second_installation_waits_for_nobody(team: Team, device: Device) -> None:
    with locked(device.store.folder / "lock"):
        answer = device.run("install", team.office, "--json")

    assert answer.code == 1
    assert answer.last["reason"] == "busy"
    assert "another installation is running" in answer.last["message"]


def test_whoever_waits_for_a_stick_is_told_to_pull_it_out(team: Team, device: Device) -> None:
    """As when the one that has the lock hangs in a broken stick."""
    read = threading.Event()
    go_on = threading.Event()

    class Hanging(FolderRepository):
        def roots(self) -> list[int]:
            read.set()
            go_on.wait(60)
            return super().roots()

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(install, Hanging(team.office), device.state)
        read.wait(60)
        answer = device.run("install", team.office, "--json")
        go_on.set()
        first.result()

    assert answer.last["reason"] == "busy"
    assert f"from {team.office}; wait" in answer.last["message"]
    assert "pull out the stick" in answer.last["message"]
    assert (device.store.folder / "lock").read_bytes() == b""


def test_an_old_note_in_the_lock_is_not_told(device: Device) -> None:
    (device.store.folder / "lock").write_bytes(b"/media/LAST-YEAR")

    with locked(device.store.folder / "lock"), pytest.raises(BusyError) as busy, device.store.changing():
        pass

    assert "LAST-YEAR" not in str(busy.value)


def test_two_installations_at_once_end_in_one(team: Team, device: Device) -> None:
    team.publish(content(2))
    command = [*COMMAND, "install", str(team.office), "--json", "--state", str(device.state)]

    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    last = [json.loads(process.communicate(timeout=60)[0].splitlines()[-1]) for process in both]

    assert {event["event"] for event in last} <= {"installed", "refused"}
    assert any(event["event"] == "installed" for event in last)
    assert all(event.get("reason", "busy") == "busy" for event in last)
    assert device.shown() == 2
    assert device.store.names() == ["00000002", "00000001"]


def test_whoever_stops_reading_stops_nothing(team: Team, device: Device) -> None:
    team.publish(content(2))
    command = [*COMMAND, "install", str(team.office), "--json", "--state", str(device.state)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""

    assert process.returncode == 0
    assert device.shown() == 2


def test_killed_at_any_moment_it_leaves_old_or_new_content(team: Team, device: Device) -> None:
    clips = {f"clips/{n}.ogg": clip(n, 500_000) for n in range(20)}
    team.publish(content(2).with_media(clips))
    command = [*COMMAND, "install", str(team.office), "--json", "--state", str(device.state)]
    for reports in (1, 20, 60, 90):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(reports):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        assert device.shown() in (1, 2)

    assert device.run("install", team.office).code == 0
    assert device.shown() == 2


def test_the_status_tells_what_the_staff_ask(device: Device, team: Team) -> None:
    answer = device.run("status", "--json")

    status = answer.last
    assert answer.code == 0
    assert status["showing"] == {
        "generation": 1,
        "version": 1,
        "label": "2026.11.1",
        "title": "Información",
        "publisher": "OIM Panamá",
        "published": "2026-11-24T15:30:00+00:00",
        "review_by": "2027-05-24",
        "overdue": status["showing"]["overdue"],
        "languages": ["es", "en", "fr"],
        "pages": 4,
        "coverage": {"es": 100, "en": status["showing"]["coverage"]["en"], "fr": status["showing"]["coverage"]["fr"]},
        "contacts": 2,
        "never_checked": 0,
    }
    assert status["generations"] == [{"name": "00000001", "version": 1, "label": "2026.11.1", "state": "shown"}]
    assert status["floor"] == 1
    assert status["free_bytes"] > 0
    assert status["trust"] == {"words": words_of(team.first_root), "version": 1, "from": "enrolled here", "fault": None}


def test_the_status_of_an_empty_kiosk(fresh: Device) -> None:
    answer = fresh.run("status")

    assert (answer.code, answer.err) == (0, "")
    assert "content: the one that the kiosk came with" in answer.out
    assert "trusts: this kiosk trusts nobody yet; run kiosk device enroll" in answer.out
    assert not fresh.state.exists()


@pytest.mark.logged
def test_the_status_of_a_damaged_kiosk(team: Team, device: Device) -> None:
    team.publish(content(2))
    device.install(team.office)
    (device.store.gen / "00000002" / "manifest.json").write_bytes(b"\xff")
    (device.store.gen / "00000001" / "start.json").write_bytes(b"")
    device.store.floor_file.write_bytes(b"[")
    (device.state / "trust" / "root.json").write_bytes(b"\xff")

    answer = device.run("status")

    assert answer.code == 0
    assert "content: the one that the kiosk came with" in answer.out
    assert "generation 00000002: unreadable (damaged)" in answer.out
    assert "generation 00000001: 2026.11.1, publication 1 (damaged)" in answer.out


def test_the_way_back_as_commands(team: Team, device: Device) -> None:
    team.publish(content(2))
    device.install(team.office)

    back = device.run("rollback").out.splitlines()
    assert back == [
        "back at 2026.11.1 (publication 1); the stick of what was here would bring it back: put it away",
        f"state folder: {device.state}",
    ]
    assert device.run("rollback", "--json").last["reason"] == "store"
    assert device.run("reset").out.startswith("back at what the kiosk came with\n")
    assert device.shown() == 0


def test_nobody_but_a_person_resets_everything(device: Device) -> None:
    assert device.run("reset", "--everything").code == 1
    assert device.shown() == 1
    assert type_into(["reset", "--everything", "--state", device.state], "yes").code == 1
    assert device.shown() == 1

    assert type_into(["reset", "--everything", "--state", device.state], "everything").code == 0
    assert not (device.state / "trust" / "root.json").exists()


@pytest.mark.parametrize("arguments", [[], ["fly"], ["install"], ["enroll"], ["install", "a", "b"], ["status", "x"]])
def test_wrong_usage_is_exit_code_2(fresh: Device, arguments: list[str]) -> None:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False)

    assert done.returncode == 2
