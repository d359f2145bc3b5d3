"""The page for installers names every setting, and its example can be used."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from kiosk.settings import Settings, load_installed

PAGE = (Path(__file__).parents[1] / "docs" / "settings.md").read_text("utf-8")


def test_every_setting_is_named() -> None:
    assert [item.name for item in fields(Settings) if f"`{item.name}`" not in PAGE] == []


def test_the_example_can_be_used(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    path = tmp_path / "installer.yaml"
    path.write_text(example[1], "utf-8")

    settings = load_installed(path)

    assert (settings.idle_seconds, settings.pin) == (120, "482913")
