"""Brings a kiosk back to what it came with: each module that keeps something in the state folder clears its own."""

from __future__ import annotations

from pathlib import Path

from kiosk import settings
from kiosk.bundle import floor, stolen, store, trust
from kiosk.bundle.store import Store
from kiosk.content.compile import cache
from kiosk.device import fault_log, journal, ledger, notices, pin, tries
from kiosk.storage.state_files import Reset, StateFiles

#: What every module keeps in the state folder, in the order in which it is cleared.
OWNERS: tuple[StateFiles, ...] = (
    store.STATE,
    cache.STATE,
    notices.STATE,
    ledger.STATE,
    settings.STATE,
    trust.STATE,
    floor.STATE,
    stolen.STATE,
    pin.STATE,
    tries.STATE,
    journal.STATE,
    fault_log.STATE,
)


def reset(state: Path, *, everything: bool = False, content_only: bool = False) -> None:
    """Show the factory content again and forget what the staff set.

    *everything* forgets whom to trust, the PIN and the logs, too; *content_only* forgets nothing but the content.

    Raises:
        StoreError: The state folder cannot be changed.
    """
    how = Reset.EVERYTHING if everything else Reset.CONTENT if content_only else Reset.FACTORY
    installed = Store(state)
    with installed.changing():
        installed.raise_floor()
        for owner in OWNERS:
            if owner.cleared_by <= how:
                owner.clear(state)
