"""Shows examples of the staff's screens in a window, for pictures and for the tests of the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.staff import samples_generations, samples_house, samples_notices, samples_update, samples_usage
from kiosk.ui.staff.frame import Frame
from kiosk.ui.staff.tasks import Task
from kiosk.ui.widgets.cover import Cover
from kiosk.ui.widgets.measure import discard

if TYPE_CHECKING:
    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.staff.sample import Sample
    from kiosk.ui.theme.roles import Role
    from kiosk.ui.widgets.pager import Pager
    from kiosk.visit import Visit

#: What the bar says in a picture: so many seconds are left.
SECONDS_LEFT = 272

SAMPLES: tuple[Sample, ...] = (
    *samples_house.SAMPLES,
    *samples_update.SAMPLES,
    *samples_generations.SAMPLES,
    *samples_notices.SAMPLES,
    *samples_usage.SAMPLES,
)


class Exhibit(Cover):
    """One example, in the language, text size and theme of *visit*."""

    def __init__(self, sample: Sample, window: MainWindow, visit: Visit) -> None:
        super().__init__()
        self._sample, self._window, self._visit = sample, window, visit
        self.frame: Frame | None = None

    def ground(self) -> Role:
        return self._window.look_of(self._visit).role("ground")

    def pager(self) -> Pager | None:
        return self.frame.screen_shown.pager() if self.frame else None

    def resizeEvent(self, event: object) -> None:
        window, sample = self._window, self._sample
        if self.frame is not None:
            discard(self.frame)
        look, wording = window.look_of(self._visit), window.shelf.wording(self._visit.language)
        screen = sample.make(look, wording, window.shelf)
        endonym = "" if sample.task == Task.LANGUAGE else window.shelf.language(self._visit.language).endonym
        self.frame = frame = Frame(sample.task, screen, look, wording, endonym)
        if sample.task != Task.PIN:
            frame.bar.show_left(SECONDS_LEFT)
        frame.setParent(self)
        frame.show()
