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

_FROM_CONTENT = {Place.HOME, Place.TOPIC, Place.PAGE, Place.CONTACTS, Place.CODE}


def screen_for(destination: Destination, language: str, shelf: Shelf, look: Look) -> Screen:
    """Return the screen that shows *destination* in *language*.

    Raises:
        KioskError: The content has no such thing, or cannot be read.
    """
    if destination.place in _FROM_CONTENT:
        return _content_screen(destination, language, shelf, look)
    wording = shelf.wording(language)
    if destination.place == Place.LANGUAGE:
        languages = shelf.languages()
        words = [shelf.wording(item.code).gettext("Language") for item in languages]
        return LanguageScreen(look, wording, languages, words)
    if destination.place == Place.VIEW:
        return ViewScreen(look, wording)
    return ProblemScreen(look, wording)


def _content_screen(destination: Destination, language: str, shelf: Shelf, look: Look) -> Screen:
    library, wording = shelf.library, shelf.wording(language)
    if destination.place == Place.TOPIC:
        topic = library.topic(destination.id, language)
        return TopicScreen(look, wording, topic, library.pages(destination.id, language))
    if destination.place == Place.PAGE:
        return PageScreen(look, wording, library.page(destination.id, language), shelf.endonyms())
    if destination.place == Place.CONTACTS:
        return ContactsScreen(look, wording, library.contacts(language, shelf.site), destination.id)
    if destination.place == Place.CODE:
        return CodeScreen(look, wording, library.contact(destination.id, language))
    return HomeScreen(look, wording, [topic for topic in library.topics(language, shelf.site) if topic.tile])


def sensitive(destination: Destination, shelf: Shelf, language: str) -> bool:
    """Whether nobody should see over a shoulder what *destination* shows."""
    if destination.place == Place.PAGE:
        return shelf.library.page(destination.id, language).summary.sensitive
    if destination.place == Place.TOPIC:
        return shelf.library.topic(destination.id, language).sensitive
    return False
