"""Makes the screen for a destination from what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.navigation import Destination, Place
from kiosk.ui.screens.code import CodeScreen
from kiosk.ui.screens.contacts import ContactsScreen
from kiosk.ui.screens.home import HomeScreen
from kiosk.ui.screens.language import LanguageScreen
from kiosk.ui.screens.page import PageScreen
from kiosk.ui.screens.problem import ProblemScreen
from kiosk.ui.screens.topic import TopicScreen
from kiosk.ui.screens.view import ViewScreen

if TYPE_CHECKING:
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf


def screen_for(destination: Destination, language: str, shelf: Shelf, look: Look) -> Screen:
    """Return the screen that shows *destination* in *language*.

    Raises:
        KioskError: The content has no such thing, or cannot be read.
    """
    wording = shelf.wording(language)
    match destination.place:
        case Place.LANGUAGE:
            languages = shelf.languages()
            words = [shelf.wording(item.code).gettext("Language") for item in languages]
            return LanguageScreen(look, wording, languages, words)
        case Place.VIEW:
            return ViewScreen(look, wording)
        case Place.PROBLEM:
            return ProblemScreen(look, wording)
        case Place.TOPIC:
            topic = shelf.library.topic(destination.id, language)
            return TopicScreen(look, wording, topic, shelf.library.pages(destination.id, language))
        case Place.PAGE:
            return PageScreen(look, wording, shelf.library.page(destination.id, language), shelf.endonyms())
        case Place.CONTACTS:
            contacts = shelf.library.contacts(language, shelf.site)
            return ContactsScreen(look, wording, contacts, destination.id)
        case Place.CODE:
            return CodeScreen(look, wording, shelf.library.contact(destination.id, language))
        case _:
            topics = [topic for topic in shelf.library.topics(language, shelf.site) if topic.tile]
            return HomeScreen(look, wording, topics)


def sensitive(destination: Destination, shelf: Shelf, language: str) -> bool:
    """Whether nobody should see over a shoulder what *destination* shows."""
    if destination.place == Place.PAGE:
        return shelf.library.page(destination.id, language).summary.sensitive
    if destination.place == Place.TOPIC:
        return shelf.library.topic(destination.id, language).sensitive
    return False
