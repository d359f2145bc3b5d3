"""Why nothing came of a stick, in plain words: what it means, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.content.isolates import isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.i18n import Wording

#: Reasons that are found here and by no other process.
PULLED = "pulled"
#: What a stick that is pulled out while it is read looks like.
BROKEN = ("unreachable", "silent", "internal")
_SIZE = re.compile(r"free ([0-9][^;]*?)\s+MB")


@dataclass(frozen=True)
class Refusal:
    """What to say: a *title*, what it *means*, what *to_do*; the role and the pictogram of the card.

    *again* is whether it makes sense to try the same stick once more.
    """

    title: str
    means: str
    to_do: str
    role: str = "warn"
    icon: str = "triangle-exclamation"
    again: bool = False


def refusal(reason: str, message: str, wording: Wording) -> Refusal:
    """Return the words for a reason of docs/bundles.md, or PULLED; *message* is the technical line."""
    if reason == "no-space":
        return _no_space(message, wording)
    return _ALL.get(reason, _internal)(wording)


def _nobody_trusted(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("This kiosk trusts nobody yet"),
        _("So it cannot know whether this content is genuine."),
        _("Whoever installs this kiosk tells it once whom to trust: they enroll the root. Tell the coordinator."),
        icon="key",
    )


def _untrusted(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("Do not use this stick"),
        _("This content was not published by those whom this kiosk trusts, or somebody has changed it since."),
        _("Take the stick out and tell the coordinator."),
        role="error",
        icon="ban",
    )


def _older(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("This content is too old"),
        _("This kiosk has had newer content already, and takes nothing older from a stick."),
        _("Ask the coordinator for the newest stick. To see the content from before, choose Go back."),
        icon="clock-rotate-left",
    )


def _unusable(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("This content cannot be shown"),
        _("It was published by the right people, but something in it is wrong."),
        _("Tell the coordinator: it has to be published again."),
    )


def _no_space(message: str, wording: Wording) -> Refusal:
    _ = wording.gettext
    found = _SIZE.search(message)
    means = _("There is no room for the new content on the disk of this machine.")
    if found:
        means = _("There is no room for the new content on the disk of this machine: {size} MB more are needed.")
        means = means.format(size=isolated(found[1]))
    to_do = _("Tell the coordinator: whoever looks after this machine has to free room on it.")
    return Refusal(_("The disk is full"), means, to_do, again=True)


def _busy(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("The kiosk is busy"),
        _("It is changing its content just now."),
        _("Wait a minute. If it does not end, pull the stick out and try again."),
        icon="clock",
        again=True,
    )


def _store(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("This machine cannot keep the content"),
        _("Its disk cannot be read or written."),
        _("Restart the machine and try again. If it says the same, tell the coordinator."),
        role="error",
        again=True,
    )


def _unreachable(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("The stick cannot be read"),
        _("It sits loosely, or it is damaged."),
        _("Take it out and push it in again. If that does not help, use another stick."),
        again=True,
    )


def _pulled(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("The stick was pulled out"),
        _("It was needed still."),
        _("Push it in again: it is then read from the beginning."),
        icon="rotate-left",
    )


def _internal(wording: Wording) -> Refusal:
    _ = wording.gettext
    return Refusal(
        _("Something went wrong"),
        _("This should not happen. It is not your fault."),
        _("Try again. If it says the same, tell the coordinator what stands below."),
        again=True,
    )


_ALL: Mapping[str, Callable[[Wording], Refusal]] = {
    "nobody-trusted": _nobody_trusted,
    "untrusted": _untrusted,
    "older": _older,
    "unusable": _unusable,
    "busy": _busy,
    "store": _store,
    "unreachable": _unreachable,
    "silent": _unreachable,
    PULLED: _pulled,
}
