"""Examples of the screens of Update, with the contacts of the content that is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.isolates import bare
from kiosk.device.sticks import SILENT, UNREADABLE
from kiosk.ui.drives import Stick
from kiosk.ui.staff.sample import Sample
from kiosk.ui.staff.tasks import Task
from kiosk.ui.staff.update import OfferScreen, OfferView, in_use_line
from kiosk.ui.staff.update_offer import PHONE, SAME, SET_ASIDE, Changes, Offer, Way, named
from kiosk.ui.staff.update_refusals import PULLED
from kiosk.ui.staff.update_result import ResultScreen
from kiosk.ui.staff.update_sticks import SticksScreen
from kiosk.ui.staff.update_views import installed_view, refused_view, wait_screen
from kiosk.ui.staff.update_wait import WaitScreen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.i18n import Wording
    from kiosk.ui.look import Look
    from kiosk.ui.screens.screen import Screen
    from kiosk.ui.shelf import Shelf

_MEDIA = Path("/media")
_STICKS = tuple(Stick(_MEDIA / name, name, repository=_MEDIA / name / "kiosk") for name in ("OIM", "KINGSTON"))
_TEN = tuple(Stick(_MEDIA / f"USB-{n}", f"USB-{n}", repository=_MEDIA / f"USB-{n}") for n in range(1, 11))
_WITHOUT = (Stick(_MEDIA / "FOTOS", "FOTOS", writable=True), Stick(_MEDIA / "CASA", "CASA", fault=UNREADABLE))
_HANGING = Stick(_MEDIA / "SANDISK-ULTRA-FLAIR-64GB-AZUL", "SANDISK-ULTRA-FLAIR-64GB-AZUL", fault=SILENT)
#: No number of anybody: what stands in the place of an old one.
_OLD = "+507 000-0000"
_MESSAGES = {
    "nobody-trusted": "this kiosk trusts nobody yet; run kiosk device enroll",
    "untrusted": "timestamp was signed by 0/1 keys; use another stick",
    "older": "this is publication 11, and this kiosk has had 12 already; use the newest stick",
    "unusable": "content.db has no table pages; publish the content again",
    "no-space": "there is too little room on the disk; free 214 MB where /var/lib/kiosk/store lies, and try again",
    "busy": "another installation is running, from /media/OIM; wait until it has ended, or pull out the stick",
    "store": "/var/lib/kiosk/store/gen: cannot be read or written (Read-only file system); see who may write there",
    "unreachable": "metadata/timestamp.json cannot be read (Input/output error); push the stick in again",
    "internal": "something unexpected went wrong (KeyError); try again",
    PULLED: "",
}


def sample_offer(shelf: Shelf, language: str, many: int = 1) -> Offer:
    """Return an offer that changes so many telephone numbers of the content, and other things."""
    codes = tuple(item.code for item in shelf.languages() if "-" not in item.code)
    changes = Changes(
        tuple(_ways(shelf, language))[:many],
        pages={"added": 4, "changed": 11, "removed": 0},
    )
    title = bare(shelf.sign(language).title)
    return Offer(
        _MEDIA / "offer", title, "2026.12.1", "OIM Panamá", date(2026, 12, 1), date(2027, 6, 1),
        codes, 46, 14_200_000, "newer", changes,
    )  # fmt: skip


def _ways(shelf: Shelf, language: str) -> Iterator[Way]:
    contacts = shelf.library.contacts(language)
    for contact in contacts:
        for phone in contact.phones[:1]:
            yield Way(contact.name.text, PHONE, _OLD, str(phone))
    for contact in contacts:
        if contact.address.text:
            yield Way(contact.name.text, "address", "", contact.address.text)
        if contact.email:
            yield Way(contact.name.text, "e-mail", "", contact.email)
        for phone in contact.phones[:1]:
            yield Way(contact.name.text, PHONE, str(phone), "")


def _before(shelf: Shelf, language: str) -> str:
    return named(bare(shelf.sign(language).title), "2026.11.3")


def _sticks(sticks: Sequence[Stick], look: Look, wording: Wording, shelf: Shelf) -> Screen:
    return SticksScreen(look, wording, sticks, in_use_line(_before(shelf, wording.language), wording))


def _offer(relation: str, many: int, look: Look, wording: Wording, shelf: Shelf) -> Screen:
    offer = replace(sample_offer(shelf, wording.language, many), relation=relation)
    if many > 1:
        names = [contact.name.text for contact in shelf.library.contacts(wording.language)]
        verbs = ("added", "removed", "renamed", "changed")
        changes = replace(
            offer.changes,
            contacts=tuple(zip(verbs, names, strict=False)),
            pages={"added": 4, "changed": 11, "removed": 2},
            languages_added=("ht",),
            languages_removed=("fr",),
            other=7,
        )
        offer = replace(offer, changes=changes)
    is_late = relation == SET_ASIDE
    before = _before(shelf, wording.language)
    return OfferScreen(look, wording, OfferView(offer, before, shelf.spoken(), is_due=is_late, several=is_late))


def _waiting(is_installing: bool, look: Look, wording: Wording, _shelf: Shelf) -> WaitScreen:  # noqa: FBT001
    screen = wait_screen(look, wording, is_installing=is_installing)
    screen.show_part(0.4)
    return screen


def _installed(look: Look, wording: Wording, shelf: Shelf) -> Screen:
    offer, before = sample_offer(shelf, wording.language), _before(shelf, wording.language)
    return ResultScreen(look, wording, installed_view(wording, offer.name, before))


def _refused(reason: str, look: Look, wording: Wording, _shelf: Shelf) -> Screen:
    is_late = reason == "no-space"
    message = _MESSAGES[reason]
    return ResultScreen(look, wording, refused_view(wording, reason, message, was_installing=is_late, several=is_late))


SAMPLES: tuple[Sample, ...] = (
    Sample("update-no-stick", Task.UPDATE, partial(_sticks, ())),
    Sample("update-no-content", Task.UPDATE, partial(_sticks, (*_WITHOUT, _HANGING))),
    Sample("update-choose", Task.UPDATE, partial(_sticks, (*_STICKS, *_WITHOUT))),
    Sample("update-choose-ten", Task.UPDATE, partial(_sticks, _TEN)),
    Sample("update-reading", Task.UPDATE, partial(_waiting, False)),
    Sample("update-offer", Task.UPDATE, partial(_offer, "newer", 1)),
    Sample("update-offer-much", Task.UPDATE, partial(_offer, "newer", 40)),
    Sample("update-offer-set-aside", Task.UPDATE, partial(_offer, SET_ASIDE, 0)),
    Sample("update-offer-same", Task.UPDATE, partial(_offer, SAME, 0)),
    Sample("update-installing", Task.UPDATE, partial(_waiting, True)),
    Sample("update-installed", Task.UPDATE, _installed),
    *(Sample(f"update-refused-{reason}", Task.UPDATE, partial(_refused, reason)) for reason in _MESSAGES),
)
