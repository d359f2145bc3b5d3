"""Counts what visitors look for, as sums that tell nothing of any of them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kiosk.device import ledger
from kiosk.device.ledger import Sums
from kiosk.errors import NoSpaceError, StoreError, plainly

logger = logging.getLogger(__name__)

#: So many visits are put down together; what fewer looked for is never written.
TOGETHER = 5
#: More searches than these in one visit say nothing more.
_MOST_SEARCHES = 20


def _today() -> date:
    return datetime.now().astimezone().date()


@dataclass
class Tally:
    """What one visit saw, each thing once, and how many of its searches found nothing; never a word of them."""

    topics: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    empty_searches: int = 0

    def sums(self) -> Sums:
        """Return it as what one visit adds to the sums."""
        topics, pages, languages = (dict.fromkeys(names, 1) for names in (self.topics, self.pages, self.languages))
        return Sums(1, topics, pages, languages, min(self.empty_searches, _MOST_SEARCHES))


class Usage:
    """The sums in *state*, and the few visits since they were last written.

    Visits are written five at a time. Of those that are left over at the end of a day, or when the program ends,
    only their number is: who compares two copies of the file learns what five people looked for, or nothing.
    """

    def __init__(self, state: Path, today: Callable[[], date] = _today) -> None:
        self._state, self._today = state, today
        self._day, self._gathered = date.min, Sums()
        self._ready: dict[date, Sums] = {}
        self._failed = False

    def add(self, tally: Tally) -> None:
        """Count a visit that has ended; where nothing can be written, that is logged once and tried again later."""
        day = self._today()
        if day != self._day:
            self._settle()
            self._day = day
        self._gathered += tally.sums()
        if self._gathered.visits >= TOGETHER:
            self._settle()
        self._write()

    def flush(self) -> None:
        """Write what is left over, of fewer than five visits only their number; to be called when the program ends."""
        self._settle()
        self._write()

    def clear(self) -> None:
        """Forget all that was counted.

        Raises:
            StoreError: The state folder cannot be changed.
        """
        self._gathered, self._ready = Sums(), {}
        ledger.clear(self._state)

    def _settle(self) -> None:
        """Make ready for writing what was gathered, if few gathered it without what they saw."""
        if self._gathered.visits:
            known = self._gathered if self._gathered.visits >= TOGETHER else Sums(self._gathered.visits)
            self._ready[self._day] = self._ready.get(self._day, Sums()) + known
        self._gathered = Sums()

    def _write(self) -> None:
        if not self._ready:
            return
        try:
            ledger.add(self._state, self._ready)
        except (NoSpaceError, StoreError) as error:
            if not self._failed:
                logger.warning("what was counted cannot be written for now (%s)", plainly(error))
            self._failed = True
        else:
            self._ready, self._failed = {}, False
