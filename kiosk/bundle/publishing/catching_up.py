"""Takes over what another editor did: the roots and the last publication of a repository."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kiosk.bundle import client
from kiosk.bundle.about import About
from kiosk.bundle.changes import Changes, changes_between
from kiosk.bundle.facts import facts_of
from kiosk.bundle.names import ABOUT, CONTENT, LARGEST_METADATA
from kiosk.bundle.publishing.keyring import Keyring, held
from kiosk.bundle.publishing.roots import SignedRoot
from kiosk.bundle.repository import MissingError, Repository
from kiosk.bundle.rules import files_of
from kiosk.bundle.words import words_of
from kiosk.errors import BundleError, PublishError, UntrustedError


@dataclass(frozen=True)
class CaughtUp:
    """What is taken over: the new roots, and the publication with its changes if the keys do not know it."""

    before: Keyring
    roots: tuple[SignedRoot, ...]
    about: About | None
    changes: Changes | None

    @property
    def lines(self) -> Iterator[str]:
        """What a person should compare with what the other editor says."""
        if self.roots:
            old, new = ({key.name for key in root.keys} for root in (self.before.root, self.roots[-1]))
            yield from (f"the key {name} is new" for name in sorted(new - old))
            yield from (f"the key {name} counts no more" for name in sorted(old - new))
            yield f"root {self.roots[-1].version} in words: {words_of(self.roots[-1].content)}"
        if self.about and self.changes is not None:
            yield f"publication {self.about.label} of {self.about.published:%Y-%m-%d}"
            yield from self.changes.lines()


def catch_up(keys: Path, repository: Repository, confirm: Callable[[CaughtUp], None]) -> CaughtUp:
    """Take over the roots and the publication of a repository, once these keys' own root vouches for them.

    *confirm* is shown what that is, and raises to stop it: whoever stole a root key can sign new roots, too.

    Raises:
        PublishError: They are not signed by those whom these keys know, or KEYS cannot be read or written.
        KioskError: The repository cannot be read.
    """
    with held(keys), tempfile.TemporaryDirectory(prefix="kiosk-catch-up-") as folder:
        keyring = Keyring.open(keys)
        _refuse_two_roots(keyring, repository)
        cache, bundle = Path(folder, "cache"), Path(folder, "bundle")
        (cache / "root_history").mkdir(parents=True)
        bundle.mkdir()
        try:
            publication = client.verify(repository, keyring.root.content, cache)
            files = files_of(publication)
        except (UntrustedError, BundleError) as error:
            raise PublishError(f"nothing was taken over: {error}") from error
        targets_hash = sha256((cache / "targets.json").read_bytes()).hexdigest()
        about, changes = None, None
        history = keyring.history
        if history.published.get(publication.version) != targets_hash:
            for name in (ABOUT, CONTENT):
                content = _read(repository, f"targets/{files[name].sha256}.{name}", files[name].length)
                if sha256(content).hexdigest() != files[name].sha256:
                    raise PublishError(f"nothing was taken over: {name} is damaged; copy the repository again")
                (bundle / name).write_bytes(content)
            about = About.of((bundle / ABOUT).read_bytes())
            label = about.label if publication.version >= history.taken else history.label
            facts = facts_of(bundle)
            changes = changes_between(history.facts, facts)
            history = history.done(publication.version, targets_hash, label, facts)
        found = CaughtUp(keyring, tuple(_new_roots(cache, keyring)), about, changes)
        confirm(found)
        keyring.with_roots(*found.roots).with_history(history)
        return found


def _refuse_two_roots(keyring: Keyring, repository: Repository) -> None:
    number = keyring.root.version
    try:
        found = _read(repository, f"metadata/{number}.root.json")
    except MissingError:
        return
    if found != keyring.root.content:
        raise PublishError(
            f"this repository and {keyring.folder} have different roots {number}: nothing was taken over; "
            "see docs/publishing.md, Two roots"
        )


def _new_roots(cache: Path, keyring: Keyring) -> list[SignedRoot]:
    numbers = sorted(int(path.name.partition(".")[0]) for path in (cache / "root_history").iterdir())
    names = [f"{number}.root.json" for number in numbers if number > keyring.root.version]
    return [SignedRoot.of((cache / "root_history" / name).read_bytes(), name) for name in names]


def _read(repository: Repository, name: str, length: int | None = None) -> bytes:
    limit = LARGEST_METADATA if length is None else length
    with repository.read(name, limit, exactly=length is not None) as parts:
        return b"".join(parts)
