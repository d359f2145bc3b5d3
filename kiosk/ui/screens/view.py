"""See and hear: text size and contrast, for this visit only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.box import Box
from kiosk.ui.widgets.button import Choice
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.visit import TEXT_SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: The type in which each text size is offered, as a sample of itself.
SAMPLES = ("label", "row", "card-title")


class ViewScreen(Screen):
    """Each choice shows at once what it does."""

    text_size_chosen = Signal(int)
    contrast_chosen = Signal(bool)

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__(look, wording)
        _ = wording.gettext
        card = Box(look, "card")
        column = QVBoxLayout(card)
        pad = look.px(16 if look.low else 30)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.gap)
        column.addWidget(Text(_("See and hear"), look, "card-title", colour=look.role("card").text))
        sizes = [Choice(word, look, kind) for word, kind in zip(self._size_words(), SAMPLES, strict=True)]
        for size, choice in zip(TEXT_SIZES, sizes, strict=True):
            choice.setObjectName(f"text-size-{size}")
            choice.choose(size == look.text_size)
            choice.clicked.connect(self._on_size_clicked)
        column.addLayout(self._row("text-height", _("Text size"), sizes))
        contrasts = [Choice(_("Normal"), look), Choice(_("High"), look)]
        for high, choice in enumerate(contrasts):
            choice.setObjectName("contrast-high" if high else "contrast-normal")
            choice.choose(bool(high) != look.theme.coloured)
            choice.clicked.connect(self._on_contrast_clicked)
        column.addLayout(self._row("circle-half-stroke", _("Contrast"), contrasts))
        whole = QWidget()
        around = QVBoxLayout(whole)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        around.addStretch(1)
        self.column.addWidget(self.pages(whole))

    def _size_words(self) -> tuple[str, str, str]:
        _ = self.wording.gettext
        return _("Normal"), _("Large"), _("Very large")

    def _row(self, icon: str, word: str, choices: Sequence[Choice]) -> QBoxLayout:
        look, role = self.look, self.look.role("card")
        row: QBoxLayout = QVBoxLayout() if look.narrow or look.text_size > 140 else QHBoxLayout()
        row.setSpacing(look.px(12))
        label = QWidget()
        beside = QHBoxLayout(label)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(look.px(18))
        beside.addWidget(Pictogram(icon, look, colour=role.icon, box=(46, 40)))
        beside.addWidget(Text(word, look, "label", colour=role.text).centre_vertically(), 1)
        if isinstance(row, QHBoxLayout):
            label.setFixedWidth(look.px(290))
        row.addWidget(label)
        segments = QHBoxLayout()
        segments.setSpacing(look.px(12))
        for choice in choices:
            segments.addWidget(choice, 1)
        row.addLayout(segments, 1)
        return row

    def _on_size_clicked(self) -> None:
        self.text_size_chosen.emit(int(self.sender().objectName().rpartition("-")[2]))

    def _on_contrast_clicked(self) -> None:
        self.contrast_chosen.emit(self.sender().objectName() == "contrast-high")
