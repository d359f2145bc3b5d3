"""New content on the visitor's own screens, under a banner that says so; nothing of it is installed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.navigation import HOME
from kiosk.ui.main_window import MainWindow
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.cover import Cover
from kiosk.ui.widgets.measure import height_at
from kiosk.ui.widgets.pictogram import Pictogram
from kiosk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from kiosk.i18n import Wording
    from kiosk.settings import Settings
    from kiosk.ui.look import Look
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.theme.roles import Role
    from kiosk.ui.widgets.pager import Pager

#: Nobody is asked whether they are still there: staff mode closes by itself.
_LONG = 3600


class Banner(QWidget):
    """Says that this is a preview, and leads back."""

    ended = Signal()

    def __init__(self, look: Look, wording: Wording) -> None:
        super().__init__()
        _, self._look = wording.gettext, look
        self.setLayoutDirection(look.qt_direction)
        role = look.role("preview")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.margin, look.px(4), look.margin, look.px(4))
        across.setSpacing(look.px(18))
        across.addWidget(Pictogram("eye", look, colour=role.icon, box=(40, 34)))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Text(_("Preview"), look, "site", colour=role.text, shrinks=True))
        words.addWidget(Text(_("Visitors do not see this yet"), look, "site-name", colour=role.text, shrinks=True))
        words.addStretch(1)
        across.addLayout(words, 1)
        end = Button("xmark", _("End preview"), look)
        end.setObjectName("end-preview")
        end.clicked.connect(self.ended)
        across.addWidget(end)
        self.setMinimumHeight(look.px(tokens.TARGET + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._look.role("preview").fill))


class Spoken(Protocol):
    """Whoever is spoken to in a language and painted for in a look."""

    @property
    def look(self) -> Look:
        """How it is painted."""

    @property
    def wording(self) -> Wording:
        """In which words."""


class _Shown(MainWindow):
    """Leaves keys to the window that it is in."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class Preview(Cover):
    """A window of the visitors' within the window, with a banner above it."""

    ended = Signal()

    def __init__(self, shelf: Shelf, settings: Settings, staff: Spoken) -> None:
        """*staff* is how those who look are spoken to."""
        super().__init__()
        self._staff = staff
        self._banner: Banner | None = None
        quiet = replace(settings, idle_seconds=_LONG, locked=True)
        self.window_shown = _Shown(shelf, quiet, _Fixed(staff.look.scale))
        self.window_shown.setParent(self)

    def begin(self, language: str) -> None:
        """Show Home in a language; the rest is up to whoever looks."""
        self._lay_out()
        self.window_shown.begin_visit(self.window_shown.shelf.language(language).code)

    def ground(self) -> Role:
        return self._staff.look.role("ground")

    def pager(self) -> Pager | None:
        stage = self.window_shown.stage
        return stage.pager() if stage else None

    def back(self) -> None:
        if self.window_shown.destination == HOME:
            self.ended.emit()
        else:
            self.window_shown.back()

    def take_key(self, event: QKeyEvent) -> None:
        if self.window_shown.stage is not None:
            self.window_shown.stage.take_key(event)

    def resizeEvent(self, event: object) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        if self.width() < 2:
            return
        if self._banner is not None:
            self._banner.setParent(None)
            self._banner.deleteLater()
        self._banner = banner = Banner(self._staff.look, self._staff.wording)
        banner.ended.connect(self.ended)
        banner.setParent(self)
        above = max(height_at(banner, self.width()), banner.minimumHeight())
        banner.setGeometry(0, 0, self.width(), above)
        banner.show()
        self.window_shown.setGeometry(0, above, self.width(), self.height() - above)


class _Fixed:
    """The same scale whatever the size: what is below the banner is as large as it will be."""

    def __init__(self, scale: float) -> None:
        self._scale = scale

    def __call__(self, _width: int, _height: int) -> float:
        return self._scale
