"""Everything that stands on the screen at one moment: Start alone, or a screen between the bars."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import BundleError, KioskError
from kiosk.navigation import HOME, VIEW, Destination, Place
from kiosk.ui.casting import screen_for
from kiosk.ui.screens.code import CodeScreen
from kiosk.ui.screens.language import LanguageScreen
from kiosk.ui.screens.page import PageScreen
from kiosk.ui.screens.problem import ProblemScreen
from kiosk.ui.screens.search import SearchScreen
from kiosk.ui.screens.start import StaffWords, StartScreen
from kiosk.ui.screens.view import ViewScreen
from kiosk.ui.widgets.bottom_bar import BottomBar, SlotUse
from kiosk.ui.widgets.language_card import Offer
from kiosk.ui.widgets.measure import height_at, settle
from kiosk.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kiosk.i18n import Wording
    from kiosk.navigation import Navigation
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.widgets.pager import Pager
    from kiosk.visit import Visit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Door:
    """The staff's door on Start: whether it is there, and whether new content waits behind it."""

    is_there: bool = False
    has_news: bool = False


NO_DOOR = Door()


class Stage(QWidget):
    """Made for one destination, language and look; says what was chosen on any of its parts."""

    chosen = Signal(Destination)
    back_chosen = Signal()
    home_chosen = Signal()
    urgent_chosen = Signal()
    started = Signal(str)
    language_chosen = Signal(str)
    text_size_chosen = Signal(int)
    contrast_chosen = Signal(bool)
    typed = Signal(str)
    staff_chosen = Signal(bool)

    def __init__(self, navigation: Navigation, visit: Visit, shelf: Shelf, look: Look, door: Door = NO_DOOR) -> None:
        super().__init__()
        self._shelf, self._look, self._visit, self._language = shelf, look, visit, visit.language
        self._door = door
        self.setLayoutDirection(look.qt_direction)
        self.resize(look.width, look.height)
        self.screen_shown: Screen | StartScreen
        self.is_damaged = False
        """Whether the content could not be read."""
        if navigation.current.place == Place.START:
            self.screen_shown = self._start()
            self._place(self.screen_shown, 0, look.height)
        else:
            self.screen_shown = self._screen(navigation.current)
            self._between_bars(self.screen_shown, navigation)

    def pager(self) -> Pager | None:
        """The column that can be paged, if there is one."""
        return None if isinstance(self.screen_shown, StartScreen) else self.screen_shown.pager()

    def _start(self) -> StartScreen:
        languages = self._shelf.languages()
        offers = [Offer(language, self._shelf.wording(language.code)) for language in languages]
        start = StartScreen(offers, self._shelf.sign(languages[0].code), self._look, self._staff_words())
        start.language_chosen.connect(self.started)
        start.staff_chosen.connect(self.staff_chosen)
        return start

    def _staff_words(self) -> StaffWords | None:
        """Return what stands on the staff's door, in the language that the content is written in."""
        if not self._door.is_there:
            return None
        staff = self._shelf.start.source_language
        _, look = self._shelf.wording(staff).gettext, self._look.reading(self._shelf.language(staff).direction)
        # L10N: On a small door at the foot of the first screen, for those who work in the centre.
        word = _("Staff")
        news = _("Content found on a USB stick. Staff: enter your PIN") if self._door.has_news else ""
        missing = self._shelf.missing_site
        alarm = _("This kiosk is not set up yet. Staff: choose the centre in the settings") if missing else ""
        return StaffWords(word, news, look, alarm)

    def _screen(self, destination: Destination) -> Screen:
        try:
            screen = screen_for(destination, self._visit, self._shelf, self._look)
        except KioskError as error:
            logger.error("%s cannot be shown: %s", destination, error)  # noqa: TRY400 - one line is enough
            screen = ProblemScreen(self._look, self._shelf.wording(self._language))
            self.is_damaged = isinstance(error, BundleError)
        screen.chosen.connect(self.chosen)
        if isinstance(screen, PageScreen):
            screen.hidden.connect(self.home_chosen)
        elif isinstance(screen, LanguageScreen):
            screen.language_chosen.connect(self.language_chosen)
        elif isinstance(screen, ViewScreen):
            screen.text_size_chosen.connect(self.text_size_chosen)
            screen.contrast_chosen.connect(self.contrast_chosen)
        elif isinstance(screen, SearchScreen):
            screen.typed.connect(self.typed)
        elif isinstance(screen, CodeScreen):
            screen.done.connect(self.back_chosen)
        return screen

    def _between_bars(self, screen: Screen, navigation: Navigation) -> None:
        look, wording = self._look, self._shelf.wording(self._language)
        endonym = self._shelf.language(self._language).endonym
        top = TopBar(self._shelf.sign(self._language), wording.gettext("Search"), endonym, look)
        top.chosen.connect(self.chosen)
        bottom = BottomBar(_slots(navigation, look, wording), look)
        bottom.chosen.connect(self._on_slot_chosen)
        above = max(height_at(top, look.width), top.minimumHeight())
        below = bottom.height_for(look.width)
        if screen.needs_all_height:
            above = 0
        else:
            self._place(top, 0, above)
        self._place(screen, above, look.height - above - below)
        screen.fit(look.height - above - below)
        self._place(bottom, look.height - below, below)
        settle(screen)

    def take_key(self, event: QKeyEvent) -> None:
        """Have a key of a real keyboard do what it does on a search."""
        if not isinstance(self.screen_shown, SearchScreen):
            return
        if event.key() == Qt.Key.Key_Backspace:
            self.screen_shown.delete()
        elif event.text().isprintable():
            self.screen_shown.add(event.text())

    def _place(self, part: QWidget, top: int, height: int) -> None:
        part.setParent(self)
        part.setGeometry(0, top, self._look.width, height)

    def _on_slot_chosen(self, name: str) -> None:
        match name:
            case "back":
                self.back_chosen.emit()
            case "home":
                self.home_chosen.emit()
            case "view":
                self.chosen.emit(VIEW)
            case _:
                self.urgent_chosen.emit()


def _slots(navigation: Navigation, look: Look, wording: Wording) -> list[SlotUse | None]:
    """Back, Home, a place for Listen, See and hear, Urgent help."""
    _ = wording.gettext
    at_home = navigation.current == HOME
    viewing = navigation.current == VIEW
    back = SlotUse("back", look.forward("arrow-left"), _("Back"))
    return [
        back if navigation.can_go_back and not at_home else None,
        None if at_home else SlotUse("home", "house", _("Home")),
        None,
        SlotUse("view", "sliders", _("See and hear"), "chosen" if viewing else "control"),
        SlotUse("urgent", "life-ring", _("Urgent help"), "urgent"),
    ]
