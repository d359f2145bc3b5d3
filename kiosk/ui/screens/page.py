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

#: The column of text is never narrower than this beside the contact (design pixels).
NARROWEST_TEXT = 560
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
        blocks = self._blocks()
        contacts = self._contacts_apart()
        side = _Side(contacts, look, wording, wide=False)
        beside = bool(contacts) and self._has_room_beside(side)
        if contacts and not beside:
            side = _Side(contacts, look, wording, wide=True)
            blocks.add_widget(side)
        side.chosen.connect(self.chosen)
        blocks.add_widget(Foot(provenance(page.provenance, wording), look))
        blocks.finish()
        across = QHBoxLayout()
        across.setSpacing(look.px(28))
        across.addWidget(self.pages(blocks, self._heading()), 1)
        if beside:
            side.setFixedWidth(look.px(tokens.SIDE_PANEL))
            across.addWidget(side)
        self.column.addLayout(across)

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

    def _blocks(self) -> Blocks:
        page, look = self._page, self.look
        contacts = {contact.id: contact for contact in page.contacts}
        around = Surroundings(look.theme.accent(page.topic.colour), contacts, page.names)
        blocks = Blocks(look, self.wording, around)
        blocks.chosen.connect(self.chosen)
        self._add_phrases(blocks, around.accent)
        for (language, stale), group in groupby(page.blocks, key=_state):
            self._caption(blocks, language, stale=stale)
            spoken = self._languages.get(language)
            direction = spoken.direction if spoken else look.direction
            for shown in group:
                blocks.add(shown, direction, as_rows=page.kind == "list")
        for question, answer in page.answers:
            blocks.add_answer(ANSWER_ICONS[question], self._question(question), answer.text)
        return blocks

    def _add_phrases(self, blocks: Blocks, accent: str) -> None:
        """Add the sentences to show to staff, before what is said about them."""
        for phrase in self._phrases:
            row = Row(phrase.icon, phrase.text.text, "", self.look, accent=accent)
            row.setObjectName(f"phrase-{phrase.id}")
            row.clicked.connect(self._on_phrase_clicked)
            blocks.add_widget(row)

    def _on_phrase_clicked(self) -> None:
        phrase = self.sender().objectName().removeprefix("phrase-")
        self.chosen.emit(Destination(Place.PHRASE, phrase))

    def _caption(self, blocks: Blocks, language: str, *, stale: bool) -> None:
        _ = self.wording.gettext
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
        """Return the contacts that do not stand in the text already, those with a number first."""
        in_text = {shown.block.contact for shown in self._page.blocks}
        apart = [contact for contact in self._page.contacts if contact.id not in in_text]
        return sorted(apart, key=_without_phone)

    def _has_room_beside(self, side: QWidget) -> bool:
        look = self.look
        across = look.design_width - 2 * tokens.MARGIN - tokens.SIDE_PANEL - 28
        if self._phrases or look.narrow or look.low or look.text_size > 140 or across < NARROWEST_TEXT:
            return False
        # The bar below grows with its words.
        bars = tokens.TOP_BAR + tokens.BOTTOM_BAR * look.text_size / 100
        room = look.height - look.px(bars + 2 * 24)
        return height_at(side, look.px(tokens.SIDE_PANEL)) <= room


class _Side(QWidget):
    """The contacts of a page one below another, beside its text or after it."""

    chosen = Signal(Destination)

    def __init__(self, contacts: Sequence[ShownContact], look: Look, wording: Wording, *, wide: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        for contact in contacts:
            card = ContactCard(contact, look, wording, wide=wide)
            card.chosen.connect(self.chosen)
            card.setObjectName(f"contact-{contact.id}")
            column.addWidget(card)
        column.addStretch(1)


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
