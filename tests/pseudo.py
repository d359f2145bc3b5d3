"""The pseudo-languages of the tour, and one more: the long one from right to left, letter by letter the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from kiosk.content.model import Language
from kiosk.ui import pseudo
from kiosk.ui.pseudo import ARABIC, LONG, PSEUDO, stretched

__all__ = ["ARABIC", "LONG", "MIRRORED", "PseudoShelf"]

MIRRORED = Language("en-XC", "Esperantolingvo", "", "en", "rtl")


class PseudoShelf(pseudo.PseudoShelf):
    """Offers the mirrored language too, to compare a screen with its mirror image."""

    pseudo: ClassVar[Mapping[Language, Callable[[str], str]]] = {**PSEUDO, MIRRORED: stretched}
