"""The shipped typefaces, and the ones that a language brings with the content."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtGui import QFontDatabase

logger = logging.getLogger(__name__)

TEXT = "Atkinson Hyperlegible"
NUMBERS = "Kiosk Numbers"
ARABIC = "Kiosk Arabic"
_FOLDER = Path(__file__).parent / "fonts"


def load() -> None:
    """Make the shipped typefaces known to Qt; call once, after the application exists."""
    for path in sorted(_FOLDER.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            logger.error("the typeface %s cannot be used", path.name)


def families_of(path: Path) -> tuple[str, ...]:
    """Make a typeface that came with the content known; return its families, none when it is damaged."""
    number = QFontDatabase.addApplicationFontFromData(path.read_bytes()) if path.is_file() else -1
    if number < 0:
        logger.warning("the typeface %s of the content cannot be used", path.name)
        return ()
    return tuple(QFontDatabase.applicationFontFamilies(number))
