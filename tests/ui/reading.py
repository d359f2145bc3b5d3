"""Reads the codes in pictures of the window, with a reader that is not ours."""

from __future__ import annotations

import re

import zxingcpp
from PySide6.QtGui import QImage

from kiosk.ui.main_window import MainWindow


def read(picture: QImage) -> list[str]:
    """What a phone's reader finds in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def read_all(window: MainWindow) -> list[str]:
    """What is read while somebody pages down."""
    pager, found = window.stage.pager() if window.stage else None, read(window.grab().toImage())
    before = -1
    while pager is not None and pager.position() > before:
        before = pager.position()
        pager.page_down()
        found += read(window.grab().toImage())
    return list(dict.fromkeys(found))


def fields(card: str) -> dict[str, list[str]]:
    """A vCard read as RFC 2426 says: its lines by name, backslashes undone; of N the family name."""
    found: dict[str, list[str]] = {}
    for line in card.split("\r\n"):
        name, _, value = line.partition(":")
        family = re.split(r"(?<!\\)(?:\\\\)*;", value)[0] if name == "N" else value
        found.setdefault(name, []).append(re.sub(r"\\(.)", r"\1", family))
    return found
