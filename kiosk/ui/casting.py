"""Makes the screen for a destination from what the library holds."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from kiosk.content.isolates import isolated
from kiosk.content.model import Direction, Found
from kiosk.errors import KioskError
from kiosk.navigation import Destination, Place
from kiosk.ui.screens.code import CodeScreen
from kiosk.ui.screens.contacts import ContactsScreen
from kiosk.ui.screens.home import HomeScreen
from kiosk.ui.screens.language import LanguageScreen
from kiosk.ui.screens.notices import NoticesScreen
from kiosk.ui.screens.page import PageScreen
from kiosk.ui.screens.problem import ProblemScreen
from kiosk.ui.screens.search import SearchScreen
from kiosk.ui.screens.show import ShowScreen
from kiosk.ui.screens.topic import TopicScreen
from kiosk.ui.screens.view import ViewScreen
from kiosk.ui.screens.write import WriteScreen

if TYPE_CHECKING:
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf
    from kiosk.visit import Visit

logger = logging.getLogger(__name__)

_NOT_FROM_CONTENT = {Place.START, Place.LANGUAGE, Place.VIEW, Place.PROBLEM}


def screen_for(destination: Destination, visit: Visit, shelf: Shelf, look: Look) -> Screen:
    """Return the screen that shows *destination* to a visitor.

    Raises:
        KioskError: The content has no such thing, or cannot be read.
    """
    language, wording = visit.language, shelf.wording(visit.language)
    if destination.place == Place.SEARCH:
        return _search_screen(visit, shelf, look)
    if destination.place not in _NOT_FROM_CONTENT:
        return _content_screen(destination, language, shelf, look)
    if destination.place == Place.LANGUAGE:
        languages = shelf.languages()
        words = [shelf.wording(item.code).gettext("Language") for item in languages]
        return LanguageScreen(look, wording, languages, words)
    if destination.place == Place.VIEW:
        return ViewScreen(look, wording)
    return ProblemScreen(look, wording)


def _search_screen(visit: Visit, shelf: Shelf, look: Look) -> SearchScreen:
    library, language = shelf.library, visit.language
    find = partial(_found, shelf, language)
    suggested = [
        Found(f"topic:{topic.id}", topic.icon, topic.title, topic.colour, topic.sensitive)
        for topic in library.topics(language, shelf.site)
        if topic.tile
    ]
    return SearchScreen(look, shelf.wording(language), library.keyboard(language), find, suggested, visit.typed)


def _found(shelf: Shelf, language: str, text: str) -> tuple[Found, ...]:
    try:
        return shelf.library.search(text, language, shelf.site)
    except KioskError as error:
        # What was typed is never written down.
        logger.error("the search does not answer: %s", error)  # noqa: TRY400 - one line is enough
        return ()


def _content_screen(destination: Destination, language: str, shelf: Shelf, look: Look) -> Screen:
    library, wording = shelf.library, shelf.wording(language)
    if destination.place == Place.TOPIC:
        topic = library.topic(destination.id, language)
        return TopicScreen(look, wording, topic, library.pages(destination.id, language))
    if destination.place == Place.PAGE:
        return _page_screen(destination.id, language, shelf, look)
    if destination.place == Place.CONTACTS:
        return ContactsScreen(look, wording, library.contacts(language, shelf.site), destination.id)
    if destination.place in (Place.CODE, Place.WRITE):
        screen = CodeScreen if destination.place == Place.CODE else WriteScreen
        return screen(look, wording, library.contact(destination.id, language))
    if destination.place == Place.PHRASE:
        return _show_screen(destination.id, language, shelf, look)
    if destination.place == Place.NOTICES:
        return NoticesScreen(look, wording, shelf.notices(language))
    topics = [topic for topic in library.topics(language, shelf.site) if topic.tile]
    return HomeScreen(look, wording, topics, shelf.notices(language))


def _page_screen(page_id: str, language: str, shelf: Shelf, look: Look) -> PageScreen:
    page = shelf.library.page(page_id, language)
    phrases = shelf.library.phrases(language) if page.kind == "phrases" else ()
    return PageScreen(look, shelf.wording(language), page, shelf.spoken(), phrases)


def _show_screen(phrase_id: str, language: str, shelf: Shelf, look: Look) -> ShowScreen:
    """The staff read the language that the content is written in."""
    staff = shelf.start.source_language
    said = shelf.library.phrase(phrase_id, staff).text
    meant = shelf.library.phrase(phrase_id, language).text
    asked, direction = shelf.wording(staff).gettext("Show this screen to the staff"), shelf.language(staff).direction
    asked_again = shelf.wording(language).own("Show this screen to the staff")
    request = " · ".join(dict.fromkeys(text for text in (_placed(asked, direction, look), asked_again) if text))
    below = "" if meant.language == staff else meant.text
    return ShowScreen(look, shelf.wording(language), request, _placed(said.text, direction, look), below)


def _placed(text: str, direction: Direction, look: Look) -> str:
    """Return a text so that it keeps its direction among those of the visitor's language."""
    return text if direction == look.direction else isolated(text, direction)


def sensitive(destination: Destination, shelf: Shelf, language: str) -> bool:
    """Whether nobody should see over a shoulder what *destination* shows."""
    if destination.place == Place.PAGE:
        return shelf.library.page(destination.id, language).summary.sensitive
    if destination.place == Place.TOPIC:
        return shelf.library.topic(destination.id, language).sensitive
    return destination.place == Place.PHRASE
