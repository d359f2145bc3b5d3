"""The shipped typefaces, and the ones that a language brings with the content; those of the system are hidden."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

from PySide6.QtGui import QFontDatabase

logger = logging.getLogger(__name__)

TEXT = "Atkinson Hyperlegible"
NUMBERS = "Kiosk Numbers"
ARABIC = "Kiosk Arabic"
_FOLDER = Path(__file__).parent / "fonts"
#: Fontconfig's configuration without any typeface of the system.
NONE_OF_THE_SYSTEM = _FOLDER / "fonts.conf"


def hide_system_fonts() -> None:
    """Keep Qt from painting with typefaces of this machine; call before the application exists.

    Qt would take a sign that the kiosk's own typefaces lack from any other, so that a text would be right on a
    laptop with many typefaces and boxes on a kiosk with none.
    """
    os.environ["FONTCONFIG_FILE"] = str(NONE_OF_THE_SYSTEM)
    # Where Qt looks when it is built without fontconfig.
    os.environ["QT_QPA_FONTDIR"] = str(_FOLDER)


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
