"""Errands that a desk may leave: an installation goes on when its screen is closed, and is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from kiosk.ui.staff.premises import Premises

INSTALL, LOOK, FORGET = "install", "look", "forget"


def prepared(premises: Premises, name: str, words: Sequence[str]) -> Errand:
    """Return a process known as *name*, not started yet; it lives until it has ended, whoever leaves."""
    errand = premises.errand(words)
    errand.setObjectName(name)
    errand.setParent(premises.drives)
    errand.answered.connect(errand.deleteLater)
    errand.refused.connect(errand.deleteLater)
    return errand


def running(premises: Premises, name: str) -> Errand | None:
    """Return the process of that name that somebody left running."""
    found = premises.drives.findChildren(Errand, name)
    return next((errand for errand in found if errand.is_running()), None)


def stop(errand: Errand) -> None:
    """End a process at once."""
    errand.stop()
    errand.deleteLater()


def listen(
    errand: Errand, on_answered: Callable[[dict[str, Any]], None], on_refused: Callable[[str, str], None]
) -> None:
    """Have somebody told how it ends; they must be methods of a QObject, which may be gone by then."""
    errand.answered.connect(on_answered)
    errand.refused.connect(on_refused)
