"""The desk of the notices: those that are up, one that is being written, and one that may be taken down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from kiosk.device import notices, posting
from kiosk.device.posting import NoticeError
from kiosk.errors import NoSpaceError, StoreError
from kiosk.ui.staff import notices_words as words
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.notices import PostedScreen
from kiosk.ui.staff.notices_draft import Draft
from kiosk.ui.staff.notices_drafting import Drafting
from kiosk.ui.staff.notices_removal import REMOVE, RemovalScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from kiosk.device.notices import Notice
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.staff.premises import Premises

#: So often it is seen whether a notice has ended, in milliseconds.
TICK_MS = 20_000


class NoticesDesk(Desk):
    """Reads what is up whenever it shows it: somebody may post from the command line, too."""

    def __init__(self, premises: Premises) -> None:
        super().__init__(premises)
        self._drafting: Drafting | None = None
        self._removal: Notice | None = None
        self._shown: tuple[Notice, ...] = ()
        self._outcome = ""
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def drafting(self) -> Drafting | None:
        """The notice that is being written, if one is."""
        return self._drafting

    def open(self) -> None:
        self._begin_anew()
        self._timer.start()

    def close(self) -> None:
        self._begin_anew()
        self._timer.stop()

    def screen(self, look: Look, wording: Wording) -> Screen:
        if self._drafting is not None:
            return self._drafting.screen(look, wording)
        if self._removal is not None:
            return self._removal_screen(self._removal, look, wording)
        return self._list(look, wording)

    def back(self) -> bool:
        if self._drafting is not None:
            self._drafting.back()
        elif self._removal is not None:
            self._show_list()
        else:
            return False
        return True

    def take_key(self, event: QKeyEvent) -> None:
        if self._drafting is not None:
            self._drafting.take_key(event)

    def tick(self) -> None:
        """Have what has ended vanish from the list."""
        if self._drafting is None and self._removal is None and self._up() != self._shown:
            self.changed.emit()

    def _list(self, look: Look, wording: Wording) -> PostedScreen:
        now, shelf = self._now(), self.premises.shelf()
        self._shown = up = self._up()
        is_full = len(up) >= notices.MOST
        said = [*words.warnings(now, up, wording), *words.outcome(self._outcome, wording)]
        if self._outcome != "full":
            said += words.full(up, wording)
        shown = [words.posted(notice, shelf, now, wording) for notice in up]
        screen = PostedScreen(look, wording, shown, said, is_full=is_full)
        screen.added.connect(self._on_added)
        screen.change_wanted.connect(self._on_change_wanted)
        screen.removal_wanted.connect(self._on_removal_wanted)
        return screen

    def _removal_screen(self, notice: Notice, look: Look, wording: Wording) -> RemovalScreen:
        shown = words.posted(notice, self.premises.shelf(), self._now(), wording)
        screen = RemovalScreen(look, wording, shown.text)
        screen.went.connect(self._on_removal_answered)
        return screen

    def _on_added(self) -> None:
        self._write(Draft())

    def _on_change_wanted(self, number: int) -> None:
        self._write(Draft.of(self._shown[number]))

    def _write(self, draft: Draft) -> None:
        self._outcome = ""
        self._drafting = drafting = Drafting(self.premises.shelf(), self._up(), self._now, draft)
        drafting.changed.connect(self.changed)
        drafting.given_up.connect(self._show_list)
        drafting.ready.connect(self._on_ready)
        self.changed.emit()

    def _on_ready(self, notice: Notice) -> None:
        drafting = self._drafting
        if drafting is None:
            return
        old = drafting.draft.old
        fault = self._fault_of(partial(self._put, notice, old))
        if fault in ("", "full", "gone"):
            self._show_list(fault or ("changed" if old is not None else "posted"))
        else:
            drafting.refuse(fault)

    def _on_removal_wanted(self, number: int) -> None:
        self._outcome, self._removal = "", self._shown[number]
        self.changed.emit()

    def _on_removal_answered(self, way: str) -> None:
        notice = self._removal
        if way != REMOVE or notice is None:
            self._show_list()
            return
        fault = self._fault_of(partial(posting.remove, self.premises.state, notice, self._now()))
        self._show_list(fault or "removed")

    def _put(self, notice: Notice, old: Notice | None) -> None:
        if old is None:
            posting.post(self.premises.state, notice, self._now())
        else:
            posting.change(self.premises.state, old, notice, self._now())

    def _fault_of(self, do: Callable[[], None]) -> str:
        """Do it, and return why it could not be done, nothing if it was."""
        try:
            do()
        except NoticeError:
            return "gone" if self._removal is not None else self._reason()
        except NoSpaceError:
            return "space"
        except StoreError:
            return "store"
        return ""

    def _reason(self) -> str:
        """Return why a notice was refused: it was asked before whether anything in it can be dialled."""
        old = self._drafting.draft.old if self._drafting is not None else None
        if old is not None and old not in notices.read(self.premises.state):
            return "gone"
        return "full" if old is None and len(self._up()) >= notices.MOST else "links"

    def _show_list(self, outcome: str = "") -> None:
        self._drafting, self._removal, self._outcome = None, None, outcome
        self.changed.emit()

    def _begin_anew(self) -> None:
        self._drafting, self._removal, self._outcome, self._shown = None, None, "", ()

    def _up(self) -> tuple[Notice, ...]:
        return posting.still_up(notices.read(self.premises.state), self._now())

    def _now(self) -> datetime:
        return self.premises.now().astimezone()
