"""What the staff can do, in the order of their menu; the texts are translated when they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.i18n import Wording


class Task(StrEnum):
    """The kinds of staff screen."""

    PIN = "pin"
    MENU = "menu"
    LANGUAGE = "language"
    STATUS = "status"
    UPDATE = "update"
    GENERATIONS = "generations"
    NOTICES = "notices"
    USAGE = "usage"
    SETTINGS = "settings"
    RESTORE = "restore"
    POWER = "power"


@dataclass(frozen=True)
class Entry:
    """A line of the menu: its pictogram, what it is called, and what it is for."""

    task: Task
    icon: str
    name: str
    about: str


def entries(wording: Wording) -> list[Entry]:
    """Return the menu in the words of a language."""
    _ = wording.gettext
    return [
        Entry(Task.STATUS, "gauge-high", _("Status"), _("Is everything all right?")),
        Entry(Task.UPDATE, "download", _("Update"), _("New content from a USB stick")),
        Entry(Task.GENERATIONS, "clock-rotate-left", _("Go back"), _("Show the content from before")),
        Entry(Task.NOTICES, "bullhorn", _("Notices"), _("Today's food, talks, closed doors")),
        Entry(Task.USAGE, "chart-column", _("Usage"), _("What people look for")),
        Entry(Task.SETTINGS, "gear", _("Settings"), _("Centre, screen, sound, PIN")),
        Entry(Task.RESTORE, "rotate-left", _("Restore"), _("Clear, or begin anew")),
        Entry(Task.POWER, "power-off", _("Power"), _("Restart or shut down")),
    ]
