"""Tells an editor over the screen what keeps a folder from being shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.widgets.editor_note import EditorNote
from kiosk.ui.widgets.measure import discard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.errors import Problem
    from kiosk.ui.main_window import MainWindow


class Notes:
    """The note of one window, while there are problems."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._problems: tuple[Problem, ...] = ()
        self._note: EditorNote | None = None

    def tell(self, problems: Sequence[Problem]) -> None:
        """Say these from now on, or nothing."""
        self._problems = tuple(problems)
        self.lay()

    def lay(self) -> None:
        """Lay the note anew over what is shown now."""
        if self._note is not None:
            discard(self._note)
            self._note = None
        if self._problems:
            self._note = EditorNote(self._problems, self._window.look)
            self._note.setParent(self._window)
            self._note.stand_at_the_foot(self._window.look)
            self._note.show()
