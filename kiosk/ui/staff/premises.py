"""What all desks share: the state folder, the settings, the content, the sticks and the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.settings import Settings
    from kiosk.ui.drives import Drives
    from kiosk.ui.errand import Errand
    from kiosk.ui.shelf import Shelf
    from kiosk.ui.supply import Supply


@dataclass
class Premises:
    """The one kiosk that the staff look after.

    *installer_file* has the settings that came with the machine, *shelf* gives the content that
    visitors see, *errand* a helper process for ``kiosk device …`` with these words, *preview* shows
    another bundle on the visitor's screens, *settle* keeps changed settings (SettingsError or
    StoreError if they cannot be kept), *screen* the size of the window in pixels and its scale. *leave*
    ends the program and starts it again, *reload* reads the settings anew after somebody else changed
    them, *forget_counts* drops what was counted and not yet written, *brightness* gives that of the
    screen in per cent, None where it cannot be set.
    """

    state: Path
    installer_file: Path | None
    settings: Callable[[], Settings]
    settle: Callable[[dict[str, object]], None]
    shelf: Callable[[], Shelf]
    supply: Supply
    drives: Drives
    errand: Callable[[Sequence[str]], Errand]
    preview: Callable[[Path], None]
    screen: Callable[[], tuple[int, int, float]]
    now: Callable[[], datetime]
    leave: Callable[[], None]
    reload: Callable[[], None]
    forget_counts: Callable[[], None]
    brightness: Callable[[], int | None]
