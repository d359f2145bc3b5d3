"""Looks at the content of this kiosk: which it is, whether it is whole and still true, and whom the kiosk trusts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kiosk.bundle.coverage import coverage_of
from kiosk.bundle.store import Generation, Store
from kiosk.bundle.trust import NobodyTrustedError, trusted_root
from kiosk.content.library import load_start
from kiosk.device.findings import N_, Finding
from kiosk.errors import BundleError, UntrustedError

_NEWER_STICK = N_("Ask the coordinator for a newer stick.")
_WHOLE = 100


def content(store: Store, factory: Path | None, today: date) -> Iterator[Finding]:
    """Yield what there is to say of the content that is shown, *factory*'s if nothing is installed."""
    shown = store.next_to_start()
    yield from _damage(store)
    if shown is None:
        what = N_("No content was installed; the kiosk shows what it came with.")
        yield Finding("amber", "content", what, N_("Ask the coordinator for a stick with content, and install it."))
    else:
        yield from _publication(shown, today)
        yield from _kept(store, shown)
    folder = shown.path if shown is not None else factory
    if folder is not None:
        yield from _facts(folder)


def centre(store: Store, factory: Path | None, site: str) -> Iterator[Finding]:
    """Yield that the content that is shown does not know the centre that is set, if it does not."""
    shown = store.next_to_start()
    folder = shown.path if shown is not None else factory
    if not site or folder is None:
        return
    try:
        known = [place.id for place in load_start(folder).sites]
    except BundleError:
        return  # said elsewhere
    if site not in known:
        what = N_("The content does not know the centre “{site}” that is set here, and shows none.")
        what_to_do = N_("Choose the centre in the settings, or set “site” in the installer's file to one of: {known}")
        yield Finding("red", "centre", what, what_to_do, {"site": site, "known": ", ".join(known) or "–"})


def trust(state: Path, built_in: Path) -> Finding:
    """Return whom the kiosk trusts."""
    what_to_do = N_("Have the person who installed this kiosk enroll the root again: kiosk device enroll ROOT.json")
    try:
        root = trusted_root(state, built_in)
    except NobodyTrustedError:
        first = N_("Have the person who installed this kiosk enroll a root: kiosk device enroll ROOT.json")
        return Finding("red", "trust", N_("This kiosk trusts nobody, so that it takes no stick."), first)
    except UntrustedError:
        return Finding("red", "trust", N_("What says whom this kiosk trusts cannot be read."), what_to_do)
    if not root.version:
        return Finding("red", "trust", N_("What says whom this kiosk trusts is damaged."), what_to_do)
    return Finding("green", "trust", N_("Trusts: {words}"), values={"words": root.words})


def _damage(store: Store) -> Iterator[Finding]:
    stolen = store.stolen()
    if stolen:
        what = N_("Content signed with a stolen key is on this kiosk, and is never shown again: {names}")
        values = {"names": ", ".join(item.manifest.about.label for item in stolen)}
        yield Finding("amber", "stolen", what, N_("Install the newest stick, which deletes it."), values)
    known = {item.path.name: item for item in (*store.generations(), *store.set_aside())}
    passed_over = {item.path.name for item in stolen}
    labels = [known[name].manifest.about.label if name in known else name for name in store.names()
              if name not in passed_over and (name not in known or not _is_there(known[name]))]  # fmt: skip
    if labels:
        what, what_to_do = N_("Content on this kiosk is damaged: {names}"), N_("Install the newest stick again.")
        yield Finding("red", "damage", what, what_to_do, {"names": ", ".join(labels)})


def _is_there(generation: Generation) -> bool:
    """Whether all files are there, as long as they were, and the first one is what was installed."""
    try:
        sizes = {name: (generation.path / name).stat().st_size for name in generation.manifest.files}
    except OSError:
        return False
    return generation.can_start() and all(
        sizes[name] == fact.length for name, fact in generation.manifest.files.items()
    )


def _publication(shown: Generation, today: date) -> Iterator[Finding]:
    about = shown.manifest.about
    yield Finding(
        "green",
        "content",
        N_("Content {label}: {title}. Published on {published} by {publisher}."),
        values={
            "label": about.label,
            "title": about.title,
            "published": about.published.date().isoformat(),
            "publisher": about.publisher,
        },
    )
    values = {"day": about.review_by.isoformat()}
    if today > about.review_by:
        what = N_("This content should have been looked at again by {day}.")
        yield Finding("amber", "age", what, _NEWER_STICK, values)
    else:
        yield Finding("green", "age", N_("This content should be looked at again by {day}."), values=values)


def _kept(store: Store, shown: Generation) -> Iterator[Finding]:
    older = [item.manifest.about.label for item in store.generations() if item.number < shown.number]
    if older:
        yield Finding("green", "generations", N_("Kept to go back to: {labels}"), values={"labels": ", ".join(older)})
    else:
        yield Finding("green", "generations", N_("There is no older content to go back to."))


def _facts(folder: Path) -> Iterator[Finding]:
    try:
        covered = coverage_of(folder)
    except BundleError:
        what = N_("The content cannot be opened.")
        yield Finding("red", "content", what, N_("Install the newest stick again."))
        return
    if covered.never_checked:
        values = {"count": str(covered.never_checked), "total": str(covered.contacts)}
        what = N_("Nobody has ever checked {count} of {total} contacts.")
        yield Finding("amber", "contacts", what, N_("Ask the coordinator to call them, and for a newer stick."), values)
    languages = covered.languages.items()
    values = {"languages": ", ".join(f"{code} {percent} %" for code, percent in languages)}
    if all(percent == _WHOLE for _, percent in languages):
        yield Finding("green", "languages", N_("Languages: {languages}"), values=values)
    else:
        what = N_("Not all is translated: {languages}")
        yield Finding("amber", "languages", what, _NEWER_STICK, values)
