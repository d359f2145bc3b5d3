"""The raw values of the visual design, each once; lengths in design pixels (1366×768 at 15.6 inches)."""

from __future__ import annotations

INK = "#14213D"
MUTED = "#4A5672"
PAPER = "#F7F4EE"
SURFACE = "#FFFFFF"
LINE = "#DCD6C9"
CONTROL = "#767064"
CONTROL_DARK = "#57524A"
TROUGH = "#E6E2D8"
BRAND = "#0033A0"
BRAND_DEEP = "#00246F"
BRAND_DARK = "#001A52"
TINT = "#E6ECF8"
TINT_LINE = "#6C7FB0"
NOTICE_FILL = "#FFF1CC"
NOTICE_PRESSED = "#FFE08A"
NOTICE_SIGN = "#664C00"
NOTICE_EDGE = "#8F6A00"
URGENT = "#AD1029"
URGENT_DARK = "#860A1E"
SUN = "#FFB81C"
DOOR = "#D5DCEC"
STAFF_MUTED = "#C9D2E6"
OK = "#075C43"
WARN = "#7A3F00"
ERROR = "#AD1029"
WHITE = "#FFFFFF"
BLACK = "#000000"
NIGHT_PRESSED = "#333300"
NIGHT_MUTED = "#E6E6E6"
NIGHT_TROUGH = "#4D4D4D"
YELLOW = "#FFD500"
YELLOW_DARK = "#C7A600"
CORAL = "#FF6B6B"
CORAL_DARK = "#4D1414"
VEIL = "#D914213D"
VEIL_NIGHT = "#D9000000"

#: How much darker a coloured tile gets when pressed, in per cent (QColor.darker).
PRESSED_DARKER = 125
#: Opacity of a control that has nothing to do now.
DISABLED = 0.35

SPACE = 8
MARGIN = 32
MARGIN_COMPACT = 16
GAP = 18
GAP_COMPACT = 12
RADIUS = 16
RADIUS_CARD = 22
LINE_WIDTH = 2
FOCUS_RING = 4
TARGET = 80
"""Smallest side of anything touchable: 20 mm on a 15.6-inch 1366×768 screen."""
HIT_BELOW = 12
"""People touch below what they mean to touch (Colle & Hiszem 2004): targets reach this far down."""
KEY_LOWEST, KEY_NARROWEST = 50, 60
"""The smallest key of the on-screen keyboard, on low and narrow screens: 12 by 15 mm."""
KEY_TALLEST, KEY_WIDEST = 68, 104
"""The key where there is room."""
TOP_BAR = 96
BOTTOM_BAR = 108
SLOT = 90
SIDE_PANEL = 330
CODE, CODE_LOW, CODE_LOWEST = 225, 220, 190
"""The side of a QR code beside other things: the smallest that phones read at arm's length; on low screens the largest
that is seen whole below the heading of a page, with small text and with the largest."""

#: Design pixels at text size 100, 133 and 167, line height as a multiple, bold.
TYPE: dict[str, tuple[tuple[int, int, int], float, bool]] = {
    "body": ((28, 37, 47), 1.42, False),
    "heading": ((31, 40, 50), 1.25, True),
    "title": ((44, 50, 56), 1.15, True),
    "crumb": ((23, 27, 31), 1.2, False),
    "row": ((30, 36, 44), 1.2, True),
    "result": ((26, 29, 31), 1.15, True),
    "result-low": ((24, 26, 27), 1.12, True),
    "typed": ((34, 36, 38), 1.2, False),
    "key": ((30, 32, 34), 1.1, True),
    "summary": ((24, 30, 38), 1.28, False),
    "summary-number": ((26, 31, 38), 1.28, True),
    "label": ((24, 28, 32), 1.15, True),
    "slot": ((23, 27, 31), 1.08, True),
    "site": ((25, 28, 31), 1.15, True),
    "site-name": ((21, 24, 27), 1.2, False),
    "tile": ((31, 36, 42), 1.12, True),
    "tile-low": ((27, 34, 40), 1.12, True),
    "card-title": ((36, 42, 48), 1.15, True),
    "number": ((46, 52, 58), 1.15, True),
    "side-number": ((34, 38, 44), 1.2, True),
    "foot": ((21, 28, 36), 1.35, False),
    "start": ((58, 58, 58), 1.1, True),
    "start-small": ((44, 44, 44), 1.1, True),
    "start-line": ((28, 28, 28), 1.2, False),
    "endonym": ((60, 60, 60), 1.1, True),
    "endonym-small": ((42, 42, 42), 1.12, True),
    "greeting": ((37, 37, 37), 1.22, False),
    "greeting-small": ((27, 27, 27), 1.42, False),
    "huge-number": ((150, 150, 150), 1.1, True),
    "show": ((68, 72, 76), 1.14, True),
    "show-below": ((39, 43, 48), 1.25, False),
    "label-line": ((27, 31, 36), 1.25, False),
}
