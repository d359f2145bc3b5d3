"""Publishes content: compiles it, shows what changes for people, signs it and puts it into a repository."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kiosk.bundle.about import About
from kiosk.bundle.changes import Changes, changes_between
from kiosk.bundle.facts import facts_of
from kiosk.bundle.names import ABOUT
from kiosk.bundle.plain_folder import PlainFolder
from kiosk.bundle.publishing.delivery import deliver
from kiosk.bundle.publishing.examining import Found, examine, refuse_unknown
from kiosk.bundle.publishing.keyfiles import KeyFiles
from kiosk.bundle.publishing.keyring import Keyring, held
from kiosk.bundle.publishing.roots import NamedKey
from kiosk.bundle.publishing.signing import Signers, files_of, sign
from kiosk.content.compile import compile_source
from kiosk.content.library import Library, load_start
from kiosk.content.soundness import inspect
from kiosk.errors import BundleError, PublishError, reason_of

#: How far a number that nobody here gave is believed: a thief may have written any.
_BELIEVABLE = 10_000


@dataclass(frozen=True)
class Order:
    """What to publish, with which keys, and where to; *editor* is empty for the one whose laptop this is."""

    source: Path
    keys: Path
    repository: Path
    published: datetime
    review_by: date
    editor: str = ""


@dataclass(frozen=True)
class Published:
    """What came out of it."""

    number: int
    about: About


def publish(order: Order, files: KeyFiles, confirm: Callable[[Changes], None]) -> Published:
    """Publish a source into a repository; *confirm* is shown what changes, and raises to stop it.

    Raises:
        SourceError: The source has errors; carries every one of them.
        BundleError: A kiosk would not show it.
        NotPlainError: There is a link, a pipe or a device in the repository or among the keys.
        PublishError: Keys, repository or content do not allow it; whatever was there is as it was.
    """
    _check_places(order)
    try:
        return _publish(order, files, confirm)
    except OSError as error:
        raise PublishError(
            f"nothing was published ({reason_of(error)}); has this disk room, and is the stick in?"
        ) from error


def _publish(order: Order, files: KeyFiles, confirm: Callable[[Changes], None]) -> Published:
    with held(order.keys), tempfile.TemporaryDirectory(prefix="kiosk-publish-") as folder:
        keyring = Keyring.open(order.keys)
        repository = PlainFolder(order.repository, "delete it there, or take another stick; nothing was published")
        found = examine(repository, keyring)
        refuse_unknown(repository, found, keyring)
        own, retired = _keys(order, keyring, found, files)
        bundle = Path(folder, "bundle")
        compile_source(order.source, bundle, today=order.published.date())
        about = _about(order, keyring, bundle)
        (bundle / ABOUT).write_bytes(about.to_bytes())
        inspect(bundle)
        facts, carried = facts_of(bundle), files_of(bundle)
        confirm(changes_between(keyring.history.facts, facts, load_start(bundle).source_language))
        number = _next_number(keyring, found)
        # What also the older root takes must not ask for the newer one: the stick is whole before that gets there.
        root = found.root if retired else keyring.root.version
        publication = sign(carried, number, _signers([*own, *retired], files), root=root)
        keyring = keyring.with_history(keyring.history.begun(number, publication.targets_hash))
        deliver(publication, repository, keyring.roots, roots_last=bool(retired))
        keyring.with_history(keyring.history.done(number, publication.targets_hash, about.label, facts))
    return Published(number, about)


def _check_places(order: Order) -> None:
    source, keys, repository = (path.resolve() for path in (order.source, order.keys, order.repository))
    if keys.is_relative_to(repository):
        raise PublishError(f"the keys lie in {order.repository} and would travel with it; choose another folder")
    if repository.is_relative_to(keys):
        raise PublishError(f"{order.repository} lies among the keys; choose another folder")
    if repository.is_relative_to(source) or keys.is_relative_to(source):
        raise PublishError(f"{order.source} holds the keys or the repository; move them out of it")
    if order.repository.exists() and not order.repository.is_dir():
        raise PublishError(f"{order.repository} is a file; name a folder")


def _about(order: Order, keyring: Keyring, bundle: Path) -> About:
    start = load_start(bundle)
    title = start.title.get(start.source_language, "")
    with closing(Library.open(bundle)) as library:
        pages = sum(len(library.pages(topic.id, start.source_language)) for topic in library.topics(""))
    about = About(
        label=keyring.history.next_label(order.published.date()),
        publisher=keyring.publisher or title,
        title=title,
        published=order.published,
        review_by=order.review_by,
        languages=tuple(language.code for language in start.languages),
        pages=pages,
    )
    try:
        return About.of(about.to_bytes())
    except BundleError as error:
        raise PublishError("the title or the publisher is too long or cannot be shown; write another one") from error


def _next_number(keyring: Keyring, found: Found) -> int:
    """Return a number above all that kiosks may have seen, one of a revoked editor too, and that the root accepts."""
    taken = max(keyring.history.taken, keyring.lowest)
    return max(taken, found.number if found.number <= taken + _BELIEVABLE else 0) + 1


def _keys(order: Order, keyring: Keyring, found: Found, files: KeyFiles) -> tuple[list[NamedKey], list[NamedKey]]:
    """Return the keys that sign: those that count, and those that the repository's root knows beside them."""
    editor = order.editor or keyring.editor
    counting = keyring.root.of_editor(editor)
    if not counting:
        others = ", ".join(keyring.root.editors)
        raise PublishError(f"no key of {editor} counts any more (those of {others} do); ask who holds the root keys")
    own = [_here(role, counting, files) for role in ("targets", "release")]
    old = [key for root in keyring.roots[found.root - 1 :] for key in root.of_editor(editor)] if found.root else []
    retired = {key.name: key for key in old if key not in counting and files.has(key)}
    return own, list(retired.values())


def _here(role: str, keys: Sequence[NamedKey], files: KeyFiles) -> NamedKey:
    wanted = [key for key in keys if key.role == role]
    for key in wanted:
        if files.has(key):
            return key
    names = " or ".join(key.name for key in wanted) or f"for {role}"
    raise PublishError(
        f"the key {names} is not here; name its folder by --root-keys, another editor by --editor, or see keys lost"
    )


def _signers(keys: Sequence[NamedKey], files: KeyFiles) -> Signers:
    opened = [(key.role, files.signer(key)) for key in keys]
    targets, release = ([signer for role, signer in opened if role == each] for each in ("targets", "release"))
    return Signers(targets, release)
