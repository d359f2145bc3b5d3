"""Asks over the screen whether somebody is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.ui.widgets.measure import discard
from kiosk.ui.widgets.question import Question

if TYPE_CHECKING:
    from kiosk.ui.main_window import MainWindow


class Asking(QObject):
    """The question of one window, while it stands."""

    stays = Signal()
    ends = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.question: Question | None = None

    def ask(self, *, opaque: bool) -> None:
        """Put the question in the visitor's language and look of now; *opaque* hides what is below it."""
        self.drop()
        window = self._window
        question = Question(window.look, window.shelf.wording(window.visit.language), opaque=opaque)
        question.setLayoutDirection(window.look.qt_direction)
        question.stays.connect(self._on_stays)
        question.ends.connect(self.ends)
        question.setParent(window)
        question.setGeometry(window.rect())
        question.show()
        question.raise_()
        self.question = question
        window.focus.restore("stay")

    def drop(self) -> None:
        """Take the question away, if it stands."""
        if self.question is not None:
            discard(self.question)
            self.question = None

    def show_left(self, seconds: int, part: float) -> None:
        """Show that *seconds* are left and *part* of the time is gone."""
        if self.question is not None:
            self.question.show_left(seconds, part)

    def _on_stays(self) -> None:
        self.drop()
        self.stays.emit()
