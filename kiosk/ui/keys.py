"""Where the focus goes when an arrow key is pressed: to the nearest target that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt

from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
#: How much a target aside counts more than one ahead.
ASIDE = 2


def asks_to_leave(event: QKeyEvent) -> bool:
    """Whether somebody presses Ctrl+Alt+Q."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.key() == Qt.Key.Key_Q and event.modifiers() & both == both


def targets_in(scope: QWidget) -> list[Touchable]:
    """Return what can be focused in *scope*, in reading order."""
    return [part for part in scope.findChildren(Touchable) if part.isVisible() and part.isEnabled()]


def neighbour(current: QWidget, key: Qt.Key, targets: Sequence[Touchable], window: QWidget) -> Touchable | None:
    """Return the target nearest to *current* in the direction of *key*, None at the edge."""
    start = _box(current, window)
    found = [(_distance(start, _box(target, window), key), target) for target in targets if target is not current]
    ahead = [(distance, target) for distance, target in found if distance is not None]
    return min(ahead, key=_nearness, default=(0, None))[1]


def _nearness(found: tuple[int, Touchable]) -> int:
    return found[0]


def _distance(start: QRect, other: QRect, key: Qt.Key) -> int | None:
    """Return how far *other* is, None if it does not lie in the direction of *key*."""
    sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
    ahead = (other.center() - start.center()).x() if sideways else (other.center() - start.center()).y()
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        ahead = -ahead
    gap = _gap(start, other, sideways=sideways)
    aside = _gap(start, other, sideways=not sideways)
    # What overlaps along the axis, as a code within its card, is ahead only if its middle is.
    if ahead <= 0 or (gap == 0 and aside > 0):
        return None
    return gap + ASIDE * aside + ahead // 8


def _gap(one: QRect, other: QRect, *, sideways: bool) -> int:
    """Return the pixels between two boxes along an axis, 0 where they overlap."""
    if sideways:
        return max(0, other.left() - one.right(), one.left() - other.right())
    return max(0, other.top() - one.bottom(), one.top() - other.bottom())


def _box(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())
