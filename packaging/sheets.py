#!/usr/bin/env python3
"""Print the staff's guide: one sheet of A4 in each language, with pictures of the screens as they are now.

    .venv/bin/python packaging/sheets.py [--pictures]

Renders the pictures of docs/staff.md and its translations into docs/pictures/, then sets each guide
and writes build/sheets/staff.LANGUAGE.pdf. With --pictures it stops before the sheets.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import guide
import typeset
from PySide6.QtCore import QMarginsF, QRect, Qt, QUuid
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.content.compile import compile_cached
from kiosk.errors import KioskError
from kiosk.navigation import START
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.shelf import Shelf
from kiosk.ui.staff.exhibit import SAMPLES, Exhibit
from kiosk.ui.stops import Stop
from kiosk.ui.supply import shelf_at
from kiosk.ui.theme import fonts
from kiosk.ui.tour import DESIGN_SIZE, show
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

ROOT = Path(__file__).resolve().parent.parent
DOCS, SHEETS = ROOT / "docs", ROOT / "build" / "sheets"
#: The guide in each language.
GUIDES = {"en": DOCS / "staff.md", "es": DOCS / "staff.es.md", "fr": DOCS / "staff.fr.md"}
#: Which screen of the tour each picture shows.
SCREENS = {
    "start": "start-news",
    "update": "update-offer",
    "go-back": "generations-confirm",
    "notice": "staff-notices-preview",
    "status": "staff-status-bad",
}
#: In pixels: sharp in a column of the sheet, and small in git.
PICTURE_WIDTH = 900
#: The ground that is left below the lowest button, in pixels.
BELOW = 32
#: A screen is made of plain surfaces: they stay plain, and the file small.
COLOURS = 256
FLAT = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
#: Under this name a picture keeps the words that it shows, so that it can be told when it is out of date.
WORDS = "Description"


@dataclass(frozen=True)
class Shot:
    """A picture of a screen, and the words on it."""

    image: QImage
    words: str


def main() -> int:
    """Render the pictures and write the sheets; exit code 1 if a guide does not fit."""
    parser = argparse.ArgumentParser(description="Print the staff's guide.")
    parser.add_argument("--pictures", action="store_true", help="render the pictures and write no sheet")
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    fonts.hide_system_fonts()
    application = QApplication([])
    fonts.load()
    try:
        take_pictures(DOCS / "pictures", SHEETS / "cache")
        if not options.pictures:
            SHEETS.mkdir(parents=True, exist_ok=True)
            for language, path in GUIDES.items():
                write(path, SHEETS / f"staff.{language}.pdf")
                print(f"build/sheets/staff.{language}.pdf")
    except KioskError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        application.quit()
    return 0


def take_pictures(folder: Path, cache: Path) -> None:
    """Write the pictures of every guide into *folder*."""
    bundle = compile_cached(ROOT / "kiosk" / "content" / "darien", cache)
    with closing(shelf_at(bundle, "", cache / "state")) as shelf:
        for name, shot in shots(shelf).items():
            shot.image.save(str(folder / name), quality=0)


def shots(shelf: Shelf) -> dict[str, Shot]:
    """Return the pictures of every guide by the names of their files."""
    samples = {sample.name: sample for sample in SAMPLES}
    window = MainWindow(shelf, Settings(), scale_by_pixels)
    window.resize(*DESIGN_SIZE)
    window.show()
    taken = {}
    try:
        for language in GUIDES:
            for name, screen in SCREENS.items():
                stop = Stop(screen, START, news=screen == "start-news", sample=samples.get(screen))
                show(window, stop, language, "normal", 100)
                taken[f"staff-{name}.{language}.png"] = _shot(window)
    finally:
        window.close()
        window.deleteLater()
    return taken


def _shot(window: MainWindow) -> Shot:
    """Take a picture of what covers the window, else of the screen in it, in few colours."""
    exhibit = window.cover
    frame = exhibit.frame if isinstance(exhibit, Exhibit) else None
    texts = (frame or window).findChildren(Text)
    words = " | ".join(text.text() for text in texts if text.isVisible())
    height = _foot(frame.screen_shown, window) if frame else window.height()
    image = window.grab(QRect(0, 0, window.width(), height)).toImage()
    image = image.scaledToWidth(PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)
    image = image.convertToFormat(QImage.Format.Format_Indexed8, _palette(image), FLAT)
    image.setText(WORDS, words)
    return Shot(image, words)


def _foot(screen: QWidget, window: MainWindow) -> int:
    """Return how much of the window's height a picture has to show: nothing below the lowest button."""
    buttons = [button for button in screen.findChildren(Touchable) if button.isVisible()]
    lowest = max(button.mapTo(window, button.rect().bottomLeft()).y() for button in buttons)
    return min(window.height(), lowest + BELOW)


def _palette(image: QImage) -> list[int]:
    """Return the colours that most of the picture is painted in."""
    pixels = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    return [colour for colour, _ in Counter(pixels).most_common(COLOURS)]


def write(path: Path, out: Path) -> None:
    """Set a guide on a sheet of A4 and write it as PDF.

    Raises:
        GuideError: It cannot be read, or does not fit the sheet.
    """
    text = guide.read(path)
    sheet = typeset.Sheet(text)
    writer = QPdfWriter(str(out))
    writer.setResolution(typeset.TWIPS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(text.title)
    writer.setCreator("kiosk")
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), path.read_bytes()))
    painter = QPainter(writer)
    try:
        sheet.paint(painter)
    finally:
        painter.end()


if __name__ == "__main__":
    sys.exit(main())
