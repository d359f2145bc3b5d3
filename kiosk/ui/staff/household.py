"""Puts staff mode together for one window: its desks and what they share."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk import settings as kiosk_settings
from kiosk.device.pin import Pin
from kiosk.errors import KioskError
from kiosk.ui.backlight import Backlight
from kiosk.ui.drives import Drives
from kiosk.ui.errand import Errand
from kiosk.ui.night import Night
from kiosk.ui.staff.entrance import Entrance
from kiosk.ui.staff.generations_desk import GenerationsDesk
from kiosk.ui.staff.notices_desk import NoticesDesk
from kiosk.ui.staff.pin_desk import PinDesk
from kiosk.ui.staff.power_desk import PowerDesk
from kiosk.ui.staff.premises import Premises
from kiosk.ui.staff.restore_desk import RestoreDesk
from kiosk.ui.staff.settings_desk import SettingsDesk
from kiosk.ui.staff.status_desk import StatusDesk
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.update_desk import UpdateDesk
from kiosk.ui.staff.usage_desk import UsageDesk
from kiosk.ui.supply import shelf_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kiosk.device.usage import Usage
    from kiosk.settings import Settings
    from kiosk.ui.main_window import MainWindow
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.staff.desk import Desk
    from kiosk.ui.supply import Supply

logger = logging.getLogger(__name__)

_DESKS: dict[Task, Callable[[Premises], Desk]] = {
    Task.STATUS: StatusDesk,
    Task.UPDATE: UpdateDesk,
    Task.GENERATIONS: GenerationsDesk,
    Task.NOTICES: NoticesDesk,
    Task.USAGE: UsageDesk,
    Task.SETTINGS: SettingsDesk,
    Task.RESTORE: RestoreDesk,
    Task.POWER: PowerDesk,
}


class Household(QObject):
    """Keeps one kiosk's window, settings and state folder together while it runs.

    *scale_of* makes the scale of a window from settings.

    Raises:
        SettingsError: The installer's file cannot be used.
    """

    restart_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        supply: Supply,
        state: Path,
        installer_file: Path | None,
        scale_of: Callable[[Settings], Callable[[int, int], float]],
        usage: Usage,
    ) -> None:
        super().__init__(window)
        self._window, self._supply, self._state, self._installer_file = window, supply, state, installer_file
        self._installed = kiosk_settings.load_installed(installer_file)
        self._scale_of, self._usage = scale_of, usage
        self.backlight = Backlight(self.errand, self)
        self.drives = Drives(self.errand, parent=self)
        # Qt says that a window goes before what belongs to it does: no process outlives it.
        window.destroyed.connect(self.drives.stop)
        window.destroyed.connect(self.backlight.stop)
        self.entrance = Entrance(window, self.drives, self.desks, self._shelf_at)
        self.night = Night(window, self._dim)
        self._set_brightness()

    def desks(self) -> dict[Task, Desk]:
        """Return a desk for each task."""
        # The answer is there before anybody has typed a PIN and come to the settings.
        self.backlight.ask()
        premises = self.premises()
        desks: dict[Task, Desk] = {task: kind(premises) for task, kind in _DESKS.items()}
        pin = PinDesk(premises, Pin(self._state, self._installed.pin))
        pin.opened.connect(self._on_opened)
        return {Task.PIN: pin, **desks}

    def premises(self) -> Premises:
        """Return what the desks share."""
        return Premises(
            state=self._state,
            installer_file=self._installer_file,
            settings=self._settings,
            settle=self.settle,
            shelf=self._shelf,
            supply=self._supply,
            drives=self.drives,
            errand=self.errand,
            preview=self.entrance.preview,
            screen=self._screen,
            now=_now,
            leave=self.restart_wanted.emit,
            reload=self.reload,
            forget_counts=self._forget_counts,
            brightness=self._brightness,
        )

    def errand(self, words: Sequence[str]) -> Errand:
        """Return a process that does something for this kiosk."""
        return Errand([*words, "--state", str(self._state)])

    def settle(self, changes: dict[str, object]) -> None:
        """Keep changed settings and follow them at once.

        Raises:
            SettingsError: A value cannot be used.
            StoreError: They cannot be kept; NoSpaceError if the disk is full.
        """
        settings = kiosk_settings.save(self._state, changes, installed=self._installed)
        self._follow(settings, is_site_chosen="site" in changes)

    def reload(self) -> None:
        """Follow what the state folder says by now."""
        self._follow(kiosk_settings.load(self._installer_file, self._state))

    def _follow(self, settings: Settings, *, is_site_chosen: bool = False) -> None:
        window, site_before = self._window, self._window.settings.site
        window.take_settings(settings, self._scale_of(settings))
        self._set_brightness()
        if is_site_chosen or settings.site != site_before:
            self._supply.move_to(settings.site)
            window.choose_site(settings.site)

    def _settings(self) -> Settings:
        return self._window.settings

    def _shelf(self) -> Shelf:
        return self._window.shelf

    def _screen(self) -> tuple[int, int, float]:
        return self._window.width(), self._window.height(), self._window.look.scale

    def _shelf_at(self, bundle: Path) -> Shelf:
        return shelf_at(bundle, "", self._state)

    def _forget_counts(self) -> None:
        try:
            self._usage.clear()
        except KioskError as error:
            logger.error("the counts are not forgotten: %s", error)  # noqa: TRY400 - one line is enough

    def _brightness(self) -> int | None:
        return self.backlight.percent

    def _set_brightness(self) -> None:
        if wanted := self._window.settings.brightness:
            self._dim(wanted)

    def _dim(self, percent: int) -> None:
        """Set the backlight; 0 is what the settings say, or bright."""
        self.backlight.set(percent or self._window.settings.brightness or 100)

    def _on_opened(self) -> None:
        if self.entrance.mode is not None:
            self.entrance.mode.enter()


def _now() -> datetime:
    return datetime.now().astimezone()
