"""The focus of somebody who uses keys: always on something of what is on top, and seen only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kiosk.ui.keys import neighbour, targets_in

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from kiosk.ui.main_window import MainWindow


class Focus:
    """Moves the focus in a window; the window's property *keys* says whether it is painted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.setProperty("keys", False)

    def show(self, shown: bool) -> None:  # noqa: FBT001 - a state, as in setVisible
        """Paint the focus from now on, or not."""
        if self._window.property("keys") != shown:
            self._window.setProperty("keys", shown)
            if (focused := self._window.focusWidget()) is not None:
                focused.update()

    def restore(self, name: str) -> None:
        """Keep the focus where it was; for somebody with keys it is always on something."""
        window, keys = self._window, self._window.property("keys")
        found = window.findChild(QWidget, name) if name and keys else None
        (found or (self._first() if keys else None) or window).setFocus()

    def move(self, key: Qt.Key) -> None:
        """Go to what lies in the direction of an arrow."""
        focused, targets = self._window.focusWidget(), targets_in(self._window.on_top)
        found = neighbour(focused, key, targets, self._window) if focused in targets else self._first()
        if found is not None:
            found.setFocus()

    def step(self, *, forward: bool) -> bool:
        """Go round within what is on top, so that the question is not left for what it covers."""
        targets = targets_in(self._window.on_top)
        if not targets:
            return False
        focused = self._window.focusWidget()
        place = targets.index(focused) if focused in targets else (-1 if forward else 0)
        targets[(place + (1 if forward else -1)) % len(targets)].setFocus()
        return True

    def _first(self) -> QWidget | None:
        window, stage = self._window, self._window.stage
        if window.cover is not None and window.question is None:
            return next(iter([*targets_in(window.cover.begins_at()), *targets_in(window.cover)]), None)
        scope = window.question or (stage.screen_shown if stage else None)
        return next(iter(targets_in(scope)), None) if scope is not None else None
