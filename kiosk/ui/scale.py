"""How many screen pixels a design pixel takes, so that sizes hold in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

#: The design's screen: 15.6 inches, 1366×768.
DESIGN_DPI = 100.45
#: What X servers and virtual screens report when they know nothing.
_MADE_UP_DPI = (72.0, 96.0)
_BY_PIXELS = {(1024, 600): 1.15, (1366, 768): 1.0, (1920, 1080): 1.4, (1080, 1920): 1.25}
_DESIGN_HEIGHT = 768
_MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Panel:
    """A screen: its pixels, and the millimetres its EDID claims (0 when it says nothing)."""

    width: int
    height: int
    width_mm: float = 0.0
    height_mm: float = 0.0

    def turned(self) -> Panel:
        """Return the same screen hung upright, or lying if it was."""
        return Panel(self.height, self.width, self.height_mm, self.width_mm)


def scale_for(panel: Panel, setting: float = 0.0) -> float:
    """Return the scale of *panel*: the *setting* if there is one, else its size, else its pixels."""
    if setting:
        return setting
    by_pixels = scale_by_pixels(panel.width, panel.height)
    dpi = _plausible_dpi(panel)
    by_size = dpi / DESIGN_DPI
    # EDID sizes of donated screens are often wrong: believe one only near what the pixels suggest,
    # which spans a 27-inch monitor and a laptop of the same pixels.
    return round(by_size, 3) if 0.5 * by_pixels <= by_size <= 1.35 * by_pixels else by_pixels


def scale_by_pixels(width: int, height: int) -> float:
    """Return the scale of a screen of which only the pixels are known."""
    return _BY_PIXELS.get((width, height), round(min(width, height) / _DESIGN_HEIGHT, 3))


def _plausible_dpi(panel: Panel) -> float:
    if panel.width_mm < 100 or panel.height_mm < 60:
        return 0.0
    across = panel.width / panel.width_mm * _MM_PER_INCH
    down = panel.height / panel.height_mm * _MM_PER_INCH
    if abs(across / down - 1) > 0.1 or any(abs(across - made_up) < 1 for made_up in _MADE_UP_DPI):
        return 0.0
    return across
