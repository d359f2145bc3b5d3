"""What each setting offers, in the words of a language, and what a touch makes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from kiosk.ui.staff.setting import Dial, Option, SettingView
from kiosk.ui.staff.settings import Setting
from kiosk.visit import TEXT_SIZES

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.settings import Settings
    from kiosk.ui.shelf import Shelf

#: Seconds without a touch, as offered.
IDLE = (30, 60, 90, 120, 180, 300)
#: Per cent; minutes of the night.
SOUND_STEP, BRIGHTNESS_STEP, NIGHT_STEP = 10, 10, 30
DARKEST = 10
#: What a night begins with when somebody switches it on.
NIGHT = ("22:00", "05:00")
_DAY = 24 * 60
ROTATIONS = (0, 90, 180, 270)


def listed(settings: Settings, wording: Wording, shelf: Shelf, *, bright: bool) -> list[Setting]:
    """Return the list of settings with their values; *bright* if the system offers brightness."""
    _ = wording.gettext
    sites = {site.id: shelf.start.site_texts(site.id, wording.language)[1] for site in shelf.start.sites}
    found = [
        Setting("site", "location-dot", _("Centre"), sites.get(shelf.site, shelf.missing_site)),
        Setting("idle", "clock", _("Time without a touch"), _("{count} seconds").format(count=settings.idle_seconds)),
        Setting("text", "text-height", _("Text size"), text_words(wording)[TEXT_SIZES.index(settings.text_size)]),
        Setting("contrast", "circle-half-stroke", _("Contrast"), _("High") if settings.high_contrast else _("Normal")),
        Setting("sound", "volume-high", _("Volume"), f"{settings.volume} %"),
        Setting("size", "credit-card", _("Size of the screen"), size_word(settings, wording)),
        Setting("rotation", "rotate-right", _("Rotation"), rotation_word(settings.rotation, wording)),
        Setting("night", "moon", _("Night hours"), night_word(settings, wording)),
        Setting("pin", "key", _("Staff PIN"), _("Change it")),
    ]
    if bright:
        found.insert(5, Setting("brightness", "sun", _("Brightness"), brightness_word(settings, wording)))
    return found if len(sites) > 1 or shelf.missing_site else found[1:]


def view_of(page: str, settings: Settings, wording: Wording, shelf: Shelf) -> SettingView:
    """Return what is shown of one setting."""
    views = {
        "idle": _idle,
        "text": _text,
        "contrast": _contrast,
        "sound": _sound,
        "brightness": _brightness,
        "rotation": _rotation,
        "night": _night,
    }
    return _site(shelf, wording) if page == "site" else views[page](settings, wording)


def chosen(page: str, option: str, settings: Settings) -> dict[str, object]:
    """Return the settings that change when an option is touched."""
    if page == "night":
        on = option == "on"
        there = settings.night_from and settings.night_until
        begins, ends = (settings.night_from, settings.night_until) if there else NIGHT
        return {"night_from": begins if on else "", "night_until": ends if on else ""}
    if page == "contrast":
        return {"high_contrast": option == "high"}
    names = {"site": "site", "idle": "idle_seconds", "text": "text_size", "rotation": "rotation"}
    if page == "brightness":
        return {"brightness": 0}
    return {names[page]: option if page == "site" else int(option)}


def turned(dial: str, steps: int, settings: Settings) -> dict[str, object]:
    """Return the settings that change when a dial goes up or down."""
    if dial in ("night_from", "night_until"):
        other = settings.night_until if dial == "night_from" else settings.night_from
        moved = _moved(getattr(settings, dial), steps)
        # A night that ends when it begins would be none.
        return {dial: moved if moved != other else _moved(moved, steps)}
    if dial == "brightness":
        before = settings.brightness or 100
        return {"brightness": min(100, max(DARKEST, before + steps * BRIGHTNESS_STEP))}
    value = min(100, max(0, getattr(settings, dial) + steps * SOUND_STEP))
    if dial == "loudest":
        return {"loudest": value, "volume": min(settings.volume, value)}
    return {"volume": min(value, settings.loudest)}


def text_words(wording: Wording) -> tuple[str, str, str]:
    """Return what the text sizes are called."""
    _ = wording.gettext
    return _("Normal"), _("Large"), _("Very large")


def size_word(settings: Settings, wording: Wording) -> str:
    """Return whether the scale was measured or guessed."""
    _ = wording.gettext
    return _("Measured with a card") if settings.scale else _("Guessed by the kiosk")


def rotation_word(degrees: int, wording: Wording) -> str:
    """Return how far the picture is turned."""
    return wording.gettext("Not turned") if not degrees else f"{degrees}°"


def brightness_word(settings: Settings, wording: Wording) -> str:
    """Return the brightness, or that the kiosk leaves it alone."""
    return f"{settings.brightness} %" if settings.brightness else wording.gettext("As the screen has it")


def night_word(settings: Settings, wording: Wording) -> str:
    """Return the hours in which the screen is dark."""
    if not settings.night_from:
        return wording.gettext("Never dark")
    return wording.time(f"{settings.night_from}-{settings.night_until}")


def _site(shelf: Shelf, wording: Wording) -> SettingView:
    _ = wording.gettext
    names = {site.id: shelf.start.site_texts(site.id, wording.language)[1] for site in shelf.start.sites}
    options = [Option(name, word, chosen=name == shelf.site) for name, word in names.items()]
    return SettingView(_("Centre"), _("Where this kiosk stands. It decides names, languages and contacts."), options)


def _idle(settings: Settings, wording: Wording) -> SettingView:
    _ = wording.gettext
    about = _("After so many seconds without a touch the kiosk asks whether somebody is still there.")
    seconds = sorted({*IDLE, settings.idle_seconds})
    options = [Option(str(each), str(each), chosen=each == settings.idle_seconds) for each in seconds]
    return SettingView(_("Time without a touch"), about, options)


def _text(settings: Settings, wording: Wording) -> SettingView:
    _ = wording.gettext
    about = _("How large the text is when a visit begins. Each visitor can change it.")
    words = zip(TEXT_SIZES, text_words(wording), strict=True)
    options = [Option(str(size), word, chosen=size == settings.text_size) for size, word in words]
    return SettingView(_("Text size"), about, options)


def _contrast(settings: Settings, wording: Wording) -> SettingView:
    _ = wording.gettext
    about = _("How the screen looks when a visit begins. High contrast helps in bright light.")
    options = [
        Option("normal", _("Normal"), chosen=not settings.high_contrast),
        Option("high", _("High"), chosen=settings.high_contrast),
    ]
    return SettingView(_("Contrast"), about, options)


def _sound(settings: Settings, wording: Wording) -> SettingView:
    _ = wording.gettext
    about = _("How loud the voice is when a visit begins, and how loud a visitor can make it.")
    dials = [
        Dial("volume", _("Volume"), f"{settings.volume} %", settings.volume > 0, settings.volume < settings.loudest),
        Dial("loudest", _("Loudest"), f"{settings.loudest} %", settings.loudest > 0, settings.loudest < 100),
    ]
    return SettingView(_("Volume"), about, dials=dials)


def _brightness(settings: Settings, wording: Wording) -> SettingView:
    _ = wording.gettext
    per_cent = settings.brightness or 100
    dial = Dial("brightness", _("Brightness"), f"{per_cent} %", per_cent > DARKEST, per_cent < 100)
    options = [Option("", _("As the screen has it"), chosen=not settings.brightness)]
    return SettingView(_("Brightness"), "", options, [dial])


def _rotation(settings: Settings, wording: Wording) -> SettingView:
    _ = wording.gettext
    about = _("For a screen that hangs upright or upside down. It is turned at the next start of the program.")
    options = [
        Option(str(degrees), rotation_word(degrees, wording), chosen=degrees == settings.rotation)
        for degrees in ROTATIONS
    ]
    return SettingView(_("Rotation"), about, options)


def _night(settings: Settings, wording: Wording) -> SettingView:
    _ = wording.gettext
    about = _("The screen is dark in these hours when nobody is there. The first touch wakes it.")
    options = [
        Option("off", _("Never dark"), chosen=not settings.night_from),
        Option("on", _("Dark at night"), chosen=bool(settings.night_from)),
    ]
    dials = []
    if settings.night_from:
        dials = [
            Dial("night_from", _("Dark from"), wording.time(settings.night_from)),
            Dial("night_until", _("Dark until"), wording.time(settings.night_until)),
        ]
    return SettingView(_("Night hours"), about, options, dials)


def _moved(clock: str, steps: int) -> str:
    at = dt.time.fromisoformat(clock)
    minutes = (at.hour * 60 + at.minute + steps * NIGHT_STEP) % _DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"
