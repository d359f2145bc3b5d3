"""Windows that are broken in one way each, to see that the strangers find it out."""

from __future__ import annotations

import logging
import os
import signal
import time
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.navigation import VIEW, Destination
from kiosk.ui.main_window import MainWindow

logger = logging.getLogger("kiosk.broken")


class Raises(MainWindow):
    def go(self, destination: Destination) -> None:
        super().go(destination)
        if destination == VIEW:
            raise ValueError("nobody should look at this")


class LeaksAWidget(MainWindow):
    def end_visit(self) -> None:
        super().end_visit()
        QWidget(self)


class KeepsStages(MainWindow):
    """As a list or a closure may that nobody thinks of."""

    def go(self, destination: Destination) -> None:
        self._kept = [*getattr(self, "_kept", []), self.stage]
        super().go(destination)


class RemembersWhatWasTyped(MainWindow):
    def end_visit(self) -> None:
        typed = self.visit.typed
        super().end_visit()
        self._visit = replace(self._visit, typed=typed)


class AsksForEver(MainWindow):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # As if somebody had forgotten to take the question away.
        self._asking.drop = _nothing  # type: ignore[method-assign]


class IsLeftByTab(MainWindow):
    def focusNextPrevChild(self, next_one: bool) -> bool:
        self.leaving.emit()
        return super().focusNextPrevChild(next_one)


class IsClosedByEscape(MainWindow):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self.close()


class ActsOnPress(MainWindow):
    def _on_touched(self) -> None:
        super()._on_touched()
        if self.visit.high_contrast:
            self.home()


class LogsAnError(MainWindow):
    def urgent(self) -> None:
        super().urgent()
        logger.error("this is too urgent")


class WarnsThroughQt(MainWindow):
    def urgent(self) -> None:
        super().urgent()
        qWarning("this is too urgent")


class IsSlow(MainWindow):
    """Thinks for *seconds* about where the focus goes."""

    seconds = 0.3

    def focusNextPrevChild(self, next_one: bool) -> bool:
        end = time.process_time() + self.seconds
        while time.process_time() < end:
            pass
        return super().focusNextPrevChild(next_one)


class IsSlowOnce(IsSlow):
    """As on a machine that was busy with something else."""

    def focusNextPrevChild(self, next_one: bool) -> bool:
        moved = super().focusNextPrevChild(next_one)
        IsSlowOnce.seconds = 0.0
        return moved


class CutsASentence(MainWindow):
    def urgent(self) -> None:
        super().urgent()
        for part in self.findChildren(QWidget, "urgent"):
            part.move(-30, 0)


class Crashes(MainWindow):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        os.kill(os.getpid(), signal.SIGSEGV)


def _nothing() -> None:
    pass
