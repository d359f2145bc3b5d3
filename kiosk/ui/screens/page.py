"""Page: one column, most important first, the contact beside it, the source at the foot."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.content.isolates import isolated
from kiosk.navigation import Destination, Place
from kiosk.ui.screens.screen import Screen
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.blocks import Blocks, Foot, Surroundings
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.contact_card import ContactCard
from kiosk.ui.widgets.heading import Heading
from kiosk.ui.widgets.measure import height_at
from kiosk.ui.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.content.model import Language, Provenance, ShownBlock, ShownContact, ShownPage, ShownPhrase
    from kiosk.i18n import Wording
    from kiosk.ui.look import Look

#: The column of text is never narrower than this beside contacts, in design pixels: beside a number to call, which
#: is worth short lines; beside rows of phrases; beside contacts without a number. With larger text it is wider.
NARROWEST_TEXT, NARROWEST_ROWS, NARROWEST_ELSE = 370, 560, 560
BESIDE = 28
LARGE_TEXT = 140
#: What the arrows take of a column that is paged.
ARROWS = 104
ANSWER_ICONS = {
    "what": "circle-question",
    "whom": "people-group",
    "cost": "coins",
    "papers": "id-card",
    "where": "location-dot",
}


class PageScreen(Screen):
    """What a page says, and whom to turn to."""

    hidden = Signal()

    def __init__(
        self,
        look: Look,
        wording: Wording,
        page: ShownPage,
        languages: Mapping[str, Language],
        phrases: Sequence[ShownPhrase] = (),
    ) -> None:
        super().__init__(look, wording)
        self._page, self._languages, self._phrases = page, languages, phrases
        self.contact_to_call = next((contact for contact in page.contacts if contact.phones), None)
        around = Surroundings(look.theme.accent(page.topic.colour), self._cards_in_text(), self._names())
        self._blocks = Blocks(look, wording, around)
        self._blocks.chosen.connect(self.chosen)

    def fit(self, height: int) -> None:
        """Place the contacts where there is room for them, and then the text."""
        look, height = self.look, self.height_between_margins(height)
        side, below = self._place_contacts(height)
        self._fill()
        if below:
            self._blocks.add_widget(self._cards(below, wide=True))
        self._blocks.add_widget(Foot(provenance(self._page.provenance, self.wording), look))
        self._blocks.finish()
        across = QHBoxLayout()
        across.setSpacing(look.px(BESIDE))
        across.addWidget(self.pages(self._blocks, self._heading()), 1)
        self.column.addLayout(across, 1)
        if side is not None and side.is_wide:
            side.setFixedHeight(height_at(side, look.width - 2 * look.margin))
            self.column.addWidget(side)
        elif side is not None:
            across.addWidget(side)

    def _place_contacts(self, height: int) -> tuple[_Cards | None, list[ShownContact]]:
        """Return the contacts beside the text or below it, always seen, and those that stand at its end.

        Where there is room for neither, the one to call is the first thing in the text.
        """
        apart, first = self._contacts_apart(), self.contact_to_call
        if not apart:
            return None, []
        if self._has_width_beside(tokens.SIDE_PANEL):
            beside = self._cards(apart, wide=False)
            if beside.height_needed() <= height:
                return beside, []
        if first is None:
            return None, apart
        below = [contact for contact in apart if contact is not first]
        card = self._cards([first], wide=False)
        if card.fit(height) and self._has_width_beside(card.width() / self.look.scale):
            return card, below
        wide = self._cards([first], wide=True)
        if self.look.portrait:
            return wide, below
        wide.fit(height - self._height_of_heading(), self._width_in_text())
        self._blocks.add_widget(wide)
        return None, below

    def _width_in_text(self) -> int:
        """Return the width in pixels of what is paged, without the arrows beside it."""
        look = self.look
        return look.width - 2 * look.margin - look.px(ARROWS)

    def _height_of_heading(self) -> int:
        return height_at(self._heading(), self._width_in_text()) + self.look.gap

    def _cards(self, contacts: Sequence[ShownContact], *, wide: bool) -> _Cards:
        cards = _Cards(contacts, self.look, self.wording, wide=wide)
        cards.chosen.connect(self.chosen)
        return cards

    def _cards_in_text(self) -> dict[str, ShownContact]:
        return {contact.id: contact for contact in self._page.contacts}

    def _names(self) -> dict[str, str]:
        """Return the names of what the text links to; the contact to call is linked to where its card would stand."""
        first = self.contact_to_call
        return {**self._page.names, **({f"contact:{first.id}": first.name.text} if first else {})}

    def _heading(self) -> Heading:
        page, look, _ = self._page, self.look, self.wording.gettext
        badge = (page.summary.icon, look.theme.tile(page.topic.colour))
        heading = Heading(page.summary.title.text, look, crumb=page.topic.title.text, badge=badge)
        if page.summary.sensitive:
            hide = Button("eye-slash", _("Hide"), look, "hide")
            hide.setObjectName("hide")
            hide.clicked.connect(self.hidden)
            heading.add_beside(hide)
        return heading

    def _fill(self) -> None:
        """Add what the page says."""
        page, look, blocks = self._page, self.look, self._blocks
        self._add_phrases(look.theme.accent(page.topic.colour))
        for (language, stale), group in groupby(page.blocks, key=_state):
            self._caption(language, stale=stale)
            spoken = self._languages.get(language)
            direction = spoken.direction if spoken else look.direction
            for shown in group:
                if self.contact_to_call is not None and shown.block.contact == self.contact_to_call.id:
                    blocks.add_link(f"contact:{self.contact_to_call.id}")
                else:
                    blocks.add(shown, direction, as_rows=page.kind == "list")
        for question, answer in page.answers:
            blocks.add_answer(ANSWER_ICONS[question], self._question(question), answer.text)

    def _add_phrases(self, accent: str) -> None:
        """Add the sentences to show to staff, before what is said about them."""
        for phrase in self._phrases:
            row = Row(phrase.icon, phrase.text.text, "", self.look, accent=accent)
            row.setObjectName(f"phrase-{phrase.id}")
            row.clicked.connect(self._on_phrase_clicked)
            self._blocks.add_widget(row)

    def _on_phrase_clicked(self) -> None:
        phrase = self.sender().objectName().removeprefix("phrase-")
        self.chosen.emit(Destination(Place.PHRASE, phrase))

    def _caption(self, language: str, *, stale: bool) -> None:
        _, blocks = self.wording.gettext, self._blocks
        if language != self.wording.language:
            spoken = self._languages.get(language)
            endonym = spoken.endonym if spoken else language
            if spoken and spoken.direction != self.look.direction:
                endonym = isolated(endonym, spoken.direction)
            blocks.add_caption(_("Only in: {language}").format(language=endonym))
        elif stale:
            blocks.add_caption(_("This translation may be out of date."))

    def _question(self, name: str) -> str:
        _ = self.wording.gettext
        return {
            "what": _("What it is:"),
            "whom": _("For whom:"),
            "cost": _("What it costs:"),
            "papers": _("Papers:"),
            "where": _("Where and when:"),
        }[name]

    def _contacts_apart(self) -> list[ShownContact]:
        """Return the contacts that do not stand in the text, the one to call and others with a number first."""
        first = self.contact_to_call
        in_text = {shown.block.contact for shown in self._page.blocks}
        apart = [contact for contact in self._page.contacts if contact is first or contact.id not in in_text]
        return sorted(apart, key=_without_phone)

    def _has_width_beside(self, width: float) -> bool:
        """Whether cards of *width* design pixels leave enough for the text."""
        look = self.look
        if look.narrow:
            return False
        if self.contact_to_call is None:
            # They hold nothing that is worth a narrow text.
            is_roomy = not (self._phrases or look.low) and look.text_size <= LARGE_TEXT
            least = NARROWEST_ELSE if is_roomy else look.design_width
        else:
            least = (NARROWEST_ROWS if self._phrases else NARROWEST_TEXT) * look.text_size / 100
        return (look.width - 2 * look.margin) / look.scale - width - BESIDE >= least


class _Cards(QWidget):
    """Contacts one below another, beside the text, below it or in it."""

    chosen = Signal(Destination)

    def __init__(self, contacts: Sequence[ShownContact], look: Look, wording: Wording, *, wide: bool) -> None:
        super().__init__()
        self.is_wide, self._look = wide, look
        self._parts: list[ContactCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        for contact in contacts:
            card = ContactCard(contact, look, wording, wide=wide)
            card.chosen.connect(self.chosen)
            card.setObjectName(f"contact-{contact.id}")
            column.addWidget(card)
            self._parts.append(card)
        column.addStretch(1)
        if not wide:
            self._fix_width()

    def height_needed(self) -> int:
        """Return the height in pixels at which nothing is cut."""
        return height_at(self, self.width())

    def fit(self, height: int, width: int = 0) -> bool:
        """Shorten the first card until all are no taller than *height* pixels, at their own width if none is given.

        Returns whether they are.
        """
        across = width or self.width()
        first = self._parts[0]
        others = height_at(self, across) - height_at(first, across)
        fits = first.fit(across, height - others)
        if self.is_wide:
            return fits
        self._fix_width()
        # A smaller code makes the card narrower, in which the words may need more lines.
        return fits if self.width() == across else self.fit(height)

    def _fix_width(self) -> None:
        codes = max(part.code_width() for part in self._parts) if self._parts else 0
        self.setFixedWidth(max(self._look.px(tokens.SIDE_PANEL), codes + 2 * self._look.px(20)))


def provenance(source: Provenance, wording: Wording) -> str:
    """Say where a page's facts come from, in words, and honestly that nobody has checked them."""
    _ = wording.gettext
    if source.checked is not None:
        checked = _("From {source}. Last checked on {date}.")
        return checked.format(source=source.title.text, date=wording.date(source.checked))
    if source.year.startswith("~"):
        about = _("From {source} of about {year}. Ask the staff whether it still holds.")
        return about.format(source=source.title.text, year=source.year[1:])
    exact = _("From {source} of {year}. Ask the staff whether it still holds.")
    return exact.format(source=source.title.text, year=source.year)


def _state(shown: ShownBlock) -> tuple[str, bool]:
    return shown.language, shown.stale


def _without_phone(contact: ShownContact) -> bool:
    return not contact.phones
