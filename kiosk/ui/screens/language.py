"""Language: choose another one and stay where you are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kiosk.content.model import Span
from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.theme.tokens import TARGET
from kiosk.ui.widgets.bottom_bar import HIGHEST_LOW
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable
from kiosk.ui.widgets.typesetting import longest_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.content.model import Language
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: How many languages name themselves in the title.
SPOKEN = 3
#: The type of the endonyms, the larger first, and what stands beside them, in design pixels.
KINDS = ("card-title", "row", "label")
PAD, PAD_CLOSE, CHECK = 26, 16, 34
#: The height of a row where there is room, and where every line counts, in design pixels.
ROW, ROW_LOW = 124, 96


class LanguageRow(Touchable):
    """One language, with a check mark when it is the visitor's."""

    radius = tokens.RADIUS_CARD - 2

    def __init__(self, language: Language, look: Look, kind: str, *, current: bool) -> None:
        super().__init__(look, "selected" if current else "row", language.endonym)
        self.code = language.code
        self.setObjectName(f"language-{language.code}")
        self.setLayoutDirection(look.qt_direction)
        role = self.role()
        across = QHBoxLayout(self)
        pad = look.px(PAD if kind == KINDS[0] else PAD_CLOSE)
        across.setContentsMargins(pad, look.px(6), pad, look.px(6))
        across.setSpacing(look.px(12))
        endonym = Text(language.endonym, look, kind, colour=role.text, shrinks=True)
        across.addWidget(endonym.centre_vertically(), 1)
        if current:
            across.addWidget(Pictogram("circle-check", look, colour=role.icon, box=(CHECK, CHECK)))


class LanguageScreen(Screen):
    """All languages beside one another, as large as leaves none of them further down."""

    language_chosen = Signal(str)

    def __init__(self, look: Look, wording: Wording, languages: Sequence[Language], words: Sequence[str]) -> None:
        """*words* is "Language" in each of *languages*, in their order."""
        super().__init__(look, wording)
        columns, kind, height = _plan(languages, look)
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.gap)
        grid.setVerticalSpacing(_gap(look))
        for number, language in enumerate(languages):
            current = language.code == wording.language
            row = LanguageRow(language, look.reading(language.direction), kind, current=current)
            row.setMinimumHeight(look.px(height))
            row.clicked.connect(self._on_row_clicked)
            grid.addWidget(row, *divmod(number, columns))
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        title = " · ".join(list(dict.fromkeys(words))[:SPOKEN])
        self.column.addWidget(self.pages(rows, Heading(title, look)))

    def _on_row_clicked(self) -> None:
        self.language_chosen.emit(self.sender().code)  # type: ignore[attr-defined]


def _plan(languages: Sequence[Language], look: Look) -> tuple[int, str, int]:
    """Return columns, the kind of type and the height of a row in design pixels: the roomiest that shows all."""
    fewest = 1 if look.narrow and look.text_size > 140 else 2
    tallest, gap = ROW_LOW if look.low else ROW, _gap(look) / look.scale
    shapes = [(fewest, KINDS[0]), *((columns, kind) for kind in KINDS for columns in (2, 3, 4))]
    shapes = [shape for shape in shapes if _fits_across(languages, look, *shape)] or shapes[:1]
    for columns, kind in shapes:
        rows = -(-len(languages) // columns)
        height = min(tallest, int((_room(look) - (rows - 1) * gap) / rows))
        if height >= (tallest if columns == fewest and len(shapes) > 1 else TARGET):
            return columns, kind, height
    columns, kind = max(shapes, key=_columns_in_large_type)
    return columns, kind, TARGET


def _gap(look: Look) -> int:
    """Return the pixels between two rows."""
    return look.px(8) if look.low else look.gap


def _room(look: Look) -> float:
    """Return the height below the title in design pixels."""
    bars, pads = (88 + HIGHEST_LOW, 2 * 12) if look.low else (tokens.TOP_BAR + tokens.BOTTOM_BAR, 2 * 24)
    title = look.font("row" if look.low else "title").pixelSize() * 1.2 + look.gap
    return look.design_height - bars - pads - title / look.scale


def _columns_in_large_type(shape: tuple[int, str]) -> tuple[bool, int]:
    """Rank what leaves some languages further down: letters that are easy to read, then many at once."""
    return shape[1] != KINDS[-1], shape[0]


def _fits_across(languages: Sequence[Language], look: Look, columns: int, kind: str) -> bool:
    """Whether no endonym has to be divided within a word."""
    pad = look.px(PAD if kind == KINDS[0] else PAD_CLOSE)
    across = (look.width - 2 * look.margin - (columns - 1) * look.gap) / columns - 2 * pad - look.px(CHECK + 12)
    font = look.font(kind)
    return all(longest_word((Span(language.endonym),), font) <= across for language in languages)
