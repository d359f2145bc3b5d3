"""Looking at a repository tells all that a kiosk would refuse, from a folder or from a web server."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest

from kiosk.bundle import names
from kiosk.bundle.publishing import signing
from kiosk.bundle.publishing import verify as verifying
from kiosk.bundle.publishing.succession import rotate
from kiosk.bundle.publishing.verify import repository_at, verify
from kiosk.bundle.words import words_of
from tests.bundle.publishing.office import Office, look


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain web server, as anybody's; it lists no folder and writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        pass


class Obliging(Quiet):
    """A server that has a page for everything, as those of single-page applications do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Welcome</title>")


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder on loopback, and give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def published(office: Office) -> Office:
    """An office that has published three times, and replaced the root keys after the first."""
    office.publish()
    rotate(office.keyring, office.files(*office.root_sticks), "root")
    office.publish()
    office.publish()
    return office


def remove(name: str) -> Callable[[Path], None]:
    return lambda stick: (stick / name).unlink()


def spoil(pattern: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def do(stick: Path) -> None:
        path = next(stick.glob(pattern))
        path.write_bytes(change(path.read_bytes()))

    return do


def link(stick: Path) -> None:
    path = next(stick.glob("targets/*.content.db"))
    target = shutil.copyfile(path, stick / "elsewhere")
    path.unlink()
    path.symlink_to(target)


DAMAGE: list[tuple[Callable[[Path], None], str]] = [
    (remove("metadata/2.root.json"), "metadata/2.root.json is missing"),
    (remove("metadata/timestamp.json"), "timestamp.json is missing"),
    (remove("metadata/3.targets.json"), "3.targets.json is missing"),
    (spoil("metadata/timestamp.json", lambda _: b"{}"), "timestamp.json was changed or is damaged"),
    (spoil("metadata/3.snapshot.json", lambda old: old + b" "), "3.snapshot.json was changed or is damaged"),
    (spoil("targets/*.content.db", lambda old: old[:-1] + b"\x00"), "content.db was changed or is damaged"),
    (spoil("targets/*.content.db", lambda old: old + b"\x00"), "content.db was changed or is damaged"),
    (spoil("targets/*.start.json", lambda old: old[:-1]), "start.json was changed or is damaged"),
    (link, "content.db is no plain file"),
]


def test_what_was_published_is_taken(published: Office) -> None:
    verdict = look(published.stick)

    assert verdict.problems == []
    assert (verdict.number, sorted(verdict.roots), len(verdict.facts)) == (3, [1, 2], 3)
    assert verdict.words == words_of(published.keyring.root.content)
    assert verdict.size > 0


@pytest.mark.parametrize("damage, told", DAMAGE)
def test_damage_is_told(damage: Callable[[Path], None], told: str, published: Office) -> None:
    damage(published.stick)

    assert [problem for problem in look(published.stick).problems if told in problem]


def test_all_damaged_files_are_told_in_one_go(published: Office) -> None:
    for name in ("content.db", "start.json", "about.json"):
        spoil(f"targets/*.{name}", lambda old: old + b"x")(published.stick)

    assert len(look(published.stick).problems) == 3


def test_a_root_missing_in_the_middle_is_told(published: Office) -> None:
    rotate(published.keyring, published.files(published.root_sticks[0]), "release")
    published.publish()
    (published.stick / "metadata" / "2.root.json").unlink()

    verdict = look(published.stick)

    assert verdict.problems == []
    assert "missing: metadata/2.root.json, so that kiosks which have not come beyond refuse all" in verdict.gaps[0]
    assert look(published.stick, trusted_root=published.keyring.roots[0].content).problems
    assert not look(published.stick, trusted_root=published.keyring.roots[1].content).problems
    assert not verdict.is_good


def test_a_root_with_an_absurd_number_does_not_keep_anybody_waiting(published: Office) -> None:
    folder = published.stick / "metadata"
    shutil.copyfile(folder / "1.root.json", folder / "999999999.root.json")

    verdict = look(published.stick)

    assert verdict.problems
    assert len(verdict.gaps) == 1
    assert "metadata/3.root.json and 996 more" in verdict.gaps[0]


def test_a_kiosk_with_newer_content_refuses_it(published: Office) -> None:
    assert look(published.stick, as_of=3).problems == []
    assert look(published.stick, as_of=4).problems == ["this is publication 3: a kiosk that has 4 refuses it as older"]


def test_a_kiosk_that_trusts_others_refuses_it(published: Office, tmp_path: Path) -> None:
    stranger = Office(tmp_path / "stranger")
    other = stranger.make_keys().root.content

    assert look(published.stick, trusted_root=other).problems


def test_names_and_sizes_that_kiosks_refuse_are_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.desk.write("pages/health/doctor.md", office.desk.read("pages/health/doctor.md"))
    with monkeypatch.context() as careless:
        careless.setattr(signing, "is_allowed", lambda _: True)
        careless.setitem(names.LARGEST, "content.db", 10**9)
        careless.setattr(verifying, "files_of", lambda publication: {})
        office.publish()
    monkeypatch.setattr(verifying, "is_allowed", lambda name: name != "start.json")
    monkeypatch.setattr(verifying, "largest", lambda name: 10)

    problems = look(office.stick).problems

    assert [problem for problem in problems if "refuse the name 'start.json'" in problem]
    assert [problem for problem in problems if "content.db is larger than 10 bytes" in problem]


def test_the_first_root_is_missed_by_nobody_who_has_it(published: Office) -> None:
    first = published.keyring.roots[0].content
    (published.stick / "metadata" / "1.root.json").unlink()

    verdict = look(published.stick)

    assert verdict.is_good
    assert "metadata/1.root.json is missing: a kiosk that has it takes this all the same" in verdict.remarks[0]
    assert look(published.stick, trusted_root=first).is_good


def test_without_any_root_only_the_keys_can_tell(office: Office) -> None:
    office.publish()
    (office.stick / "metadata" / "1.root.json").unlink()

    verdict = look(office.stick)

    assert (verdict.problems, verdict.is_good) == ([], False)
    assert "nobody can tell who signed this; add --keys KEYS" in verdict.remarks[0]
    assert look(office.stick, keyring=office.keyring).is_good


def test_the_keys_know_their_last_publication(published: Office) -> None:
    verdict = look(published.stick, keyring=published.keyring)

    assert verdict.is_good
    assert verdict.remarks == []


def test_somebody_elses_repository_is_not_yours(published: Office, tmp_path: Path) -> None:
    stranger = Office(tmp_path / "stranger")
    stranger.make_keys()
    stranger.publish()

    (problem,) = look(stranger.stick, keyring=published.keyring).problems

    assert problem.startswith("this is not yours: others have signed it")
    assert words_of(stranger.keyring.root.content) in problem
    assert look(stranger.stick).is_good, "it is whole, after all"


def test_a_strangers_publication_below_your_roots_is_refused(published: Office, tmp_path: Path) -> None:
    stranger = Office(tmp_path / "stranger")
    stranger.make_keys()
    stranger.publish()
    shutil.copytree(published.stick / "metadata", tmp_path / "roots")
    for name in ("1.root.json", "2.root.json"):
        shutil.copyfile(tmp_path / "roots" / name, stranger.stick / "metadata" / name)

    (problem,) = look(stranger.stick, keyring=published.keyring).problems

    assert "is not signed by those" in problem


def test_an_older_stick_is_told_with_both_numbers(published: Office, tmp_path: Path) -> None:
    shutil.copytree(published.stick, tmp_path / "older")
    published.publish()

    (problem,) = look(tmp_path / "older", keyring=published.keyring).problems

    assert problem.startswith("this is publication 3, older than your last publication 4: ")


def test_a_stick_from_before_the_keys_were_changed_is_told(office: Office) -> None:
    office.publish()
    rotate(office.keyring, office.files(*office.root_sticks), "release")

    (problem,) = look(office.stick, keyring=office.keyring).problems

    assert problem.startswith("this comes from before your keys were changed (your root is number 2 by now)")


def test_two_publications_of_one_number_are_told(published: Office, tmp_path: Path) -> None:
    shutil.copytree(published.keys, tmp_path / "copy")
    twin = Office(tmp_path / "twin")
    shutil.copytree(tmp_path / "copy", twin.keys)
    published.publish()
    twin.set_phone("+507 305-3351")
    twin.publish()

    (problem,) = look(twin.stick, keyring=published.keyring).problems

    assert problem == "this is another publication 4 than the one that your keys know; publish again"


def test_a_publication_that_the_keys_do_not_know_is_remarked(published: Office, tmp_path: Path) -> None:
    other = published.second_laptop(published.keys)
    other.publish()

    verdict = look(other.stick, keyring=published.keyring)

    assert verdict.is_good
    assert "your keys do not know publication 4: another editor made it" in verdict.remarks[0]


def test_two_roots_of_one_number_are_told(published: Office) -> None:
    other = published.second_laptop(published.keys)
    for office in (published, other):
        rotate(office.keyring, office.files(*published.root_sticks), "targets")
    other.publish()

    (problem,) = look(other.stick, keyring=published.keyring).problems

    assert "metadata/3.root.json is another one than in" in problem
    assert "Two roots" in problem


def test_keys_that_have_come_further_miss_their_roots(published: Office) -> None:
    (published.stick / "metadata" / "2.root.json").unlink()

    verdict = look(published.stick, keyring=published.keyring)

    assert verdict.problems == []
    assert "missing: metadata/2.root.json" in verdict.gaps[0]


@pytest.mark.parametrize("place", ["nowhere", "source"])
def test_what_is_no_repository_is_told(place: str, office: Office) -> None:
    (office.folder / "nowhere").mkdir()

    assert look(office.folder / place).problems


def test_an_empty_folder_named_metadata_is_no_repository(office: Office) -> None:
    (office.stick / "metadata").mkdir(parents=True)

    assert "there is no repository" in look(office.stick).problems[0]


def test_a_plain_web_server_does(published: Office) -> None:
    with served(published.stick) as address:
        verdict = verify(repository_at(address), as_of=1)

    assert verdict.problems == []
    assert sorted(verdict.roots) == [1, 2]


@pytest.mark.parametrize("damage, told", DAMAGE[:4])
def test_damage_behind_a_web_server_is_told(damage: Callable[[Path], None], told: str, published: Office) -> None:
    damage(published.stick)

    with served(published.stick) as address:
        problems = verify(repository_at(address)).problems

    assert problems


def test_a_server_that_has_a_page_for_everything_is_told(published: Office) -> None:
    with served(published.stick, Obliging) as address:
        problems = verify(repository_at(address)).problems

    assert [problem for problem in problems if "have it answer 404" in problem]


def test_a_server_that_does_not_answer_is_told() -> None:
    problems = verify(repository_at("http://127.0.0.1:9")).problems

    what_to_do = "see whether the network is there, and the address right"
    assert problems == [f"the server http://127.0.0.1:9 cannot be reached (it does not answer); {what_to_do}"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert verify(repository_at(str(tmp_path / "nowhere"))).problems == [
        f"there is no folder {tmp_path / 'nowhere'}; put in the stick, or name another one"
    ]


def test_a_linked_folder_is_called_by_its_name(published: Office) -> None:
    away = (published.stick / "targets").rename(published.stick / "away")
    (published.stick / "targets").symlink_to(away)

    assert look(published.stick).problems[0].startswith("targets is a link or no folder")


def test_a_copy_made_by_any_tool_is_as_good(published: Office, tmp_path: Path) -> None:
    shutil.copytree(published.stick, tmp_path / "copy", copy_function=shutil.copyfile)

    assert look(tmp_path / "copy").problems == []
