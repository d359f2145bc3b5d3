"""Looks at a repository as a kiosk would, and says all that a kiosk would refuse."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from tuf.api.metadata import Metadata

from kiosk.bundle import client
from kiosk.bundle.about import About
from kiosk.bundle.floor import Offer
from kiosk.bundle.names import ABOUT, LARGEST_METADATA, is_allowed, largest
from kiosk.bundle.plain_files import FolderRepository
from kiosk.bundle.publishing import owner
from kiosk.bundle.publishing.keyring import Keyring
from kiosk.bundle.publishing.roots import EXPIRES, SignedRoot
from kiosk.bundle.publishing.verdict import Verdict
from kiosk.bundle.repository import MissingError, Repository, UnreachableError
from kiosk.bundle.roots import METADATA
from kiosk.bundle.rules import files_of
from kiosk.bundle.web import WebRepository
from kiosk.content.library import Library, load_start
from kiosk.content.soundness import inspect
from kiosk.errors import KioskError, PublishError, reason_of

_AGAIN = "publish into an empty folder, and copy all of it"
#: A file that no repository has.
_ABSENT = f"targets/{'0' * 64}.absent"
#: How many roots are looked at, and how many of them a server may lack in a row.
_MOST_ROOTS, _LONGEST_GAP = 1000, 8


def repository_at(place: str) -> Repository:
    """Return the repository in a folder or at an address."""
    return WebRepository(place) if place.startswith(("http://", "https://")) else FolderRepository(Path(place))


def verify(
    repository: Repository, *, as_of: int = 0, trusted_root: bytes | None = None, keyring: Keyring | None = None
) -> Verdict:
    """Return what a kiosk would make of a repository.

    The kiosk has publication *as_of*, or none, and trusts *trusted_root*, or the oldest root that lies there; with
    a *keyring* it trusts the newest root of these keys, and has their last publication.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-verify-") as folder:
        look = _Look(repository, Path(folder), as_of, trusted_root, keyring)
        for step in (look.roots, look.absent, look.keys, look.metadata, look.files, look.content):
            if not look.try_step(step):
                break
        return look.verdict


class _Look:
    """One look at a repository: steps that yield problems, each of use only after the ones before it."""

    def __init__(
        self, repository: Repository, folder: Path, as_of: int, trusted_root: bytes | None, keyring: Keyring | None
    ) -> None:
        self._repository, self._as_of, self._keyring = repository, as_of, keyring
        self._root = keyring.root.content if keyring else trusted_root
        self._cache, self._bundle = folder / "cache", folder / "bundle"
        self.verdict = Verdict()

    def try_step(self, step: Callable[[], Iterator[str]]) -> bool:
        """Do a step, note its problems, and return whether the next one can be done."""
        try:
            self.verdict.problems += step()
        except KioskError as error:
            self.verdict.problems.append(str(error))
            return False
        except OSError as error:
            self.verdict.problems.append(
                f"it cannot be read ({reason_of(error)}); is the stick in, and has this disk room?"
            )
            return False
        return self._root is not None

    def roots(self) -> Iterator[str]:
        """Find the roots, and those that are missing between them."""
        yield from self._find_roots(self._repository.roots())
        found = self.verdict.roots
        if not found and not self._has(client.TIMESTAMP):
            raise UnreachableError(f"there is no repository, {client.TIMESTAMP} is missing; {_AGAIN}")
        if self._root is None and found:
            self._root = found[_lowest(found)]
        self._note_missing(found, max(found, default=1))

    def _note_missing(self, found: Mapping[int, bytes], newest: int) -> None:
        first, known = f"{METADATA}1.root.json", self._keyring.root.version if self._keyring else 1
        if self._root is None:
            self.verdict.remarks.append(f"{first} is missing, so that nobody can tell who signed this; add --keys KEYS")
        elif 1 not in found:
            what = "a kiosk that has it takes this all the same, but none can be enrolled from here"
            self.verdict.remarks.append(f"{first} is missing: {what}")
        missing = [number for number in range(2, min(max(newest, known + 1), _MOST_ROOTS)) if number not in found]
        if missing:
            files = f"{METADATA}{missing[0]}.root.json" + (f" and {len(missing) - 1} more" if missing[1:] else "")
            what = "so that kiosks which have not come beyond refuse all"
            self.verdict.gaps.append(f"missing: {files}, {what}; {_AGAIN}")

    def _find_roots(self, listed: list[int] | None) -> Iterator[str]:
        gap = 0
        for number in range(1, _MOST_ROOTS) if listed is None else listed[:_MOST_ROOTS]:
            name = f"{METADATA}{number}.root.json"
            try:
                self.verdict.roots[number] = SignedRoot.of(self._read(name), name).content
                gap = 0
                continue
            except MissingError:
                gap += 1
            except PublishError:
                yield f"{name} is damaged, or a page that a server sends instead of answering 404; {_AGAIN}"
                gap = _MOST_ROOTS
            if listed is None and gap > _LONGEST_GAP:
                break

    def absent(self) -> Iterator[str]:
        """Ask for files that cannot be there: many a web server sends a page instead of 404."""
        for name in (f"{METADATA}{max(self.verdict.roots, default=1) + 1}.root.json", _ABSENT):
            if self._has(name):
                yield f"the server sends something for {name}, which is not there; have it answer 404"

    def keys(self) -> Iterator[str]:
        """See that this is not somebody else's, nor from before the keys were changed."""
        yield from ()
        if self._keyring:
            owner.refuse_strange(self.verdict.roots, self._read(client.TIMESTAMP), self._keyring)

    def metadata(self) -> Iterator[str]:
        """Let the kiosk's own client verify the metadata, and look at what it lets through."""
        (self._cache / "root_history").mkdir(parents=True)
        publication = client.verify(self._repository, self._root or b"", self._cache)
        self.verdict.number = publication.version
        if self._keyring:
            targets_hash = sha256((self._cache / "targets.json").read_bytes()).hexdigest()
            yield from owner.problems(publication.version, targets_hash, self._keyring.history)
            self.verdict.remarks += owner.remarks(publication.version, self._keyring.history)
        if publication.version < self._as_of:
            yield f"this is publication {publication.version}: a kiosk that has {self._as_of} refuses it as older"
        yield from _given_up(publication.offer)
        for name, target in publication.files.items():
            if not is_allowed(name):
                yield f"kiosks refuse the name {name[:80]!r}; rename the file in the source, and publish again"
            elif target.length > largest(name):
                yield f"{name} is larger than {largest(name)} bytes, the most that kiosks take; make it smaller"
        for kind in ("targets", "snapshot", "timestamp"):
            signed: Any = Metadata.from_file(str(self._cache / f"{kind}.json")).signed
            if signed.expires != EXPIRES:
                yield f"the {kind} metadata ends on {signed.expires:%Y-%m-%d}, which `publish` never writes"
        self.verdict.facts = files_of(publication)

    def files(self) -> Iterator[str]:
        """Read every file, as a kiosk would."""
        for name, fact in self.verdict.facts.items():
            folder, slash, last = name.rpartition("/")
            path = self._bundle / name
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                content = self._read(f"targets/{folder}{slash}{fact.sha256}.{last}", fact.length)
            except KioskError as error:
                yield str(error)
                continue
            if sha256(content).hexdigest() != fact.sha256:
                yield f"{name} was changed or is damaged; {_AGAIN}"
            path.write_bytes(content)

    def content(self) -> Iterator[str]:
        """See that the files are content that a kiosk can show."""
        if self.verdict.problems:
            return
        yield from ()
        self.verdict.about = About.of((self._bundle / ABOUT).read_bytes())
        start = load_start(self._bundle)
        with closing(Library.open(self._bundle)) as library:
            library.verify(start.content_sha256)
        inspect(self._bundle)

    def _has(self, name: str) -> bool:
        try:
            self._read(name)
        except MissingError:
            return False
        return True

    def _read(self, name: str, length: int | None = None) -> bytes:
        limit = LARGEST_METADATA if length is None else length
        with self._repository.read(name, limit, exactly=length is not None) as parts:
            return b"".join(parts)


def _given_up(offer: Offer) -> Iterator[str]:
    """Yield why the newest root does not accept what is offered, although it names the keys."""
    if offer.lowest is not None and offer.targets < offer.lowest:
        what = f"this is publication {offer.targets}, and the newest root accepts none below {offer.lowest}"
        yield f"{what}; publish again"
    if offer.signers & offer.stolen:
        yield "this is signed with a key that was declared stolen; publish again"


def _lowest(roots: Mapping[int, bytes]) -> int:
    """Return the lowest root from which all up to the newest are there."""
    number = max(roots)
    while number - 1 in roots:
        number -= 1
    return number
