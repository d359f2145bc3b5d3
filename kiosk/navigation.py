"""Where a visitor is and was: destinations, history, home, hiding and the end of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: More steps than anybody takes in a visit; the oldest are forgotten beyond it.
LONGEST_HISTORY = 60


class Place(StrEnum):
    """The kinds of screen."""

    START = "start"
    HOME = "home"
    TOPIC = "topic"
    PAGE = "page"
    CONTACTS = "contacts"
    CODE = "code"
    WRITE = "write"
    PHRASE = "phrase"
    SEARCH = "search"
    NOTICES = "notices"
    LANGUAGE = "language"
    VIEW = "view"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Destination:
    """A screen and what it shows: a topic's, page's or contact's id, or nothing."""

    place: Place
    id: str = ""

    @property
    def topic(self) -> str:
        """The topic that it belongs to, empty if to none."""
        if self.place == Place.TOPIC:
            return self.id
        return self.id.partition("/")[0] if self.place == Place.PAGE else ""

    @classmethod
    def of_link(cls, target: str) -> Destination:
        """Return where a link of a page leads, ``page:…`` or ``contact:…``.

        Raises:
            ValueError: The target is neither.
        """
        kind, _, name = target.partition(":")
        places = {"page": Place.PAGE, "contact": Place.CONTACTS}
        if kind not in places or not name:
            raise ValueError(target)
        return cls(places[kind], name)


START = Destination(Place.START)
HOME = Destination(Place.HOME)
CONTACTS = Destination(Place.CONTACTS)
LANGUAGE = Destination(Place.LANGUAGE)
VIEW = Destination(Place.VIEW)
NOTICES = Destination(Place.NOTICES)
SEARCH = Destination(Place.SEARCH)


class Navigation:
    """The way back from where the visitor is."""

    def __init__(self) -> None:
        self._history: list[Destination] = []
        self._current = START

    @property
    def current(self) -> Destination:
        """Where the visitor is."""
        return self._current

    @property
    def can_go_back(self) -> bool:
        """Whether *Back* has somewhere to lead."""
        return bool(self._history)

    def go(self, destination: Destination) -> None:
        """Move on; another contact replaces the one shown, so that Back leaves the contacts."""
        if destination == self._current:
            return
        if destination == HOME:
            self.home()
            return
        stays = destination.place == self._current.place == Place.CONTACTS
        if not stays:
            self._history = [*self._history, self._current][-LONGEST_HISTORY:]
        self._current = destination

    def back(self) -> None:
        """Return to the screen before; at the first one nothing happens."""
        if self._history:
            self._current = self._history.pop()

    def home(self) -> None:
        """Show Home and forget the way, for *Home*, *Hide* and the beginning of a visit."""
        self._history.clear()
        self._current = HOME

    def end(self) -> None:
        """Return to Start and forget everything."""
        self._history.clear()
        self._current = START
