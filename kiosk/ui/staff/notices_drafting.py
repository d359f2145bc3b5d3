"""Leads through the steps to a notice: what it is about, when, where, until when, and how it reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.device.notices import Notice
from kiosk.device.posting import NoticeError, refuse_links
from kiosk.ui.staff import notices_choices as choices
from kiosk.ui.staff import notices_draft as drafts
from kiosk.ui.staff import notices_words as words
from kiosk.ui.staff.notices_draft import Draft, Step
from kiosk.ui.staff.notices_preview import NoticePreview
from kiosk.ui.staff.notices_step import BACK, NEXT, OptionsScreen
from kiosk.ui.staff.notices_text import WritingScreen, as_posted
from kiosk.ui.staff.notices_time import TimeScreen
from kiosk.ui.widgets.state_card import StateCard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.widgets.option import Offered


class Drafting(QObject):
    """One draft, from its first step on; *posted* are the notices that are up, *now* gives the local time."""

    changed = Signal()
    """The screen is out of date."""
    given_up = Signal()
    ready = Signal(Notice)
    """The notice shall be posted."""

    def __init__(self, shelf: Shelf, posted: Sequence[Notice], now: Callable[[], datetime], draft: Draft) -> None:
        super().__init__()
        self.draft, self._fault = draft, ""
        self._shelf, self._posted, self._now = shelf, tuple(posted), now
        self._typed = ""
        self._writing: WritingScreen | None = None
        self._step = draft.steps(self._template_words())[0]
        self._enter()

    @property
    def step(self) -> Step:
        """Where it stands."""
        return self._step

    def screen(self, look: Look, wording: Wording) -> Screen:
        """Return the screen of the step of now."""
        self._writing = None
        _, draft, shelf, now = wording.gettext, self.draft, self._shelf, self._now()
        match self._step:
            case Step.KIND:
                return self._options(look, wording, _("What is it about?"), choices.kinds(draft, shelf, wording))
            case Step.TIME:
                return self._times(look, wording)
            case Step.PLACE:
                return self._options(look, wording, _("Where?"), choices.places(draft, self._places(), wording))
            case Step.UNTIL:
                return self._options(look, wording, _("Until when?"), choices.ends(draft, now, wording))
            case Step.PREVIEW:
                return self._preview(look, wording)
            case _:
                return self._written(look, wording)

    def back(self) -> None:
        """Go one step back; before the first one the draft is given up."""
        self._fault = ""
        steps = self.draft.steps(self._template_words())
        if self._step == Step.ANOTHER_PLACE:
            self._go(Step.PLACE)
        elif self._step == steps[0]:
            self.given_up.emit()
        else:
            self._go(steps[steps.index(self._step) - 1])

    def refuse(self, fault: str) -> None:
        """Say on the screen of now why it goes no further: over, or one of `words.outcome`."""
        self._fault = fault
        self.changed.emit()

    def take_key(self, event: QKeyEvent) -> None:
        """Write with a real keyboard."""
        if self._writing is None:
            return
        if event.key() == Qt.Key.Key_Backspace:
            self._writing.delete()
        elif event.text() and event.text().isprintable():
            self._writing.add(event.text())

    def _options(self, look: Look, wording: Wording, title: str, offered: Sequence[Offered]) -> OptionsScreen:
        _, parts = wording.gettext, []
        if self._fault == "over":
            parts.append(StateCard("warn", _("That time is over"), [_("Choose another one.")], look))
        screen = OptionsScreen(look, wording, title, offered, parts)
        screen.picked.connect(self._on_picked)
        screen.went.connect(self._on_went)
        return screen

    def _times(self, look: Look, wording: Wording) -> TimeScreen:
        screen = TimeScreen(look, wording, *self._span())
        screen.picked.connect(self._on_time)
        screen.span_chosen.connect(self._on_span)
        screen.went.connect(self._on_went)
        return screen

    def _written(self, look: Look, wording: Wording) -> WritingScreen:
        is_alarm, language = self._fault == "links", wording.language
        if self._step == Step.TEXT:
            language = self.draft.language or language
            asked = words.asked_text(language, self._shelf, wording, is_alarm=is_alarm)
        else:
            asked = words.asked_place(wording, is_alarm=is_alarm)
        rows = self._shelf.library.keyboard(language)
        self._writing = screen = WritingScreen(look, wording, rows, asked, self._typed)
        screen.written.connect(self._on_written)
        screen.went.connect(self._on_went)
        return screen

    def _preview(self, look: Look, wording: Wording) -> NoticePreview:
        now = self._now()
        seen = words.seen(self.draft, self._shelf, now, wording)
        until = drafts.moment_words((self.draft.until or now).astimezone(), now, wording)
        line = wording.gettext("It stands until: {when}").format(when=until)
        said = [*words.outcome(self._fault, wording), *words.warnings(now, self._posted, wording)]
        screen = NoticePreview(look, wording, seen, line, said)
        screen.went.connect(self._on_went)
        return screen

    def _places(self) -> list[str]:
        return choices.known_places(self.draft, self._posted, self._shelf)

    def _on_picked(self, name: str) -> None:
        draft = self.draft
        if name == choices.ANOTHER and self._step == Step.PLACE:
            self._go(Step.ANOTHER_PLACE)
            return
        if self._step == Step.KIND:
            is_own = name == choices.OWN
            self.draft = replace(draft, template="") if is_own else Draft(name, draft.time, draft.place)
        elif self._step == Step.PLACE:
            self.draft = replace(draft, place=self._places()[int(name.partition("-")[2])])
        else:
            as_it_was = draft.old.until if draft.old is not None else None
            until = as_it_was if name == choices.AS_IT_WAS else drafts.ends(self._now()).get(name)
            self.draft = replace(draft, until=until)
        self._forward()

    def _span(self) -> drafts.Span:
        return drafts.span_of(self.draft.time) or (drafts.next_hour(self._now()), None)

    def _on_time(self, text: str) -> None:
        self.draft = replace(self.draft, time=text)

    def _on_span(self, is_span: bool) -> None:  # noqa: FBT001 - from a signal
        begin, end = self._span()
        if is_span != (end is not None):
            end = begin.replace(hour=(begin.hour + 1) % 24) if is_span else None
            self._on_time(drafts.span_text(begin, end))
            self.changed.emit()

    def _on_written(self, text: str) -> None:
        self._typed = text

    def _on_went(self, way: str) -> None:
        if way == BACK:
            self.back()
        elif way != NEXT:
            self.given_up.emit()
        elif self._writing is None or self._take_written(self._writing.wording.language):
            self._forward()

    def _take_written(self, language: str) -> bool:
        """Take what was written, unless somebody could dial or follow something in it."""
        text = as_posted(self._typed)
        try:
            refuse_links(text)
        except NoticeError:
            self.refuse("links")
            return False
        if self._step == Step.TEXT:
            self.draft = replace(self.draft, text=text, language=self.draft.language or language)
        else:
            self.draft = replace(self.draft, place=text)
        return True

    def _forward(self) -> None:
        self._fault = ""
        if self._step != Step.PREVIEW:
            steps = self.draft.steps(self._template_words())
            step = Step.PLACE if self._step == Step.ANOTHER_PLACE else self._step
            self._go(steps[steps.index(step) + 1])
        elif (notice := self.draft.notice(self._now())) is not None:
            self.ready.emit(notice)
        else:
            self._fault = "over"
            self._go(Step.UNTIL)

    def _go(self, step: Step) -> None:
        self._step = step
        self._enter()
        self.changed.emit()

    def _enter(self) -> None:
        """Have what the step begins with."""
        if self._step == Step.TIME:
            self._on_time(drafts.span_text(*self._span()))
        self._typed = self.draft.text if self._step == Step.TEXT else ""

    def _template_words(self) -> str:
        return drafts.template_words(self._shelf, self.draft.template, self._shelf.start.source_language)
