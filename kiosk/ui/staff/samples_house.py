"""Examples of the screens that every kiosk has: PIN, menu, status, settings, restore, power."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.device.findings import Finding
from kiosk.device.weak_pins import Weakness
from kiosk.settings import Settings
from kiosk.ui.staff.calibrate import CalibrateScreen
from kiosk.ui.staff.deeds import DeedsScreen, Outcome
from kiosk.ui.staff.languages import StaffLanguages
from kiosk.ui.staff.menu import MenuScreen
from kiosk.ui.staff.new_pin import new_pin_view
from kiosk.ui.staff.pin import PinScreen, PinView
from kiosk.ui.staff.power_desk import own_button, power_deeds
from kiosk.ui.staff.restore_desk import restore_deeds, restored
from kiosk.ui.staff.sample import Sample
from kiosk.ui.staff.setting import SettingScreen
from kiosk.ui.staff.setting_views import listed, view_of
from kiosk.ui.staff.settings import SettingsScreen
from kiosk.ui.staff.status import StatusScreen
from kiosk.ui.staff.tasks import Task

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf

#: As `kiosk.device.doctor` says them; a test compares.
EXAMPLES = (
    Finding(
        "red",
        "disk",
        "Room on the disk: {megabytes} MB",
        "Delete what does not belong to the kiosk from its disk, or ask the person who installed it.",
        {"megabytes": "41"},
    ),
    Finding(
        "amber",
        "age",
        "This content should have been looked at again by {day}.",
        "Ask the coordinator for a newer stick.",
        {"day": "2026-09-30"},
    ),
    Finding(
        "amber",
        "contacts",
        "Nobody has ever checked {count} of {total} contacts.",
        "Ask the coordinator to call them, and for a newer stick.",
        {"count": "1", "total": "1"},
    ),
    Finding(
        "amber",
        "sound",
        "No sound was found, so that nothing can be listened to.",
        "Plug in a loudspeaker with a plug of its own (USB), or ask the person who installed the kiosk.",
    ),
    Finding(
        "green",
        "content",
        "Content {label}: {title}. Published on {published} by {publisher}.",
        values={
            "label": "2026.11.3",
            "title": "Darién",
            "published": "2026-11-20",
            "publisher": "OIM Panamá",
        },
    ),
    Finding("green", "languages", "Languages: {languages}", values={"languages": "es 100 %, en 100 %, fr 100 %"}),
    Finding("green", "generations", "Kept to go back to: {labels}", values={"labels": "2026.11.2"}),
    Finding("green", "pin", "A PIN is set."),
    Finding("green", "clock", "The clock says {day}, {time}.", values={"day": "2026-11-24", "time": "10:30"}),
    Finding(
        "green",
        "screen",
        "Screen: {width} × {height} pixels, scale {scale}",
        values={"width": "1366", "height": "768", "scale": "1"},
    ),
    Finding("green", "version", "Program: {version}", values={"version": "0.1.0"}),
)
_SETTINGS = Settings(night_from="22:00", night_until="05:00", brightness=80)
_PAGES = ("site", "idle", "text", "contrast", "sound", "brightness", "rotation", "night")


def _pin(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    _ = wording.gettext
    return PinScreen(look, wording, PinView(_("Enter your PIN"), _("After five wrong tries you have to wait.")), 3)


def _pin_wrong(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    _ = wording.gettext
    return PinScreen(look, wording, PinView(_("Enter your PIN"), _("That was not the PIN. Try again."), alarm=True))


def _pin_wait(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    _ = wording.gettext
    line = _("Try again in {time}.").format(time="0:58")
    return PinScreen(look, wording, PinView(_("Too many wrong PINs"), line, alarm=True, sign="clock"))


def _pin_missing(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    _ = wording.gettext
    ask = _("Ask whoever installed it: the PIN is set on this machine's console, with kiosk device set-pin.")
    return PinScreen(look, wording, PinView(_("This kiosk has no staff PIN yet"), ask, sign="lock"))


def _pin_weak(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    return PinScreen(look, wording, new_pin_view(wording, Weakness.FEW_DIGITS))


def _menu(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    return MenuScreen(look, wording)


def _languages(look: Look, wording: Wording, shelf: Shelf) -> Screen:
    return StaffLanguages(look, wording, shelf, wording.language)


def _status_well(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    return StatusScreen(look, wording, [finding for finding in EXAMPLES if finding.level == "green"])


def _status_bad(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    return StatusScreen(look, wording, EXAMPLES)


def _settings(look: Look, wording: Wording, shelf: Shelf) -> Screen:
    return SettingsScreen(look, wording, listed(_SETTINGS, wording, shelf, bright=True))


def _setting(page: str, look: Look, wording: Wording, shelf: Shelf) -> Screen:
    return SettingScreen(look, wording, view_of(page, _SETTINGS, wording, shelf))


def _calibrate(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    return CalibrateScreen(look, wording, look.scale)


def _restore(chosen: str, look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    title = wording.gettext("Restore")
    outcome = None if chosen else restored("content", wording)
    return DeedsScreen(look, wording, title, restore_deeds(wording), chosen=chosen, outcome=outcome)


def _power(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    deeds = power_deeds(wording, {"reboot", "power-off"})
    return DeedsScreen(look, wording, wording.gettext("Power"), deeds, chosen="power-off")


def _power_missing(look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    _ = wording.gettext
    outcome = Outcome("card", _("Only the program can be restarted here"), own_button(wording))
    return DeedsScreen(look, wording, _("Power"), power_deeds(wording, ()), outcome=outcome)


SAMPLES = (
    Sample("staff-pin", Task.PIN, _pin),
    Sample("staff-pin-wrong", Task.PIN, _pin_wrong),
    Sample("staff-pin-wait", Task.PIN, _pin_wait),
    Sample("staff-pin-missing", Task.PIN, _pin_missing),
    Sample("staff-menu", Task.MENU, _menu),
    Sample("staff-language", Task.LANGUAGE, _languages),
    Sample("staff-status", Task.STATUS, _status_well),
    Sample("staff-status-bad", Task.STATUS, _status_bad),
    Sample("staff-settings", Task.SETTINGS, _settings),
    *(Sample(f"staff-setting-{page}", Task.SETTINGS, partial(_setting, page)) for page in _PAGES),
    Sample("staff-new-pin-weak", Task.SETTINGS, _pin_weak),
    Sample("staff-calibrate", Task.SETTINGS, _calibrate),
    Sample("staff-restore", Task.RESTORE, partial(_restore, "everything")),
    Sample("staff-restored", Task.RESTORE, partial(_restore, "")),
    Sample("staff-power", Task.POWER, _power),
    Sample("staff-power-missing", Task.POWER, _power_missing),
)
