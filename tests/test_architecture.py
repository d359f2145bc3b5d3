"""Which part of the kiosk may know which: the arrows of docs/architecture.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_archon import archrule

import kiosk

SCREENS = Path(kiosk.__file__).parent / "ui" / "screens"
#: The base class and what a screen is made of; every other module there is one screen.
SCREEN_NAMES = sorted(path.stem for path in SCREENS.glob("*.py") if path.stem not in {"__init__", "screen"})


def test_content_stands_on_its_own() -> None:
    (
        archrule("content imports only errors, storage and icons")
        .match("kiosk.content*")
        .should_not_import("kiosk.*")
        .may_import("kiosk.content*", "kiosk.errors", "kiosk.icons*", "kiosk.storage*")
        .check("kiosk")
    )


def test_storage_knows_what_lies_on_a_disk_and_nothing_else() -> None:
    (
        archrule("storage imports only errors")
        .match("kiosk.storage*")
        .should_not_import("kiosk.*")
        .may_import("kiosk.storage*", "kiosk.errors")
        .check("kiosk")
    )


def test_only_the_command_line_knows_the_composition_root() -> None:
    (
        archrule("app is imported by the command line alone")
        .match("kiosk*")
        .exclude("kiosk.cli", "kiosk.__main__", "kiosk.app")
        .should_not_import("kiosk.app")
        .check("kiosk", only_direct_imports=True)
    )


def test_only_the_window_knows_qt() -> None:
    (
        archrule("Qt stays in ui and app")
        .match("kiosk*")
        .exclude("kiosk.ui*", "kiosk.app")
        .should_not_import("PySide6*", "shiboken6*")
        .check("kiosk", only_direct_imports=True)
    )


def test_the_window_never_waits_for_the_system_bus() -> None:
    (
        archrule("restarting and dimming are done by another process")
        .match("kiosk.ui*", "kiosk.app")
        .should_not_import("kiosk.device.logind", "kiosk.device.power", "kiosk.device.brightness", "jeepney*")
        .check("kiosk", only_direct_imports=True)
    )


def test_only_the_window_is_built_on_the_window() -> None:
    (
        archrule("ui is imported by itself and by app")
        .match("kiosk*")
        .exclude("kiosk.ui*", "kiosk.app")
        .should_not_import("kiosk.ui*")
        # In a process of its own, which paints a drawing once and ends.
        .may_import("kiosk.ui.drawing_trial")
        .check("kiosk", only_direct_imports=True)
    )


@pytest.mark.parametrize("name", SCREEN_NAMES)
def test_screens_never_import_one_another(name: str) -> None:
    others = [f"kiosk.ui.screens.{other}" for other in SCREEN_NAMES if other != name]

    (
        archrule("a screen knows no other screen")
        .match(f"kiosk.ui.screens.{name}")
        .should_not_import(*others)
        .check("kiosk", only_direct_imports=True)
    )


def test_a_widget_knows_no_screen_and_no_window() -> None:
    (
        archrule("widgets stand below screens")
        .match("kiosk.ui.widgets*")
        .should_not_import("kiosk.ui.screens*", "kiosk.ui.main_window")
        .check("kiosk", only_direct_imports=True)
    )


def test_the_visitors_window_never_loads_the_authors_tools() -> None:
    (
        archrule("what only an author needs stays out of the window")
        .match("kiosk.ui*")
        .should_not_import("kiosk.author", "kiosk.cli", "kiosk.content.source*", "kiosk.content.check")
        .check("kiosk")
    )
