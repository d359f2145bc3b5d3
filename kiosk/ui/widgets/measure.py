"""How tall a part of the screen has to be at a given width, and how it comes and goes."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def height_at(part: QWidget, width: int) -> int:
    """Return the height in pixels that the layout of *part* needs at *width*."""
    layout = part.layout()
    if layout is None:
        return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


def measure_anew(part: QWidget) -> None:
    """Have layouts in *part* forget the heights that they remember: a text that changed tells only the outermost."""
    for layout in part.findChildren(QLayout):
        layout.invalidate()
    part.updateGeometry()


def settle(part: QWidget) -> None:
    """Give all that is in *part* its place now, for those who ask for geometry before it is shown.

    A hidden widget hears of its new size only when it is shown, so each layout is told directly.
    """
    for each in (part, *part.findChildren(QWidget)):
        layout = each.layout()
        if layout is not None:
            layout.activate()
            layout.setGeometry(each.contentsRect())


def discard(part: QWidget) -> None:
    """Take a part off the window at once; it may be the one whose signal is being handled."""
    part.hide()
    part.setParent(None)
    part.deleteLater()
