"""The kiosk paints with its own typefaces and those of its content, never with those of the machine it runs on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.typeface import typeface

#: Tells which typefaces Qt knows, and with which one it paints each of two signs: none, where its glyph is 0.
PROBE = """
from kiosk.ui.display import open_application
application = open_application()
from PySide6.QtGui import QFontDatabase, QTextLayout
from kiosk.ui.look import Look
from kiosk.ui.theme import fonts
fonts.load()
print("known:", *QFontDatabase.families(), sep="|")
for sign in "中A":
    layout = QTextLayout(sign, Look(1366, 768).font("body"))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    print(sign, *(f"{run.rawFont().familyName()}|{run.glyphIndexes()}" for run in layout.glyphRuns()), sep="|")
"""
SYSTEM = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@pytest.fixture
def system(tmp_path: Path) -> dict[str, str]:
    """The environment of a laptop that has a typeface with a Chinese sign."""
    (tmp_path / "office.ttf").write_bytes(typeface("Office Chinese", "中", glyph=40))
    (tmp_path / "system.conf").write_text(SYSTEM.format(folder=tmp_path), encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "FONTCONFIG_FILE": str(tmp_path / "system.conf"),
        "QT_QPA_FONTDIR": str(tmp_path),
    }


def probed(script: str, environment: dict[str, str]) -> list[str]:
    answer = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stderr == ""
    return answer.stdout.splitlines()


def test_a_typeface_of_the_laptop_is_not_painted_with(system: dict[str, str]) -> None:
    known, chinese, latin = probed(PROBE, system)

    assert "Office Chinese" not in known
    assert chinese == "中|Atkinson Hyperlegible|[0]"
    assert latin.startswith("A|Atkinson Hyperlegible|[")
    assert not latin.endswith("[0]")


def test_that_typeface_would_be_painted_with_otherwise(system: dict[str, str]) -> None:
    """So that the test above can fail."""
    plain = PROBE.replace("kiosk.ui.display import open_application", "PySide6.QtWidgets import QApplication").replace(
        "open_application()", "QApplication([])"
    )

    known, chinese, _ = probed(plain, system)

    assert "Office Chinese" in known
    assert chinese == "中|Office Chinese|[40]"
