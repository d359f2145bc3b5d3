"""A kiosk's state folder, what staff do with it, and what has to hold of it at every moment."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.bundle.install import Installed, install
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.store import Generation, Store
from kiosk.bundle.trial import paint_by_command
from kiosk.bundle.trust import enroll
from kiosk.content.library import Library, load_start
from kiosk.content.phones import shown_phone
from kiosk.errors import KioskError
from tests.bundle.team import phone_of

#: What was painted already.
_PAINTED: set[bytes] = set()
#: Starts the command as a process of its own.
COMMAND = (sys.executable, "-m", "kiosk", "device")


@dataclass(frozen=True)
class Answer:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def last(self) -> dict[str, Any]:
        return self.events[-1]


def paint(bundle: Path, names: list[str]) -> None:
    """Paint files as the kiosk does, each content once for all tests: most have the same."""
    new = {name: (bundle / name).read_bytes() for name in names if (bundle / name).read_bytes() not in _PAINTED}
    paint_by_command(bundle, list(new))
    _PAINTED.update(new.values())


class Device:
    """A kiosk that trusts a root, if one is given."""

    def __init__(self, state: Path, root: bytes = b"") -> None:
        self.state, self.store = state, Store(state)
        if root:
            enroll(state, root)

    def install(self, repository: Path) -> Installed:
        return install(FolderRepository(repository), self.state, paint=paint)

    def refusal(self, repository: Path) -> KioskError:
        """Return why a repository is not installed, once nothing is seen to have changed."""
        before = self.shown()
        try:
            self.install(repository)
        except KioskError as error:
            assert self.shown() == before
            assert not self.store.stage.exists()
            return error
        raise AssertionError("it was installed")

    def run(self, *arguments: str | Path, prefix: tuple[str, ...] = ()) -> Answer:
        """Run a command of the kiosk in a process of its own."""
        command = [*prefix, *COMMAND, *map(str, arguments), "--state", str(self.state)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        return Answer(done.returncode, done.stdout, done.stderr)

    def current(self) -> Generation | None:
        return self.store.next_to_start()

    def shown(self) -> int:
        """Return which content a visitor sees, 0 for the factory's, once it is seen to be whole and of one piece."""
        generation = self.current()
        if generation is None:
            return 0
        assert generation.is_whole()
        start = load_start(generation.path)
        number = int(start.title["es"].split()[-1])
        with closing(Library.open(generation.path)) as library:
            library.verify(start.content_sha256)
            assert library.contact("iom-panama", "es").phones == (shown_phone(phone_of(number)),)
        assert generation.manifest.about.label == f"2026.11.{number}"
        return number
