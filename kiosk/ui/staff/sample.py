"""One example of a staff screen, for the tour, the tests of the layout and the pictures of the guides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.staff.tasks import Task


@dataclass(frozen=True)
class Sample:
    """A screen of *task* under the name of its picture; *make* gets look, words and the content shown."""

    name: str
    task: Task
    make: Callable[[Look, Wording, Shelf], Screen]
