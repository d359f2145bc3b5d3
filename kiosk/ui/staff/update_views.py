"""What the desk of Update says while somebody waits, and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.isolates import isolated
from kiosk.ui.staff.update_refusals import refusal
from kiosk.ui.staff.update_result import ResultView
from kiosk.ui.staff.update_wait import WaitScreen

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look


def wait_screen(look: Look, wording: Wording, *, is_installing: bool) -> WaitScreen:
    """Return the screen for the time in which a stick is read, or its content installed."""
    _ = wording.gettext
    if is_installing:
        title = _("The new content is being installed")
        line = _("Leave the stick in. Visitors see the old content until it is done.")
        return WaitScreen(look, wording, "download", title, line)
    title, line = _("Reading the stick…"), _("Leave the stick in. Nothing is installed yet.")
    return WaitScreen(look, wording, "magnifying-glass", title, line)


def installed_view(wording: Wording, installed: str, kept: str | None) -> ResultView:
    """Return what to say after an installation; *kept* can be gone back to.

    Both are names of publications. An empty *kept* is what the kiosk came with, None if nothing was replaced.
    """
    _ = wording.gettext
    foot = "" if kept is None else _("Kept for going back: what the kiosk came with.")
    if kept:
        foot = _("Kept for going back: {name}.").format(name=kept)
    return ResultView(
        _("The new content is installed"),
        "ok",
        "circle-check",
        installed,
        (_("Visitors see it from now on."),),
        _("You can take the stick out."),
        foot=foot,
    )


#: What has no better explanation than what the program said; a second, English one would only confuse.
_UNEXPLAINED = frozenset({"internal", "store"})


def refused_view(
    wording: Wording, reason: str, message: str, *, was_installing: bool = False, several: bool = False
) -> ResultView:
    """Return what to say when nothing came of it."""
    _ = wording.gettext
    said = refusal(reason, message, wording)
    after = _("Visitors see the same content as before.")
    if was_installing:
        after = _("Nothing was installed. Visitors see the same content as before.")
    return ResultView(
        said.title,
        said.role,
        said.icon,
        lines=(said.means, said.to_do),
        after=after,
        technical=breakable(f"{reason}: {message}") if message and reason in _UNEXPLAINED else "",
        again=said.again,
        several=several,
    )


def breakable(text: str) -> str:
    """Return a technical line so that a long path in it fits the screen."""
    words = (word.replace("/", "/ ") if len(word) > 24 else word for word in text.split())
    return isolated(" ".join(words))
