"""What the staff may want to know of the content: which it is, whether it is due, and whom the kiosk trusts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.bundle import disk
from kiosk.bundle.coverage import coverage_of
from kiosk.bundle.store import Generation, Store
from kiosk.bundle.trust import FACTORY_ROOT, trusted_root
from kiosk.errors import BundleError, UntrustedError


def status(state: Path, today: date, built_in: Path = FACTORY_ROOT) -> dict[str, Any]:
    """Return what is installed, as JSON has it; damaged generations are named and stop nothing.

    ``showing`` is the generation that is shown at the next start, None for the factory content. Its ``coverage`` has
    by language how many of a hundred texts are translated; it and the contacts are None if the content is damaged.
    """
    store = Store(state)
    showing = store.next_to_start()
    return {
        "showing": None if showing is None else _described(showing, today),
        "generations": list(_listed(store, showing)),
        "floor": _floor(store),
        "free_bytes": disk.free_bytes(state),
        "trust": _trust(state, built_in),
    }


def lines(known: dict[str, Any]) -> Iterator[str]:
    """Yield the same for a person."""
    yield from _showing_lines(known["showing"])
    for item in known["generations"]:
        label = f"{item['label']}, publication {item['version']}" if item["label"] else "unreadable"
        yield f"generation {item['name']}: {label} ({item['state']})"
    floor = known["floor"]
    yield f"floor: publication {floor}, nothing older is installed" if floor else "floor: nothing was installed yet"
    yield f"free: {known['free_bytes'] >> 20} MB"
    trust = known["trust"]
    if trust["words"]:
        yield f"trusts: {trust['words']} (root {trust['version']}, {trust['from']})"
    else:
        yield f"trusts: {trust['fault']}"


def _showing_lines(showing: dict[str, Any] | None) -> Iterator[str]:
    if showing is None:
        yield "content: the one that the kiosk came with"
        return
    yield f"content: {showing['label']} (publication {showing['version']}), {showing['title']}"
    yield f"publisher: {showing['publisher']}"
    yield f"published: {showing['published'][:10]}"
    yield f"look at it again by: {showing['review_by']}{' (overdue)' if showing['overdue'] else ''}"
    coverage = showing["coverage"] or {}
    languages = (f"{code} ({coverage[code]} %)" if code in coverage else code for code in showing["languages"])
    yield f"languages: {', '.join(languages)}"
    yield f"pages: {showing['pages']}"
    if showing["never_checked"]:
        yield f"contacts that nobody has checked: {showing['never_checked']} of {showing['contacts']}"


def _described(generation: Generation, today: date) -> dict[str, Any]:
    about = generation.manifest.about
    try:
        covered = coverage_of(generation.path)
    except BundleError:
        covered = None
    return {
        "generation": generation.number,
        "version": generation.manifest.version,
        "label": about.label,
        "title": about.title,
        "publisher": about.publisher,
        "published": about.published.isoformat(timespec="seconds"),
        "review_by": about.review_by.isoformat(),
        "overdue": today > about.review_by,
        "languages": list(about.languages),
        "pages": about.pages,
        "coverage": covered and covered.languages,
        "contacts": covered and covered.contacts,
        "never_checked": covered and covered.never_checked,
    }


def _listed(store: Store, showing: Generation | None) -> Iterator[dict[str, Any]]:
    stolen = store.stolen()
    known = {item.path.name: item for item in (*store.generations(), *store.set_aside(), *stolen)}
    for name in store.names():
        generation = known.get(name)
        if generation in stolen:
            state = "signed with a stolen key"
        elif generation is None or not generation.can_start():
            state = "damaged"
        elif generation.is_aside:
            state = "set aside"
        else:
            state = "shown" if generation == showing else "kept"
        yield {
            "name": name,
            "version": generation.manifest.version if generation else None,
            "label": generation.manifest.about.label if generation else None,
            "state": state,
        }


def _floor(store: Store) -> int:
    """Return the publication below which nothing is installed, as far as the keys of today tell."""
    floor = store.floor()
    newest = max((*store.generations(), *store.set_aside()), key=lambda item: item.number, default=None)
    return floor.publication(newest.manifest.keys if newest else floor.targets)


def _trust(state: Path, built_in: Path) -> dict[str, Any]:
    try:
        root = trusted_root(state, built_in)
    except UntrustedError as error:
        return {"words": None, "version": None, "from": None, "fault": str(error)}
    origin = "enrolled here" if root.is_enrolled else "built in"
    return {"words": root.words, "version": root.version, "from": origin, "fault": None}
