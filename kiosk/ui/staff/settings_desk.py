"""The desk of Settings: keeps each choice at once, and says so when it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.staff.calibrate import CalibrateScreen
from kiosk.ui.staff.desk import Desk
from kiosk.ui.staff.new_pin import NewPin
from kiosk.ui.staff.setting import SettingScreen
from kiosk.ui.staff.setting_views import chosen, listed, turned, view_of
from kiosk.ui.staff.settings import SettingsScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.staff.premises import Premises

#: One step of the calibration, as a factor; and how far it goes from what the pixels suggest.
STEP, SMALLEST, LARGEST = 1.01, 0.6, 1.25


class SettingsDesk(Desk):
    """The list, and one page for each setting."""

    def __init__(self, premises: Premises) -> None:
        super().__init__(premises)
        self._page, self._fault = "", ""
        self._scale = 1.0
        self._calibrating: CalibrateScreen | None = None
        self._pin = NewPin(premises.state)
        self._pin.changed.connect(self.changed)

    def open(self) -> None:
        self._page, self._fault = "", ""
        self._pin.begin()

    def close(self) -> None:
        self._pin.begin()

    def back(self) -> bool:
        if not self._page:
            return False
        self._on_done()
        return True

    def take_key(self, event: QKeyEvent) -> None:
        if self._page == "pin":
            self._pin.take_key(event)

    def screen(self, look: Look, wording: Wording) -> Screen:
        settings, shelf = self.premises.settings(), self.premises.shelf()
        if self._page == "pin":
            return self._pin.screen(look, wording)
        if self._page == "size":
            return self._calibrate_screen(look, wording)
        if self._page:
            page = SettingScreen(look, wording, view_of(self._page, settings, wording, shelf))
            page.picked.connect(self._on_option_picked)
            page.fell.connect(self._on_fell)
            page.rose.connect(self._on_rose)
            page.done.connect(self._on_done)
            return page
        lines = listed(settings, wording, shelf, bright=self.premises.brightness() is not None)
        screen = SettingsScreen(look, wording, lines, self._fault)
        screen.picked.connect(self._on_setting_picked)
        return screen

    def _calibrate_screen(self, look: Look, wording: Wording) -> CalibrateScreen:
        self._calibrating = screen = CalibrateScreen(look, wording, self._scale)
        screen.stepped.connect(self._on_stepped)
        screen.kept.connect(self._on_kept)
        screen.automatic.connect(self._on_automatic)
        screen.dropped.connect(self._on_done)
        return screen

    def _keep(self, changes: dict[str, object]) -> None:
        try:
            self.premises.settle(changes)
        except KioskError as error:
            self._fault, self._page = str(error), ""
        self.changed.emit()

    def _on_setting_picked(self, page: str) -> None:
        self._page, self._fault = page, ""
        self._scale = self.premises.screen()[2]
        self._pin.begin()
        self.changed.emit()

    def _on_option_picked(self, option: str) -> None:
        self._keep(chosen(self._page, option, self.premises.settings()))

    def _on_fell(self, dial: str) -> None:
        self._keep(turned(dial, -1, self.premises.settings()))

    def _on_rose(self, dial: str) -> None:
        self._keep(turned(dial, 1, self.premises.settings()))

    def _on_stepped(self, steps: int) -> None:
        width, height, _ = self.premises.screen()
        guess = scale_by_pixels(width, height)
        # Beyond these the screens would have no room, and nobody could come back here.
        self._scale = round(min(guess * LARGEST, max(guess * SMALLEST, self._scale * STEP**steps)), 3)
        if self._calibrating is not None:
            self._calibrating.show_scale(self._scale)

    def _on_kept(self) -> None:
        self._page = ""
        self._keep({"scale": self._scale})

    def _on_automatic(self) -> None:
        self._page = ""
        self._keep({"scale": 0.0})

    def _on_done(self) -> None:
        self._page = ""
        self._calibrating = None
        self.changed.emit()
