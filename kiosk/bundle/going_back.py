"""Goes back to the generation before."""

from __future__ import annotations

import logging
from pathlib import Path

from kiosk.bundle import disk
from kiosk.bundle.store import ASIDE, Generation, Store
from kiosk.errors import StoreError, reason_of

logger = logging.getLogger(__name__)


def roll_back(state: Path) -> Generation:
    """Make the generation before the newest one again, and return it.

    The floor stays, so that nothing older can be installed; what was newest is set aside.

    Raises:
        StoreError: There is none before, or the store cannot be changed.
    """
    store = Store(state)
    with store.changing():
        store.raise_floor()
        startable = [item for item in store.generations() if item.can_start()]
        if len(startable) < 2:  # noqa: PLR2004 - the one that is shown, and another
            raise StoreError("there is no older content to go back to; kiosk device reset shows the factory content")
        before = startable[1]
        # The highest first, so that at every moment the one that is shown is the newest or the one wanted.
        for name in store.names():
            if int(name[:8]) > before.number and not name.endswith(ASIDE):
                _set_aside(store, name, has_gone_back=int(name[:8]) < startable[0].number)
        return before


def _set_aside(store: Store, name: str, *, has_gone_back: bool) -> None:
    """Set a generation aside; once the wanted one is shown, what cannot be set aside is damaged and no reason to fail.

    Raises:
        OSError: It cannot be set aside, and what was shown still is.
    """
    try:
        disk.move(store.gen / name, store.gen / f"{name}{ASIDE}")
    except OSError as error:
        if not has_gone_back:
            raise
        logger.error("generation %s cannot be set aside (%s)", name, reason_of(error))  # noqa: TRY400
