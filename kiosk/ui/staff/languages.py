"""The language of staff mode: each that has words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.button import Choice
from kiosk.ui.widgets.heading import Heading

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.shelf import Shelf


class StaffLanguages(Screen):
    """One button for each; the others come back to it when they are missed."""

    picked = Signal(str)

    def __init__(self, look: Look, wording: Wording, shelf: Shelf, current: str) -> None:
        super().__init__(look, wording)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.gap)
        for language in shelf.languages():
            if not shelf.wording(language.code).own("Staff mode"):
                continue
            choice = Choice(language.endonym, look, "row")
            choice.setObjectName(f"language-{language.code}")
            choice.choose(language.code == current)
            choice.clicked.connect(self._on_clicked)
            column.addWidget(choice)
        column.addStretch(1)
        self.column.addWidget(self.pages(whole, Heading(wording.gettext("Language"), look)))

    def _on_clicked(self) -> None:
        self.picked.emit(self.sender().objectName().partition("-")[2])
