"""The commands of one kiosk about what is plugged into it: which sticks there are, and the content they bring."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.answering import Progress, Verbs, add_verb

if TYPE_CHECKING:
    from kiosk.bundle.repository import Repository


def add_commands(group: Verbs) -> None:
    """Add what has to do with sticks to the group ``device``."""
    install = add_verb(group, "install", "install the content of a repository", _install)
    install.add_argument("repository", metavar="REPO", help="a folder, or an address of http or https")


def _install(options: argparse.Namespace) -> dict[str, Any]:
    from kiosk.bundle.confinement import confine

    is_address = options.repository.startswith(("http://", "https://"))
    confine(options.state, network=is_address)
    from kiosk.bundle.install import install
    from kiosk.bundle.plain_files import FolderRepository

    repository: Repository
    if is_address:
        from kiosk.bundle.web import WebRepository

        repository = WebRepository(options.repository)
    else:
        repository = FolderRepository(Path(options.repository))
    done = install(repository, options.state, Progress() if options.json else None)
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
