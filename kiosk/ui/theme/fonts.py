"""The shipped typefaces, and the ones that a language brings with the content."""

from __future__ import annotations

import hashlib
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


def families_of(path: Path, sha256: str) -> tuple[str, ...]:
    """Make a typeface that came with the content known; return its families, none when it is damaged.

    It is not even looked into unless it has the hash that the content names.
    """
    content = _content(path)
    number = -1
    if content and hashlib.sha256(content).hexdigest() == sha256:
        number = QFontDatabase.addApplicationFontFromData(content)
    if number < 0:
        logger.warning("the typeface %s of the content cannot be used", path.name)
        return ()
    return tuple(QFontDatabase.applicationFontFamilies(number))


def _content(path: Path) -> bytes:
    from kiosk.content.files import FONT_LIMIT

    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(FONT_LIMIT + 1)
