"""Checks that white text can be read on a topic's colour."""

from __future__ import annotations

import re

from kiosk.content.report import Report
from kiosk.content.source.tree import SourceTree

#: The least contrast of text by WCAG 2.2, 1.4.3.
LEAST_CONTRAST = 4.5
#: Up to where sRGB is linear (IEC 61966-2-1).
_LINEAR_UNTIL = 0.04045


def check_looks(tree: SourceTree, report: Report) -> None:
    """Note the colours that are too light."""
    for topic in tree.topics:
        if re.fullmatch("#[0-9A-Fa-f]{6}", topic.colour):
            contrast = _contrast_with_white(topic.colour)
            if contrast < LEAST_CONTRAST:
                what = f"white text cannot be read on {topic.colour} (contrast {contrast:.1f})"
                what_to_do = f"take a darker colour, of contrast {LEAST_CONTRAST} or more"
                report.error(tree.place(f"topic:{topic.id}#colour"), what, what_to_do)


def _contrast_with_white(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(value: float) -> float:
    """Return the light of an sRGB channel, both from 0 to 1."""
    return value / 12.92 if value <= _LINEAR_UNTIL else ((value + 0.055) / 1.055) ** 2.4
