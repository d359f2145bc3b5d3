"""A desk: what stands behind one of the staff's screens, its state and what its buttons do."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.ui.staff.tasks import Task

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.staff.premises import Premises


class Desk(QObject):
    """Makes its screen from its state; whatever changes the state emits `changed`, and the screen is made anew.

    A screen is for one state, language and look, and is never changed in place but for what moves
    while somebody waits.
    """

    changed = Signal()
    """The screen is out of date."""
    gone_to = Signal(Task)
    """Another task is wanted."""

    def __init__(self, premises: Premises) -> None:
        super().__init__()
        self.premises = premises

    def open(self) -> None:
        """Somebody came to this desk: begin anew."""

    def close(self) -> None:
        """Somebody left: end what goes on, keep nothing that was typed."""

    @abstractmethod
    def screen(self, look: Look, wording: Wording) -> Screen:
        """Return the screen for the state of now."""

    def back(self) -> bool:
        """Go one step back within the desk; False if there is none, so that the menu is wanted."""
        return False

    def is_busy(self) -> bool:
        """Whether something goes on that must not be ended because nobody touches the screen."""
        return False

    def take_key(self, event: QKeyEvent) -> None:
        """Take a key of a real keyboard that moves nothing."""
