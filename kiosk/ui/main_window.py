"""Carries out what was chosen: moves on, speaks another language, asks who is there, ends the visit."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.errors import KioskError
from kiosk.navigation import HOME, START, Destination, Navigation, Place
from kiosk.ui.asking import Asking
from kiosk.ui.casting import sensitive
from kiosk.ui.focus import Focus
from kiosk.ui.idle import Idle
from kiosk.ui.keys import ARROWS, asks_to_leave
from kiosk.ui.look import Look
from kiosk.ui.noting import Notes
from kiosk.ui.stage import Door, Stage
from kiosk.ui.theme.roles import CONTRAST, NORMAL
from kiosk.ui.touch import Touch
from kiosk.ui.widgets.measure import discard
from kiosk.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from kiosk.errors import Problem
    from kiosk.settings import Settings
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.widgets.cover import Cover
    from kiosk.ui.widgets.question import Question

logger = logging.getLogger(__name__)

#: The topic that the red slot leads to; with a single page, to that page at once.
URGENT = "urgent"


class MainWindow(QWidget):
    """The kiosk's only window. Its stage is made anew whenever place, language or look change.

    *scale_of* gives the scale for a window of so many pixels; *clock* gives seconds.
    """

    shown = Signal(Destination)
    content_failed = Signal(object)
    """The shelf whose content could not be read."""
    leaving = Signal()
    """Somebody with a keyboard asked to leave a kiosk that is not locked."""
    staff_chosen = Signal(bool)
    """Somebody touched the staff's door; true if it was the word that new content is there."""

    def __init__(
        self,
        shelf: Shelf,
        settings: Settings,
        scale_of: Callable[[int, int], float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._shelf, self._settings, self._scale_of = shelf, settings, scale_of
        self._navigation = Navigation()
        self._visit = self._fresh_visit()
        self._positions: dict[Destination, int] = {}
        self._stage: Stage | None = None
        self._notes = Notes(self)
        self._cover: Cover | None = None
        self._door = Door()
        self.focus = Focus(self)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.touch = Touch(self, 1.0, clock)
        self.touch.touched.connect(self._on_touched)
        self.touch.keyed.connect(self._on_keyed)
        self.idle = Idle(settings.idle_seconds, settings.answer_seconds, self, clock)
        self.idle.asked.connect(self._on_asked)
        self._asking = Asking(self)
        self._asking.stays.connect(self._on_stays)
        self._asking.ends.connect(self.end_visit)
        self.idle.left.connect(self._asking.show_left)
        self.idle.expired.connect(self._on_expired)

    @property
    def destination(self) -> Destination:
        """What is shown."""
        return self._navigation.current

    @property
    def visit(self) -> Visit:
        """What the visitor has chosen."""
        return self._visit

    @property
    def stage(self) -> Stage | None:
        """What stands on the screen now."""
        return self._stage

    @property
    def question(self) -> Question | None:
        """The question whether somebody is still there, while it is asked."""
        return self._asking.question

    @property
    def cover(self) -> Cover | None:
        """What covers the window, if anything does."""
        return self._cover

    @property
    def on_top(self) -> QWidget:
        """What can be touched: the question, else a cover, else all that the window shows."""
        return self.question or self._cover or self

    @property
    def shelf(self) -> Shelf:
        """What there is to show."""
        return self._shelf

    @property
    def settings(self) -> Settings:
        """What holds on this kiosk."""
        return self._settings

    @property
    def look(self) -> Look:
        """How things are painted now."""
        return self.look_of(self._visit)

    def look_of(self, visit: Visit) -> Look:
        """Return how things are painted for a visitor."""
        language = self._shelf.language(visit.language)
        # Other languages' too: they name themselves, and stand in for what is not translated.
        families = (*self._shelf.families(language.code), *self._shelf.all_families())
        return Look(
            self.width(),
            self.height(),
            self._scale_of(self.width(), self.height()),
            visit.text_size,
            CONTRAST if visit.high_contrast else NORMAL,
            language.direction,
            tuple(dict.fromkeys(families)),
            self._shelf.pictograms,
        )

    def put_on(self, cover: Cover) -> None:
        """Cover the window until `take_off`."""
        self.take_off()
        self.touch.cancel()
        self._cover = cover
        cover.setParent(self)
        self._lay_cover()
        cover.show()
        self.focus.restore("")

    def take_off(self) -> None:
        """Show again what is below the cover."""
        if self._cover is not None:
            self.touch.cancel()
            cover, self._cover = self._cover, None
            discard(cover)
            self._renew(at=self._position())

    def open_door(self, door: Door) -> None:
        """Have the staff's door at the foot of Start, or none, and perhaps the word of new content."""
        if door != self._door:
            self._door = door
            if self._navigation.current == START:
                self._renew()

    def take_settings(self, settings: Settings, scale_of: Callable[[int, int], float]) -> None:
        """Be set otherwise from now on."""
        self._settings, self._scale_of = settings, scale_of
        self.idle.set_times(settings.idle_seconds, settings.answer_seconds)
        if self._navigation.current == START:
            self._visit = self._fresh_visit()
        self._renew(at=self._position())

    def begin_visit(self, language: str) -> None:
        """Somebody is there and has touched a language."""
        self._visit = replace(self._fresh_visit(), language=language)
        self._navigation.home()
        self.idle.begin()
        self._renew()

    def end_visit(self) -> None:
        """Return to Start and forget everything about the visit."""
        self.idle.end()
        self._navigation.end()
        self._positions.clear()
        self._visit = self._fresh_visit()
        self.focus.show(False)
        self._asking.drop()
        self._renew()

    def go(self, destination: Destination) -> None:
        """Show *destination*; Home forgets the way, however it is reached."""
        if destination == HOME:
            self.home()
            return
        self._positions[self._navigation.current] = self._position()
        self._navigation.go(destination)
        self._renew()

    def back(self) -> None:
        """Show the screen before, where it was left."""
        self._navigation.back()
        self._renew(at=self._positions.get(self._navigation.current, 0))

    def home(self) -> None:
        """Show Home and forget the way, so that Back cannot return."""
        self._positions.clear()
        self._visit = replace(self._visit, typed="")
        self._navigation.home()
        self._renew()

    def choose_language(self, language: str) -> None:
        """Speak another language from now on, on the screen the visitor came from."""
        self._visit = replace(self._visit, language=language)
        if self._navigation.current.place == Place.LANGUAGE:
            self._navigation.back()
        self._renew(at=self._positions.get(self._navigation.current, 0))

    def choose_text_size(self, per_cent: int) -> None:
        """Write larger or smaller for this visit."""
        if per_cent == self._visit.text_size:
            return
        self._visit = replace(self._visit, text_size=per_cent)
        self._positions.clear()
        self._renew(at=self._position())

    def choose_contrast(self, high: bool) -> None:  # noqa: FBT001 - a state, as in setEnabled
        """Paint with high contrast, or not, for this visit."""
        if high == self._visit.high_contrast:
            return
        self._visit = replace(self._visit, high_contrast=high)
        self._renew(at=self._position())

    def urgent(self) -> None:
        """Show urgent help."""
        try:
            pages = self._shelf.library.pages(URGENT, self._visit.language)
        except KioskError as error:
            logger.warning("there is no urgent help in the content (%s); the contacts are shown", error)
            self.go(Destination(Place.CONTACTS))
            return
        self.go(Destination(Place.PAGE, pages[0].id) if len(pages) == 1 else Destination(Place.TOPIC, URGENT))

    def take_content(self, shelf: Shelf) -> None:
        """Show other content from now on, in the same place if it has one."""
        before, self._shelf = self._shelf, shelf
        self._notes.tell(())
        if self._navigation.current == START:
            self._visit = self._fresh_visit()
        self._renew(at=self._position())
        before.close()

    def fall_back_on(self, shelf: Shelf) -> None:
        """Show other content instead of what cannot be read; a visitor goes on at Home."""
        before, self._shelf = self._shelf, shelf
        self._visit = replace(self._visit, language=shelf.language(self._visit.language).code)
        if self._navigation.current == START:
            self._renew()
        else:
            self.home()
        before.close()

    def choose_site(self, site: str) -> None:
        """Stand in another centre from now on; a visitor who is somewhere that is hidden there goes on at Home.

        If the content has no such centre, Start tells the staff.
        """
        self._shelf.move_to(site)
        if self._navigation.current == START:
            self._visit = self._fresh_visit()
        elif self._shelf.hides(self._navigation.current.topic):
            self.home()
            return
        self._renew(at=self._position())

    def tell_editor(self, problems: Sequence[Problem]) -> None:
        """Say over the screen what keeps an editor's folder from being shown."""
        self._notes.tell(problems)

    def showEvent(self, event: QShowEvent) -> None:
        window = self.windowHandle()
        if window is not None:
            window.removeEventFilter(self.touch)
            window.installEventFilter(self.touch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._renew(at=self._position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asks_to_leave(event) and not self._settings.locked:
            self.leaving.emit()
        elif event.key() in ARROWS:
            self.focus.move(Qt.Key(event.key()))
        elif self.question is not None:
            return
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self._cover.back() if self._cover is not None else self.back()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._page(down=event.key() == Qt.Key.Key_PageDown)
        elif (top := self._cover or self._stage) is not None:
            top.take_key(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:  # noqa: FBT001 - Qt's signature
        return self.focus.step(forward=next_one)

    def _fresh_visit(self) -> Visit:
        first, settings = self._shelf.languages()[0].code, self._settings
        return Visit(first, settings.text_size, settings.high_contrast)

    def _position(self) -> int:
        pager = self._stage.pager() if self._stage else None
        return pager.position() if pager else 0

    def _renew(self, at: int = 0) -> None:
        """Make the stage for the place, language and look of now; *at* is the paging position in pixels."""
        if self.width() < 2 or self.height() < 2:
            return
        focused = self.focusWidget().objectName() if self.focusWidget() else ""
        self.touch.cancel()
        look = self.look
        self.touch.set_scale(look.scale)
        before, self._stage = self._stage, self._made_stage(look)
        pager = self._stage.pager()
        if pager is not None and at:
            pager.move_to(at)
        if before is not None:
            discard(before)
        self._notes.lay()
        if self.question is not None:
            self._asking.ask(opaque=self._is_sensitive())
        self._lay_cover()
        self.focus.restore(focused)
        self.shown.emit(self._navigation.current)
        if self._stage.is_damaged:
            self.content_failed.emit(self._shelf)

    def _made_stage(self, look: Look) -> Stage:
        stage = Stage(self._navigation, self._visit, self._shelf, look, self._door)
        stage.setParent(self)
        stage.chosen.connect(self.go)
        stage.back_chosen.connect(self.back)
        stage.home_chosen.connect(self.home)
        stage.urgent_chosen.connect(self.urgent)
        stage.started.connect(self.begin_visit)
        stage.language_chosen.connect(self.choose_language)
        stage.text_size_chosen.connect(self.choose_text_size)
        stage.contrast_chosen.connect(self.choose_contrast)
        stage.typed.connect(self._on_typed)
        stage.staff_chosen.connect(self.staff_chosen)
        stage.show()
        return stage

    def _lay_cover(self) -> None:
        """Let the cover lie on all else, which then takes no part."""
        if self._cover is None:
            return
        self._cover.setGeometry(self.rect())
        self._cover.raise_()
        if self._stage is not None:
            self._stage.hide()

    def _on_touched(self) -> None:
        self.idle.touch()
        self.focus.show(False)

    def _on_keyed(self) -> None:
        self.idle.touch()
        self.focus.show(True)

    def _on_typed(self, text: str) -> None:
        self.idle.touch()
        self._visit = replace(self._visit, typed=text)

    def _on_asked(self) -> None:
        self.touch.cancel()
        self._asking.ask(opaque=self._is_sensitive())

    def _on_expired(self) -> None:
        if self.question is not None and self._is_sensitive():
            # Whoever answers now may be somebody else: what was read is gone, and the question stands over Home.
            self.home()
            self.idle.ask_again()
        else:
            self.end_visit()

    def _is_sensitive(self) -> bool:
        try:
            return sensitive(self._navigation.current, self._shelf, self._visit.language)
        except KioskError:
            return True

    def _on_stays(self) -> None:
        self.idle.stay()
        self.focus.restore("")

    def _page(self, *, down: bool) -> None:
        top = self._cover or self._stage
        pager = top.pager() if top else None
        if pager is not None and pager.overflows():
            pager.page_down() if down else pager.page_up()
