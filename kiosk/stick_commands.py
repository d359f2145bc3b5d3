"""The commands of one kiosk about what is plugged into it: which sticks there are, and the content they bring."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kiosk
from kiosk.answering import Progress, Verbs, add_verb
from kiosk.terminal import one_line

if TYPE_CHECKING:
    from kiosk.bundle.repository import Repository
    from kiosk.bundle.trial import Painter

_REPOSITORY = "a folder, or an address of http or https"


def add_commands(group: Verbs) -> None:
    """Add what has to do with sticks to the group ``device``."""
    install = add_verb(group, "install", "install the content of a repository", _install, tells_folder=True)
    install.add_argument("repository", metavar="REPO", help=_REPOSITORY)
    look = add_verb(group, "look", "see what a repository would change, and install nothing", _look)
    what = look.add_mutually_exclusive_group(required=True)
    what.add_argument("repository", nargs="?", metavar="REPO", help=_REPOSITORY)
    what.add_argument("--forget", action="store_true", help="delete what was looked at")
    sticks = add_verb(group, "sticks", "say which sticks are plugged in, and what is on them", _sticks)
    sticks.add_argument("--mounts", type=Path, metavar="FILE", help="what is mounted, as /proc/self/mountinfo has it")
    paint = add_verb(group, "paint", "see whether files of a bundle, named line by line, can be painted", _paint)
    paint.add_argument("bundle", type=Path, metavar="DIR")
    factory = Path(kiosk.__file__).parent / "factory"
    look.add_argument(
        "--factory", type=Path, metavar="DIR", default=factory, help="the bundle that the kiosk came with"
    )


def _install(options: argparse.Namespace) -> dict[str, Any]:
    painter = _painter()
    repository = _confined(options)
    from kiosk.bundle.install import install

    done = install(repository, options.state, Progress() if options.json else None, paint=painter)
    manifest = done.generation.manifest
    what = f"{manifest.about.label} (publication {manifest.version}) of {manifest.about.publisher}"
    return {
        "event": "installed",
        "already": done.was_there,
        "generation": done.generation.number,
        "version": manifest.version,
        "label": manifest.about.label,
        "message": f"already installed: {what}" if done.was_there else f"installed: {what}",
    }


def _look(options: argparse.Namespace) -> dict[str, Any]:
    if options.forget:
        from kiosk.bundle.offer import forget

        forget(options.state)
        return {"event": "forgotten", "message": "nothing is offered any more"}
    painter = _painter()
    repository = _confined(options)
    from kiosk.bundle.differences import lines
    from kiosk.bundle.offer import look

    seen = look(repository, options.state, options.factory, Progress() if options.json else None, paint=painter)
    about, version = seen.bundle.manifest.about, seen.bundle.manifest.version
    what = f"{seen.relation}: {about.label} (publication {version}) of {about.publisher}; not installed yet"
    return {"event": "offer", **seen.to_json(), "message": "\n".join([what, *lines(seen.changes)])}


def _sticks(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.confinement import confine
    from kiosk.device.mounts import MOUNTINFO, removable
    from kiosk.device.sticks import look_at_all

    # Each stick is read by a process of its own, which then may do no more than the others that read sticks.
    confine(None, network=False, children=True)
    mountinfo = (options.mounts or MOUNTINFO).read_text("utf-8", "surrogateescape")
    sticks = look_at_all(removable(mountinfo), look=_look_at_stick)
    lines = [one_line(f"{each.name}: {each.fault or each.repository or 'no content'}") for each in sticks]
    found = [each.to_json() for each in sticks]
    return {"event": "sticks", "sticks": found, "message": "\n".join(lines) or "no stick is plugged in"}


def _look_at_stick(path: Path) -> Path | None:
    from kiosk.bundle.seccomp import deny_calls
    from kiosk.device.repositories import repository_on

    with suppress(OSError):
        deny_calls(network=False)
    return repository_on(path)


def _paint(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.trial import DONE, TOO_MUCH
    from kiosk.errors import BundleError

    painter = _painter()
    try:
        painter(options.bundle.resolve(), sys.stdin.read().splitlines())
    except BundleError as error:
        return {"event": "too-much", "message": str(error), "code": TOO_MUCH}
    return {"event": "painted", "message": DONE}


def _painter() -> Painter:
    """Return a process that can paint, made before this one gives up what it needs for that."""
    from kiosk.bundle.confinement import confine
    from kiosk.bundle.trial import Painter

    def paint(bundle: Path, names: list[str], tell: Callable[[str], None]) -> None:
        from kiosk.ui.drawing_trial import paint_all

        paint_all(bundle, names, tell)

    return Painter(lambda: confine(None, network=False), paint)


def _confined(options: argparse.Namespace) -> Repository:
    """Give up all that reading a strange repository does not need, then return it."""
    from kiosk.bundle.confinement import confine

    is_address = options.repository.startswith(("http://", "https://"))
    confine(options.state, network=is_address)
    from kiosk.bundle.plain_files import FolderRepository

    if is_address:
        from kiosk.bundle.web import WebRepository

        return WebRepository(options.repository)
    return FolderRepository(Path(options.repository))
