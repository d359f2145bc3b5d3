"""A kiosk carries nothing that signs."""

from __future__ import annotations

from pytest_archon import archrule


def test_what_installs_knows_nothing_of_publishing() -> None:
    (
        archrule("publishing stands apart")
        .match("kiosk.*")
        .exclude("kiosk.author", "kiosk.cli", "kiosk.*_commands", "kiosk.bundle.publishing*", "kiosk.__main__")
        .should_not_import("kiosk.bundle.publishing*")
        .check("kiosk", only_direct_imports=True)
    )


def test_publishing_knows_neither_window_nor_commands() -> None:
    (
        archrule("publishing is built on bundle and content")
        .match("kiosk.bundle.publishing*")
        .should_not_import("kiosk.ui*", "kiosk.app", "kiosk.cli", "kiosk.*_commands", "PySide6*")
        .check("kiosk")
    )
